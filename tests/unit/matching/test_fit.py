"""How many of their wishes two people would meet in each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.matching.fit import FLOORS, FULL, fit, profile, wishes_met
from portal.matching.people import Answer, Someone, Wish
from tests.unit.matching.people import AFFAIR, AGE, FACTS, answers, ines, ruth

CLOSER, DIFFERENT, NO_MATTER, UNSAID = Wish.CLOSER, Wish.DIFFERENT, Wish.NO_MATTER, Wish.UNSAID


def fit_of(mentee: Someone, mentor: Someone) -> int:
    return fit(profile(mentee, FACTS), profile(mentor, FACTS))


def met(mine: dict[str, Answer], theirs: dict[str, Answer]) -> int:
    return wishes_met(profile(ines(mine), FACTS), profile(ruth(theirs), FACTS))


def of_age(option: str | None, wish: Wish = UNSAID) -> dict[str, Answer]:
    return {AGE.id: Answer(option, wish)}


@pytest.mark.parametrize(
    ("wish", "alike", "different", "not_said"),
    [
        (CLOSER, FULL, 0, FULL // 2),
        (DIFFERENT, FULL // 2, FULL, FULL // 2),
        (NO_MATTER, FULL, FULL, FULL),
        (UNSAID, FULL, 0, FULL // 2),
    ],
)
def test_a_wish_and_what_meets_it(wish: Wish, alike: int, different: int, not_said: int) -> None:
    mine = of_age("30s", wish)
    assert [met(mine, of_age(option)) for option in ("30s", "60s", None)] == [alike, different, not_said]


def test_who_says_nothing_wishes_for_nothing() -> None:
    assert met({}, of_age("30s")) == met(of_age(None), of_age("30s")) == FULL


def test_closer_to_what_one_has_not_said_is_half_met_by_anybody() -> None:
    assert met(of_age(None, CLOSER), of_age("30s")) == FULL // 2


def test_a_wish_that_was_said_counts_twice_one_that_was_not() -> None:
    mine = of_age("30s", CLOSER) | {AFFAIR.id: Answer("once")}
    theirs = {AGE.id: Answer("30s"), AFFAIR.id: Answer("long")}
    assert met(mine, theirs) == FULL * 4 // 5  # age weighs two and was said: four against one


def test_who_wishes_for_more_has_no_more_say() -> None:
    few, many = of_age("30s", CLOSER), of_age("30s", CLOSER) | {AFFAIR.id: Answer("once", CLOSER)}
    different = of_age("60s") | {AFFAIR.id: Answer("long")}
    assert met(few, different) == met(many, different) == 0


def test_the_mentees_wishes_count_twice_the_mentors() -> None:
    young, old = of_age("30s", CLOSER), of_age("60s", NO_MATTER)
    assert fit_of(ines(young), ruth(old)) == FULL // 3
    assert fit_of(ines(old), ruth(young)) == 2 * FULL // 3


def test_the_floors_the_coordinator_chooses_from() -> None:
    assert FLOORS == {"anything": 0, "some of their wishes": 15, "half": 30, "most": 45}


@given(answers(), answers(), st.booleans())
def test_a_whole_number_from_nothing_to_full(one: dict[str, Answer], other: dict[str, Answer], shown: bool) -> None:
    """The same whether an answer may be shown or is for matching only."""
    hidden = {key: Answer(answer.option, answer.wish, shown) for key, answer in one.items()}
    found = fit_of(ines(one), ruth(other))
    assert isinstance(found, int)
    assert 0 <= found <= FULL
    assert fit_of(ines(hidden), ruth(other)) == found
