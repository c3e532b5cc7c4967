from datetime import date

import pytest

from portal.check_ins.rules import MEANS, STRANDS, USUAL_MEANS, why_not_this_day

BEGAN, TODAY = date(2026, 2, 1), date(2026, 3, 29)
TO_COME = "This day is still to come. Choose today, or the day you talked."


def test_the_seven_strands_in_the_programmes_order() -> None:
    assert list(STRANDS.values()) == [
        "Connecting",
        "Supporting",
        "Learning",
        "Sharing",
        "Questioning",
        "Celebrating",
        "Reciprocating",
    ]


def test_what_is_chosen_at_first_can_be_chosen() -> None:
    assert USUAL_MEANS in MEANS


@pytest.mark.parametrize("day", [BEGAN, date(2026, 2, 28), TODAY])
def test_a_day_on_which_they_can_have_talked(day: date) -> None:
    assert why_not_this_day(day, began=BEGAN, today=TODAY) is None


@pytest.mark.parametrize("day", [date(2026, 3, 30), date(2030, 1, 1), date.max])
def test_a_day_still_to_come(day: date) -> None:
    assert why_not_this_day(day, began=BEGAN, today=TODAY) == TO_COME


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(1875, 5, 1), date.min])
def test_a_day_before_it_all(day: date) -> None:
    sentence = why_not_this_day(day, began=BEGAN, today=TODAY)
    assert sentence is not None
    assert sentence.endswith("Choose the day you talked.")
