"""The pair's page, the list of them, and what the two agree to and are asked as time goes by."""

import re
from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.messages import Messages
from e2e.pages.page import Shown

PAUSE_OR_END, AN_END = "A pause, or an end", re.compile("an end$", re.IGNORECASE)  # while paused: An end


class Talks(Shown):
    address = "/talks"

    def open_talk_with(self, name: str) -> "Talk":
        self.page.get_by_role("link", name=re.compile(f"^Your (mentor|mentee): {name}")).click()
        return Talk(self.page).is_with(name)


class Talk(Shown):
    def is_with(self, name: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=re.compile(f": {name}$"))).to_be_visible()
        return self

    def id(self) -> str:
        """The part of its address that is the pair's own."""
        found = re.search(r"/talks/([a-z0-9]+)", self.page.url)
        assert found, self.page.url
        return found[1]

    def has_check_in(self, *words: str) -> Self:
        return self._has_all(self._section("Check-ins"), words)

    def has_one_check_in(self, words: str) -> Self:
        expect(self._section("Check-ins").get_by_text(words)).to_have_count(1)
        return self

    def has_milestone(self, *words: str) -> Self:
        return self._has_all(self._section("Milestones"), words)

    def has_for_next_time(self, words: str, *, sender: str) -> Self:
        expect(self._section("Your next talk").get_by_role("listitem").filter(has_text=words)).to_contain_text(sender)
        return self

    def talks_next(self, time: str) -> Self:
        """Wednesday 7:30 pm · phone."""
        return self._has_all(self._section("Your next talk"), (time,))

    def has_talked(self) -> Self:
        """The one tap that logs a check-in."""
        self._asked_whether_they_talked().get_by_role("button", name="Yes", exact=True).click()
        expect(self._asked_whether_they_talked()).to_have_count(0)
        return self

    def says_who_begins(self, words: str) -> Self:
        return self.sees_heading(words)

    def found_each_other(self, name: str) -> Self:
        """As one says when it was not here that the first word came."""
        self.follow("Did you find each other?")
        Found(self.page).sees_heading("Did you find each other?").say_yes()
        self.is_with(name)
        expect(self.page.get_by_role("link", name="Log a check-in")).to_be_visible()
        return self

    def wishes(self, words: str) -> Self:
        """A mentee's one tap: just listen, some thoughts, not sure yet."""
        self.press(words)
        expect(self.button(words)).to_have_attribute("aria-pressed", "true")
        return self

    def is_paused_by(self, who: str, word: str = "") -> Self:
        self.sees_heading(f"{who} taking a pause")
        return self.sees(word) if word else self

    def open_messages(self, name: str, *, listening: bool) -> Messages:
        """Where there is JavaScript, until the page listens for what comes."""
        if listening:
            with self.page.expect_response(lambda answer: "/messages/stream" in answer.url):
                self.follow("Messages")
        else:
            self.follow("Messages")
        return Messages(self.page).is_with(name)

    def plan_the_next_talk(self) -> None:
        self.follow("Plan the next talk")

    def put_something_aside(self) -> None:
        self.follow("Put something aside for it")

    def log_a_check_in(self) -> None:
        self.follow("Log a check-in")

    def add_a_milestone(self) -> None:
        self.follow("Add a milestone")

    def say_what_you_saw(self) -> None:
        self.follow("Say what you saw")

    def tell_of_a_worry(self, name: str) -> None:
        self.follow(f"I am worried about {name}")

    def say_that_something_is_off(self) -> None:
        self.follow("Something is off")

    def take_a_pause(self) -> None:
        self.unfold(PAUSE_OR_END).follow("Take a pause")

    def go_on_now(self) -> Self:
        return self.press("Go on now").sees(PAUSE_OR_END)

    def say_goodbye(self) -> None:
        self.unfold(AN_END).follow("Say goodbye")

    def look_at_other_ways_to_end(self) -> None:
        self.unfold(AN_END).follow("Other ways to end")

    def can_only_be_read(self) -> Self:
        self.sees_heading("A goodbye was said here")
        for act in ("Log a check-in", "Add a milestone", "Say goodbye", "Plan the next talk"):
            expect(self.page.get_by_role("link", name=act)).to_have_count(0)
        return self

    def _asked_whether_they_talked(self) -> Locator:
        return self.page.get_by_role("region", name=re.compile("^Did you talk"))

    def _has_all(self, section: Locator, words: tuple[str, ...]) -> Self:
        for each in words:
            expect(section.get_by_text(each).first).to_be_visible()
        return self

    def _section(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title, exact=True)


class Found(Shown):
    """*Did you find each other?*"""

    def say_yes(self) -> None:
        self.press("Yes, we found each other")

    def say_not_yet(self) -> Self:
        return self.press("Not yet").sees("You said “not yet”")


class Beginning(Shown):
    """What these talks are, how often, and who writes first."""

    def agree(self, *, often: str = "", first: str = "") -> None:
        for choice in (often, first):
            if choice:
                self.choose(choice)
        self.press("I agree, and keep this")


class Ways(Shown):
    def tick(self, *ways: str) -> Self:
        for way in ways:
            self.choose(way)
        return self

    def keep(self) -> None:
        self.press("Keep these ways")

    def add(self, way: str) -> None:
        """What the other would like as well, with one tap."""
        self.press(f"Yes, add {way.lower()}")


class Feels(Shown):
    def answer(self, words: str) -> None:
        self.choose(words).press("Keep my answer")

    def would_like_someone_else(self) -> "Feels":
        self.answer("I would like someone else")
        return self.sees_heading("You would like someone else")

    def say_so(self) -> None:
        self.press("Yes, someone else")
