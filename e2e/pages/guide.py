"""What anybody may read, and the quick way out."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown


class Guide(Shown):
    address = "/guide"


class HelpNow(Shown):
    address = "/help-now"


class Left(Shown):
    """After Leave: a page that says nothing about where one was, which goes on to somewhere else by itself."""

    def is_somewhere_else(self, outside: str) -> Self:
        self.page.wait_for_url(outside)
        expect(self.page.get_by_role("heading", name="Rain later")).to_be_visible()
        return self
