"""Answers as they are written down, and what keeps an option or an aspect where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.aspects.rules import are_offered, is_answered, is_chosen, opened, why_not_this_weight, written
from portal.columns import ALPHABET, ID_LENGTH
from portal.matching.people import Answer, Wish

ids = st.text(ALPHABET, min_size=ID_LENGTH, max_size=ID_LENGTH)
answers = st.builds(Answer, option=st.none() | ids, wish=st.sampled_from(Wish), shown=st.booleans())


@given(st.dictionaries(ids, answers))
def test_what_was_written_opens_as_it_was(said: dict[str, Answer]) -> None:
    assert opened(written(said)) == said


@given(st.dictionaries(ids, answers, min_size=2))
def test_it_does_not_say_what_was_answered_first(said: dict[str, Answer]) -> None:
    assert written(dict(reversed(said.items()))) == written(said)


def test_nothing_opens_to_nothing() -> None:
    assert opened("") == {}


@pytest.mark.parametrize(("weight", "will_do"), [(0, False), (1, True), (5, True), (6, False), (-1, False)])
def test_a_weight_is_from_one_to_five(weight: int, will_do: bool) -> None:
    assert (why_not_this_weight(weight) is None) == will_do


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ({}, True),
        ({"age": Answer("old")}, True),
        ({"age": Answer(None, Wish.CLOSER)}, True),
        ({"age": Answer("staying")}, False),
        ({"age": Answer("")}, False),
        ({"shoes": Answer()}, False),
        ({"age": Answer("old"), "stands": Answer("gone")}, False),
    ],
)
def test_what_is_not_offered_is_known(said: dict[str, Answer], offered: bool) -> None:
    assert are_offered(said, {"age": ["young", "old"], "stands": {"staying": "Staying"}}) == offered


def test_an_option_is_in_use_as_soon_as_one_person_chose_it() -> None:
    said = [{}, {"age": Answer(None, Wish.CLOSER)}, {"age": Answer("old", shown=False)}]
    assert (is_chosen("old", said), is_chosen("young", said), is_chosen("old", said[:2])) == (True, False, False)


@pytest.mark.parametrize(
    ("answer", "answered"),
    [
        (Answer("old"), True),
        (Answer(None, Wish.NO_MATTER), True),
        (Answer(), False),
        (Answer(None, shown=False), False),
    ],
)
def test_preferring_not_to_say_answers_nothing(answer: Answer, answered: bool) -> None:
    assert is_answered("age", [{}, {"age": answer, "stands": Answer("staying")}]) == answered
    assert not is_answered("language", [{"age": answer}])
