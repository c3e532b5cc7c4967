"""Applications, room, exclusions, blocks, holds and proposals in any order, repeated and at the same moment: what must
always hold, holds after every step.

What the acts let through is looked at from outside, in plain SQL and in what this test itself remembers, and not by
the portal's own judgement.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from portal import clock
from portal.check import check
from portal.columns import new_id
from portal.concerns import following
from portal.concerns.actions import With, tell
from portal.concerns.rules import OFF, PROGRAMME
from portal.endings.actions import say_goodbye
from portal.enrolments import actions as enrolments
from portal.enrolments import applying
from portal.errors import NotFound, NotPossible
from portal.exclusions.actions import block, exclude, take_back, unblock
from portal.mentorships.queries import talk_by_id
from portal.proposals import actions as proposals
from portal.proposals.declining import decline_and_pause
from portal.proposals.rules import PAUSES
from portal.tick import tick
from tests.integration.cast import IN_GROUP, RUNS, SATURDAY, TUESDAY, Cast, gather
from tests.integration.ledger import sql
from tests.integration.newcomers import join
from tests.integration.rows import all_rows
from tests.schema import empty

MEMBERS = [name for name, group in IN_GROUP.items() if group == TUESDAY]
STAFF = [*RUNS, "cora"]
SIDES = ("mentee", "mentor")
STATES = {
    "proposals": ["open", "matched", "not_this_time", "lapsed", "withdrawn"],
    "enrolments": ["draft", "submitted", "active", "paused", "not_yet", "withdrawn"],
    "mentorships": ["active", "ending", "ended"],
}
BEGINS = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)

members = st.sampled_from(MEMBERS)
staff = st.sampled_from(STAFF)
roles = st.sampled_from(SIDES)
sides = st.sampled_from(SIDES)
groups = st.sampled_from([TUESDAY, SATURDAY])
which = st.integers(0, 30)
HOWS, ENDS = ("exclude", "block"), ("end", "resolve")  # of being kept apart; of a hold
hows = st.sampled_from(HOWS)


@dataclass(frozen=True)
class Doing:
    """One act, ready to be done: again with the same key it must come to nothing more."""

    name: str
    act: Callable[[str], Awaitable[Any]]  # takes the once-key


@dataclass
class Remembered:
    """What the portal was told, kept apart from it."""

    noes: list[tuple[frozenset[str], str, str, datetime]] = field(default_factory=list)  # the two, who, proposal, when
    apart: dict[str, frozenset[str]] = field(default_factory=dict)  # exclusion, or block, to the two
    held: dict[str, str] = field(default_factory=dict)  # concern to whom it holds


class AnyOrder(RuleBasedStateMachine):
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    seen: set[str]

    @initialize()
    def begin(self) -> None:
        clock.set(BEGINS)
        self.cast: Cast = self.run(self._gather())
        self.remembered = Remembered()
        self.last: Doing | None = None

    async def _gather(self) -> Cast:
        cast = await gather()
        clock.set(BEGINS)  # gathering lets it run again
        for name in ("ruth", "ines", "omar"):
            await join(cast, name, SATURDAY)
        return cast

    def teardown(self) -> None:
        self.run(empty())
        clock.reset()

    # --- what people do ---

    @rule(name=members, role=roles, group=groups)
    def apply(self, name: str, role: str, group: str) -> None:
        self._do(self._begin(name, role, group))

    @rule(name=members, role=roles, answered=st.sampled_from(["not yet", "", "welcome"]))
    def apply_and_send(self, name: str, role: str, answered: str) -> None:
        self._do(self._begin(name, role, TUESDAY))
        for row in self.run(sql("SELECT id, role FROM enrolments WHERE state = 'draft'")):
            self._do(self._write(name, row["id"]))
            self._do(self._send(name, row["id"], agreed=True))
            if answered:
                self._do(self._welcome("fay", row["id"], welcome=answered == "welcome"))

    @rule(name=members, chosen=which, agreed=st.booleans())
    def send(self, name: str, chosen: int, agreed: bool) -> None:
        """As it stands, whatever is missing."""
        if row := self._one(f"{_ENROLMENTS} WHERE member = {{}}", chosen, self.cast.members[name]):
            self._do(self._send(name, row["id"], agreed=agreed))

    @rule(by=staff, chosen=which, welcome=st.booleans())
    def answer_application(self, by: str, chosen: int, welcome: bool) -> None:
        if row := self._one(f"{_ENROLMENTS} WHERE state = 'submitted'", chosen):
            self._do(self._welcome(by, row["id"], welcome=welcome))

    @rule(name=members, chosen=which, to=st.sampled_from(["withdraw", "again", "wait_again"]))
    def change_of_mind(self, name: str, chosen: int, to: str) -> None:
        acts = {"withdraw": applying.withdraw, "again": applying.again}
        if row := self._one(f"{_ENROLMENTS} WHERE member = {{}}", chosen, self.cast.members[name]):
            if to == "wait_again":
                act = Doing(to, lambda key: enrolments.wait_again(by=self._who(name), enrolment=row["id"], once=key))
            else:
                act = Doing(to, lambda key: acts[to](row["id"], by=self._who(name), once=key))
            self._do(act)

    @rule(name=members, capacity=st.integers(0, 3))
    def choose_capacity(self, name: str, capacity: int) -> None:
        self._do(
            Doing("capacity", lambda key: enrolments.choose_capacity(by=self._who(name), capacity=capacity, once=key))
        )

    @rule(name=members, days=st.integers(0, 20))
    def pause(self, name: str, days: int) -> None:
        until = clock.now().date() + timedelta(days=days) if days else None
        self._do(Doing("pause", lambda key: enrolments.pause(by=self._who(name), until=until, once=key)))

    @rule(name=members)
    def step_back(self, name: str) -> None:
        self._do(Doing("step back", lambda key: enrolments.step_back(by=self._who(name), once=key)))

    @rule(one=members, other=members, how=hows)
    def exclude(self, one: str, other: str, how: str) -> None:
        if one == other:
            return
        acts = {
            "exclude": lambda key: exclude(by=self._who(one), kind="name", said=f" {other.upper()} ", once=key),
            "block": lambda key: block(self.cast.members[other], by=self._who(one), once=key),
        }
        done = self._do(Doing(how, acts[how]))
        if done is not _REFUSED:  # so many in one day
            self.remembered.apart[done] = self._two(one, other)

    @rule(chosen=which, side=sides, how=hows)
    def exclude_whom_one_is_asked_about(self, chosen: int, side: str, how: str) -> None:
        """The other says yes before, and oneself tries to afterwards: nothing comes of it."""
        if row := self._asked(chosen):
            other = next(other for other in SIDES if other != side)
            self._do(self._answer(row, other, "yes"))
            self.exclude(self._name(row[side]), self._name(row[other]), how)
            self._do(self._answer(row, side, "yes"))
            self.seen.add(f"kept apart while they were asked: {how}")

    @rule(chosen=which, by=staff, how=hows)
    def exclude_and_propose(self, chosen: int, by: str, how: str) -> None:
        """Of all who could be asked about each other, two of whom one excludes the other first."""
        if row := self._one(_COULD_BE, chosen):
            self.exclude(self._name(row["mentor"]), self._name(row["mentee"]), how)
            self._do(self._propose(by, row["enrolment"], row["availability"]))
            self.seen.add(f"kept apart before they were asked: {how}")

    @rule(chosen=which, side=sides, ends=st.sampled_from(ENDS * 2 + ("",)), is_asked=st.booleans(), by=staff)
    def hold(self, chosen: int, side: str, ends: str, is_asked: bool, by: str) -> None:
        """Somebody who is asked just now, or could be; until then whoever was held before."""
        for concern in list(self.remembered.held):
            self._let_go(concern, "resolve")
        if row := self._asked(chosen) if is_asked else self._one(_COULD_BE, chosen):
            concern = self._held(row[side])
            (self._all_comes_to_nothing if is_asked else self._nothing_begins)(row, by)
            self._let_go(concern, ends)
            if ends and self._do(self._propose(by, row["enrolment"], row["availability"])) is not _REFUSED:
                self.seen.add(f"asked about after a hold that ended by: {ends}")

    def _all_comes_to_nothing(self, row: dict[str, Any], by: str) -> None:
        """Whoever says yes to it."""
        assert {self._do(self._answer(row, one, "yes")) for one in SIDES} == {_REFUSED}
        self.seen.add("held while they were asked")

    def _nothing_begins(self, row: dict[str, Any], by: str) -> None:
        assert self._do(self._propose(by, row["enrolment"], row["availability"])) is _REFUSED

    def _held(self, member: str) -> str:
        """Through something that they tell the coordinator of the programme."""
        by = self._who(self._name(member))
        group, also = self.cast.groups[TUESDAY], With(of=PROGRAMME)
        tells = Doing(
            "tell",
            lambda key: tell(group, None, by=by, kind=OFF, words="", past_them=True, also=also, once=key),
        )
        concern = str(self._do(tells))
        cora = self._who("cora")
        self._do(Doing("hold", lambda key: following.hold(concern, member, by=cora, once=key)))
        self.remembered.held[concern] = member
        return concern

    def _let_go(self, concern: str, ends: str) -> None:
        """Or not yet."""
        cora = self._who("cora")
        if not ends:
            return
        member = self.remembered.held.pop(concern)
        if ends == "end":
            act = Doing("end hold", lambda key: following.end_hold(concern, member, by=cora, once=key))
        else:
            self._do(Doing("read", lambda key: following.acknowledge(concern, by=cora, once=key)))
            act = Doing("resolve", lambda key: following.resolve(concern, by=cora, once=key))
        assert self._do(act) is not _REFUSED

    @rule(chosen=which, side=sides, by=staff)
    def a_no_and_the_same_two_again(self, chosen: int, side: str, by: str) -> None:
        """At once, after 100 days, after 179 and after 180."""
        if row := self._asked(chosen):
            for one in SIDES:
                self._do(self._answer(row, one, "no" if one == side else "yes"))
            for days in (0, 100, 79, 1):
                clock.set(clock.now() + timedelta(days=days))
                again = self._do(self._propose(by, row["enrolment"], row["availability"]))
                self.seen.add(f"asked again after a no: {'no' if again is _REFUSED else 'yes'}")
                if again is not _REFUSED:
                    break

    @rule(chosen=which)
    def take_back(self, chosen: int) -> None:
        if not self.remembered.apart:
            return
        exclusion = _nth(list(self.remembered.apart), chosen)
        [row] = self.run(sql(_APART, exclusion, exclusion))
        by = self._who(self._name(row["member"]))
        del self.remembered.apart[exclusion]
        acts = {
            "exclusion": lambda key: take_back(exclusion, by=by, once=key),
            "block": lambda key: unblock(exclusion, by=by, once=key),
        }
        self._do(Doing("take back", acts[row["how"]]))

    @rule(by=staff, mentee=which, mentor=which)
    def propose(self, by: str, mentee: int, mentor: int) -> None:
        if doing := self._asking(by, mentee, mentor):
            self._do(doing)

    @rule(by=staff, mentees=st.tuples(which, which), mentor=which)
    def propose_two_at_the_same_moment(self, by: str, mentees: tuple[int, int], mentor: int) -> None:
        self._at_once([self._asking(by, mentee, mentor) for mentee in mentees])

    @rule(chosen=which, side=sides, said=st.sampled_from(["yes", "yes", "no"]))
    def answer(self, chosen: int, side: str, said: str) -> None:
        if doing := self._answering(chosen, side, said):
            self._do(doing)

    @rule(chosen=which, said=st.tuples(*[st.sampled_from(["yes", "yes", "no"])] * 2))
    def both_answer_at_the_same_moment(self, chosen: int, said: tuple[str, str]) -> None:
        sides = zip(SIDES, said, strict=True)
        self._at_once([self._answering(chosen, side, words) for side, words in sides])

    @rule(chosen=which, by=staff)
    def answer_while_it_is_taken_back(self, chosen: int, by: str) -> None:
        self._at_once([self._answering(chosen, "mentee", "yes"), self._taking_back(by, chosen)])

    @rule(by=staff, chosen=which)
    def withdraw(self, by: str, chosen: int) -> None:
        if doing := self._taking_back(by, chosen):
            self._do(doing)

    @rule(chosen=which, how_long=st.sampled_from(sorted(PAUSES)))
    def decline_and_pause(self, chosen: int, how_long: str) -> None:
        if row := self._one(_OPEN, chosen):
            name = self._name(row["mentor"])
            self._do(
                Doing(
                    "decline and pause",
                    lambda key: decline_and_pause(
                        row["id"], by=self._who(name), reason="", how_long=how_long, once=key
                    ),
                )
            )

    @rule(chosen=which, side=sides)
    def reopen(self, chosen: int, side: str) -> None:
        if row := self._one(_CLOSED, chosen):
            name = self._name(row[side])
            self._do(Doing("reopen", lambda key: proposals.reopen(row["id"], by=self._who(name), once=key)))

    @rule(chosen=which, side=sides)
    def say_goodbye(self, chosen: int, side: str) -> None:
        if row := self._one("SELECT id, mentor, mentee FROM mentorships WHERE state IN ('active', 'ending')", chosen):
            name = self._name(row[side])

            async def goodbye(key: str) -> None:
                talk = await talk_by_id(row["id"], me=self.cast.members[name])
                assert talk is not None
                await say_goodbye(talk, by=self._who(name), once=key)

            self._do(Doing("goodbye", goodbye))

    @rule(
        by=st.sampled_from([timedelta(days=8), timedelta(hours=7), timedelta(days=2), timedelta(days=100)]),
        the_clock_acts=st.booleans(),
    )
    def time_passes(self, by: timedelta, the_clock_acts: bool) -> None:
        """Its acts may be late: what they would have done is judged by the clock all the same."""
        clock.set(clock.now() + by)
        if the_clock_acts:
            self.run(tick())
            assert set(self.run(tick()).values()) == {0}

    @rule()
    def the_same_again(self) -> None:
        """A reload, a retry: the same key, later."""
        if self.last:
            self._repeat(self.last)

    # --- what holds, whatever was done ---

    @invariant()
    def everything_holds(self) -> None:
        assert self.run(check()) == []

    @invariant()
    def what_has_been_seen_is_noted(self) -> None:
        """Otherwise nothing here would show that more was done than refused."""
        for table in STATES:
            rows = self.run(sql(f"SELECT DISTINCT state FROM {table}"))  # noqa: S608 - our own names
            self.seen |= {f"{table}: {row['state']}" for row in rows}

    @invariant()
    def nobody_is_before_whom_they_are_kept_apart_from(self) -> None:
        """Unless one of them has said no: excluding somebody says it."""
        for row in self.run(sql(f"{_OPEN} AND 'no' NOT IN (proposals.mentee_answer, proposals.mentor_answer)")):
            assert frozenset({row["mentee"], row["mentor"]}) not in set(self.remembered.apart.values())

    @invariant()
    def nobody_who_is_held_is_before_anybody(self) -> None:
        held = set(self.remembered.held.values())
        assert not [row for row in self.run(sql(_OPEN)) if {row["mentee"], row["mentor"]} & held]
        there = {(row["concern"], row["member"]) for row in self.run(sql("SELECT concern, member FROM holds"))}
        assert there == set(self.remembered.held.items())

    # --- how it is done ---

    def _do(self, doing: Doing) -> Any:
        key = new_id()
        open_before, talks_before = self._ids("proposals"), self._ids("mentorships")
        done = self.run(_tried(doing.act(key)))
        self.last = Doing(doing.name, lambda _: doing.act(key)) if done is not _REFUSED else None
        self._look_at_what_is_new(open_before, talks_before)
        if self.last:
            self._repeat(self.last)
        return done

    def _at_once(self, doings: list[Doing | None]) -> None:
        open_before, talks_before = self._ids("proposals"), self._ids("mentorships")

        async def both() -> None:
            await asyncio.gather(*(_tried(doing.act(new_id())) for doing in doings if doing))

        self.run(both())
        self._look_at_what_is_new(open_before, talks_before)

    def _repeat(self, doing: Doing) -> None:
        before = self.run(all_rows())
        self.run(_tried(doing.act("")))
        assert self.run(all_rows()) == before, doing.name

    def _look_at_what_is_new(self, open_before: set[str], talks_before: set[str]) -> None:
        """At the moment it is there: room, one at a time, the same group, nobody who is kept apart or said no."""
        for proposal in self._ids("proposals") - open_before:
            [row] = self.run(sql(f"{_ALL} WHERE proposals.id = {{}}", proposal))
            self._insist(row)
            assert not self._mentor_of(row["mentee"], row["group"])
        for talk in self._ids("mentorships") - talks_before:
            [row] = self.run(sql('SELECT id, mentor, mentee, "group", proposal FROM mentorships WHERE id = {}', talk))
            assert self._mentor_of(row["mentee"], row["group"]) == [row["mentor"]]
            assert frozenset({row["mentee"], row["mentor"]}) not in set(self.remembered.apart.values())
            assert not {row["mentee"], row["mentor"]} & set(self.remembered.held.values())
            [asked] = self.run(sql("SELECT state FROM proposals WHERE id = {}", row["proposal"]))
            assert asked["state"] == "matched"

    def _insist(self, row: dict[str, Any]) -> None:
        mentee, mentor, two = row["mentee"], row["mentor"], frozenset({row["mentee"], row["mentor"]})
        taken = self.run(
            sql(
                "SELECT (SELECT COUNT(*) FROM mentorships WHERE mentor = {}"
                "  AND mentorships.state IN ('active', 'paused')) AS talks,"
                " (SELECT COUNT(*) FROM proposals JOIN availabilities ON availabilities.id = proposals.mentor"
                "  WHERE availabilities.member = {} AND proposals.state = 'open') AS asked,"
                " (SELECT capacity FROM availabilities WHERE member = {}) AS capacity",
                *(mentor, mentor, mentor),
            )
        )[0]
        assert len(two) == 2
        assert taken["talks"] + taken["asked"] <= taken["capacity"]
        assert two not in set(self.remembered.apart.values())
        others = self.run(sql(f"{_ALL} WHERE proposals.state = 'open' AND proposals.id <> {{}}", row["id"]))
        assert not [other for other in others if {other["mentee"], other["mentor"]} == two]
        assert not [other for other in others if other["enrolment"] == row["enrolment"]]
        for member, role in ((mentee, "mentee"), (mentor, "mentor")):
            [enrolment] = self.run(
                sql(
                    'SELECT state FROM enrolments WHERE member = {} AND "group" = {} AND role = {}',
                    *(member, row["group"], role),
                )
            )
            assert enrolment["state"] == "active"
        for said_by, closed_at in self._noes(two):
            assert clock.now() - closed_at >= timedelta(days=180), said_by

    def _noes(self, two: frozenset[str]) -> list[tuple[str, datetime]]:
        """Who of the two said no and has not taken it back, and when that was closed."""
        found = []
        for row in self.run(sql(f"{_ALL} WHERE proposals.closed_at IS NOT NULL")):
            if {row["mentee"], row["mentor"]} == two:
                found += [
                    (side, row["closed_at"])
                    for side in ("mentee", "mentor")
                    if row[f"{side}_answer"] == "no" and not row[f"{side}_reopened"]
                ]
        return found

    def _mentor_of(self, mentee: str, group: str) -> list[str]:
        rows = self.run(
            sql(
                "SELECT mentor FROM mentorships WHERE mentee = {} AND \"group\" = {} AND state = 'active'",
                *(mentee, group),
            )
        )
        return [row["mentor"] for row in rows]

    # --- acts ---

    def _begin(self, name: str, role: str, group: str) -> Doing:
        return Doing(
            "begin",
            lambda key: applying.begin(by=self._who(name), role=role, group=self.cast.groups[group], once=key),
        )

    def _write(self, name: str, enrolment: str) -> Doing:
        return Doing(
            "write",
            lambda key: applying.save_page(
                enrolment, "introduction", by=self._who(name), once=key, introduction="I listen."
            ),
        )

    def _send(self, name: str, enrolment: str, *, agreed: bool) -> Doing:
        return Doing("send", lambda key: applying.send(enrolment, by=self._who(name), agreed=agreed, once=key))

    def _welcome(self, by: str, enrolment: str, *, welcome: bool) -> Doing:
        return Doing(
            "answer an application",
            lambda key: enrolments.answer_application(
                enrolment, by=self._who(by), welcome=welcome, words="Come again in spring.", once=key
            ),
        )

    def _propose(self, by: str, enrolment: str, availability: str) -> Doing:
        return Doing(
            "propose",
            lambda key: proposals.propose(mentee=enrolment, mentor=availability, note="", by=self._who(by), once=key),
        )

    def _answer(self, row: dict[str, Any], side: str, said: str) -> Doing:
        name = self._name(row[side])
        return Doing(
            "answer",
            lambda key: proposals.answer(row["id"], by=self._who(name), said=said, reason="", once=key),
        )

    def _asking(self, by: str, mentee: int, mentor: int) -> Doing | None:
        waits = self._one(f"{_ENROLMENTS} WHERE role = 'mentee'", mentee)
        offers = self._one("SELECT id, member FROM availabilities", mentor)
        if not waits or not offers:
            return None
        return self._propose(by, waits["id"], offers["id"])

    def _answering(self, chosen: int, side: str, said: str) -> Doing | None:
        row = self._one(_OPEN, chosen)
        return self._answer(row, side, said) if row else None

    def _taking_back(self, by: str, chosen: int) -> Doing | None:
        row = self._one(_OPEN, chosen)
        if not row:
            return None
        return Doing("withdraw", lambda key: proposals.withdraw(row["id"], by=self._who(by), once=key))

    # --- looking things up ---

    def _who(self, name: str) -> Any:
        return self.cast.person(name)

    def _two(self, one: str, other: str) -> frozenset[str]:
        return frozenset({self.cast.members[one], self.cast.members[other]})

    def _name(self, member: str) -> str:
        return next(name for name, id_ in self.cast.members.items() if id_ == member)

    def _one(self, text: str, chosen: int, *values: Any) -> dict[str, Any] | None:
        """One of what there is, the same one however the ids fell."""
        rows = self.run(sql(text, *values))
        known = {id_: name for name, id_ in (self.cast.members | self.cast.groups).items()}
        rows.sort(key=lambda row: [known.get(row[name], row[name]) for name in _ORDER if name in row])
        return rows[chosen % len(rows)] if rows else None

    def _asked(self, chosen: int) -> dict[str, Any] | None:
        """One of those that are open; where none is, of two who could be asked."""
        if not self._one(_OPEN, chosen) and (row := self._one(_COULD_BE, chosen)):
            self._do(self._propose("cora", row["enrolment"], row["availability"]))
        return self._one(_OPEN, chosen)

    def _ids(self, table: str) -> set[str]:
        return {row["id"] for row in self.run(sql(f"SELECT id FROM {table}"))}  # noqa: S608 - our own names


_ENROLMENTS = 'SELECT id, member, role, "group" FROM enrolments'
_ORDER = ("member", "mentee", "mentor", "group", "role")  # ids are random: what is chosen is chosen by these

_ALL = (
    'SELECT proposals.id, enrolments.member AS mentee, availabilities.member AS mentor, proposals."group",'
    " proposals.mentee AS enrolment, proposals.mentor AS availability,"
    " proposals.mentee_answer, proposals.mentor_answer, proposals.mentee_reopened,"
    " proposals.mentor_reopened, proposals.closed_at"
    " FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
    " JOIN availabilities ON availabilities.id = proposals.mentor"
)
_OPEN = f"{_ALL} WHERE proposals.state = 'open'"
_CLOSED = f"{_ALL} WHERE proposals.state = 'not_this_time'"

_COULD_BE = (
    "SELECT enrolments.id AS enrolment, enrolments.member AS mentee, availabilities.id AS availability,"
    ' availabilities.member AS mentor FROM enrolments JOIN enrolments AS offers ON offers."group" = enrolments."group"'
    " JOIN availabilities ON availabilities.member = offers.member"
    " WHERE enrolments.role = 'mentee' AND enrolments.state = 'active' AND offers.role = 'mentor'"
    " AND offers.state = 'active' AND enrolments.member <> offers.member"
)

_APART = (
    "SELECT member, 'exclusion' AS how FROM exclusions WHERE id = {}"
    " UNION ALL SELECT member, 'block' FROM blocks WHERE id = {}"
)

_REFUSED = object()


def _nth(these: Sequence[str], chosen: int) -> str:
    """Of what there is; nothing where there is nothing."""
    return these[chosen % len(these)] if these else ""


async def _tried(act: Awaitable[Any]) -> Any:
    """What it came to. To be refused in words, or not to find something, is an answer; anything else is a defect."""
    try:
        return await act
    except (NotPossible, NotFound):
        return _REFUSED


@pytest.fixture
async def loop() -> asyncio.AbstractEventLoop:
    """The one in which the database was opened; it stands still while a test that is no coroutine runs."""
    return asyncio.get_running_loop()


def test_what_must_hold_holds_in_any_order(loop: asyncio.AbstractEventLoop) -> None:
    seen_at_the_end: set[str] = set()

    class Here(AnyOrder):
        run = staticmethod(loop.run_until_complete)
        seen = seen_at_the_end

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=30,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert seen_at_the_end == {f"{table}: {state}" for table, states in STATES.items() for state in states} | {
        "asked again after a no: no",
        "asked again after a no: yes",
        *(f"kept apart {when} they were asked: {how}" for when in ("while", "before") for how in HOWS),
        "held while they were asked",
        *(f"asked about after a hold that ended by: {ends}" for ends in ENDS),
    }
