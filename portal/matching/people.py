"""What matching knows of people: who waits, who offers, and what both have said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from portal.matching.times import NO_TIMES, Times


class Wish(StrEnum):
    """What somebody wishes of the other, for one aspect."""

    CLOSER = "closer to mine"
    DIFFERENT = "open to different"
    NO_MATTER = "no matter"
    UNSAID = ""


@dataclass(frozen=True)
class Aspect:
    """As the coordinator keeps it: what it is called, its options' words by id, how much it weighs (1 and up)."""

    id: str
    name: str
    options: Mapping[str, str]
    weight: int = 1
    across_only_if_both_agree: bool = False


@dataclass(frozen=True)
class Answer:
    """What one person said of one aspect: `option` None is nothing, `shown` False is for matching only."""

    option: str | None = None
    wish: Wish = Wish.UNSAID
    shown: bool = True


NOTHING_SAID = Answer()


@dataclass(frozen=True, kw_only=True)
class Someone:
    """`answers` by aspect id, `ways` to talk as in `portal.members.rules.MEANS`, `times` in UTC."""

    id: str
    member: str
    name: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ways: frozenset[str] = frozenset()
    times: Times = NO_TIMES

    def said(self, aspect: Aspect) -> Answer:
        return self.answers.get(aspect.id, NOTHING_SAID)


@dataclass(frozen=True, kw_only=True)
class Mentee(Someone):
    """Waits for a mentor in one group. `id` is the enrolment's."""

    group: str
    waiting_since: datetime
    held: bool = False  # nobody new for now, which is told to nobody


@dataclass(frozen=True, kw_only=True)
class Mentor(Someone):
    """Offers to mentor. `places` are those left over all groups, none for who is held; `last_began` is None for who has
    never mentored."""

    groups: frozenset[str]
    places: int
    paused: bool = False
    rests_until: date | None = None
    last_began: date | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What holds for everybody: the coordinator's aspects and floor, and who is not put before whom.

    `exclusions`, `former_noes` and `asked` are pairs of member ids, without direction. Among the exclusions are those
    whose talks ended without a goodbye, among the noes none that has run out; who is asked about each other may be so
    in another group, which is not this one's to know of.
    `floor` is the least fit that is suggested (see `portal.matching.fit`); nobody is suggested a worse pair.
    """

    today: date
    aspects: tuple[Aspect, ...] = ()
    exclusions: frozenset[frozenset[str]] = frozenset()
    former_noes: frozenset[frozenset[str]] = frozenset()
    asked: frozenset[frozenset[str]] = frozenset()
    floor: int = 0

    @cached_property
    def apart(self) -> Mapping[str, set[str]]:
        """By member, those whom they are kept apart from, whatever the reason."""
        apart: dict[str, set[str]] = defaultdict(set)
        for pair in self.exclusions | self.former_noes | self.asked:
            for member in pair:
                apart[member] |= pair
        return dict(apart)

    def are_kept_apart(self, one: str, other: str) -> bool:
        return other in self.apart.get(one, ())

    @cached_property
    def across_only(self) -> tuple[Aspect, ...]:
        return tuple(aspect for aspect in self.aspects if aspect.across_only_if_both_agree)


def queue(waiting: Iterable[Mentee]) -> list[Mentee]:
    """Who has waited longest comes first; at one and the same moment, by id."""
    return sorted(waiting, key=lambda mentee: (mentee.waiting_since, mentee.id))


def by_rest(mentors: Iterable[Mentor]) -> list[Mentor]:
    """Who has never mentored, then whose last mentorship began longest ago; on one and the same day, by id."""
    return sorted(mentors, key=lambda mentor: (mentor.last_began or date.min, mentor.id))
