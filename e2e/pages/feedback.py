"""Having one's say, or choosing not to; and what is read of it on the desk."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown

WORDS = "In a few words"
STANDS_OUT = "Could this tell who you are?"


class Say(Shown):
    address = "/me/say"

    def could_be_of(self, many: str) -> Self:
        """How many people could have written it: *Eight*, *At least five*."""
        return self.sees(f"{many} people could have written it")

    def tap(self, question: str, answer: str) -> Self:
        self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
        return self

    def write(self, words: str) -> Self:
        return self.fill(WORDS, words)

    def hints_at(self, *words: str) -> Self:
        """What may tell who it is, told while they write or once it was to be sent."""
        self.sees(STANDS_OUT)
        for each in words:
            expect(self._hints().get_by_role("listitem").filter(has_text=each)).to_have_count(1)
        return self

    def hints_at_nothing(self) -> Self:
        expect(self._hints()).to_have_text("")
        return self

    def send(self) -> "Said":
        self.press("Send")
        return Said(self.page)

    def is_not_sent_yet(self) -> Self:
        return self.sees("Not sent yet.")

    def send_as_it_is(self) -> "Said":
        self.press("Send it as it is")
        return Said(self.page)

    def not_this_time(self) -> "Said":
        self.press("Not this time")
        return Said(self.page)

    def _hints(self) -> Locator:
        return self.page.locator("#say-hints")


class Said(Shown):
    """The same page, whether anything was sent or not."""

    def is_shown(self) -> Self:
        return self.sees_heading("Thank you").sees("This page is the same whether you sent something or not.")


class WhatPeopleSay(Shown):
    """The page on the desk."""

    address = "/desk/feedback"

    def has(self, title: str, how_many: str) -> Self:
        """`how_many` of whom it is: 6 answers, from at least five people."""
        expect(self._batch(title)).to_contain_text(how_many)
        return self

    def counts(self, title: str, question: str, **answers: int) -> Self:
        table = self._batch(title).get_by_role("table", name=question)
        for answer, many in answers.items():
            row = table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=answer, exact=True))
            expect(row.get_by_role("cell").last).to_have_text(f"{many} of {sum(answers.values())}")
        return self

    def reads(self, title: str, *words: str) -> Self:
        for each in words:
            expect(self._batch(title).get_by_text(each)).to_be_visible()
        return self

    def is_all(self, batches: int) -> Self:
        expect(self.page.get_by_role("heading", level=2)).to_have_count(batches)
        return self

    def _batch(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title, exact=True)
