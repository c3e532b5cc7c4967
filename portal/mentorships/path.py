"""The moments of a pair, in the order they happened: the picture is drawn from them, and the list says the same.

Both sides see the same moments. Nothing in here is one side's alone: no note of their own, and not what weighs on them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from portal.web.dates import in_words
from portal.web.drawing import thinned


class CheckInMoment(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def hard_day(self) -> bool: ...
    @property
    def title(self) -> str: ...
    @property
    def shared(self) -> str: ...


class MilestoneMoment(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def is_hard(self) -> bool: ...
    @property
    def words(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


TALK, HARD_DAY, MILESTONE = "t", "h", "m"

ONE = {TALK: "a talk", HARD_DAY: "a hard day", MILESTONE: "a milestone"}
MANY = {TALK: "talks", HARD_DAY: "hard days", MILESTONE: "milestones"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One moment as the list says it. `words` are those that both may read, where they were opened."""

    letter: str
    day: date
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """All moments, oldest first. `letters` has one for each: t a talk, h a hard day, m a milestone."""

    moments: Sequence[Shown]
    newest_light: int | None = None  # which of them was marked last, if that is a light

    @property
    def letters(self) -> str:
        return "".join(moment.letter for moment in self.moments)

    @property
    def drawn_since(self) -> date | None:
        """The day of the first moment in the picture, where the path began before it; else None."""
        kept, begun_earlier = thinned(self.letters)
        return self.moments[kept[0]].day if begun_earlier else None

    def sentence(self, other: str, *, ended: bool = False) -> str:
        """What the picture shows, for who does not see it."""
        kept, begun_earlier = thinned(self.letters)
        through = _counted("".join(self.letters[at] for at in kept), all_talks=len(kept) == len(self.moments))
        if ended:
            start = "two lines" if begun_earlier else "two lines meet,"
            return f"Your talks with {other} as a picture: {start} run next to each other through {through}, and part."
        start = "Two lines run" if begun_earlier else "Two lines start apart and run"
        return (
            f"Your talks with {other} as a picture. {start} next to each other: {through}."
            " The same moments are listed below."
        )


def way(check_ins: Iterable[CheckInMoment], milestones: Iterable[MilestoneMoment]) -> Way:
    """On one day, the talk comes first."""
    lights = list(milestones)
    last = max(lights, key=lambda light: light.created_at, default=None)
    found = [(one.day, 0, _talk(one), False) for one in check_ins]
    found += [(light.day, 1, _light(light), light is last) for light in lights]
    found.sort(key=lambda moment: moment[:2])
    newest = next((at for at, (*_, is_last) in enumerate(found) if is_last), None)
    shown = [moment for _, _, moment, _ in found]
    return Way(shown, newest if newest is not None and shown[newest].letter == MILESTONE else None)


def _talk(check_in: CheckInMoment) -> Shown:
    if check_in.hard_day:
        return Shown(HARD_DAY, check_in.day, check_in.title, check_in.shared)
    return Shown(TALK, check_in.day, f"A talk, {check_in.title[0].lower()}{check_in.title[1:]}", check_in.shared)


def _light(milestone: MilestoneMoment) -> Shown:
    letter, title = (HARD_DAY, "A hard day") if milestone.is_hard else (MILESTONE, "A milestone")
    return Shown(letter, milestone.day, title, milestone.words)


def _counted(letters: str, *, all_talks: bool) -> str:
    """Seven talks, two hard days and a milestone. Where not all talks are drawn, their number says nothing."""
    said = []
    for letter in (TALK, HARD_DAY, MILESTONE):
        number = letters.count(letter)
        if letter == TALK and number and not all_talks:
            said.append(MANY[TALK])
        elif number:
            said.append(ONE[letter] if number == 1 else f"{in_words(number)} {MANY[letter]}")
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))
