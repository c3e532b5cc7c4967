from itertools import pairwise

import pytest

from portal.enrolments import steps
from portal.enrolments.steps import PAGES, Step

ROLES = ("mentee", "mentor")


@pytest.mark.parametrize("role", ROLES)
def test_every_page_has_a_title_and_a_sentence(role: str) -> None:
    assert set(PAGES[role]) <= set(steps.TITLES)
    assert set(PAGES[role]) == set(steps.LEADS[role])


def test_where_one_is() -> None:
    assert Step("mentee", "about").words == "Step two of six"
    assert Step("mentor", "send").words == "Step eight of eight"


@pytest.mark.parametrize("role", ROLES)
def test_one_page_after_the_other(role: str) -> None:
    assert steps.after(role, "") == PAGES[role][0]
    assert all(steps.after(role, page) == onwards for page, onwards in pairwise(PAGES[role]))
    assert steps.after(role, "send") == "send"


def test_whoever_goes_back_is_not_sent_back() -> None:
    assert steps.furthest("mentee", "", "now") == "now"
    assert steps.furthest("mentee", "times", "now") == "times"
    assert steps.furthest("mentee", "now", "times") == "times"


def test_what_is_done() -> None:
    assert steps.done("mentee", "") == []
    assert steps.done("mentee", "ways") == ["now", "about", "ways"]
    assert steps.done("mentee", "send") == ["now", "about", "ways", "times", "apart"]


def test_who_has_been_at_the_last_look_comes_back_to_it() -> None:
    assert steps.onwards("mentee", "times", "ways") == "times"
    assert steps.onwards("mentee", "times", "apart") == "send"
    for furthest in ("apart", "send"):
        assert steps.onwards("mentee", furthest, "ways") == "send"


def test_the_other_roles_pages_are_not_there() -> None:
    assert not steps.has("mentee", "introduction")
    assert not steps.has("mentor", "now")
    assert not steps.has("", "now")
