"""The board of informal chats, one chat, and being told when one is open."""

from collections.abc import Sequence
from typing import Self

from playwright.sync_api import Response, expect

from e2e.pages.page import Shown

LINE = "A line to go with it"
WAYS = ("Phone", "Text", "Video", "E-mail", "Here", "Whatever works best")
TOLD = "Tell me when a chat is open in my group"
AT_NIGHT = "Also at night, from 9:00 pm to 8:00 am"


class Chats(Shown):
    address = "/chats"

    def ask(self, *, line: str, hours: int, how: Sequence[str]) -> "Chat":
        """*Change* opens what can be said besides."""
        self.open_choices()
        self.page.get_by_label("Until when?").select_option(f"For {hours} hours")
        for way in WAYS:
            self.page.get_by_label(way, exact=True).set_checked(way in how)
        self.fill(LINE, line)
        return self.ask_as_it_is()

    def ask_as_it_is(self) -> "Chat":
        """One tap asks: all that is needed is filled in."""
        self.press("Ask for a chat").sees_heading("You asked for a chat")
        return Chat(self.page)

    def open_choices(self) -> Self:
        self.page.get_by_text("Change until when, or how").click()
        return self

    def reply_to(self, name: str) -> "Chat":
        self.follow(f"Reply to {name}")
        return Chat(self.page).is_from(name)

    def has_none_from(self, name: str) -> Self:
        self.sees_heading("Open now")
        expect(self.page.get_by_role("link", name=f"Reply to {name}")).to_have_count(0)
        return self


class Chat(Shown):
    def is_from(self, name: str) -> Self:
        return self.sees_heading(f"{name} asks for a chat")

    def keep_open_until_noon(self) -> Self:
        """At night, when most are told in the morning."""
        self.sees("Most people are told at 8:00 am.").press("Keep it open until noon").sees("Open until tomorrow noon")
        expect(self.button("Keep it open until noon")).to_have_count(0)
        return self

    def send(self, words: str) -> Self:
        """Of the ways that were asked for, those are ticked that the reader likes, and here."""
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

    def write(self, words: str, *, to: str) -> Self:
        """Here, where both chose it."""
        self.fill(f"Write to {to}", words)
        with self.page.expect_response(_is_a_line):
            self.press("Send")
        return self.has_line(words)

    def has_line(self, words: str) -> Self:
        expect(self.page.get_by_role("list", name="What you wrote to each other").get_by_text(words)).to_be_visible()
        return self

    def is_over_for_me(self) -> Self:
        return self.sees("is talking with someone now.")

    def thanks_for_being_there(self) -> Self:
        """What somebody reads who replied, and was not the one."""
        return self.sees("This chat is over by now. Thank you for being there.").shows_no_details()


class BeingTold(Shown):
    """The page under *Me*."""

    address = "/me/chats"

    def tell_me(self, *, also_at_night: bool = False) -> Self:
        self.choose(TOLD)
        self.page.get_by_label(AT_NIGHT, exact=True).set_checked(also_at_night)
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.press("Save")
        return self.sees_heading("When a chat is open").has_chosen(TOLD)


def _is_a_line(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/lines")
