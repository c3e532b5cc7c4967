"""Two ways of writing the same are the same; two of something else are not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exclusions import rules
from portal.exclusions.rules import (
    EMAIL,
    NAME,
    PHONE,
    TOLD_ALL_THE_SAME,
    first_word,
    found_by,
    in_one_way,
    looks_for,
    masked,
    why_not,
)
from portal.notices.rules import KINDS

ONE_NUMBER = (
    "+44 20 7946 0018",
    "0044 20 7946 0018",
    "020 7946 0018",
    "(020) 7946 0018",
    "+44 (0)20 7946 0018",
    "+44.20.7946.0018",
    "020/79460018",
    "+44/20/79460018",
    "020-7946-0018",
    "020\u20117946\u20110018",
    "020\u00a07946\u00a00018",
    "02079460018",
    "7946 0018",
    "946 0018",
    "tel:+442079460018",
    "Tel. 020 7946 0018",
    "020 7946 0018 ext. 12",
    "020 7946 0018x12",
    "020 7946 0018 #12",
    "020 7946 0018,,12",
    "020 7946 0018 (work)",
    "\u202a+44 20 7946 0018\u202c",
    "٠٢٠ ٧٩٤٦ ٠٠١٨",
    "۰۲۰ ۷۹۴۶ ۰۰۱۸",
    "０２０ ７９４６ ００１８",
    "०२० ७९४६ ००१८",
    "011 44 20 7946 0018",
)
ONE_NAME = (
    "Zoë O’Brien",
    "zoe o'brien",
    "  ZOË   OBRIEN ",
    "Zoe\u0308 O\u02bcBrien",
    "Zoë\u00a0O’Brien",
    "Zoë-O’Brien",
    "Zoë O’Brien.",
    "Ｚｏë O’Brien",
    "Zo\u200bë O’Brien",
)
ONE_ADDRESS = (
    "sam.lee@mail.example",
    " Sam.Lee@Mail.Example ",
    "SAM.LEE@MAIL.EXAMPLE",
    "sam.lee+lists@mail.example",
    "sam.lee+a+b@mail.example",
    "ｓａｍ.lee＠mail.example",
    "sam.lee@mail.exa\u200bmple",
)


@pytest.mark.parametrize(("kind", "ways"), [(PHONE, ONE_NUMBER), (NAME, ONE_NAME), (EMAIL, ONE_ADDRESS)])
def test_every_way_of_writing_it_is_one(kind: str, ways: tuple[str, ...]) -> None:
    assert {in_one_way(kind, way) for way in ways} == {in_one_way(kind, ways[0])}
    assert in_one_way(kind, ways[0])
    assert [why_not(kind, way) for way in ways] == [None] * len(ways)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PHONE, "020 7946 0018", "020 7946 0019"),
        (PHONE, "020 7946 0018", "020 7946 0081"),
        (NAME, "Sam", "Samuel"),
        (NAME, "Sam Lee", "Sam Li"),
        (NAME, "か", "が"),
        (NAME, "कमल", "कमला"),
        (NAME, "कुमार", "कमार"),
        (NAME, "🌊", "🔥"),
        (EMAIL, "sam@mail.example", "sam@mail.example.net"),
        (EMAIL, "sam@mail.example", "pam@mail.example"),
    ],
)
def test_what_differs_stays_different(kind: str, one: str, other: str) -> None:
    assert in_one_way(kind, one) != in_one_way(kind, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Søren", "Soren"),
        ("Łukasz", "lukasz"),
        ("Straße", "STRASSE"),
        ("İnci", "inci"),
        ("Æsa", "Aesa"),
        ("מֹשֶׁה", "משה"),
    ],
)
def test_names_without_their_accents(one: str, other: str) -> None:
    assert in_one_way(NAME, one) == in_one_way(NAME, other)


@pytest.mark.parametrize(
    ("name", "said", "answers"),
    [
        ("Sam", "sam", True),
        ("Sam Lee", "Sam", True),
        ("Sam", "Sam Lee", True),
        ("Sam Lee", "sam LEE", True),
        ("Sam Lee", "Sam Low", False),
        ("Sam Lee", "Lee", False),
        ("Lee", "Sam Lee", False),
        ("Anne-Marie", "Anne", True),
        ("Samuel", "Sam", False),
        ("Sam Lee Low", "Sam Lee", False),
        ("Sam", "Pam", False),
    ],
)
def test_who_answers_to_a_name(name: str, said: str, answers: bool) -> None:
    assert _answers(name, said) is answers


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        (NAME, "", rules.NEEDED[NAME]),
        (NAME, "   ", rules.NEEDED[NAME]),
        (NAME, "\u200b", rules.NEEDED[NAME]),
        (NAME, "sam@mail.example", rules.RATHER_AN_ADDRESS),
        (NAME, "+44 20 7946 0018", rules.RATHER_A_NUMBER),
        (NAME, "Sam, Pam", rules.ONE_NAME),
        (NAME, "Sam / Pam", rules.ONE_NAME),
        (NAME, "Sam & Pam", rules.ONE_NAME),
        (NAME, "Sam\nPam", rules.ONE_NAME),
        (PHONE, "", rules.NEEDED[PHONE]),
        (PHONE, "12 34 56", rules.TOO_FEW_DIGITS),
        (PHONE, "Sam", rules.TOO_FEW_DIGITS),
        (PHONE, "🌊", rules.TOO_FEW_DIGITS),
        (PHONE, "sam2079460018@mail.example", rules.RATHER_AN_ADDRESS),
        (PHONE, "020 7946 0018 or 020 7946 0019", rules.ONE_NUMBER),
        (PHONE, "020 7946 0018, 020 7946 0019", rules.ONE_NUMBER),
        (PHONE, "946 0018 / 946 0019", rules.ONE_NUMBER),
        (PHONE, "020 7946 0018 / 020 7946 0019", rules.ONE_NUMBER),
        (PHONE, "202 555 0104 202 555 0105", rules.ONE_NUMBER),
        (PHONE, "946 0018 946 0019", rules.ONE_NUMBER),
        (PHONE, "+47 22 33 44 55 +47 22 33 44 56", rules.ONE_NUMBER),
        (PHONE, "+47 22334455 + 22334456", rules.ONE_NUMBER),
        (EMAIL, "", rules.NEEDED[EMAIL]),
        (EMAIL, "sam", rules.NO_ADDRESS),
        (EMAIL, "sam@mail", rules.NO_ADDRESS),
        (EMAIL, "sam@mail.example, pam@mail.example", rules.NO_ADDRESS),
        (EMAIL, "020 7946 0018", rules.NO_ADDRESS),
    ],
)
def test_what_could_never_be_found_by_is_said(kind: str, said: str, sentence: str) -> None:
    assert why_not(kind, said) == sentence


@pytest.mark.parametrize(
    ("kind", "said", "shown"),
    [
        (PHONE, "+44 20 7946 0023", "A phone number ending in 23"),
        (PHONE, "٠٢٠ ٧٩٤٦ ٠٠٢٣ ext. 99", "A phone number ending in 23"),
        (NAME, "sam lee", "A name beginning with S"),
        (NAME, " “Ørsted”", "A name beginning with Ø"),
        (NAME, "🌊", "A name beginning with 🌊"),
        (EMAIL, "Sam.Lee@mail.example", "An address beginning with s"),
    ],
)
def test_it_is_shown_again_by_its_beginning_or_end_alone(kind: str, said: str, shown: str) -> None:
    assert masked(kind, said) == shown


@given(st.text(max_size=60), st.sampled_from(rules.KINDS))
def test_nothing_more_is_shown_of_anything(said: str, kind: str) -> None:
    assert len(masked(kind, said)) <= len("A phone number ending in 23") + 2


def test_a_word_of_signs_alone_stays_what_it_is() -> None:
    assert in_one_way(NAME, " 🌊  🌊 ") == "🌊 🌊"


@given(
    st.text(string.digits, min_size=7, max_size=12),
    st.lists(st.sampled_from(" .-()\u00a0"), min_size=20, max_size=20),
    st.sampled_from(["", "+44", "0044 ", "(0)", "+1-", "tel "]),
    st.sampled_from([0, 0x0660 - 0x30, 0x06F0 - 0x30, 0x0966 - 0x30, 0xFF10 - 0x30]),
)
def test_a_number_however_it_is_set_apart(digits: str, between: list[str], before: str, script: int) -> None:
    way = before + "".join(
        chr(ord(one) + script) + gap for one, gap in zip(digits, between[: len(digits)], strict=True)
    )
    assert in_one_way(PHONE, way) == digits[-7:]
    assert why_not(PHONE, way) is None


@given(st.text(max_size=60))
def test_a_name_in_one_way_is_in_one_way(said: str) -> None:
    once = in_one_way(NAME, said)
    assert in_one_way(NAME, once) == once
    assert once == " ".join(once.split())


@given(st.text(max_size=60), st.sampled_from(rules.KINDS))
def test_whatever_is_typed_has_a_sentence_or_a_mark(said: str, kind: str) -> None:
    assert (why_not(kind, said) is None) <= bool(in_one_way(kind, said))


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_answering_to_a_name_holds_both_ways(one: str, other: str) -> None:
    assert _answers(one, other) == _answers(other, one)
    assert _answers(one, one)


def _answers(name: str, said: str) -> bool:
    whole, other = in_one_way(NAME, name), in_one_way(NAME, said)
    return not found_by(whole, first_word(whole)).isdisjoint(looks_for(other, first_word(other)))


def test_what_is_told_all_the_same_is_told_at_all() -> None:
    assert set(KINDS) >= TOLD_ALL_THE_SAME
