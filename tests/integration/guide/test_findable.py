"""Whatever the programme tells a person is found in the guide by who looks it up in their own words. The table of what
and where is `docs/guide.md`."""

from importlib import import_module

import pytest

from portal.guide.sections import sections
from tests.integration.browser import Browser
from tests.integration.guide.checklist import Row, found_in, lines_of_the_tables, told_by_the_programme, words_of_danger
from tests.integration.guide.lines import lay

first_lines = import_module("portal.migrations.portal_2026_11_22t18_30_00_000000")


@pytest.fixture(autouse=True)
async def as_a_new_portal_is(database: None) -> None:
    """With who answers tonight beside the guide: they may come first."""
    await lay()
    await first_lines.lay_out()


async def not_found(*asked: Row) -> list[tuple[str, str, list[str]]]:
    """Typed into the page by somebody who is not signed in; what is not among the first three, and what is instead."""
    browser, missing = Browser(), []
    for row in asked:
        for words in row.typed:
            answer = await browser.post("/guide/search", {"words": words}, page="/guide")
            first = [address for address, _ in found_in(answer.text)[:3]]
            if answer.status_code != 200 or row.where not in first:
                missing.append((words, row.where, first))
    await browser.close()
    return missing


def test_the_table_is_read_whole() -> None:
    assert len(told_by_the_programme()) + len(words_of_danger()) == lines_of_the_tables()
    assert len(told_by_the_programme()) > 50
    assert {len(row.typed) for row in told_by_the_programme()} <= {1, 2, 3, 4, 5, 6}
    assert all(words for row in told_by_the_programme() for words in row.typed)


def test_every_place_is_there_and_open_to_anybody() -> None:
    open_to_anybody = {section.address for section in sections() if section.page.for_anyone}
    assert {row.where for row in told_by_the_programme()} - open_to_anybody == set()


def test_every_section_that_the_programme_asks_for_is_in_the_table() -> None:
    said = {row.where for row in told_by_the_programme()}
    ours = {section.address for section in sections() if section.page.key in ("gives", "talks", "part", "how", "time")}
    # headings over other sections, and how the portal asks: ours alone
    assert ours - said == {"/guide/gives#what-it-gives", "/guide/talks#in-a-talk", "/guide/how#asked"}


async def test_each_is_found_among_the_first_three() -> None:
    assert await not_found(*told_by_the_programme()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        Row("", "/guide/time#ends", ("gender",)),
        Row("", "/guide/gives#research", ("qwxyzzy",)),
        Row("", "/guide/nowhere#at-all", ("goodbye",)),
    ],
)
async def test_and_this_can_fail(wrong: Row) -> None:
    assert len(await not_found(wrong)) == 1
