"""Talks in any order: what two write, plan and log, pauses and who stands in, every way to end, the clock; repeated,
and two acts at the same moment. What must always hold, holds after every step.

What it must come to is reckoned in `foretold`, act by act. Of two at the same moment one was first: the tables must be
as after the one or after the other, and both were answered as then.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from portal import clock, sealed
from portal.check import check
from portal.check_ins import actions as check_ins
from portal.check_ins.queries import check_ins_of
from portal.columns import new_id
from portal.concerns.actions import With, say_it_is_off, worry
from portal.endings import actions as endings
from portal.endings.meanwhile import choose_meanwhile
from portal.enrolments.actions import rest_after, wait_again
from portal.errors import NotFound, NotPossible
from portal.exclusions.actions import block, exclude, take_back, unblock
from portal.guide.queries import cards
from portal.members.tables import Member
from portal.mentorships import access, actions, agreeing
from portal.mentorships.queries import Talk as ASide
from portal.mentorships.queries import talk_by_id
from portal.messages import actions as messages
from portal.messages.queries import messages_of
from portal.milestones import actions as milestones
from portal.person import Person
from portal.plans import actions as plans
from portal.plans.aside import put_aside
from portal.proposals import actions as proposals
from portal.tick import tick
from tests.integration.browser import Browser
from tests.integration.cast import RUNS, SATURDAY, TUESDAY, Cast, gather
from tests.integration.foretold import TO_ANSWER, WITHOUT, Asked, Foretold, Room, Talk, Wait
from tests.integration.ledger import sql
from tests.integration.newcomers import arrive, join, offer, wait
from tests.schema import empty

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Act = Callable[[ASide, Person, str], Awaitable[Any]]  # of one side, with a once-key

SIDES = ("mentee", "mentor")
STATES = ("active", "paused", "ending", "ended")
BEGINS = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
ZONES = {"theo": "Pacific/Kiritimati", "maya": "Pacific/Pago_Pago"}  # as far from each other as can be
LINES = ("Good evening.", "🌊", "Yes.\n\nNo.", "<b>")
ANSWERED = {"in the last second": -A_SECOND, "a second too late": timedelta(0), "an hour too late": timedelta(hours=1)}
ROUNDS = 9
MEANWHILE = [
    *(("stands in", to) for to in ("mentor", "mentee", "tick", "pause", "")),
    *(("is asked", to) for to in ("mentor", "mentee", "at once", "goodbye")),
]
OPENINGS: list[tuple[Any, ...]] = [
    *(("somebody_else_meanwhile", then) for then in MEANWHILE),
    ("a_check_in_and_what_becomes_of_it",),
    ("end_without_goodbye", "mentee", "alone", "active", False),
    ("end_without_goodbye", "mentor", "unsafe", "paused", True),
    ("end_without_goodbye", "mentee", "someone_else", "ending", False),
    ("end_without_goodbye", "mentor", "alone", "ended", False),
    ("part_and_meet_again", "goodbye", "mentee"),
    ("part_and_meet_again", "close", "mentee"),
    *(("part_and_meet_again", how, "mentor") for how in WITHOUT),
    *(("answer_a_goodbye", "mentor", when, "at once") for when in ANSWERED),
    *(
        ("both_end_it_at_once", ends, True)
        for ends in (("goodbye",) * 2, ("goodbye", "alone"), ("unsafe", "someone_else"))
    ),
    ("lines_are_forgotten",),
    ("begin_talks", "no"),
    ("a_plan_and_what_becomes_of_it",),
    ("keep_a_plan", "mentee", "not_yet"),
    *(("want_nothing_from_the_other", side) for side in SIDES),
]
AT_ONCE = ("write", "log", "plan", "take", "pause", "resume", "goodbye", "goodbye", *WITHOUT, "close", "tick", "note")

sides = st.sampled_from(SIDES)
which = st.integers(0, 30)
at_times = st.sampled_from([True, False, False])  # repeated: what is always true is looked at often enough


def _said(words: str, own: str = "") -> check_ins.Said:
    return check_ins.Said(clock.now().date(), "phone", [], shared=words, own=own, hard_day=False, weighs=False)


def _times() -> list[datetime]:
    return [clock.now() + timedelta(days=days) for days in (2, 3)]


async def _put_aside(talk: ASide, by: Person, key: str) -> None:
    await put_aside(talk, by=by, kind="card", what=(await cards())[0].id, once=key)


# What is only for talks that go on, besides what changes a record of theirs.
WHILE_THEY_GO_ON: dict[str, Act] = {
    "message": lambda talk, by, key: messages.send(talk, by=by, words="Too late.", once=key),
    "answers by": lambda talk, by, key: messages.answer_by(talk, by=by, day=by.today(clock.now()), once=key),
    "check-in": lambda talk, by, key: check_ins.log(talk, by=by, said=_said("Too late."), once=key),
    "milestone": lambda talk, by, key: milestones.mark(talk, by=by, words="x", day=by.today(clock.now()), once=key),
    "plan": lambda talk, by, key: plans.offer(talk, by=by, times=_times(), means="phone", once=key),
    "put aside": _put_aside,
    "pause": lambda talk, by, key: actions.pause(talk, by=by, until=_in_days(by, 20), word="", once=key),
    "resume": lambda talk, by, key: actions.resume(talk, by=by, once=key),
    "ways": lambda talk, by, key: agreeing.choose_ways(talk, by=by, ways=["phone"], once=key),
    "a way": lambda talk, by, key: agreeing.add_way(talk, by=by, way="phone", once=key),
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


def _in_days(by: Person, days: int) -> date:
    return by.today(clock.now()) + timedelta(days=days)


Foretelling = Callable[[Foretold, Any], bool]  # takes what the act came to: an id, where it made something


@dataclass(frozen=True)
class Doing:
    """One act, ready to be done, and what it must come to. `parts`: several, where others may come between."""

    name: str
    act: Callable[[str], Awaitable[Any]]  # takes the once-key
    parts: Sequence[Foretelling]


class TalksInAnyOrder(RuleBasedStateMachine):
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    seen: set[str]
    nth: int  # which of the rounds

    @initialize(chosen=which)
    def begin(self, chosen: int) -> None:
        """And some of what is hard to come by, before anything may happen."""
        clock.set(BEGINS)
        self.cast: Cast = self.run(self._gather())
        self.names = {id_: name for name, id_ in self.cast.members.items()}
        self.ids: dict[str, str] = {}  # of the talks, by their proposal's
        self.done: list[Doing] = []
        self.turn = 0
        rows = self.run(_stored())
        self.foretold = _as_it_begins(rows, self.names, {self.cast.members[name]: zone for name, zone in ZONES.items()})
        self._look()

        for name, *how in OPENINGS[self.nth :: ROUNDS]:
            getattr(self, name)(chosen, *how)

    async def _gather(self) -> Cast:
        """Pia has room for two, so that somebody can stand in. Two can meet again: in another group, or the other way
        round."""
        cast = await gather()
        clock.set(BEGINS)  # gathering lets it run again
        await arrive(cast, "pia")
        await offer(cast, "pia", capacity=2)
        for name in ("maya", "theo"):
            await join(cast, name, SATURDAY)
            await Member.update({Member.zone: ZONES[name]}).where(Member.id == cast.members[name])
        await wait(cast, "maya", group=SATURDAY)
        await offer(cast, "theo", SATURDAY)
        await wait(cast, "ruth")
        await offer(cast, "ines")
        await cast.begin_talk("ines", "pia")
        return cast

    def teardown(self) -> None:
        self.run(empty())
        clock.reset()

    # --- what two do while their talks go on ---

    @rule(
        chosen=which,
        side=sides,
        what=st.sampled_from(["write", "write", "answer by", "ways", "log", "mark", "plan"]),
        how=which,
    )
    def tell(self, chosen: int, side: str, what: str, how: int) -> None:
        ways = [["phone"], ["phone", "messages"], ["messages", "phone"]]
        {
            "write": lambda: self._write(chosen, side, LINES[how % len(LINES)]),
            "answer by": lambda: self._answer_by(chosen, side),
            "ways": lambda: self._choose_ways(chosen, side, ways[how % len(ways)]),
            "log": lambda: self._log(chosen, side, own=bool(how % 2)),
            "mark": lambda: self._mark(chosen, side),
            "plan": lambda: self._plan(chosen, side),
        }[what]()

    def _write(self, chosen: int, side: str, words: str) -> None:
        if key := self._talk(chosen):
            self._do(self._writing(key, side, words))

    def _answer_by(self, chosen: int, side: str) -> None:
        if key := self._talk(chosen):
            me = self._side(key, side)
            day = _in_days(self._person(me), 3)
            act: Act = lambda talk, by, once: messages.answer_by(talk, by=by, day=day, once=once)  # noqa: E731
            self._do(self._of_two("answer by", key, me, act, lambda will, _: will.answer_by(key, me, day)))

    def _choose_ways(self, chosen: int, side: str, ways: list[str]) -> None:
        if key := self._talk(chosen):
            me = self._side(key, side)
            act: Act = lambda talk, by, once: agreeing.choose_ways(talk, by=by, ways=ways, once=once)  # noqa: E731
            self._do(self._of_two("ways", key, me, act, lambda will, _: will.choose_ways(key, me, ways)))

    def _log(self, chosen: int, side: str, *, own: bool) -> None:
        if key := self._talk(chosen):
            self._do(self._logging(key, side, own=own))

    @rule(
        chosen=which, it=which, side=sides, to=st.sampled_from(["add", "correct", "take back", "keep", "keep nothing"])
    )
    def change_a_check_in(self, chosen: int, it: int, side: str, to: str) -> None:
        key = self._talk(chosen, lambda talk: bool(talk.check_ins)) or self._going_on(chosen)
        if not key:
            return
        if not self.foretold.talks[key].check_ins and self._do(self._logging(key, "mentor", own=True)) is _REFUSED:
            return
        self._change_a_check_in(key, it, side, to)

    def _change_a_check_in(self, key: str, it: int, side: str, to: str) -> None:
        me, words = self._side(key, side), "" if to == "keep nothing" else self._words()
        id_ = _nth([id_ for id_ in self.foretold.talks[key].check_ins if not id_.startswith("of plan")], it)
        acts: dict[str, Act] = {
            "add": lambda talk, by, once: check_ins.add(talk, id_, by=by, words=words, once=once),
            "correct": lambda talk, by, once: check_ins.correct(
                talk, id_, by=by, said=_said(words, own=words), once=once
            ),
            "take back": lambda talk, by, once: check_ins.take_back(talk, id_, by=by, once=once),
        }
        keep: Act = lambda talk, by, once: check_ins.keep_own(  # noqa: E731
            talk, id_, by=by, note=check_ins.Own(words, "", weighs=False), once=once
        )
        kind = to.split(maxsplit=1)[0] if to.startswith("keep") else to
        if id_:
            done = self._do(
                self._of_two(to, key, me, acts.get(to, keep), lambda will, _: will.change(key, me, id_, kind, words))
            )
            self.seen.add(f"check-in, {to}: {'no' if done is _REFUSED else 'yes'}")

    def _mark(self, chosen: int, side: str) -> None:
        if key := self._talk(chosen):
            me, words, day = self._side(key, side), self._words(), clock.now().date()
            act: Act = lambda talk, by, once: milestones.mark(talk, by=by, words=words, day=day, once=once)  # noqa: E731
            self._do(self._of_two("mark", key, me, act, lambda will, id_: will.mark(key, me, id_, words)))

    @rule(chosen=which, it=which, side=sides, to=st.sampled_from(["say what you saw", "correct", "take back"]))
    def change_a_milestone(self, chosen: int, it: int, side: str, to: str) -> None:
        key = self._talk(chosen, lambda talk: bool(talk.lights))
        if not key:
            return
        me, words, day = self._side(key, side), self._words(), clock.now().date()
        id_ = _nth(list(self.foretold.talks[key].lights), it)
        acts: dict[str, Act] = {
            "say what you saw": lambda talk, by, once: milestones.say_what_you_saw(
                talk, id_, by=by, saw=words, once=once
            ),
            "correct": lambda talk, by, once: milestones.correct(talk, id_, by=by, words=words, day=day, once=once),
            "take back": lambda talk, by, once: milestones.take_back(talk, id_, by=by, once=once),
        }
        self._do(self._of_two(to, key, me, acts[to], lambda will, _: will.change_light(key, me, id_, to, words)))

    def _plan(self, chosen: int, side: str) -> None:
        if key := self._talk(chosen):
            self._do(self._offering(key, side))

    @rule(
        chosen=which,
        it=which,
        side=sides,
        to=st.sampled_from(["take", "decline", "withdraw", "withdraw", "yes", "not_yet"]),
    )
    def change_a_plan(self, chosen: int, it: int, side: str, to: str) -> None:
        key = self._talk(chosen, lambda talk: talk.goes_on and bool(talk.plans)) or self._going_on(chosen)
        if key and not self.foretold.talks[key].plans:
            self._do(self._offering(key, "mentor"))
        if key and (doing := self._planning(key, side, to, it)):
            self._do(doing)

    @rule(chosen=which, side=sides, answer=st.sampled_from(["yes", "not_yet", "yes"]))
    def keep_a_plan(self, chosen: int, side: str, answer: str) -> None:
        """Offered, taken by the other, and asked about afterwards."""
        key = self._going_on(chosen)
        if key and self._do(self._offering(key, side)) is not _REFUSED:
            self._do(self._planning(key, _across(side), "take", -1))
            clock.travel(days=2, hours=1)
            self._do(self._planning(key, side, answer, -1))

    # --- pauses, and who is there meanwhile ---

    @rule(chosen=which, side=sides, days=st.sampled_from([1, 14, 15, 40]))
    def pause(self, chosen: int, side: str, days: int) -> None:
        if key := self._going_on(chosen):
            self._do(self._pausing(key, side, days))

    @rule(chosen=which, side=sides)
    def resume(self, chosen: int, side: str) -> None:
        if key := self._brought_to("paused", chosen):
            self._resume(key, side)

    @rule(chosen=which, choice=st.sampled_from(["wait", "stand_in", "someone_new"]))
    def choose_meanwhile(self, chosen: int, choice: str) -> None:
        if key := self._talk(chosen, lambda talk: talk.state == "paused"):
            self._do(self._choosing(key, choice))

    @rule(chosen=which, then=st.sampled_from(MEANWHILE))
    def somebody_else_meanwhile(self, chosen: int, then: tuple[str, str]) -> None:
        """A long pause of the mentor, somebody who is asked or stands in, and who would like to go on then."""
        key = self._going_on(chosen)
        if not key:
            return
        talk = self.foretold.talks[key]
        if talk.state == "paused":
            self._resume(key, "mentee")
        self._do(self._pausing(key, "mentor", 40))
        self._do(self._choosing(key, "stand_in"))
        asked = self._ask_somebody(talk.mentee, talk.group)
        stands, to = then
        for side in SIDES if asked and stands == "stands in" else ():
            self._do(self._answering(asked, side, "yes"))
        if to == "at once" and asked:
            self._do(self._answering(asked, "mentor", "yes"))
            self._at_once([self._answering(asked, "mentee", "yes"), *(self._resuming(key, side) for side in SIDES)])
        elif to == "tick":
            clock.travel(days=41 if stands == "stands in" else 6)
            self._tick()
        elif to == "pause" and asked in self.foretold.talks:
            self._do(self._pausing(asked, "mentor", 1))
            for side in reversed(SIDES):
                self._resume(key, side)
        elif to == "goodbye":
            self._do(self._saying(key, "mentee", "goodbye"))
        elif to in SIDES:
            self._resume(key, to)

    @rule(mentee=which, mentor=which, group=st.sampled_from([TUESDAY, SATURDAY]))
    def propose(self, mentee: int, mentor: int, group: str) -> None:
        mentees = [member for member, where in self.foretold.queue if where == self.cast.groups[group]]
        self._ask(_nth(mentees, mentee), _nth(self._mentors(), mentor), self.cast.groups[group])

    @rule(chosen=which, side=sides, said=st.sampled_from(["yes", "yes", "yes", "no"]))
    def answer(self, chosen: int, side: str, said: str) -> None:
        if key := _nth([key for key, one in self.foretold.asked.items() if one.state == "open"], chosen):
            self._do(self._answering(key, side, said))

    @rule(chosen=which, said=st.sampled_from(["yes", "yes", "no"]))
    def begin_talks(self, chosen: int, said: str) -> None:
        """Of those who wait somebody is asked about whoever can be; the mentor says yes, the mentee that or no."""
        waiting = [who for who, place in self.foretold.queue.items() if place.waits and not self.foretold.active(*who)]
        if who := _nth(waiting, chosen):
            self._begin(who, said)

    @rule(chosen=which)
    def wait_again(self, chosen: int) -> None:
        resting = [who for who, place in self.foretold.queue.items() if not place.waits]
        if who := _nth(resting, chosen):
            self._wait_again(who)

    def _wait_again(self, who: tuple[str, str]) -> None:
        enrolment = self._enrolment(*who)
        self._do(
            Doing(
                "wait again",
                lambda once: wait_again(by=self._person(who[0]), enrolment=enrolment, once=once),
                [lambda will, _: will.wait_again(*who)],
            )
        )

    # --- endings ---

    @rule(chosen=which, side=sides, what=st.sampled_from(["note", "remembered", "goodbye"]))
    def say_goodbye(self, chosen: int, side: str, what: str) -> None:
        if key := self._talk(chosen):
            self._do(self._saying(key, side, what))

    @rule(
        chosen=which, first=sides, when=st.sampled_from(sorted(ANSWERED)), how=st.sampled_from(["", "tick", "at once"])
    )
    def answer_a_goodbye(self, chosen: int, first: str, when: str, how: str) -> None:
        """It counts up to the last second of the fourteen days, and not after, whenever the clock comes by."""
        key = self._going_on(chosen)
        if not key:
            return
        self._do(self._saying(key, first, "goodbye"))
        closes_at = clock.now() + TO_ANSWER
        clock.set(closes_at + ANSWERED[when])
        self._what_has_been_seen_is_noted()
        answering = self._saying(key, _across(first), "goodbye")
        if how == "at once":
            self._at_once([answering, self._ticking(), answering])
        else:
            if how:
                self._tick()
            self._do(answering)
        counted = len(self.foretold.talks[key].given) == 2
        assert counted == (when == "in the last second")
        self.seen.add(f"a goodbye was answered {when}")
        clock.set(max(clock.now(), closes_at))
        self._tick()

    @rule(chosen=which, side=sides, how=st.sampled_from(WITHOUT), state=st.sampled_from(STATES), again=st.booleans())
    def end_without_goodbye(self, chosen: int, side: str, how: str, state: str, again: bool) -> None:
        """From each state, and by the other as well, a moment too late."""
        key = self._brought_to(state, chosen)
        if key:
            self.seen |= {how, f"without a goodbye when it was {self.foretold.talks[key].state}"}
            self._do(self._saying(key, side, how))
            if again:
                self._do(self._saying(key, _across(side), "unsafe"))

    def _brought_to(self, state: str, chosen: int) -> str:
        key = self._talk(chosen, lambda talk: talk.state == state)
        if not key and (key := self._going_on(chosen)) and state != "active":
            to = {"paused": self._pausing(key, "mentee", 15), "ending": self._saying(key, "mentor", "goodbye")}
            self._do(to.get(state) or self._closing(key, "cora"))
        return key

    def _meet_again(self, key: str) -> None:
        """Whoever runs a group tries it in both groups and both ways, though everybody waits and has rested."""
        talk = self.foretold.talks[key]
        clock.travel(days=200)
        self._tick()
        for who, place in list(self.foretold.queue.items()):
            if who[0] in talk.two and not place.waits:
                self._wait_again(who)
        for mentee, group in list(self.foretold.queue):
            if mentee in talk.two and talk.other(mentee) in self.foretold.rooms:
                asked = self._ask(mentee, talk.other(mentee), group)
                assert not (asked and talk.two in self.foretold.parted)
                how = self.foretold.talks[key].how
                self.seen.add(f"asked again where it ended {how}: {'yes' if asked else 'no'}")

    @rule(chosen=which, by=st.sampled_from(["fay", "gus", "cora"]))
    def close_for(self, chosen: int, by: str) -> None:
        if key := self._talk(chosen):
            self._do(self._closing(key, by))

    @rule(chosen=which, then=st.sampled_from(["goodbye", *WITHOUT, "close"]), side=sides)
    def part_and_meet_again(self, chosen: int, then: str, side: str) -> None:
        key = self._going_on(chosen)
        if key:
            self._do(self._closing(key, "cora") if then == "close" else self._saying(key, side, then))
            self._meet_again(key)

    @rule(chosen=which, wanted=st.sampled_from([True, True, False]))
    def rest_after(self, chosen: int, wanted: bool) -> None:
        me = _nth(list(self.foretold.rooms), chosen)
        self._do(
            Doing(
                "rest after",
                lambda once: rest_after(by=self._person(me), wanted=wanted, once=once),
                [lambda will, _: will.rest_after(me, wanted=wanted)],
            )
        )

    @rule(chosen=which, side=sides, kind=st.sampled_from(["worried", "off", "off, and nothing from them"]))
    def tell_of_it(self, chosen: int, side: str, kind: str) -> None:
        """Also when it is over: what was said too late is said."""
        if key := self._talk(chosen):
            me, apart, kind = self._side(key, side), "nothing" in kind, kind.partition(",")[0]
            also = With(apart=apart)
            act: Act = (
                (lambda talk, by, once: worry(talk, by=by, words="So.", once=once))
                if kind == "worried"
                else (
                    lambda talk, by, once: say_it_is_off(talk, by=by, words="So.", past_them=True, also=also, once=once)
                )
            )
            self._do(self._of_two(kind, key, me, act, lambda will, _: will.tell_of_it(key, me, kind, apart=apart)))

    @rule(chosen=which)
    def a_check_in_and_what_becomes_of_it(self, chosen: int) -> None:
        """Added to once; corrected and taken back within a day by whoever logged it."""
        key = self._going_on(chosen)
        if key and self._do(self._logging(key, "mentor", own=True)) is not _REFUSED:
            it = len(self.foretold.talks[key].check_ins) - 1
            for side, to in (("mentee", "add"), ("mentee", "add"), ("mentee", "keep"), ("mentor", "correct")):
                self._change_a_check_in(key, it, side, to)
            clock.travel(hours=25)
            for to in ("correct", "take back", "keep"):
                self._change_a_check_in(key, it, "mentor", to)
            self._do(self._logging(key, "mentee", own=True))
            self._change_a_check_in(key, -1, "mentee", "take back")

    @rule(chosen=which)
    def a_plan_and_what_becomes_of_it(self, chosen: int) -> None:
        """One's own is not answered by oneself; declined; another one is withdrawn."""
        if key := self._going_on(chosen):
            for side, to in (("mentor", "take"), ("mentee", "decline"), ("mentor", "withdraw")):
                self._do(self._offering(key, "mentor"))
                self._do(self._planning(key, side, to, -1))

    @rule(chosen=which, side=sides, how=st.sampled_from(["exclude", "block"]))
    def exclude_the_other(self, chosen: int, side: str, how: str) -> None:
        """It ends nothing, and nobody is put before them from then on."""
        if key := self._talk(chosen):
            me = self._side(key, side)
            other = self.foretold.talks[key].other(me)
            self._do(
                self._blocking(me, other)
                if how == "block"
                else Doing(
                    "exclude",
                    lambda once: exclude(
                        by=self._person(me), kind="name", said=f" {self.names[other].upper()} ", once=once
                    ),
                    [lambda will, id_: will.exclude(me, other, id_)],
                )
            )

    @rule(chosen=which, side=sides)
    def want_nothing_from_the_other(self, chosen: int, side: str) -> None:
        """What they write meanwhile is there when it is taken back. Whoever wants nothing writes nothing."""
        if key := self._going_on(chosen):
            me, across = self._side(key, side), _across(side)
            other = self.foretold.talks[key].other(me)
            for name in (across, side):
                self._do(self._writing(key, name, "Before."))
            self._do(self._blocking(me, other))
            written = self._do(self._writing(key, across, "Meanwhile."))
            assert self._do(self._writing(key, side, "Meanwhile, too.")) is _REFUSED
            self.run(self._both_read(key))
            self._do(self._unblocking(me, other))
            self.run(self._both_read(key))
            self.seen |= {f"written to a {side} who wanted nothing"} if written is not _REFUSED else set()

    def _blocking(self, me: str, other: str) -> Doing:
        return Doing(
            "block",
            lambda once: block(other, by=self._person(me), once=once),
            [lambda will, _: will.block(me, other)],
        )

    def _unblocking(self, me: str, other: str) -> Doing:
        id_ = next(row["id"] for row in self.rows["blocks"] if (row["member"], row["other"]) == (me, other))
        return Doing(
            "unblock",
            lambda once: unblock(id_, by=self._person(me), once=once),
            [lambda will, _: will.unblock(me, other)],
        )

    @rule(chosen=which, what=st.sampled_from(["exclusion", "block"]))
    def take_back(self, chosen: int, what: str) -> None:
        if what == "block" and self.foretold.blocks:
            self._do(self._unblocking(*_nth(list(self.foretold.blocks), chosen)))
        elif id_ := _nth(list(self.foretold.apart), chosen):
            by = self._person(self.foretold.apart[id_][0])
            self._do(
                Doing("take back", lambda once: take_back(id_, by=by, once=once), [lambda will, _: will.take_back(id_)])
            )

    # --- two at the same moment, again, later ---

    @rule(
        chosen=which,
        first=st.tuples(st.sampled_from(AT_ONCE), sides),
        second=st.tuples(st.sampled_from(AT_ONCE), sides),
    )
    def two_at_once(self, chosen: int, first: tuple[str, str], second: tuple[str, str]) -> None:
        key = self._talk(chosen, lambda talk: talk.state != "ended") or self._going_on(chosen)
        if not key:
            return
        doings = [self._ready(key, what, side) for what, side in (first, second)]
        self._at_once([doing for doing in doings if doing])

    @rule(chosen=which, ends=st.tuples(*[st.sampled_from(["goodbye", "goodbye", *WITHOUT])] * 2), more=st.booleans())
    def both_end_it_at_once(self, chosen: int, ends: tuple[str, str], more: bool) -> None:
        """And one of them writes."""
        if key := self._going_on(chosen):
            doings = [self._saying(key, side, how) for side, how in zip(SIDES, ends, strict=True)]
            self._at_once([*doings, self._writing(key, "mentor", "At once.")] if more else doings)
            kinds = {how if how == "goodbye" else "without" for how in ends}
            self.seen.add(f"ended by both at once: {' and '.join(sorted(kinds))}")

    @rule(chosen=which, side=sides, words=st.sampled_from(LINES))
    def the_same_line_at_once(self, chosen: int, side: str, words: str) -> None:
        """Two taps on one button: one line. And two of the same words, said on purpose."""
        if key := self._going_on(chosen):
            doing, once = self._writing(key, side, words), new_id()
            sent = self.run(_all_of([doing.act(once), doing.act(once)]))
            assert sent[0] == sent[1]
            self._come_to([doing], sent[:1])
            self._at_once([doing, self._writing(key, side, words)])

    @rule(chosen=which)
    def the_same_again(self, chosen: int) -> None:
        """A reload, a retry: the same key, however much later."""
        if doing := _nth(self.done, chosen):
            before = self.run(_stored())
            self.run(_tried(doing.act("")))
            assert self.run(_stored()) == before, doing.name

    @rule(
        by=st.sampled_from(
            [timedelta(hours=5), timedelta(days=2), timedelta(days=8), timedelta(days=15), timedelta(days=90)]
        ),
        the_clock_acts=st.booleans(),
    )
    def time_passes(self, by: timedelta, the_clock_acts: bool) -> None:
        """Its acts may be late: what they would have done is judged by the clock all the same."""
        clock.set(clock.now() + by)
        if the_clock_acts:
            self._tick()

    @rule(chosen=which)
    def lines_are_forgotten(self, chosen: int) -> None:
        """A second before the ninety days are over they are there."""
        key = self._talk(chosen, lambda talk: bool(talk.ended_at and talk.lines))
        if not key and (key := self._going_on(chosen)):
            self._do(self._writing(key, "mentor", "Farewell."))
            self._do(self._closing(key, "cora"))
        ended_at = self.foretold.talks[key].ended_at if key and self.foretold.talks[key].lines else None
        if ended_at and clock.now() < ended_at + timedelta(days=90):
            clock.set(ended_at + timedelta(days=90) - A_SECOND)
            self._tick()
            assert self.foretold.talks[key].lines
            clock.travel(seconds=1)
            self._tick()
            assert not self.foretold.talks[key].lines
            self.seen.add("lines are forgotten")

    @rule(chosen=which, side=sides)
    def read_what_is_left(self, chosen: int, side: str) -> None:
        """Of what is over: the page that is kept, and nothing else; by the two, and nobody else."""
        if key := self._talk(chosen, lambda talk: talk.is_over(clock.now())):
            self.run(self._read(self.ids[key], self.names[self._side(key, side)]))
            self._look()  # they have signed in

    async def _read(self, talk: str, name: str) -> None:
        found = {}
        for who, addresses in ((name, ("/kept", "", "/messages", "/check-ins")), ("omar", ("/kept", ""))):
            browser = await Browser().enter(self.cast.accounts[who])
            for address in addresses:
                found[who, address] = (await browser.get(f"/talks/{talk}{address}")).status_code
            await browser.close()
        assert found == dict.fromkeys(found, 404) | {(name, "/kept"): 200}

    # --- what holds, whatever was done ---

    @invariant()
    def what_must_hold(self) -> None:
        assert self.run(check()) == []
        self._nobody_has_more_than_there_is_room_for()
        self._who_has_parted_is_not_asked_again()
        self._one_of_the_pairs_reads_what_is_theirs()
        self._nothing_is_written_where_a_goodbye_was_said()
        clock.travel(seconds=61)  # no two steps share a moment

    def _nobody_has_more_than_there_is_room_for(self) -> None:
        """One who goes on for each mentee and group; as many for a mentor as they have chosen; said here once more,
        since all of the rest stands on it."""
        active = Counter(
            (talk["mentee"], talk["group"]) for talk in self.rows["mentorships"] if talk["state"] == "active"
        )
        assert set(active.values()) <= {1}
        taken = Counter(talk["mentor"] for talk in self.rows["mentorships"] if talk["state"] in ("active", "paused"))
        assert all(taken[row["member"]] <= row["capacity"] for row in self.rows["availabilities"])

    def _who_has_parted_is_not_asked_again(self) -> None:
        for key, one in self.foretold.asked.items():
            parted_at = self.foretold.parted.get(one.two)
            if parted_at and one.state in ("open", "matched"):
                opened_at = next(row["opened_at"] for row in self.rows["proposals"] if row["id"] == key)
                assert opened_at <= parted_at
                assert one.state == "matched" or "no" in one.said.values()

    def _one_of_the_pairs_reads_what_is_theirs(self) -> None:
        """All lines of both, whoever of the two asks; of what is private, one's own alone; and a stranger nothing."""
        self.turn += 1
        key = _nth(list(self.foretold.talks), self.turn)
        if key and self.turn % 2:
            self.run(self._both_read(key))

    async def _both_read(self, key: str) -> None:
        talk = self.foretold.talks[key]
        ring = await sealed.ring(*talk.two)
        for me in sorted(talk.two, key=self.names.__getitem__):
            found = await access.talk_with_goodbye(self._person(me), self.ids[key])
            assert await _is_there(access.talk(self._person(me), self.ids[key])) != talk.is_over(clock.now())
            read = (await messages_of(found, ring=ring)).lines
            theirs = self.foretold.reads(key, me)
            assert [(line.mine, line.words) for line in read] == [(by == me, words) for by, words in theirs][-50:]
            logged = await check_ins_of(found.id, reader=me, ring=ring)
            own = sorted(one.own for one in logged if one.own)
            assert own == sorted(one.own[me] for one in talk.check_ins.values() if me in one.own)
        assert not await _is_there(access.talk_with_goodbye(self._person(self.cast.members["omar"]), self.ids[key]))

    def _nothing_is_written_where_a_goodbye_was_said(self) -> None:
        """One act at a time, each in its turn: nothing comes of it, not even a note that it was done."""
        closed = [key for key, talk in self.foretold.talks.items() if not talk.goes_on]
        if key := _nth(closed, self.turn):
            talk = self.foretold.talks[key]
            acts = WHILE_THEY_GO_ON | (UNTIL_IT_IS_OVER if talk.is_over(clock.now()) else {}) | self._of_records(talk)
            name = list(acts)[self.turn % len(acts)]
            me = self._side(key, SIDES[self.turn // 3 % 2])
            assert self.run(self._too_late(key, me, acts[name])) is _REFUSED, name
            [written] = self.run(sql("SELECT COUNT(*) AS acts FROM audit_entries"))
            assert written["acts"] == len(self.rows["audit_entries"])

    async def _too_late(self, key: str, me: str, act: Act) -> Any:
        """From a page that was opened while the talks went on."""
        talk = await talk_by_id(self.ids[key], me=me)
        assert talk is not None
        opened = replace(talk, state="active", closes_at=None, ended_at=None, paused_until=None)
        return await _tried(act(opened, self._person(me), new_id()))

    def _of_records(self, talk: Talk) -> dict[str, Act]:
        """Each of what there is already."""
        found: dict[str, Act] = {}
        if plan := _nth(list(talk.plans), -1):
            found |= {
                "take": lambda talk, by, key: plans.take(talk, plan, by=by, time="second", once=key),
                "decline": lambda talk, by, key: plans.decline(talk, plan, by=by, once=key),
                "withdraw": lambda talk, by, key: plans.withdraw(talk, plan, by=by, once=key),
                "talked": lambda talk, by, key: plans.say_whether_they_talked(
                    talk, plan, by=by, answer="yes", once=key
                ),
            }
        if id_ := _nth([id_ for id_ in talk.check_ins if not id_.startswith("of plan")], -1):
            note = check_ins.Own("x", "", weighs=False)
            found |= {
                "add": lambda talk, by, key: check_ins.add(talk, id_, by=by, words="x", once=key),
                "correct": lambda talk, by, key: check_ins.correct(talk, id_, by=by, said=_said("x"), once=key),
                "not so": lambda talk, by, key: check_ins.take_back(talk, id_, by=by, once=key),
                "keep": lambda talk, by, key: check_ins.keep_own(talk, id_, by=by, note=note, once=key),
            }
        if light := _nth(list(talk.lights), -1):
            day = clock.now().date()
            found |= {
                "saw": lambda talk, by, key: milestones.say_what_you_saw(talk, light, by=by, saw="x", once=key),
                "better": lambda talk, by, key: milestones.correct(talk, light, by=by, words="x", day=day, once=key),
                "no light": lambda talk, by, key: milestones.take_back(talk, light, by=by, once=key),
            }
        return found

    def _what_has_been_seen_is_noted(self) -> None:
        """Otherwise nothing here would show that more was done than refused."""
        for key, talk in self.foretold.talks.items():
            self.seen.add(f"talks: {talk.state}")
            self.seen |= {f"ended: {talk.how}"} if talk.how else set()
            self.seen |= {f"plans: {plan.state}" for plan in talk.plans.values()}
            self.seen |= {f"talked: {plan.took_place}" for plan in talk.plans.values() if plan.took_place}
            if talk.state == "paused" and "active" in self.foretold.others(key):
                self.seen.add("somebody stands in")
            if talk.state == "ending" and talk.is_over(clock.now()):
                self.seen.add("over before the clock has come by")
            if len(talk.lines) != len({(by, words) for by, words, _ in talk.lines}):
                self.seen.add("the same words twice")
        self.seen |= {f"asked: {one.state}" for one in self.foretold.asked.values()}

    # --- how it is done ---

    def _do(self, doing: Doing | None) -> Any:
        """Every other time once more with the same key, as a reload or a retry does."""
        if doing is None:
            return _REFUSED
        once = new_id()
        done = self.run(_tried(doing.act(once)))
        self._come_to([doing], [done])
        if done is not _REFUSED:
            again = Doing(doing.name, lambda _: doing.act(once), ())
            self.done = [*self.done[-9:], again]
            if len(once) and self.turn % 2:
                self.run(_tried(again.act("")))
                rows = self.run(_stored())
                assert rows == self.rows, doing.name
        return done

    def _at_once(self, doings: Sequence[Doing]) -> list[Any]:
        outcome: list[Any] = self.run(_all_of([doing.act(new_id()) for doing in doings]))
        self._come_to(doings, outcome)
        return outcome

    def _tick(self) -> None:
        self._at_once([self._ticking()])
        assert set(self.run(tick()).values()) == {0}

    def _come_to(self, doings: Sequence[Doing], outcome: Sequence[Any]) -> None:
        """In some order: nothing tells who was first, but then everything must be as after that order."""
        self._look()
        found = _as_it_is(self.rows)
        should_be: Any = None
        steps = [
            [(part, doing.name, came_to) for part in doing.parts]
            for doing, came_to in zip(doings, outcome, strict=True)
        ]
        for order in _orders(steps):
            will, answers = self.foretold, []
            for part, name, came_to in order:
                then = will.copy()
                then.now = clock.now()
                happens = part(then, came_to)
                will = then if happens else will
                answers.append((name, happens, came_to is not _REFUSED))
            as_said = all(happens == did for _, happens, did in answers)
            should_be = {**will.as_it_should_be(), "answers": [(name, will_) for name, will_, _ in answers]}
            if as_said and should_be == {**found, "answers": should_be["answers"]}:
                self.foretold = will
                self._what_has_been_seen_is_noted()
                return
        names = [(doing.name, came_to is not _REFUSED) for doing, came_to in zip(doings, outcome, strict=True)]
        assert {**found, "answers": names} == should_be

    def _look(self) -> None:
        self.rows: Rows = self.run(_stored())
        self.ids |= {row["proposal"]: row["id"] for row in self.rows["mentorships"]}

    def _of_two(self, name: str, key: str, me: str, act: Act, foretold: Foretelling) -> Doing:
        """As one of the two has it before them at this moment."""
        return Doing(name, lambda once: self._as(key, me, act, once), [foretold])

    async def _as(self, key: str, me: str, act: Act, once: str) -> Any:
        talk = await talk_by_id(self.ids[key], me=me)
        assert talk is not None
        return await act(talk, self._person(me), once)

    # --- acts ---

    def _ready(self, key: str, what: str, side: str) -> Doing | None:
        if what in ("goodbye", "note", *WITHOUT):
            return self._saying(key, side, what)
        ready: dict[str, Callable[[], Doing | None]] = {
            "write": lambda: self._writing(key, side, "At once."),
            "log": lambda: self._logging(key, side, own=True),
            "plan": lambda: self._offering(key, side),
            "take": lambda: self._planning(key, side, "take", -1),
            "pause": lambda: self._pausing(key, side, 15),
            "resume": lambda: self._resuming(key, side),
            "close": lambda: self._closing(key, "cora"),
            "tick": self._ticking,
        }
        return ready[what]()

    def _writing(self, key: str, side: str, words: str) -> Doing:
        me = self._side(key, side)
        act: Act = lambda talk, by, once: messages.send(talk, by=by, words=words, once=once)  # noqa: E731
        return self._of_two("write", key, me, act, lambda will, _: will.send(key, me, words))

    def _logging(self, key: str, side: str, *, own: bool) -> Doing:
        me, words = self._side(key, side), self._words()
        mine = f"own {words}" if own else ""
        act: Act = lambda talk, by, once: check_ins.log(talk, by=by, said=_said(words, mine), once=once)  # noqa: E731
        return self._of_two("log", key, me, act, lambda will, id_: will.log(key, me, id_, words, mine))

    def _offering(self, key: str, side: str) -> Doing:
        me, times = self._side(key, side), _times()
        act: Act = lambda talk, by, once: plans.offer(talk, by=by, times=times, means="phone", once=once)  # noqa: E731
        return self._of_two("plan", key, me, act, lambda will, id_: will.offer(key, me, id_, times))

    def _planning(self, key: str, side: str, to: str, it: int) -> Doing | None:
        me, plan = self._side(key, side), _nth(list(self.foretold.talks[key].plans), it)
        acts: dict[str, Act] = {
            "take": lambda talk, by, once: plans.take(talk, plan, by=by, time="first", once=once),
            "decline": lambda talk, by, once: plans.decline(talk, plan, by=by, once=once),
            "withdraw": lambda talk, by, once: plans.withdraw(talk, plan, by=by, once=once),
        }
        talked: Act = lambda talk, by, once: plans.say_whether_they_talked(  # noqa: E731
            talk, plan, by=by, answer=to, once=once
        )
        if not plan:
            return None
        return self._of_two(to, key, me, acts.get(to, talked), lambda will, _: will.change_plan(key, me, plan, to))

    def _pausing(self, key: str, side: str, days: int) -> Doing:
        me = self._side(key, side)
        until = _in_days(self._person(me), days)
        act: Act = lambda talk, by, once: actions.pause(talk, by=by, until=until, word="Soon.", once=once)  # noqa: E731
        return self._of_two("pause", key, me, act, lambda will, _: will.pause(key, me, until))

    def _resuming(self, key: str, side: str) -> Doing:
        me = self._side(key, side)
        act = WHILE_THEY_GO_ON["resume"]
        return self._of_two("resume", key, me, act, lambda will, _: will.resume(key, me))

    def _resume(self, key: str, side: str) -> None:
        others = self.foretold.others(key)
        done = self._do(self._resuming(key, side))
        for other in others:
            self.seen.add(f"the {side} {'cannot go on' if done is _REFUSED else 'goes on'} beside: {other}")

    def _choosing(self, key: str, choice: str) -> Doing:
        me = self._side(key, "mentee")
        act: Act = lambda talk, by, once: choose_meanwhile(talk, by=by, choice=choice, once=once)  # noqa: E731
        return self._of_two("meanwhile", key, me, act, lambda will, _: will.choose_meanwhile(key, me, choice))

    def _saying(self, key: str, side: str, what: str) -> Doing:
        """A goodbye, a part of it, or that it ends without one."""
        me = self._side(key, side)
        if what in UNTIL_IT_IS_OVER:
            said: Foretelling = (
                (lambda will, _: will.say_goodbye(key, me))
                if what == "goodbye"
                else (lambda will, _: will.draft(key, me))
            )
            return self._of_two(what, key, me, UNTIL_IT_IS_OVER[what], said)
        act: Act = lambda talk, by, once: endings.end_without_goodbye(talk, by=by, how=what, words="", once=once)  # noqa: E731
        return self._of_two(what, key, me, act, lambda will, _: will.end_without_goodbye(key, me, what))

    def _closing(self, key: str, by: str) -> Doing:
        runs_it = by == "cora" or self.foretold.talks[key].group == self.cast.groups[RUNS[by]]
        return Doing(
            "close",
            lambda once: endings.close_for(self.ids[key], by=self.cast.person(by), once=once),
            [lambda will, _: runs_it and will.close_for(key)],
        )

    def _ticking(self) -> Doing:
        """Whatever falls due is an act of its own, and others may come between."""
        parts: list[Foretelling] = [
            lambda will, _: will.lapse(),
            lambda will, _: will.end_due(),
            lambda will, _: will.resume_due(),
            lambda will, _: will.forget(),
        ]
        return Doing("tick", lambda once: tick(), parts)

    def _ask(self, mentee: str, mentor: str, group: str) -> str:
        """By whoever runs the group. The proposal's id; nothing where it is refused."""
        enrolment, by = self._enrolment(mentee, group), self.cast.person("cora")
        room = next(row["id"] for row in self.rows["availabilities"] if row["member"] == mentor)
        doing = Doing(
            "propose",
            lambda once: proposals.propose(mentee=enrolment, mentor=room, note="", by=by, once=once),
            [lambda will, id_: will.propose(mentee, mentor, group, id_)],
        )
        done = self._do(doing)
        return "" if done is _REFUSED else str(done)

    def _ask_somebody(self, mentee: str, group: str) -> str:
        """About the first who can be asked."""
        for mentor in self._mentors():
            will = self.foretold.copy()
            will.now = clock.now()
            if will.propose(mentee, mentor, group, "") and (asked := self._ask(mentee, mentor, group)):
                return asked
        return ""

    def _answering(self, key: str, side: str, said: str) -> Doing:
        me: str = getattr(self.foretold.asked[key], side)
        return Doing(
            "answer",
            lambda once: proposals.answer(key, by=self._person(me), said=said, reason="", once=once),
            [lambda will, _: will.answer(key, me, said)],
        )

    # --- looking things up ---

    def _going_on(self, chosen: int) -> str:
        """One that goes on; where there is none, somebody begins again."""
        if not self._talk(chosen, lambda talk: talk.goes_on):
            who = _nth(list(self.foretold.queue), chosen)
            if not self.foretold.queue[who].waits:
                self._wait_again(who)
            self._begin(who)
        return self._talk(chosen, lambda talk: talk.goes_on)

    def _begin(self, who: tuple[str, str], said: str = "yes") -> None:
        if asked := self._ask_somebody(*who):
            self._do(self._answering(asked, "mentor", "yes"))
            self._do(self._answering(asked, "mentee", said))

    def _talk(self, chosen: int, such: Callable[[Talk], bool] = lambda talk: True) -> str:
        return str(_nth([key for key, talk in self.foretold.talks.items() if such(talk)], chosen))

    def _side(self, key: str, side: str) -> str:
        talk = self.foretold.talks[key]
        return talk.mentee if side == "mentee" else talk.mentor

    def _person(self, member: str) -> Person:
        name = self.names[member]
        return replace(self.cast.person(name), zone=ZONES.get(name, "UTC"))

    def _mentors(self) -> list[str]:
        return list(self.foretold.rooms)

    def _enrolment(self, member: str, group: str) -> str:
        rows = self.rows["enrolments"]
        ids = (row["id"] for row in rows if (row["member"], row["group"], row["role"]) == (member, group, "mentee"))
        return str(next(ids))

    def _words(self) -> str:
        """Like nothing that was written before."""
        self.turn += 2
        return f"words {self.turn}"


def _nth(these: list[Any], chosen: int) -> Any:
    """Of what there is; nothing where there is nothing."""
    return these[chosen % len(these)] if these else ""


def _across(side: str) -> str:
    return next(other for other in SIDES if other != side)


def _orders(steps: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    """Every way in which these can come one after the other, each in its own order."""
    if not any(steps):
        yield []
    for place, one in enumerate(steps):
        if one:
            for rest in _orders([*steps[:place], one[1:], *steps[place + 1 :]]):
                yield [one[0], *rest]


def _as_it_begins(rows: Rows, names: dict[str, str], zones: dict[str, str]) -> Foretold:
    """What the cast has done. Ids are random: in the order of their names, whatever is chosen by its place is the same
    one each time."""
    enrolments = {row["id"]: row["member"] for row in rows["enrolments"]}
    rooms = {row["id"]: row["member"] for row in rows["availabilities"]}
    will = Foretold(zones, clock.now())
    for row in rows["proposals"]:
        said = {side: row[f"{side}_answer"] for side in SIDES if row[f"{side}_answer"] != "none"}
        two = {"mentee": enrolments[row["mentee"]], "mentor": rooms[row["mentor"]]}
        will.asked[row["id"]] = Asked(
            **two,
            group=row["group"],
            closes_at=row["closes_at"],
            state=row["state"],
            closed_at=row["closed_at"],
            said={two[side]: answer for side, answer in said.items()},
        )
    for row in rows["mentorships"]:
        ways = {row[side]: frozenset({"phone", "email", "messages"}) for side in SIDES}
        will.talks[row["proposal"]] = Talk(row["mentee"], row["mentor"], row["group"], ways=ways)
    groups = {row["id"]: row["name"] for row in rows["support_groups"]}
    for row in sorted(rows["enrolments"], key=lambda row: (names[row["member"]], groups[row["group"]], row["role"])):
        if row["role"] == "mentee":
            will.queue[row["member"], row["group"]] = Wait(waits=True, since=row["waiting_since"])
        else:
            will.offers.add((row["member"], row["group"]))
    by_name = sorted(rows["availabilities"], key=lambda row: names[row["member"]])
    will.rooms = {row["member"]: Room(row["capacity"]) for row in by_name}
    return will


def _as_it_is(rows: Rows) -> dict[str, Any]:
    """What the tables say, in the words of `Foretold.as_it_should_be`."""
    ring = sealed.ring_of(rows["member_keys"])
    of = {row["id"]: row["proposal"] for row in rows["mentorships"]}
    logged = {row["id"]: row for row in rows["check_ins"]}
    two = {row["id"]: (row["mentee"], row["mentor"]) for row in rows["mentorships"]}
    told: Counter[tuple[str, ...]] = Counter(
        (row["kind"], of[row["about"]], row["member"])
        for row in rows["notices"]
        if row["kind"] in ("goodbye", "goodbye_answered", "kept")
    )
    told += Counter(("concern", of[row["mentorship"]], row["author"], row["kind"]) for row in rows["concerns"])

    def other(row: Row) -> str:
        return str(next(one for one in two[row["mentorship"]] if one != row["author"]))

    return {
        "talks": {
            row["proposal"]: (
                row["mentee"],
                row["mentor"],
                row["group"],
                row["state"],
                row["ended_how"],
                row["found_at"] is not None,
                row["closes_at"],
                row["ended_at"],
                row["paused_by"],
                row["paused_until"],
            )
            for row in rows["mentorships"]
        },
        "sides": {
            (of[row["mentorship"]], row["member"]): (
                frozenset(row["ways"].split(",")),
                row["meanwhile"],
                row["answers_by"],
            )
            for row in rows["talk_sides"]
        },
        "lines": _lines(rows, of, ring),
        "check_ins": sorted(
            (
                of[row["mentorship"]],
                row["author"],
                ring.open(row["shared"], of=row["author"]),
                ring.open(row["added"], of=other(row)),
            )
            for row in rows["check_ins"]
        ),
        "own notes": sorted(
            (
                of[logged[row["check_in"]]["mentorship"]],
                row["member"],
                ring.open(row["words"], of=row["member"]),
            )
            for row in rows["own_notes"]
            if row["words"]
        ),
        "left notes": sorted(
            (of[row["mentorship"]], row["member"], ring.open(row["words"], of=row["member"]))
            for row in rows["left_notes"]
            if row["words"]
        ),
        "lights": sorted(
            (
                of[row["mentorship"]],
                row["author"],
                ring.open(row["words"], of=row["author"]),
                ring.open(row["saw"], of=other(row)),
            )
            for row in rows["milestones"]
        ),
        "plans": {row["id"]: (row["state"], row["taken"], row["took_place"]) for row in rows["plans"]},
        "farewells": {(of[row["mentorship"]], row["author"]): row["given_at"] is not None for row in rows["farewells"]},
        "asked": {
            row["id"]: (row["state"], row["closed_at"], row["mentee_answer"], row["mentor_answer"])
            for row in rows["proposals"]
        },
        "queue": {
            (row["member"], row["group"]): (row["state"] == "active", row["waiting_since"])
            for row in rows["enrolments"]
            if row["role"] == "mentee"
        },
        "rooms": {row["member"]: (row["rests_until"], bool(row["rests_after"])) for row in rows["availabilities"]},
        "apart": {row["id"]: row["member"] for row in rows["exclusions"]},
        "blocks": {(row["member"], row["other"]): row["created_at"] for row in rows["blocks"]},
        "told": dict(told),
    }


def _lines(rows: Rows, of: dict[str, str], ring: sealed.Ring) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(rows["messages"], key=lambda row: (row["created_at"], row["id"])):
        words = ring.open(row["words"], of=row["author"])
        found.setdefault(of[row["mentorship"]], []).append((row["author"], words))
    return found


WATCHED = (
    *("mentorships", "talk_sides", "talk_prompts", "messages", "check_ins", "own_notes", "left_notes", "milestones"),
    *("plans", "farewells", "concerns", "proposals", "enrolments", "availabilities", "exclusions", "blocks"),
    *("notices", "audit_entries", "member_keys", "support_groups"),
)


async def _stored() -> Rows:
    """Of whatever an act here can write, every row. In plain SQL, since it is asked for so often."""
    return {name: await sql(f'SELECT * FROM "{name}" ORDER BY 1') for name in WATCHED}  # noqa: S608 - our own names


_REFUSED = object()


async def _tried(act: Awaitable[Any]) -> Any:
    """What it came to. To be refused in words, or not to find something, is an answer; anything else is a defect."""
    try:
        return await act
    except (NotPossible, NotFound):
        return _REFUSED


async def _all_of(acts: Sequence[Awaitable[Any]]) -> list[Any]:
    return list(await asyncio.gather(*map(_tried, acts)))


async def _is_there(asked: Awaitable[Any]) -> bool:
    return await _tried(asked) is not _REFUSED


@pytest.fixture
async def loop() -> asyncio.AbstractEventLoop:
    """The one in which the database was opened; it stands still while a test that is no coroutine runs."""
    return asyncio.get_running_loop()


EVERYTHING = {
    *(f"talks: {state}" for state in STATES),
    *(f"ended: {how}" for how in ("goodbye", "closed", "without")),
    *WITHOUT,
    *(f"without a goodbye when it was {state}" for state in STATES),
    *(f"plans: {state}" for state in ("offered", "taken", "declined", "withdrawn")),
    *(f"talked: {answer}" for answer in ("yes", "not_yet")),
    *(f"asked: {state}" for state in ("open", "matched", "not_this_time", "lapsed", "withdrawn")),
    *(f"a goodbye was answered {when}" for when in ANSWERED),
    "asked again where it ended without: no",
    *(f"asked again where it ended {how}: yes" for how in ("goodbye", "closed")),
    *(f"check-in, {to}: {done}" for to in ("add", "correct", "take back") for done in ("yes", "no")),
    "the mentor cannot go on beside: active",
    "the mentor cannot go on beside: asked",
    "the mentor cannot go on beside: paused",
    "the mentee cannot go on beside: active",
    "the mentee goes on beside: asked",
    "the mentee goes on beside: paused",
    "somebody stands in",
    *(f"written to a {side} who wanted nothing" for side in SIDES),
    "over before the clock has come by",
    "lines are forgotten",
    "the same words twice",
    *(f"ended by both at once: {how}" for how in ("goodbye", "without", "goodbye and without")),
}


def test_what_must_hold_of_talks_holds_in_any_order(loop: asyncio.AbstractEventLoop) -> None:
    seen_at_the_end: set[str] = set()

    for round_ in range(ROUNDS):

        @seed(round_)
        class Here(TalksInAnyOrder):
            run = staticmethod(loop.run_until_complete)
            seen = seen_at_the_end
            nth = round_

        run_state_machine_as_test(
            Here,
            settings=settings(
                max_examples=4,
                stateful_step_count=10,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    missing = "; ".join(sorted(EVERYTHING - seen_at_the_end))
    assert missing == ""
