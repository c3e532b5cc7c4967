"""Home: what is there for me today."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown


class Home(Shown):
    address = "/home"

    def is_asked(self, question: str) -> Self:
        return self.sees_heading(question)

    def is_asked_nothing(self) -> Self:
        expect(self.page.get_by_role("link", name="Read and answer")).to_have_count(0)
        return self

    def read_and_answer(self) -> None:
        self.follow("Read and answer")

    def hears(self, news: str) -> Self:
        expect(self.button(news)).to_be_visible()
        return self

    def hears_nothing_of(self, news: str) -> Self:
        expect(self.button(news)).to_have_count(0)
        return self

    def open_news(self, news: str) -> None:
        self.press(news)

    def is_covered(self) -> Self:
        expect(self.button("Show")).to_be_visible()
        expect(self.page.get_by_role("navigation", name="Places")).to_have_count(0)
        return self

    def show(self) -> Self:
        self.press("Show")
        expect(self.page.get_by_role("navigation", name="Places")).to_be_visible()
        return self
