"""Whom one never wants to be put together with, and whom one wants nothing from just now."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

SAID = "The number, address or name"


class Apart(Shown):
    """The page under *Me*, and the same as a page of an application."""

    address = "/me/apart"

    def keep_apart_from(self, kind: str, said: str, *, shown_as: str) -> Self:
        """`kind` as it is offered: A name, A phone number, An e-mail address. It is not shown in full again."""
        self.choose(kind).fill(SAID, said).press("Keep us apart")
        expect(self.page.get_by_role("region", name="Your list")).to_contain_text(shown_as)
        return self.does_not_see(said)

    def take_back(self, shown_as: str) -> Self:
        self.press(f"Take this off the list: {shown_as}")
        expect(self.button(f"Take this off the list: {shown_as}")).to_have_count(0)
        return self

    def has_nothing_from(self, name: str) -> Self:
        expect(self.page.get_by_role("region", name="You want nothing from").get_by_text(name)).to_be_visible()
        return self

    def hear_again_from(self, name: str) -> Self:
        self.press(f"Take it back: {name}")
        expect(self.button(f"Take it back: {name}")).to_have_count(0)
        return self
