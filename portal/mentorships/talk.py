"""A pair's talks from the side of one of the two."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, Self

from portal.endings.rules import STAND_IN
from portal.members.rules import in_common, listed, stored
from portal.mentorships.rules import ACTIVE, ENDING, PAUSED, can_write

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two has agreed to and chosen. `ways` are those by which they still let themselves be reached at
    all. Whether it feels right to them is not among it: `feels` is asked for by its owner alone."""

    agreed_at: datetime | None = None
    ways: str = ""
    often: str = ""
    wish: str = ""
    meanwhile: str = ""
    read_until: datetime | None = None
    answers_by: date | None = None

    @property
    def agreed_ways(self) -> list[str]:
        return listed(self.ways)


PARTS = tuple(field.name for field in fields(Part))


@dataclass(frozen=True, slots=True)
class Talk:
    """A mentorship from the side of `me`, a member's id. `mine` and `theirs` are read with one talk, not in lists."""

    id: str
    me: str
    role: str  # mine: mentor or mentee
    other: str
    other_name: str
    my_name: str
    group: str
    group_name: str
    state: str
    began_at: datetime
    closes_at: datetime | None
    ended_at: datetime | None
    paused_until: date | None
    mine: Part = Part()
    theirs: Part = Part()
    first_by: str = "mentor"  # the role of who writes first
    found_at: datetime | None = None
    feels_asked_at: datetime | None = None
    feels: str | None = None  # mine, sealed
    paused_by: str | None = None
    paused_at: datetime | None = None
    pause_word: str | None = None  # sealed, of `paused_by`
    group_zone: str = "UTC"
    meeting_weekday: int | None = None
    meeting_time: str = ""
    block: str | None = None  # the id of mine, of the other; theirs of me is never read
    blocked_at: datetime | None = None
    next_at: datetime | None = None  # in the list of talks
    has_news: bool = False  # likewise

    @property
    def is_active(self) -> bool:
        return self.state == ACTIVE

    @property
    def is_paused(self) -> bool:
        return self.state == PAUSED

    @property
    def may_go_on(self) -> bool:
        """Before the day on which the pause is over by itself."""
        return self.paused_by == self.me or self.mine.meanwhile == STAND_IN

    @property
    def hears_until(self) -> datetime:
        """What the other writes from then on is not mine to see, for as long as I want nothing from them."""
        return self.blocked_at or FOR_GOOD

    @property
    def mentor(self) -> str:
        return self.me if self.role == "mentor" else self.other

    @property
    def mentee(self) -> str:
        return self.other if self.role == "mentor" else self.me

    @property
    def mentee_name(self) -> str:
        return self.other_name if self.role == "mentor" else self.my_name

    @property
    def other_role(self) -> str:
        return "mentee" if self.role == "mentor" else "mentor"

    @property
    def ways(self) -> list[str]:
        """Those that both agree to here, and by which both let themselves be reached at all: the one place that says
        so, for every page and every act."""
        return in_common(self.mine.ways, self.theirs.ways)

    @property
    def goes_on(self) -> bool:
        return can_write(self.state)

    @property
    def is_ending(self) -> bool:
        return self.state == ENDING

    @classmethod
    def of(cls, row: dict[str, Any], me: str) -> Self | None:
        """None where `me` is neither of the two."""
        if me not in (row["mentor"], row["mentee"]):
            return None
        mine, theirs = ("mentor", "mentee") if me == row["mentor"] else ("mentee", "mentor")
        return cls(
            me=me,
            role=mine,
            other=row[theirs],
            other_name=row[f"{theirs}_name"],
            my_name=row[f"{mine}_name"],
            **{key: row[key] for key in _IN_LISTS},
        )

    @classmethod
    def whole(cls, row: dict[str, Any], me: str) -> Self | None:
        """As `of`, with what both sides have agreed to."""
        talk = cls.of(row, me)
        if talk is None:
            return None
        mine, theirs = _part(row, talk.role), _part(row, talk.other_role)
        whole = {name: row[name] for name in _WITH_ONE}
        own = {name: row[f"{talk.role}_{name}"] for name in _MINE_ALONE}
        return replace(talk, mine=mine, theirs=theirs, **own, **whole)


def _part(row: dict[str, Any], role: str) -> Part:
    part = Part(**{name: row[f"{role}_{name}"] for name in PARTS})
    return replace(part, ways=stored(way for way in part.agreed_ways if way in listed(row[f"{role}_means"])))


_IN_LISTS = ("id", "group", "group_name", "state", "began_at", "closes_at", "ended_at", "paused_until")
_MINE_ALONE = ("feels", "block", "blocked_at")
_WITH_ONE = (
    "first_by",
    "found_at",
    "feels_asked_at",
    "paused_by",
    "paused_at",
    "pause_word",
    "group_zone",
    "meeting_weekday",
    "meeting_time",
)
