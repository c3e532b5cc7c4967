"""The board of informal chats, and one chat."""

from collections.abc import Sequence
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

LINE = "A line to go with it"


class Chats(Shown):
    address = "/chats"

    def ask(self, *, line: str, hours: int, how: Sequence[str]) -> "Chat":
        """One tap asks; *Change* opens what can be said besides."""
        self.open_choices()
        self.page.get_by_label("Until when?").select_option(f"For {hours} hours")
        for way in ("Phone", "Text", "Video", "E-mail"):
            self.page.get_by_label(way, exact=True).set_checked(way in how)
        self.fill(LINE, line).press("Ask for a chat")
        self.sees_heading("You asked for a chat")
        return Chat(self.page)

    def open_choices(self) -> Self:
        self.page.get_by_text("Change until when, or how").click()
        return self

    def reply_to(self, name: str) -> "Chat":
        self.follow(f"Reply to {name}")
        self.sees_heading(f"{name} asks for a chat")
        return Chat(self.page)

    def has_none_from(self, name: str) -> Self:
        self.sees_heading("Open now")
        expect(self.page.get_by_role("link", name=f"Reply to {name}")).to_have_count(0)
        return self


class Chat(Shown):
    def send(self, words: str, *, not_by: Sequence[str] = ()) -> Self:
        """The ways of the one who asks are ticked to begin with."""
        for way in not_by:
            self.page.get_by_label(way, exact=True).uncheck()
        self.fill("A few words", words).press("Send my reply")
        return self.sees_heading("Your reply")

    def take(self, name: str) -> Self:
        return self.press(f"Talk with {name}")

    def shows_how_to_reach(self, name: str, *details: str) -> Self:
        return self.sees_heading(f"How to reach {name}").sees(*details)

    def shows_no_details(self) -> Self:
        expect(self.page.get_by_role("heading", name="How to reach")).to_have_count(0)
        expect(self.page.locator("a[href^='tel:'], a[href^='mailto:']")).to_have_count(0)
        return self

    def is_over_for_me(self) -> Self:
        return self.sees("is talking with someone now.")
