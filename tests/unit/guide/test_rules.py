"""In whose voice a card speaks; what may stand on the shelf; how somebody who answers is reached."""

from datetime import date, timedelta

import pytest

from portal.guide.rules import (
    LINK_OR_TEXT,
    NO_WAY_TO_REACH,
    NOT_A_LINK,
    NOT_A_NUMBER,
    NOT_A_WORD,
    ONE_OF_THEM,
    WORD_FOR_NOTHING,
    dialled,
    in_one_piece,
    is_stale,
    said_by,
    texted,
    why_not_reached,
    why_not_these,
    why_not_this_link,
    why_not_this_number,
    why_not_this_word,
)

CARD = {"mentor_asks": "What do you need?", "mentee_says": "What I need"}


def test_each_side_has_its_own_voice() -> None:
    assert said_by("mentor", CARD) == "What do you need?"
    assert said_by("mentee", CARD) == "What I need"


@pytest.mark.parametrize(
    "link", ["", "https://example.org", "https://example.org/a?b=c#d", "https://example.org:8443/"]
)
def test_links_that_lead_somewhere(link: str) -> None:
    assert why_not_this_link(link) is None


@pytest.mark.parametrize(
    "link",
    ["http://example.org", "example.org", "javascript:alert(1)", "https:// example.org", "https://", "https://nowhere",
     "https://me:secret@example.org", "https://exa\u202emple.org", "https://[::1", "HTTPS//example.org", "//a.org"],
)  # fmt: skip
def test_links_that_will_not_do(link: str) -> None:
    assert why_not_this_link(link) == NOT_A_LINK


def test_a_link_or_a_text_and_not_both() -> None:
    assert why_not_these("https://example.org", "") is None
    assert why_not_these("", "Once upon a time") is None
    assert why_not_these("", "") == LINK_OR_TEXT
    assert why_not_these("https://example.org", "Once upon a time") == ONE_OF_THEM


@pytest.mark.parametrize("number", ["", "911", "988", "1-800-799-7233", "+44 20 7946 0018", "85 25", "0800-111 0 111"])
def test_numbers_that_can_be_dialled(number: str) -> None:
    assert why_not_this_number(number) is None


@pytest.mark.parametrize(
    "number",
    ["9", "+1", "+", "- -", "call 911", "911;ext=1", "1/800", "(800) 799", "٩١١", "91+1", "911\n", "<b>911</b>"],
)
def test_numbers_that_cannot(number: str) -> None:
    assert why_not_this_number(number) == NOT_A_NUMBER


def test_one_way_to_reach_them_is_enough_and_none_is_not() -> None:
    for ways in (("911", "", ""), ("", "988", ""), ("", "", "https://example.org")):
        assert why_not_reached(*ways) is None
    assert why_not_reached("", "", "") == NO_WAY_TO_REACH


def test_a_word_needs_a_number_to_be_texted_to() -> None:
    assert why_not_this_word("", "") is None
    assert why_not_this_word("START", "88788") is None
    assert why_not_this_word("START", "") == WORD_FOR_NOTHING
    for word in ("START NOW", "START&body=x", "<b>"):
        assert why_not_this_word(word, "88788") == NOT_A_WORD


def test_a_line_is_stale_on_the_day_after_half_a_year() -> None:
    today = date(2026, 11, 22)
    assert is_stale(None, today)
    assert not is_stale(today, today)
    assert not is_stale(today - timedelta(days=180), today)
    assert is_stale(today - timedelta(days=181), today)


def test_what_a_phone_is_told() -> None:
    assert dialled("+44 20 7946-0018") == "+442079460018"
    assert texted("88-788", "START") == "sms:88788?body=START"
    assert texted("988", "") == "sms:988"
    assert texted("988", "Ü") == "sms:988?body=%C3%9C"


def test_a_number_is_read_in_one_piece() -> None:
    assert in_one_piece("1-800 79") == "1\u2011800\u00a079"
