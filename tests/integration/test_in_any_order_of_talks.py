"""Talks in any order: what two write, plan and log, pauses and stand-ins, and every way to end, with time passing and
each act repeated. What must always hold, holds after every step.

What the acts let through is looked at from outside, in plain SQL and in what this test itself remembers, and not by
the portal's own judgement.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from portal import clock, sealed
from portal.check import check
from portal.check_ins.actions import Said, log
from portal.columns import new_id
from portal.endings import actions as endings
from portal.endings.meanwhile import choose_meanwhile
from portal.enrolments.actions import wait_again
from portal.errors import NotFound, NotPossible
from portal.guide.queries import cards
from portal.mentorships import access, actions, agreeing
from portal.mentorships.queries import Talk, talk_by_id
from portal.messages.actions import send
from portal.milestones.actions import mark
from portal.person import Person
from portal.plans import actions as plans
from portal.plans.aside import put_aside
from portal.proposals import actions as proposals
from portal.tick import tick
from tests.integration.browser import Browser
from tests.integration.cast import Cast, gather
from tests.integration.ledger import sql
from tests.integration.newcomers import arrive, offer, wait
from tests.integration.rows import all_rows
from tests.schema import empty

SIDES = ("mentee", "mentor")
GO_ON = ("active", "paused")
MAY_FOLLOW = {
    "active": {"paused", "ending", "ended"},
    "paused": {"active", "ending", "ended"},
    "ending": {"ended"},
    "ended": set[str](),
}
WITHOUT = ("alone", "unsafe", "someone_else")
STAY = timedelta(days=90)  # how long lines are kept after the end
TO_ANSWER = timedelta(days=14)
BEGINS = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
ANSWERS_BY_A_SECOND = {"the last second": -A_SECOND, "a second too late": timedelta(0), "later": timedelta(hours=1)}

sides = st.sampled_from(SIDES)
staff = st.sampled_from(["fay", "cora"])
which = st.integers(0, 30)

Row = dict[str, Any]
Act = Callable[[Talk, Person, str], Awaitable[Any]]  # of one side, with a once-key


def _said() -> Said:
    return Said(clock.now().date(), "phone", [], shared="Words.", own="Mine.", hard_day=False, weighs=False)


async def _put_aside(talk: Talk, by: Person, key: str) -> None:
    await put_aside(talk, by=by, kind="card", what=(await cards())[0].id, once=key)


def _times() -> list[datetime]:
    return [clock.now() + timedelta(days=days) for days in (2, 3)]


def _days(many: int) -> Any:
    return (clock.now() + timedelta(days=many)).date()


# What is only for talks that go on, and what a goodbye leaves to the one who has not said it.
WHILE_THEY_GO_ON: dict[str, Act] = {
    "message": lambda talk, by, key: send(talk, by=by, words="Too late.", once=key),
    "check-in": lambda talk, by, key: log(talk, by=by, said=_said(), once=key),
    "milestone": lambda talk, by, key: mark(talk, by=by, words="Light.", day=_days(0), once=key),
    "plan": lambda talk, by, key: plans.offer(talk, by=by, times=_times(), means="phone", once=key),
    "put aside": _put_aside,
    "pause": lambda talk, by, key: actions.pause(talk, by=by, until=_days(20), word="", once=key),
    "resume": lambda talk, by, key: actions.resume(talk, by=by, once=key),
    "ways": lambda talk, by, key: agreeing.choose_ways(talk, by=by, ways=["phone"], once=key),
    "how often": lambda talk, by, key: agreeing.agree(talk, by=by, often="weekly", first_by="mentee", once=key),
    "wish": lambda talk, by, key: agreeing.wish(talk, by=by, said="just_listen", once=key),
    "feels": lambda talk, by, key: agreeing.feel(talk, by=by, said="right", once=key),
    "still": lambda talk, by, key: agreeing.say_still_in_touch(talk, by=by, once=key),
    "found": lambda talk, by, key: agreeing.say_found(talk, by=by, once=key),
    "not yet": lambda talk, by, key: agreeing.say_not_yet(talk, by=by, once=key),
    "meanwhile": lambda talk, by, key: choose_meanwhile(talk, by=by, choice="stand_in", once=key),
}
UNTIL_IT_IS_OVER: dict[str, Act] = {
    "remembered": lambda talk, by, key: endings.remember(talk, by=by, remembered="This.", once=key),
    "note": lambda talk, by, key: endings.write_note(talk, by=by, note="Thanks.", once=key),
    "goodbye": lambda talk, by, key: endings.say_goodbye(talk, by=by, once=key),
}
NOT_THERE_AFTERWARDS = ("", "/messages", "/messages/lately", "/messages/stream", "/check-ins", "/plans", "/pause")


@dataclass
class Remembered:
    """What the portal was told, kept apart from it."""

    lines: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))  # talk: author, words
    gone_by: datetime = BEGINS  # when the clock's acts ran last


@dataclass(frozen=True)
class Doing:
    """One act of one person, ready to be done: again with the same key it must come to nothing more."""

    name: str
    by: str
    act: Callable[[str], Awaitable[Any]]  # takes the once-key


class TalksInAnyOrder(RuleBasedStateMachine):
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    seen: set[str]

    @initialize(first=which)
    def begin(self, first: int) -> None:
        clock.set(BEGINS)
        self.cast: Cast = self.run(self._gather())
        self.remembered = Remembered()
        self.turn = 0
        self.turns: dict[tuple[str, ...], int] = defaultdict(lambda: first)

    async def _gather(self) -> Cast:
        """And one more who has much room, so that somebody can stand in; three talk with each other."""
        cast = await gather()
        clock.set(BEGINS)  # gathering lets it run again
        await arrive(cast, "pia", "ada")
        await offer(cast, "pia", capacity=3)
        await wait(cast, "ada")
        for mentee, mentor in (("ines", "ruth"), ("ada", "pia")):
            await cast.begin_talk(mentee, mentor)
        return cast

    def teardown(self) -> None:
        self.run(empty())
        clock.reset()

    # --- what two do while their talks go on ---

    @rule(chosen=which, side=sides, words=st.sampled_from(["Good evening.", "🌊", "<b>", "Yes.\n\nNo."]))
    def write(self, chosen: int, side: str, words: str) -> None:
        if talk := self._one(_GOES_ON, chosen):
            self._write(talk, side, words)

    def _write(self, talk: Row, side: str, words: str) -> None:
        done = self._of_side(talk, side, "message", lambda one, by, key: send(one, by=by, words=words, once=key))
        if done is not _REFUSED:
            self.remembered.lines[talk["id"]].append((talk[side], words))
        else:
            self.seen.add("messages are not a way that both agreed to")

    @rule(chosen=which, side=sides, ways=st.sampled_from([["phone"], ["phone", "messages"], []]))
    def choose_ways(self, chosen: int, side: str, ways: list[str]) -> None:
        if talk := self._one(_GOES_ON, chosen):
            act: Act = lambda one, by, key: agreeing.choose_ways(one, by=by, ways=ways, once=key)  # noqa: E731
            self._of_side(talk, side, "ways", act)

    @rule(chosen=which, side=sides, what=st.sampled_from(["check-in", "milestone", "put aside", "feels", "still"]))
    def tell(self, chosen: int, side: str, what: str) -> None:
        if talk := self._one(_ALL, chosen):
            done = self._of_side(talk, side, what, WHILE_THEY_GO_ON[what])
            assert (done is not _REFUSED) == (talk["state"] in GO_ON)

    @rule(chosen=which, side=sides)
    def plan(self, chosen: int, side: str) -> None:
        if talk := self._one(_GOES_ON, chosen):
            self._of_side(talk, side, "plan", WHILE_THEY_GO_ON["plan"])

    @rule(chosen=which, side=sides, to=st.sampled_from(["take", "take", "decline", "withdraw", "yes", "not_yet"]))
    def answer_a_plan(self, chosen: int, side: str, to: str) -> None:
        """Whichever it is, and whosever."""
        if row := self._one(f"{_PLANS} WHERE plans.state IN ('offered', 'taken')", chosen):
            self._answer_a_plan(row, side, to)

    def _answer_a_plan(self, row: Row, side: str, to: str) -> None:
        acts: dict[str, Act] = {
            "take": lambda one, by, key: plans.take(one, row["plan"], by=by, time="first", once=key),
            "decline": lambda one, by, key: plans.decline(one, row["plan"], by=by, once=key),
            "withdraw": lambda one, by, key: plans.withdraw(one, row["plan"], by=by, once=key),
        }
        talked: Act = lambda one, by, key: plans.say_whether_they_talked(  # noqa: E731
            one, row["plan"], by=by, answer=to, once=key
        )
        self._of_side(row, side, to, acts.get(to, talked))

    @rule(chosen=which, side=sides)
    def keep_a_plan(self, chosen: int, side: str) -> None:
        """One is offered and given up again; the next one is taken by the other and asked about afterwards."""
        other = next(one for one in SIDES if one != side)
        if talk := self._one(_ACTIVE, chosen):
            how = self._in_turn("decline", "withdraw")
            self._plan(talk, side, (side if how == "withdraw" else other, how))
            self._plan(talk, side, (other, "take"))
            clock.set(clock.now() + timedelta(days=2, hours=1))
            if row := self._one(f"{_PLANS} WHERE plans.state = 'taken' AND mentorships.id = {{}}", 0, talk["id"]):
                self._answer_a_plan(row, side, self._in_turn("yes", "not_yet"))

    def _plan(self, talk: Row, side: str, answered: tuple[str, str]) -> None:
        if self._of_side(talk, side, "plan", WHILE_THEY_GO_ON["plan"]) is not _REFUSED:
            [row] = self._rows(f"{_PLANS} WHERE plans.state = 'offered' AND mentorships.id = {{}}", talk["id"])
            self._answer_a_plan(row, *answered)

    # --- pauses, and who is there meanwhile ---

    @rule(chosen=which, side=sides, days=st.sampled_from([1, 14, 15, 40]))
    def pause(self, chosen: int, side: str, days: int) -> None:
        if talk := self._one(_ACTIVE, chosen):
            self._pause(talk, side, days)

    def _pause(self, talk: Row, side: str, days: int) -> None:
        act: Act = lambda one, by, key: actions.pause(one, by=by, until=_days(days), word="Soon.", once=key)  # noqa: E731
        self._of_side(talk, side, "pause", act)

    @rule(chosen=which, side=sides)
    def resume(self, chosen: int, side: str) -> None:
        if talk := self._one(_PAUSED, chosen):
            self._resume(talk, side)

    def _resume(self, talk: Row, side: str) -> None:
        others = self._others(talk)
        done = self._of_side(talk, side, "resume", WHILE_THEY_GO_ON["resume"])
        if done is _REFUSED and others:
            self.seen.add(f"the {side} cannot go on while somebody else is there: {', '.join(others)}")
        if done is not _REFUSED and others:
            self.seen.add(f"the {side} goes on beside: {', '.join(others)}")

    @rule(chosen=which, choice=st.sampled_from(["wait", "stand_in", "stand_in", "someone_new"]))
    def choose_meanwhile(self, chosen: int, choice: str) -> None:
        if talk := self._one(_PAUSED, chosen):
            self._choose_meanwhile(talk, choice)

    def _choose_meanwhile(self, talk: Row, choice: str) -> Any:
        act: Act = lambda one, by, key: choose_meanwhile(one, by=by, choice=choice, once=key)  # noqa: E731
        return self._of_side(talk, "mentee", "meanwhile", act)

    @rule(chosen=which, agreed=st.booleans(), the_clock_acts=st.booleans())
    def somebody_else_meanwhile(self, chosen: int, agreed: bool, the_clock_acts: bool) -> None:
        """A long pause of the mentor, a stand-in who is asked and perhaps there; then both would like to go on, before
        the day or after it, and again when the stand-in's talks have ended."""
        talk = self._one(_ACTIVE, chosen)
        if not talk:
            return
        self._pause(talk, "mentor", 40)
        self._choose_meanwhile(talk, "stand_in")
        for other in range(3):
            self.propose("fay", chosen, other, who=talk["mentee"])
        for side in SIDES if agreed else ():
            self.answer(0, side, who=talk["mentee"])
        if the_clock_acts:
            self.time_passes(timedelta(days=41), the_clock_acts=True)
        for side in reversed(SIDES):
            self._resume(talk, side)
        beside = [one for one in self._rows(_ACTIVE) if _is_beside(one, talk)]
        for one in beside:
            self.seen.add("somebody stands in")
            self._end(one, "mentee", "goodbye")
            self._resume(talk, "mentee")

    @rule(by=staff, mentee=which, mentor=which)
    def propose(self, by: str, mentee: int, mentor: int, who: str = "") -> None:
        waits = self._one(f"{_WAITS} AND member = {{}}" if who else _WAITS, mentee, *([who] if who else []))
        offers = self._one("SELECT id, member FROM availabilities", mentor)
        if waits and offers:
            act = lambda key: proposals.propose(  # noqa: E731
                mentee=waits["id"], mentor=offers["id"], note="", by=self.cast.person(by), once=key
            )
            self._do(Doing("propose", self.cast.members[by], act))

    @rule(chosen=which, side=sides)
    def answer(self, chosen: int, side: str, who: str = "") -> None:
        row = self._one(f"{_OPEN} AND enrolments.member = {{}}" if who else _OPEN, chosen, *([who] if who else []))
        if row:
            by = self.cast.person(self._name(row[side]))
            act = lambda key: proposals.answer(row["id"], by=by, said="yes", reason="", once=key)  # noqa: E731
            self._do(Doing("answer", row[side], act))

    @rule(chosen=which)
    def wait_again(self, chosen: int) -> None:
        rests = "SELECT id, member FROM enrolments WHERE role = 'mentee' AND state = 'paused'"
        if row := self._one(rests, chosen):
            by = self.cast.person(self._name(row["member"]))
            self._do(
                Doing("wait again", row["member"], lambda key: wait_again(by=by, enrolment=row["id"], once=key))
            )

    # --- endings ---

    @rule(chosen=which, side=sides)
    def say_goodbye(self, chosen: int, side: str) -> None:
        if talk := self._one(_NOT_ENDED, chosen):
            self._of_side(talk, side, "note", UNTIL_IT_IS_OVER["note"])
            self._goodbye(talk, side)

    def _goodbye(self, talk: Row, side: str) -> Any:
        return self._of_side(talk, side, "goodbye", UNTIL_IT_IS_OVER["goodbye"])

    @rule(chosen=which, first=sides, the_clock_acts=st.booleans())
    def answer_a_goodbye(self, chosen: int, first: str, the_clock_acts: bool) -> None:
        """It counts up to the last second of the fourteen days, and not after."""
        when = self._in_turn(*ANSWERS_BY_A_SECOND)
        talk = self._one(_GOES_ON, chosen)
        if not talk or self._goodbye(talk, first) is _REFUSED:
            return
        clock.set(clock.now() + TO_ANSWER + ANSWERS_BY_A_SECOND[when])
        if the_clock_acts:
            self._tick()
        done = self._goodbye(talk, next(side for side in SIDES if side != first))
        assert (done is not _REFUSED) == (when == "the last second")
        self.seen.add(f"a goodbye was answered at {when}")

    @rule(chosen=which, side=sides, after=st.sampled_from(["", "a pause", "a goodbye"]))
    def end_without_goodbye(self, chosen: int, side: str, after: str) -> None:
        """Whatever the other has done before; the three kinds in turn."""
        talk = self._one(_NOT_ENDED, chosen)
        if not talk:
            return
        other = next(one for one in SIDES if one != side)
        if after == "a pause":
            self._pause(talk, other, 20)
        if after == "a goodbye":
            self._goodbye(talk, other)
        self._end(talk, side, self._in_turn(*WITHOUT))

    @rule(chosen=which, side=sides, the_clock_acts=st.booleans())
    def long_afterwards(self, chosen: int, side: str, the_clock_acts: bool) -> None:
        """What was written is there until the ninetieth day, and then it is forgotten."""
        if talk := self._one(_GOES_ON, chosen):
            self._write(talk, side, "A last line.")
            self._end(talk, side, "alone")
            clock.set(clock.now() + STAY - A_SECOND)
            if the_clock_acts:
                self._tick()
            self.every_line_is_there_as_it_was_written()
            self.time_passes(A_SECOND, the_clock_acts=True)

    def _end(self, talk: Row, side: str, how: str) -> Any:
        if how == "goodbye":
            return self._goodbye(talk, side)
        act: Act = lambda one, by, key: endings.end_without_goodbye(one, by=by, how=how, words="", once=key)  # noqa: E731
        was = self._rows(_ALL.replace(" ORDER", " WHERE id = {} ORDER"), talk["id"])[0]
        done = self._of_side(talk, side, how, act)
        if done is not _REFUSED and not self._is_over(was):
            self.seen.add(f"ended without a goodbye when it was {was['state']}")
        return done

    @rule(chosen=which, by=staff)
    def close_for(self, chosen: int, by: str) -> None:
        if talk := self._one(_NOT_ENDED, chosen):
            act = lambda key: endings.close_for(talk["id"], by=self.cast.person(by), once=key)  # noqa: E731
            self._do(Doing("close", self.cast.members[by], act))

    @rule(chosen=which, side=sides)
    def read_what_is_left(self, chosen: int, side: str) -> None:
        """Of what is over: the page that is kept, and nothing else; by the two, and nobody else."""
        if talk := self._one(_ALL, chosen):
            if self._is_over(talk):
                self.run(self._read(talk, self._name(talk[side])))

    async def _read(self, talk: Row, name: str) -> None:
        others = (name, "omar")
        found = {}
        for who in others:
            browser = await Browser().enter(self.cast.accounts[who])
            for address in ("/kept", *NOT_THERE_AFTERWARDS):
                answer = await browser.get(f"/talks/{talk['id']}{address}")
                found[who, address] = answer.status_code
            await browser.close()
        there = {(name, "/kept"): 200}
        assert found == dict.fromkeys(found, 404) | there

    @rule(
        by=st.sampled_from([timedelta(hours=5), timedelta(days=2), timedelta(days=15), timedelta(days=91)]),
        the_clock_acts=st.booleans(),
    )
    def time_passes(self, by: timedelta, the_clock_acts: bool) -> None:
        """Its acts may be late: what they would have done is judged by the clock all the same."""
        clock.set(clock.now() + by)
        if the_clock_acts:
            self._tick()

    # --- what holds, whatever was done ---

    @invariant()
    def everything_holds(self) -> None:
        assert self.run(check()) == []

    @invariant()
    def nobody_has_two_mentors_at_once(self) -> None:
        two = "SELECT mentee FROM mentorships WHERE state = 'active' GROUP BY mentee, \"group\" HAVING COUNT(*) > 1"
        assert self.run(sql(two)) == []

    @invariant()
    def every_line_is_there_as_it_was_written(self) -> None:
        """Once each, in their order; and forgotten ninety days after the end, once the clock has come by."""
        for talk in self._rows(_ALL):
            kept = self.remembered.lines[talk["id"]]
            if talk["ended_at"] and self.remembered.gone_by >= talk["ended_at"] + STAY:
                kept = []
                self.seen |= {"lines are forgotten"} if self.remembered.lines[talk["id"]] else set()
            assert self.run(_lines_of(talk["id"])) == kept

    @invariant()
    def nothing_is_written_where_a_goodbye_was_said(self) -> None:
        """One act at a time, each in its turn: nothing comes of it, not even a note that it was done."""
        closed = [talk for talk in self._rows(_ALL) if talk["state"] not in GO_ON]
        if not closed:
            return
        self.turn += 1
        talk, side = closed[self.turn % len(closed)], SIDES[self.turn % 2]
        acts = WHILE_THEY_GO_ON | (UNTIL_IT_IS_OVER if self._is_over(talk) else {})
        name = list(acts)[self.turn % len(acts)]
        before = self._ids("audit_entries")
        assert self.run(self._tried_by(talk, side, acts[name], new_id())) is _REFUSED, name
        assert self._ids("audit_entries") == before

    @invariant()
    def what_is_over_is_not_found(self) -> None:
        """One of them in its turn, by one of the two."""
        talks = self._rows(_ALL)
        talk = talks[self.turn % len(talks)]
        me = self.cast.person(self._name(talk[SIDES[self.turn % 2]]))
        found = self.run(_tried(access.talk(me, talk["id"])))
        assert (found is _REFUSED) == self._is_over(talk)
        assert self.run(_tried(access.talk_with_goodbye(me, talk["id"]))) is not _REFUSED

    @invariant()
    def what_has_been_seen_is_noted(self) -> None:
        """Otherwise nothing here would show that more was done than refused."""
        for talk in self._as_they_are().values():
            self.seen.add(f"talks: {talk['state']}")
            if talk["ended_how"]:
                self.seen.add(f"ended: {talk['ended_how']}")
            if talk["state"] == "paused" and "active" in talk["others"]:
                self.seen.add("somebody stands in")
            if talk["state"] == "ending" and self._is_over(talk):
                self.seen.add("over before the clock has come by")
        for row in self.run(sql("SELECT DISTINCT state, took_place FROM plans")):
            self.seen |= {f"plans: {row['state']}"} | ({f"talked: {row['took_place']}"} if row["took_place"] else set())

    # --- how it is done ---

    def _of_side(self, talk: Row, side: str, name: str, act: Act) -> Any:
        """As one of the two has it before them at this moment."""
        return self._do(Doing(name, talk[side], lambda key: self._by(talk, side, act, key)))

    async def _by(self, talk: Row, side: str, act: Act, key: str) -> Any:
        one = await talk_by_id(talk["id"], me=talk[side])
        assert one is not None
        return await act(one, self.cast.person(self._name(talk[side])), key)

    async def _tried_by(self, talk: Row, side: str, act: Act, key: str) -> Any:
        return await _tried(self._by(talk, side, act, key))

    def _do(self, doing: Doing) -> Any:
        """And once more with the same key, as a reload or a retry does."""
        key, before = new_id(), self._as_they_are()
        done = self.run(_tried(doing.act(key)))
        self._look_at_what_changed(before, doing)
        if done is not _REFUSED:
            rows = self.run(all_rows())
            self.run(_tried(doing.act(key)))
            assert self.run(all_rows()) == rows, doing.name
        return done

    def _tick(self) -> None:
        before = self._as_they_are()
        self.run(tick())
        self.remembered.gone_by = clock.now()
        self._look_at_what_changed(before, Doing("tick", "", lambda key: tick()))
        assert set(self.run(tick()).values()) == {0}

    def _as_they_are(self) -> dict[str, Row]:
        """With who else is there for the mentee, or asked about them."""
        talks, asked = self._rows(_ALL), self._rows(_OPEN)
        return {talk["id"]: {**talk, "others": _others(talk, talks, asked)} for talk in talks}

    def _look_at_what_changed(self, before: dict[str, Row], doing: Doing) -> None:
        for talk in self._rows(_ALL):
            was = before.get(talk["id"])
            if was is None:
                assert talk["state"] == "active"
                assert not [one for one in before.values() if _is_beside(one, talk) and one["state"] == "active"]
            elif was["state"] != talk["state"]:
                assert talk["state"] in MAY_FOLLOW[was["state"]], doing.name
                if (was["state"], talk["state"]) == ("paused", "active"):
                    self._it_may_go_on(was, doing)

    def _it_may_go_on(self, was: Row, doing: Doing) -> None:
        """By the mentee, while nobody else's talks go on; by anybody else only where nobody is there meanwhile."""
        assert doing.name in ("resume", "tick")
        assert "active" not in was["others"]
        if doing.by == was["mentee"]:
            return
        assert was["others"] == []
        if doing.name == "tick":
            assert was["paused_until"] <= clock.now().date()
            self.seen.add("a pause was over by its day")

    def _others(self, talk: Row) -> list[str]:
        return _others(talk, self._rows(_ALL), self._rows(_OPEN))

    def _is_over(self, talk: Row) -> bool:
        return talk["state"] == "ended" or bool(talk["closes_at"] and talk["closes_at"] <= clock.now())

    # --- looking things up ---

    def _in_turn(self, *choices: str) -> str:
        """Each comes up, where so much is drawn that some of it never would."""
        self.turns[choices] += 1
        return choices[self.turns[choices] % len(choices)]

    def _name(self, member: str) -> str:
        return next(name for name, id_ in self.cast.members.items() if id_ == member)

    def _rows(self, text: str, *values: Any) -> list[Row]:
        rows: list[Row] = self.run(sql(text, *values))
        return rows

    def _one(self, text: str, chosen: int, *values: Any) -> Row | None:
        """One of what there is, the same one however the ids fell."""
        rows, known = self._rows(text, *values), {id_: name for name, id_ in self.cast.members.items()}
        rows.sort(key=lambda row: [str(known.get(row[name], row[name])) for name in _ORDER if name in row])
        return rows[chosen % len(rows)] if rows else None

    def _ids(self, table: str) -> set[str]:
        return {row["id"] for row in self._rows(f"SELECT id FROM {table}")}  # noqa: S608 - our own names


def _is_beside(one: Row, other: Row) -> bool:
    """Another one of the same mentee in the same group."""
    return bool(one["id"] != other["id"]) and _is_of(one, other)


def _is_of(one: Row, other: Row) -> bool:
    return bool((one["mentee"], one["group"]) == (other["mentee"], other["group"]))


def _others(talk: Row, talks: list[Row], asked: list[Row]) -> list[str]:
    """The states of the mentee's other talks in that group that take a place, and whether they are asked about one."""
    states = {one["state"] for one in talks if _is_beside(one, talk) and one["state"] in GO_ON}
    is_asked = any(_is_of(one, talk) and one["closes_at"] > clock.now() for one in asked)
    return sorted(states) + (["asked"] if is_asked else [])


async def _lines_of(talk: str) -> list[tuple[str, str]]:
    rows = await sql("SELECT author, words FROM messages WHERE mentorship = {} ORDER BY created_at, id", talk)
    ring = await sealed.ring(*{row["author"] for row in rows})
    return [(row["author"], ring.open(row["words"], of=row["author"])) for row in rows]


_ORDER = ("member", "mentee", "mentor", "began_at", "created_at")  # ids are random: what is chosen is chosen by these
_ALL = (
    'SELECT id, mentor, mentee, "group", state, began_at, paused_until, closes_at, ended_at, ended_how'
    " FROM mentorships ORDER BY began_at, id"
)
_GOES_ON = _ALL.replace(" ORDER", " WHERE state IN ('active', 'paused') ORDER")
_ACTIVE = _ALL.replace(" ORDER", " WHERE state = 'active' ORDER")
_PAUSED = _ALL.replace(" ORDER", " WHERE state = 'paused' ORDER")
_NOT_ENDED = _ALL.replace(" ORDER", " WHERE state <> 'ended' ORDER")
_PLANS = (
    "SELECT plans.id AS plan, plans.created_at, mentorships.id, mentorships.mentor, mentorships.mentee,"
    " mentorships.state FROM plans JOIN mentorships ON mentorships.id = plans.mentorship"
)
_WAITS = "SELECT id, member FROM enrolments WHERE role = 'mentee' AND state = 'active'"
_OPEN = (
    'SELECT proposals.id, enrolments.member AS mentee, availabilities.member AS mentor, proposals."group",'
    " proposals.closes_at FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
    " JOIN availabilities ON availabilities.id = proposals.mentor WHERE proposals.state = 'open'"
)

_REFUSED = object()


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


EVERYTHING = {
    *(f"talks: {state}" for state in MAY_FOLLOW),
    *(f"ended: {how}" for how in ("goodbye", "closed", *WITHOUT)),
    *(f"ended without a goodbye when it was {state}" for state in ("active", "paused", "ending")),
    *(f"plans: {state}" for state in ("offered", "taken", "declined", "withdrawn")),
    *(f"talked: {answer}" for answer in ("yes", "not_yet")),
    *(f"a goodbye was answered at {when}" for when in ANSWERS_BY_A_SECOND),
    "messages are not a way that both agreed to",
    "somebody stands in",
    "the mentor cannot go on while somebody else is there: active",
    "the mentor cannot go on while somebody else is there: asked",
    "the mentee cannot go on while somebody else is there: active",
    "the mentee goes on beside: asked",
    "a pause was over by its day",
    "over before the clock has come by",
    "lines are forgotten",
}


def test_what_must_hold_of_talks_holds_in_any_order(loop: asyncio.AbstractEventLoop) -> None:
    seen_at_the_end: set[str] = set()

    class Here(TalksInAnyOrder):
        run = staticmethod(loop.run_until_complete)
        seen = seen_at_the_end

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert seen_at_the_end & EVERYTHING == EVERYTHING
