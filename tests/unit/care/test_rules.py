from itertools import product

import pytest

from portal.care.rules import IN_WORDS, LOW, QUESTIONS, SKIPPED, Said, as_kept, as_said, in_words, is_low_run

LOW_ENERGY, A_LOT, NOT_GLAD = Said(energy="low"), Said(weight="a_lot"), Said(glad="not_now")
FINE = Said("plenty", "little", "yes")
LEFT_OUT = Said()
EVERY = [Said(*tapped) for tapped in product(*(("", *choices) for choices in QUESTIONS.values()))]


@pytest.mark.parametrize(
    ("answers", "is_low"),
    [
        ([], False),
        ([FINE], False),
        ([LOW_ENERGY], False),
        ([A_LOT], False),
        ([NOT_GLAD], False),
        ([Said("low", "a_lot", "yes")], True),
        ([Said("low", "", "not_now")], True),
        ([Said("low", "a_lot", "not_now")], True),
        ([LOW_ENERGY, LOW_ENERGY], True),
        ([LOW_ENERGY, A_LOT], False),
        ([LOW_ENERGY, FINE, LOW_ENERGY], False),
        ([LOW_ENERGY, LEFT_OUT, LOW_ENERGY], True),
        ([LEFT_OUT, LOW_ENERGY, LOW_ENERGY], False),
        ([FINE, Said("low", "a_lot", "not_now")], False),
        ([LEFT_OUT], False),
        ([LEFT_OUT, LEFT_OUT], False),
        ([A_LOT, LEFT_OUT], False),
    ],
)
def test_a_low_run(answers: list[Said], is_low: bool) -> None:
    """Newest first: two lows at once, or the same one twice."""
    assert is_low_run(answers) is is_low


def test_what_is_low() -> None:
    assert LOW == {"energy": "low", "weight": "a_lot", "glad": "not_now"}
    assert Said("low", "a_lot", "not_now").low == {"energy", "weight", "glad"}
    assert Said("enough", "some", "mixed").low == set()


@pytest.mark.parametrize("said", EVERY)
def test_kept_as_long_as_any_other_and_read_back(said: Said) -> None:
    assert as_said(as_kept(said)) == said
    assert len(as_kept(said)) == len(as_kept(LEFT_OUT))


@pytest.mark.parametrize("kept", ["", "low", "low,low,low,low", "dreadful,horrid,bad", "{}"])
def test_what_cannot_be_read_is_nothing_said(kept: str) -> None:
    assert as_said(kept) == LEFT_OUT


def test_in_words_without_a_count() -> None:
    assert in_words(Said("low", "a_lot", "mixed")) == "Low energy, a lot stayed with you, mixed about doing this."
    assert in_words(Said(glad="yes")) == "Glad to do this."
    assert in_words(LEFT_OUT) == SKIPPED
    assert {name: set(words) for name, words in IN_WORDS.items()} == {
        name: set(choices) for name, choices in QUESTIONS.items()
    }
