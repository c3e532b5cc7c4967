from dataclasses import dataclass
from datetime import date

from portal.mentorships.path import moments


@dataclass(frozen=True)
class Talked:
    day: date
    hard_day: bool = False


@dataclass(frozen=True)
class Marked:
    day: date


def on(day: int) -> date:
    return date(2026, 3, day)


def test_nothing_yet() -> None:
    assert moments([], []) == ""


def test_in_the_order_of_days_and_the_talk_before_the_milestone() -> None:
    talks = [Talked(on(9)), Talked(on(2), hard_day=True), Talked(on(5))]
    assert moments(talks, [Marked(on(5)), Marked(on(1))]) == "mhtmt"
