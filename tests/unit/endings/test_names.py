"""Names are taken out of what was written, however they stand there; nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.endings.names import without

THEO = without({"Theo": "the other", "Maya": "me"})


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Thank you, Theo.", "Thank you, the other."),
        ("THEO and theo and tHeO", "the other and the other and the other"),
        ("Theo’s words, Theo's words", "the other’s words, the other's words"),
        ("Theodora saw a theory", "Theodora saw a theory"),
        ("Maya asked Theo", "me asked the other"),
        ("(Theo)\n“Theo”—Theo…", "(the other)\n“the other”—the other…"),
        ("", ""),
    ],
)
def test_whole_words_in_any_case(written: str, cleaned: str) -> None:
    assert THEO(written) == cleaned


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ana María", "ANA maría"),
        ("Ana María", "Ana"),
        ("Ana María", "Ana  \nMaría"),
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
    cleaned = without({name: "the other"})(f"So said {written} then.")
    assert cleaned in ("So said the other then.", "So said the other. then.")


def test_an_initial_is_not_every_letter() -> None:
    assert without({"Sam A.": "the other"})("A talk with Sam, with Sam A. and a tea.") == (
        "A talk with the other, with the other and a tea."
    )


def test_a_script_without_spaces() -> None:
    assert without({"美咲": "the other"})("昨日美咲さんと話した") == "昨日the otherさんと話した"


@pytest.mark.parametrize("name", ["", " ", "…", "(x)", "a|b", "[", "\\d", "^.*$"])
def test_a_name_is_never_a_pattern(name: str) -> None:
    assert without({name: "the other"})("Nothing of 27 letters here.") == "Nothing of 27 letters here."


@given(st.text(max_size=12), st.text(max_size=60))
def test_no_name_and_no_words_break_it(name: str, written: str) -> None:
    assert isinstance(without({name: "the other", "Maya": "me"})(written), str)
