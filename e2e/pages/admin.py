"""Piccolo Admin, as staff find it behind our door. It needs JavaScript, and speaks its own language of pages."""

import re
from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown

# What axe objects to in the admin's own pages (1.14), at any width, light and dark: boxes and a page-size list without
# labels, links that are an icon, header cells without words. Nothing beyond it, and nothing of it on pages of ours.
KNOWN = frozenset({"empty-table-header", "label", "link-name", "select-name"})


class Admin(Shown):
    address = "/admin/"

    def look_at(self, records: str) -> Self:
        """By its menu: *Proposals*, *Members* … On a phone the menu is behind the three bars."""
        named = re.compile(f"^{records}$", re.IGNORECASE)  # written small, shown large
        bars = self.page.locator("#burger_menu a")
        expect(self.page.locator("#nav")).to_be_visible()
        if bars.is_visible():
            bars.click()
        self.page.locator(".sidebar:visible").get_by_role("link", name=named).click()
        expect(self.page.locator(".title_bar .title h1")).to_have_text(named)
        if self.page.locator("#sidebar_overlay").is_visible():
            bars.click()  # coming from Home it has closed by itself, coming from other records it has not
        return self

    def lists(self, *row: str) -> Self:
        """One row has these words, in this order."""
        words = re.compile(r"[\s\S]*".join(map(re.escape, row)))
        expect(self._rows().filter(has_text=words)).to_have_count(1)
        return self

    def lists_nobody_called(self, *names: str) -> Self:
        expect(self._rows().first).to_be_visible()
        for name in names:
            expect(self._rows().filter(has_text=name)).to_have_count(0)
        return self

    def add(self) -> Self:
        self.page.locator(".title_bar").get_by_role("link", name="Add", exact=True).click()
        expect(self._sending()).to_be_visible()
        return self

    def offers(self, field: str, *people: str) -> Self:
        """All who can be chosen there."""
        self._open(field)
        expect(self._results(field)).to_have_text(["None", *people])
        self._picker(field).locator(".close a").click()
        return self

    def does_not_offer(self, field: str, person: str) -> Self:
        self._open(field)
        expect(self._results(field).filter(has_text="None")).to_be_visible()
        expect(self._results(field).filter(has_text=person)).to_have_count(0)
        self._picker(field).locator(".close a").click()
        return self

    def pick(self, field: str, person: str) -> Self:
        """Typed as far as it takes, then chosen: `Ines · waiting 16 days`."""
        self._open(field)
        self._picker(field).get_by_placeholder("Type here to filter").fill(person)
        self._results(field).filter(has_text=person).first.click()
        expect(self._picker(field).locator("> input[type=text]")).to_have_value(re.compile(f"^{re.escape(person)}"))
        return self

    def type(self, **fields: str) -> Self:
        """By the name of the record's own field."""
        for field, words in fields.items():
            self.page.locator(f"form input[name={field}]:visible").fill(words)
        return self

    def write(self, words: str) -> Self:
        self.page.locator("textarea[name=note_to_both]:visible").first.fill(words)
        return self

    def send(self) -> Self:
        self._sending().click()
        return self

    def is_refused(self, sentence: str) -> Self:
        return self.sees(sentence)

    def is_added(self) -> Self:
        return self.sees("Successfully added row")

    def back(self) -> Self:
        return self.follow("Back")

    def is_editing(self) -> Self:
        expect(self.page.get_by_role("heading", name="Edit")).to_be_visible()
        return self

    def is_saved(self) -> Self:
        return self.sees("Successfully saved row")

    def open_row(self, name: str) -> Self:
        """By the one link of the row that leads to the row itself, not to a person in it."""
        self._rows().filter(has_text=name).first.locator("a[href*='#/proposals/']").click()
        return self.is_editing()

    def list_all(self) -> Self:
        self.page.locator("select").filter(has_text="100").select_option("100")
        return self

    def delete(self, *row: str) -> Self:
        """On the row's own page, which asks once more."""
        words = re.compile(r"[\s\S]*".join(map(re.escape, row)))
        self._rows().filter(has_text=words).locator("td:nth-child(3) a").click()
        self.is_editing()
        self.page.once("dialog", lambda asks: asks.accept())
        self.page.locator("main a.subtle:visible").first.click()
        self.page.get_by_role("main").get_by_text("Delete", exact=True).locator("visible=true").click()
        return self

    def is_gone(self, words: str) -> Self:
        """Back among the others, and not there."""
        expect(self._rows().first).to_be_visible()
        self.list_all()
        expect(self._rows().filter(has_text=words)).to_have_count(0)
        return self

    def cannot_be_changed(self) -> Self:
        """Nothing is there to save it with."""
        expect(self.page.get_by_text("State", exact=True)).to_be_visible()
        expect(self.page.get_by_role("main").get_by_role("button")).to_have_count(0)
        return self

    def _sending(self) -> Locator:
        return self.page.locator("form button:visible").last

    def _rows(self) -> Locator:
        return self.page.locator(".table_wrapper tbody tr")

    def _open(self, field: str) -> None:
        self._picker(field).locator("> input[type=text]").click()

    def _picker(self, field: str) -> Locator:
        return self.page.locator(".key_search", has=self.page.locator(f"input[name={field}]"))

    def _results(self, field: str) -> Locator:
        return self._picker(field).locator(".results_list li")
