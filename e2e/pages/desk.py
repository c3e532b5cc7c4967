"""The desk of whoever runs a group: ours, and whole without JavaScript."""

import re
from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown


class Desk(Shown):
    """One group at a time."""

    address = "/desk"

    def is_of(self, group: str) -> Self:
        return self.sees_heading(group)

    def opens_with(self, things: str) -> Self:
        """This week: 3 things."""
        return self.sees_heading(things)

    def waits(self, name: str, since: str, *, group: str) -> Self:
        self.is_of(group)
        link = self.page.get_by_role("link", name=name, exact=True)
        expect(self._part("Waiting, longest first").get_by_role("listitem").filter(has=link)).to_contain_text(since)
        return self

    def has_room(self, name: str, room: str, *, group: str) -> Self:
        self.is_of(group)
        expect(self._part("Mentors").get_by_role("listitem").filter(has_text=name)).to_contain_text(room)
        return self

    def has_asked(self, pair: str, answers: str, *, group: str) -> Self:
        """`pair` is the two, in either way of saying it: Ines and Ruth, Ines + Ruth."""
        self.is_of(group)
        asked = self.page.get_by_role("list", name="Asked, not yet answered").get_by_role("listitem")
        expect(asked.filter(has_text=pair.replace(" and ", " + "))).to_contain_text(answers)
        return self

    def what_came_of(self, pair: str, outcome: str) -> Self:
        rows = self._part("What came of it lately").get_by_role("listitem")
        expect(rows.filter(has_text=pair).first).to_contain_text(outcome)
        return self

    def look_at(self, mentee: str, mentor: str) -> "Pair":
        """The first tap: a suggestion of this week."""
        self.page.get_by_role("link", name=f"{mentee} + {mentor}:").first.click()
        return Pair(self.page).is_of(mentee, mentor)

    def open_waiting(self, name: str) -> "Waiting":
        self._part("Waiting, longest first").get_by_role("link", name=name, exact=True).click()
        return Waiting(self.page).is_of(name)

    def open_application(self, name: str) -> "Application":
        """It is a thing of this week, or among the other applications."""
        whose = re.compile(rf"^{re.escape(name)}( wishes for a mentor| offers to mentor|$)")
        things, others = self._part("This week"), self.page.get_by_role("list", name="Other applications")
        things.or_(others).get_by_role("link", name=whose).first.click()
        return Application(self.page).is_from(name)

    def open_asked(self, mentee: str, mentor: str) -> "AskedPair":
        self.page.get_by_role("link", name=f"{mentee} + {mentor}", exact=True).first.click()
        return AskedPair(self.page).is_of(mentee, mentor)

    def open_people(self) -> "People":
        self.follow("The people of")
        return People(self.page).sees_heading("The people of")

    def _part(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)


class Pair(Shown):
    """Two people side by side, and the second tap."""

    def is_of(self, mentee: str, mentor: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=f"{mentee} + {mentor}")).to_be_visible()
        return self

    def compares(self, aspect: str, mentee: str, mentor: str) -> Self:
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=aspect, exact=True))
        expect(row.get_by_role("cell")).to_have_text([mentee, mentor])
        return self

    def suits_both(self, what: str, words: str) -> Self:
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=what, exact=True))
        expect(row.get_by_role("cell")).to_have_text(words)
        return self

    def is_not_possible(self) -> Self:
        return self.sees("This is not possible just now.")

    def ask_both(self, note: str = "") -> Desk:
        self.fill("A note to both", note).press("Ask both")
        expect(self.page.get_by_role("list", name="Asked, not yet answered")).to_be_visible()
        return Desk(self.page)


class Waiting(Shown):
    """One person who waits, and every mentor of the group for this person."""

    def is_of(self, name: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
        return self

    def cannot_be_asked(self, mentor: str, row: str) -> Self:
        """With what stands openly on the mentor's row."""
        item = self.page.get_by_role("region", name="Other mentors").get_by_role("listitem").filter(has_text=mentor)
        expect(item).to_contain_text("Not possible just now")
        expect(item).to_contain_text(row)
        return self

    def choose_mentor(self, mentor: str) -> Pair:
        self.page.get_by_role("link", name=f"{mentor}:").click()
        return Pair(self.page)


class AskedPair(Shown):
    """What they were asked, and what came of it."""

    def is_of(self, mentee: str, mentor: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=f"{mentee} + {mentor}")).to_be_visible()
        return self

    def take_back(self) -> Desk:
        self.press("Take it back")
        expect(self.page.get_by_role("region", name="What came of it lately")).to_be_visible()
        return Desk(self.page)


class Application(Shown):
    def is_from(self, name: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=name)).to_be_visible()
        return self

    def say_it_is_read(self) -> Self:
        self.press("I have read it")
        expect(self.button("I have read it")).to_have_count(0)
        return self

    def welcome(self, words: str = "") -> Desk:
        return self._answer(re.compile("^Welcome "), words)

    def say_not_yet(self, words: str) -> Desk:
        return self._answer(re.compile("^Not yet, with these words$"), words)

    def _answer(self, button: re.Pattern[str], words: str) -> Desk:
        self.fill("A few words of your own", words)
        self.page.get_by_role("button", name=button).click()
        expect(self.page.get_by_role("region", name="Waiting, longest first")).to_be_visible()
        return Desk(self.page)


class People(Shown):
    """Who belongs to the group, and what whoever runs it has noted."""

    address = "/desk/people"

    def notes(self, name: str, *, at_a_meeting: str, words: str = "") -> Self:
        self.page.get_by_role("link", name=name, exact=True).click()
        self.choose(at_a_meeting).fill("A note for whoever runs this group", words).press("Save")
        return self.sees_heading("The people of").says_of(name, f"At a meeting lately: {at_a_meeting.lower()}")

    def says_of(self, name: str, words: str) -> Self:
        link = self.page.get_by_role("link", name=name, exact=True)
        expect(self.page.get_by_role("listitem").filter(has=link)).to_contain_text(words)
        return self


class Pairs(Shown):
    """The pairs of the group: that they talk, and when."""

    address = "/desk/talks"

    def close_for(self, pair: str) -> Self:
        self.follow(f"Close for someone who has gone: {pair}")
        return self.sees_heading("Close the talks of")
