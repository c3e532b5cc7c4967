"""Over any history, also where a clock jumps ahead and back and people come and go: it is people who are counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from portal.feedback.release import is_due, with_plan
from portal.feedback.rules import FEWEST, MENTEES, MENTORS, Could, Feedback, Planned, last_monday, quarter_of
from portal.feedback.store import Contents

BEGIN = datetime(2026, 11, 20, 12, tzinfo=UTC)
CELLS = [(group, side) for group in ("oak", "ash") for side in (MENTORS, MENTEES)]
PEOPLE = 11
JUMPS = [1, 24, 24 * 3, 24 * 7, 24 * 7, 24 * 20, 24 * 60, 24 * 500, -1, -24 * 7, -24 * 20, -24 * 60, -24 * 500]

Cell = tuple[str, str]


@dataclass(frozen=True)
class Come:
    who: int
    nth: int  # of their places
    sends: bool


@dataclass(frozen=True)
class Move:
    who: int
    to: tuple[Cell, ...]


@dataclass(frozen=True)
class Tick:
    hours: int  # by which the clock has moved since the last one, or seems to


@dataclass
class World:
    """The store with its own rules; who wrote stands in the words."""

    places: dict[int, tuple[Cell, ...]]
    now: datetime = BEGIN
    contents: Contents = field(default_factory=lambda: Contents(looked_on=last_monday(BEGIN).isoformat()))
    turns: list[tuple[int, str]] = field(default_factory=list)
    published: list[Planned] = field(default_factory=list)

    def live(self, steps: Iterable[Come | Move | Tick]) -> "World":
        for step in steps:
            if isinstance(step, Come):
                self._comes(step)
            elif isinstance(step, Move):
                self.places[step.who] = step.to
            else:
                self._tick(step.hours)
        return self

    def _could(self) -> Could:
        of = Counter(cell for places in self.places.values() for cell in places)
        return Could(of=of, everybody=sum(bool(places) for places in self.places.values()))

    def _comes(self, come: Come) -> None:
        places, quarter, could = self.places[come.who], quarter_of(self.now), self._could()
        if not places or could.everybody < FEWEST:
            return
        cell = places[come.nth % len(places)]
        where = cell if could.of[cell] >= FEWEST else ("", "")
        said = Feedback(*where, {}, f"{come.who}") if come.sends else None
        before, self.contents = self.contents, self.contents.with_turn(str(come.who), quarter, said)
        if self.contents is not before:
            self.turns.append((come.who, quarter))

    def _tick(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        if is_due(self.contents, self.now):
            self.contents = with_plan(self.contents, self._could(), self.now)
        else:
            self.contents = self.contents.as_of(quarter_of(self.now))
        self.published += self.contents.planned.values()
        self.contents = self.contents.without(self.contents.planned)


cells = some.lists(some.sampled_from(CELLS), max_size=2, unique=True).map(tuple)
who = some.integers(0, PEOPLE - 1)
come = some.builds(Come, who, some.integers(0, 1), some.sampled_from([True, True, True, False]))
crowd = some.permutations(range(PEOPLE)).map(lambda people: [Come(one, 0, True) for one in people])
several = some.one_of(
    come.map(lambda one: [one]),
    crowd.flatmap(lambda all_: some.integers(2, PEOPLE).map(lambda many: all_[:many])),
    some.builds(Move, who, cells).map(lambda one: [one]),
    some.sampled_from(JUMPS).map(lambda hours: [Tick(hours)]),
    some.sampled_from(JUMPS).map(lambda hours: [Tick(hours), Tick(-hours)]),  # wrong for a tick
)
steps = some.lists(several, min_size=2, max_size=30).map(lambda them: [step for some_ in them for step in some_])
homes = some.lists(some.one_of(some.just((CELLS[0],)), cells), min_size=PEOPLE, max_size=PEOPLE).map(
    lambda them: dict(enumerate(them))
)
worlds = some.builds(lambda places, them: World(places).live(them), homes, steps)
often = settings(max_examples=150, deadline=None)


def people(batches: Iterable[Planned]) -> set[str]:
    return {one.words for batch in batches for one in batch.said}


def views(published: list[Planned]) -> Iterator[frozenset[int]]:
    """What each reader has before them after each batch: of the programme with one group, with all or with none."""
    for end in range(len(published) + 1):
        for groups in ((), ("oak",), ("ash",), ("oak", "ash")):
            yield frozenset(nth for nth, one in enumerate(published[:end]) if one.group in ("", *groups))


@often
@given(worlds)
def test_nobody_has_two_turns_in_a_quarter(world: World) -> None:
    assert len(set(world.turns)) == len(world.turns)


@often
@given(worlds)
def test_every_batch_is_of_five_people(world: World) -> None:
    for batch in world.published:
        assert FEWEST <= len(people([batch])) <= len(batch.said)
        assert batch.could_write >= FEWEST
        of_one = Counter((one.words, one.quarter) for one in batch.said)
        assert set(of_one.values()) == {1}, "nobody is in it twice of one quarter"


@often
@given(worlds)
def test_any_two_views_differ_by_nobody_or_by_five_people(world: World) -> None:
    for one, other in combinations(set(views(world.published)), 2):
        for more in (one - other, other - one):
            assert not more or len(people(world.published[nth] for nth in more)) >= FEWEST


def test_worlds_in_which_something_is_published() -> None:
    """And this is what a clock that was wrong once could do: five of whom two are one."""
    everybody: dict[int, tuple[Cell, ...]] = dict.fromkeys(range(PEOPLE), (CELLS[0],))
    three, two = [Come(nth, 0, True) for nth in range(3)], [Come(nth, 0, True) for nth in range(2)]
    assert World(everybody).live([*three, *[Come(nth, 0, True) for nth in (3, 4)], Tick(24 * 7)]).published
    assert not World(everybody).live([*three, Tick(24 * 60), Tick(-24 * 60), *two, *[Tick(24 * 7)] * 20]).published
