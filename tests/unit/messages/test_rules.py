from datetime import UTC, date, datetime, timedelta

import pytest

from portal.messages.rules import ANSWERS, answers_by, are_a_way, gaps, they_answer, usually

NOON = datetime(2026, 3, 26, 12, tzinfo=UTC)
THURSDAY = NOON.date()
MINE, THEIRS = True, False


def hours(*many: float) -> list[timedelta]:
    return [timedelta(hours=one) for one in many]


def at(hour: float) -> datetime:
    return NOON + timedelta(hours=hour)


def test_messages_are_a_way_where_they_are_among_those_of_both() -> None:
    assert are_a_way(["phone", "messages"]) is True
    assert are_a_way(["phone", "text"]) is False
    assert are_a_way([]) is False


def test_the_time_is_taken_from_the_first_line_that_waited() -> None:
    lines = [(MINE, at(0)), (MINE, at(5)), (THEIRS, at(6)), (THEIRS, at(7)), (MINE, at(20)), (THEIRS, at(44))]

    assert gaps(lines) == hours(6, 24)


def test_what_nobody_waited_for_is_no_answer() -> None:
    assert gaps([(THEIRS, at(0)), (THEIRS, at(1))]) == []


def test_what_is_not_answered_yet_took_no_time() -> None:
    assert gaps([(MINE, at(0))]) == []


@pytest.mark.parametrize("took", [[], hours(1), hours(1, 1)])
def test_three_answers_are_needed_to_say_how_soon(took: list[timedelta]) -> None:
    assert usually(took) is None


@pytest.mark.parametrize(
    ("took", "words"),
    [
        (hours(0, 0, 0), "within a day"),
        (hours(1, 24, 200), "within a day"),
        (hours(1, 25, 200), "within two days"),
        (hours(1, 47, 49, 200), "within two days"),
        (hours(1, 47, 50, 200), "within three days"),
        (hours(72, 72, 72), "within three days"),
        (hours(73, 73, 73), "within a week"),
        (hours(168, 168, 168), "within a week"),
        (hours(169, 169, 169), None),
    ],
)
def test_how_soon_is_the_one_in_the_middle(took: list[timedelta], words: str | None) -> None:
    assert usually(took) == words


def test_the_days_that_can_be_chosen() -> None:
    chosen = {choice: answers_by(choice, today=THURSDAY) for choice in ANSWERS}

    assert chosen == {
        "tomorrow": date(2026, 3, 27),
        "three_days": date(2026, 3, 29),
        "a_week": date(2026, 4, 2),
    }


@pytest.mark.parametrize(
    ("by", "said"),
    [(THURSDAY + timedelta(days=1), True), (THURSDAY, True), (THURSDAY - timedelta(days=1), False), (None, False)],
)
def test_what_they_said_of_their_answer(by: date | None, said: bool) -> None:
    assert they_answer(by, today=THURSDAY) is said
