"""Names are taken out of what was written, however they stand there; nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.endings.names import without

THEO = without("Theo", "Maya")


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Thank you, Theo.", "Thank you, …"),
        ("THEO and theo and tHeO", "… and … and …"),
        ("Theo’s words, Theo's words, Theoʼs words", "…’s words, …'s words, …ʼs words"),
        ("Theodora saw a theory", "Theodora saw a theory"),
        ("Maya asked Theo", "… asked …"),
        ("_Theo_ and dear_Theo and Theo_", "_…_ and dear_… and …_"),
        ("The\u200bo, T\u00adheo and Ｔｈｅｏ", "…, … and …"),
        ("With you Theo... now", "With you … now"),
        ("Said Theo.Then", "Said ….Then"),
        ("", ""),
    ],
)
def test_whole_words_in_any_case(written: str, cleaned: str) -> None:
    assert THEO(written) == cleaned


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Thank you.\n\n— Theo", "Thank you.\n"),
        ("Maya,\nthank you.\nYour Theo", "thank you.\nYour …"),
        ("(Theo)\n“Theo”—Theo…", ""),
        ("…\n— —", "…\n— —"),
    ],
)
def test_a_line_of_nothing_but_a_name_goes_with_it(written: str, cleaned: str) -> None:
    assert THEO(written) == cleaned


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ana María", "ANA maría"),
        ("Ana María", "Ana"),
        ("Ana María", "AnaMaría"),
        ("Ana María", "ana_maria"),
        ("Ana María", "Ana-Maria"),
        ("Anne-Marie", "AnneMarie"),
        ("Anne-Marie", "Anne Marie"),
        ("José", "Jose"),
        ("Jose", "José"),
        ("José", "JOS\u00adE\u0301"),
        ("Weiß", "WEISS"),
        ("Weiss", "Weiß"),
        ("İpek", "ipek"),
        ("Ipek", "ıpek"),
        ("Łukasz", "Lukasz"),
        ("Søren", "Soren"),
        ("מֹשֶׁה", "משה"),
        ("ไมค์", "ไมค์"),
        ("राम", "राम"),
        ("Anne-Marie", "anne-marie"),
        ("Anne-Marie", "Marie"),
        ("O’Neil", "O'Neil"),
        ("José", unicodedata.normalize("NFD", "José")),
        (unicodedata.normalize("NFD", "José"), "JOSÉ"),
        ("J.", "J."),
        ("מאיה", "מאיה"),
        ("مايا", "مايا"),
    ],
)
def test_however_it_is_composed(name: str, written: str) -> None:
    assert without(name)(f"So said {written} then.") == "So said … then."


@pytest.mark.parametrize(
    ("name", "written"),
    [("ก", "กิ กา"), ("राम", "रामु"), ("か", "が"), ("Ana", "Anais und Banana"), ("가", "각"), ("Sam", "Sam90")],
)
def test_another_word_stays(name: str, written: str) -> None:
    kept = {"กิ กา": "กิ …า"}  # without spaces nobody can tell
    assert without(name)(written) == kept.get(written, written)


def test_an_initial_is_not_every_letter() -> None:
    assert without("Sam A.")("A talk with Sam, with Sam A. and a tea.") == "A talk with …, with … and a tea."


def test_a_script_without_spaces() -> None:
    assert without("美咲")("昨日美咲さんと話した") == "昨日…さんと話した"


@pytest.mark.parametrize("name", ["", " ", "…", "(x)", "a|b", "[", "\\d", "^.*$"])
def test_a_name_is_never_a_pattern(name: str) -> None:
    assert without(name)("Nothing of 27 letters here.") == "Nothing of 27 letters here."


@given(st.text(max_size=12), st.text(max_size=60))
def test_no_name_and_no_words_break_it(name: str, written: str) -> None:
    assert isinstance(without(name, "Maya")(written), str)
