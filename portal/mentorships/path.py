"""The moments of a pair, in the order they happened, as the picture is drawn from them."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class CheckInMoment(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def hard_day(self) -> bool: ...


class MilestoneMoment(Protocol):
    @property
    def day(self) -> date: ...


TALK, HARD_DAY, MILESTONE = "t", "h", "m"


def moments(check_ins: Iterable[CheckInMoment], milestones: Iterable[MilestoneMoment]) -> str:
    """A letter for each moment: t a talk, h a hard day, m a milestone. On one day, the talk comes first."""
    talks = [(check_in.day, 0, HARD_DAY if check_in.hard_day else TALK) for check_in in check_ins]
    lights = [(milestone.day, 1, MILESTONE) for milestone in milestones]
    return "".join(letter for _, _, letter in sorted(talks + lights, key=lambda moment: moment[:2]))
