"""Over any history of writers: what is published, as anybody may read it, now or ever, is of nobody or of five."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from portal.feedback.release import with_plan
from portal.feedback.rules import FEWEST, KEPT_FOR, MENTEES, MENTORS, Could, Feedback, Planned
from portal.feedback.store import Contents

OAK, ELM, ASH = "oak", "elm", "ash"
SIDES = [(group, side) for group in (OAK, ELM, ASH) for side in (MENTORS, MENTEES)]
QUARTERS = [f"{year}Q{nth}" for year in (2026, 2027, 2028) for nth in (1, 2, 3, 4)]
PEOPLE = 12  # of each group and side; the first of them have one mentor: so many as a mentor of few has had
OF_ONE_MENTOR = 4

Cell = tuple[str, str]
Who = tuple[str, str, int]


@dataclass(frozen=True)
class Week:
    """Who comes in it, and who of them sends something; how many could, while they come and on the Monday after."""

    later: int  # by so many quarters than the week before
    came: tuple[tuple[Cell, int, bool], ...]
    could: Could
    on_monday: Could


@dataclass
class History:
    """As the store is: who came once in a quarter is not asked again, and what is published is there no more."""

    quarter: int = 0
    turns: set[tuple[Who, str]] = field(default_factory=set)
    waiting: list[Feedback] = field(default_factory=list)
    sent: dict[str, Feedback] = field(default_factory=dict)
    given_up: list[Feedback] = field(default_factory=list)
    published: list[list[Planned]] = field(default_factory=list)  # for each Monday what came new

    def live(self, weeks: Sequence[Week]) -> "History":
        for week in weeks:
            self.quarter = min(self.quarter + week.later, len(QUARTERS) - 1)
            for cell, nth, sends in week.came:
                self._comes(cell, nth, week.could, sends=sends)
            self._monday(week.on_monday)
        return self

    def _comes(self, cell: Cell, nth: int, could: Could, *, sends: bool) -> None:
        who, quarter = (*cell, nth), QUARTERS[self.quarter]
        if (who, quarter) in self.turns:
            return
        self.turns.add((who, quarter))
        if sends:  # where too few could write, it is of no group from the beginning
            group, side = cell if could.of[cell] >= FEWEST else ("", "")
            words = f"{'/'.join(map(str, who))} {quarter}"
            self.waiting.append(Feedback(group, side, {}, words, quarter))
            self.sent[words] = self.waiting[-1]

    def _monday(self, could: Could) -> None:
        year, nth = QUARTERS[self.quarter].split("Q")
        after = with_plan(
            Contents(waiting=tuple(self.waiting)), could, datetime(int(year), int(nth) * 3, 20, tzinfo=UTC)
        )
        self.published.append(list(after.planned.values()))
        gone = {one.words for one in after.waiting} | {one.words for new in self.published[-1] for one in new.said}
        self.given_up += [one for one in self.waiting if one.words not in gone]
        self.waiting = list(after.waiting)


@some.composite
def how_many_could(draw: some.DrawFn) -> Could:
    of = {cell: draw(some.sampled_from([PEOPLE, PEOPLE, FEWEST, FEWEST - 1])) for cell in SIDES}
    return Could(of, draw(some.sampled_from([*[sum(of.values())] * 5, FEWEST - 1])))


coulds = how_many_could()


@some.composite
def weeks(draw: some.DrawFn) -> list[Week]:
    """Also in bursts: else five of one group and side in one week would be rare."""
    found = []
    for _ in range(draw(some.integers(1, 7))):
        came = []
        for cell in draw(some.lists(some.sampled_from(SIDES), max_size=4)):
            people = draw(some.lists(some.integers(0, PEOPLE - 1), min_size=1, max_size=PEOPLE, unique=True))
            skips = draw(some.sets(some.sampled_from(people), max_size=3))
            came += [(cell, nth, nth not in skips) for nth in people]
        later = draw(some.sampled_from([0, 0, 0, 1, 1, 2, 5]))
        found.append(Week(later, tuple(came), draw(coulds), draw(coulds)))
    return found


histories = weeks().map(lambda them: History().live(them))
often = settings(max_examples=100, deadline=None)


def people(said: Iterable[Feedback]) -> set[str]:
    return {one.words.split(" ")[0] for one in said}


def views(history: History) -> Iterator[dict[str, Feedback]]:
    """What somebody can have before their eyes: after any Monday, whoever they are, all of it or under any heading."""
    yield {}
    there: list[Planned] = []
    for new in history.published:
        there += new
        for groups in ((OAK,), (ELM,), (ASH,), (OAK, ELM), (OAK, ELM, ASH)):  # that they run; the last: all of them
            mine = [one for one in there if not one.group or one.group in groups]
            yield _in(mine)
            for heading in {(one.group, one.side) for one in mine}:
                yield _in([one for one in mine if (one.group, one.side) == heading])
        yield from (_in([one]) for one in new)


def _in(planned: Sequence[Planned]) -> dict[str, Feedback]:
    return {one.words: one for batch in planned for one in batch.said}


@often
@given(histories)
def test_any_two_views_differ_by_nobody_or_by_at_least_five(history: History) -> None:
    for one, other in combinations({frozenset(view): view for view in views(history)}.values(), 2):
        for more in (one.keys() - other.keys(), other.keys() - one.keys()):
            assert not more or len(people(history.sent[words] for words in more)) >= FEWEST


@often
@given(histories)
def test_no_view_is_of_the_past_mentees_of_one_mentor_of_few(history: History) -> None:
    for group in (OAK, ELM, ASH):
        theirs = {f"{group}/{MENTEES}/{nth}" for nth in range(OF_ONE_MENTOR)}
        for view in views(history):
            assert not view or people(view.values()) - theirs


@often
@given(histories)
def test_every_batch_is_of_five_who_could_have_been_more(history: History) -> None:
    for batch in (batch for monday in history.published for batch in monday):
        assert len(people(batch.said)) >= FEWEST
        assert batch.could_write >= max(Counter(one.quarter for one in batch.said).values()) >= FEWEST


@often
@given(histories)
def test_everything_is_published_once_or_waits_or_has_waited_too_long(history: History) -> None:
    published = [one for monday in history.published for batch in monday for one in batch.said]
    everything = [one.words for one in (*published, *history.waiting, *history.given_up)]
    assert sorted(everything) == sorted(history.sent)
    now = QUARTERS[history.quarter]
    for kept, waited in ((False, history.given_up), (True, history.waiting)):
        assert all((QUARTERS.index(now) - QUARTERS.index(one.quarter) <= KEPT_FOR) is kept for one in waited)


@often
@given(histories)
def test_it_stands_under_its_own_heading_or_with_everybodys(history: History) -> None:
    for batch in (batch for monday in history.published for batch in monday):
        for one in batch.said:
            assert (batch.group, batch.side) in ((one.group, one.side), ("", ""))


@often
@given(weeks())
def test_no_group_is_named_where_fewer_than_five_could_write_and_the_others_not_before_its_quarter_is_over(
    them: list[Week],
) -> None:
    history = History()
    for week in them:
        history.live([week])
        for batch in history.published[-1]:
            if batch.group:
                assert week.on_monday.of[(batch.group, batch.side)] >= FEWEST
            else:
                assert week.on_monday.everybody >= FEWEST
                assert all(one.quarter < QUARTERS[history.quarter] for one in batch.said)


@often
@given(weeks())
def test_what_can_be_published_is(them: list[Week]) -> None:
    """Else nothing would ever be, and everything above would hold."""
    history = History()
    for week in them:
        history.live([week])
        waiting = Counter((one.group, one.side, one.quarter) for one in history.waiting)
        for (group, side, _), many in waiting.items():
            assert not group or min(many, week.on_monday.of[(group, side)]) < FEWEST
        over = Counter(one.quarter for one in history.waiting if one.quarter < QUARTERS[history.quarter])
        assert min(max(over.values(), default=0), week.on_monday.everybody) < FEWEST


@often
@given(some.lists(some.sampled_from([(cell, nth) for cell in SIDES for nth in range(PEOPLE)]), max_size=4, unique=True))
def test_fewer_than_five_publish_nothing(few: list[tuple[Cell, int]]) -> None:
    """However often they write."""
    could = Could(dict.fromkeys(SIDES, PEOPLE), PEOPLE * len(SIDES))
    came = tuple((cell, nth, True) for cell, nth in few)
    history = History().live([Week(int(nth > 0), came, could, could) for nth in range(len(QUARTERS))])
    assert not any(history.published)
