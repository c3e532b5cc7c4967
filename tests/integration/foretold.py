"""What acts between people must come to, reckoned beside the portal in plain Python, never by its own judgement.

Each act is a method of the same name: it changes what is here and says True; or it says False where it must be refused,
and then whatever it has changed is thrown away. `as_it_should_be` is what the tables must say.
"""

import pickle
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

GO_ON = ("active", "paused")
WITHOUT = ("alone", "unsafe", "someone_else")
A_DAY = timedelta(days=1)
TO_ANSWER = 14 * A_DAY
STAY = 90 * A_DAY  # how long lines are kept after the end
EVERY_WAY = frozenset({"phone", "email", "messages"})

Two = frozenset[str]


@dataclass
class CheckIn:
    author: str
    words: str
    at: datetime
    added: str = ""
    own: dict[str, str] = field(default_factory=dict)


@dataclass
class Light:
    author: str
    words: str
    at: datetime
    saw: str = ""


@dataclass
class Plan:
    author: str
    first: datetime
    second: datetime
    state: str = "offered"
    taken: datetime | None = None
    took_place: str = ""


@dataclass
class Talk:
    mentee: str
    mentor: str
    group: str
    state: str = "active"
    how: str = ""
    found: bool = False
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    paused_by: str | None = None
    paused_at: datetime | None = None
    paused_until: date | None = None
    ways: dict[str, frozenset[str]] = field(default_factory=dict)
    meanwhile: str = ""  # the mentee's
    answers_by: dict[str, date] = field(default_factory=dict)
    farewells: set[str] = field(default_factory=set)  # whose there is one, given or not
    given: set[str] = field(default_factory=set)
    lines: list[tuple[str, str, datetime]] = field(default_factory=list)  # author, words, when
    check_ins: dict[str, CheckIn] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)  # notes of one's own of what the other has taken back
    lights: dict[str, Light] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)

    @property
    def two(self) -> Two:
        return frozenset({self.mentee, self.mentor})

    @property
    def goes_on(self) -> bool:
        return self.state in GO_ON

    def other(self, one: str) -> str:
        return self.mentor if one == self.mentee else self.mentee

    def is_over(self, now: datetime) -> bool:
        return self.state == "ended" or (self.closes_at is not None and now >= self.closes_at)


@dataclass
class Asked:
    mentee: str
    mentor: str
    group: str
    closes_at: datetime
    state: str = "open"
    closed_at: datetime | None = None
    said: dict[str, str] = field(default_factory=dict)  # member to yes or no

    @property
    def two(self) -> Two:
        return frozenset({self.mentee, self.mentor})


@dataclass
class Wait:
    waits: bool
    since: datetime


@dataclass
class Room:
    capacity: int
    rests_until: date | None = None
    rests_after: bool = False


@dataclass
class Foretold:
    """Talks and proposals by the proposal's id; who waits by member and group; rooms by member."""

    zones: dict[str, str]
    now: datetime
    talks: dict[str, Talk] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    queue: dict[tuple[str, str], Wait] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    offers: set[tuple[str, str]] = field(default_factory=set)  # mentor, group
    apart: dict[str, tuple[str, str]] = field(default_factory=dict)  # exclusion to who keeps whom apart
    blocks: dict[tuple[str, str], datetime] = field(default_factory=dict)  # who wants nothing from whom, since when
    said_apart: list[tuple[str, str, datetime]] = field(default_factory=list)  # who, exclusion, when
    told: Counter[tuple[str, ...]] = field(default_factory=Counter)  # notices about endings, and concerns
    parted: dict[Two, datetime] = field(default_factory=dict)

    def copy(self) -> "Foretold":
        """By pickling, which is several times as quick as `deepcopy`."""
        copy: Foretold = pickle.loads(pickle.dumps(self))  # noqa: S301 - our own
        return copy

    # --- what two write while their talks go on ---

    def send(self, key: str, me: str, words: str) -> bool:
        talk = self.talks[key]
        if not self._may_write(talk, me):
            return False
        talk.lines.append((me, words, self.now))
        talk.answers_by.pop(me, None)
        talk.found = True
        return True

    def answer_by(self, key: str, me: str, day: date) -> bool:
        talk = self.talks[key]
        if not (self._may_write(talk, me) and talk.lines and talk.lines[-1][0] != me):
            return False
        talk.answers_by[me] = day
        return True

    def _may_write(self, talk: Talk, me: str) -> bool:
        """Not to whom they want nothing from."""
        a_way = all("messages" in ways for ways in talk.ways.values())
        return talk.goes_on and a_way and (me, talk.other(me)) not in self.blocks

    def reads(self, key: str, me: str) -> list[tuple[str, str]]:
        """Of the other, what was written before they wanted nothing from them."""
        talk = self.talks[key]
        until = self.blocks.get((me, talk.other(me)))
        return [(by, words) for by, words, at in talk.lines if by == me or until is None or at < until]

    def choose_ways(self, key: str, me: str, ways: list[str]) -> bool:
        self.talks[key].ways[me] = frozenset(ways)
        return self.talks[key].goes_on

    def log(self, key: str, me: str, id_: str, words: str, own: str) -> bool:
        talk = self.talks[key]
        talk.check_ins[id_] = CheckIn(me, words, self.now, own={me: own} if own else {})
        talk.found |= talk.goes_on
        return talk.goes_on

    def change(self, key: str, me: str, id_: str, to: str, words: str) -> bool:
        """Of a check-in: add, correct, take back, keep (a note of one's own; without words none)."""
        talk = self.talks[key]
        one = talk.check_ins.get(id_)
        if one is None or not talk.goes_on:
            return False
        can_change = one.author == me and self.now <= one.at + A_DAY
        if to == "add":
            can_add, one.added = one.author != me and not one.added, words
            return can_add
        if to == "take back":  # what the other has kept alone is theirs and stays
            talk.left += [(who, kept) for who, kept in one.own.items() if who != me]
            del talk.check_ins[id_]
            return can_change
        if to == "correct":
            one.words = words
        if words:
            one.own[me] = words
        else:
            one.own.pop(me, None)
        return to == "keep" or can_change

    def mark(self, key: str, me: str, id_: str, words: str) -> bool:
        self.talks[key].lights[id_] = Light(me, words, self.now)
        return self.talks[key].goes_on

    def change_light(self, key: str, me: str, id_: str, to: str, words: str) -> bool:
        talk = self.talks[key]
        one = talk.lights.get(id_)
        if one is None or not talk.goes_on:
            return False
        if to == "say what you saw":
            can_say, one.saw = one.author != me and not one.saw, words
            return can_say
        if to == "correct":
            one.words = words
        else:
            del talk.lights[id_]
        return one.author == me and self.now <= one.at + A_DAY

    # --- plans ---

    def offer(self, key: str, me: str, id_: str, times: list[datetime]) -> bool:
        talk = self.talks[key]
        for plan in talk.plans.values():
            if plan.state == "offered":
                if plan.author != me and max(plan.first, plan.second) > self.now:
                    return False
                plan.state = "withdrawn"
        talk.plans[id_] = Plan(me, first=times[0], second=times[1])
        return talk.state == "active"  # nobody is to wait for somebody who rests

    def change_plan(self, key: str, me: str, id_: str, to: str) -> bool:
        talk = self.talks[key]
        plan = talk.plans[id_]
        theirs = plan.state == "offered" and plan.author != me
        if not talk.goes_on:
            return False
        if to == "take" and theirs and plan.first > self.now and talk.state == "active":
            for one in talk.plans.values():
                if one.taken and one.state == "taken" and one.taken > self.now - timedelta(hours=1):
                    one.state = "withdrawn"
            plan.state, plan.taken, talk.found = "taken", plan.first, True
            return True
        if to == "decline" and theirs:
            plan.state = "declined"
            return True
        if to == "withdraw":
            ahead = plan.state == "taken" and plan.taken is not None and self.now < plan.taken + timedelta(hours=1)
            mine = plan.state == "offered" and plan.author == me
            plan.state = "withdrawn"
            return ahead or mine
        return to in ("yes", "not_yet") and self._talked(key, me, id_, to)

    def _talked(self, key: str, me: str, id_: str, answer: str) -> bool:
        plan = self.talks[key].plans[id_]
        if plan.state != "taken" or plan.taken is None or plan.taken > self.now:
            return False
        if plan.took_place == "" or (plan.took_place == "not_yet" and answer == "yes"):
            plan.took_place = answer
            if answer == "yes":
                self.log(key, me, f"of plan {id_}", "", "")
        return True

    # --- pauses, and who is there meanwhile ---

    def pause(self, key: str, me: str, until: date) -> bool:
        talk = self.talks[key]
        was_active = talk.state == "active"
        talk.state, talk.paused_by, talk.paused_at, talk.paused_until = "paused", me, self.now, until
        talk.meanwhile = ""
        self._waits(talk, False)
        first_day = datetime.combine(until, time(), ZoneInfo(self.zones.get(me, "UTC")))
        for plan in talk.plans.values():
            in_it = plan.state == "taken" and plan.taken is not None and self.now < plan.taken < first_day
            if in_it or plan.state == "offered":
                plan.state = "withdrawn"
        return was_active

    def resume(self, key: str, me: str) -> bool:
        """By whoever asked for it. Where the mentee may have somebody else meanwhile, by the mentee alone, and not
        while those talks go on."""
        talk = self.talks[key]
        others = self.others(key)
        theirs = bool(others) or talk.meanwhile == "stand_in"
        by_day = talk.paused_until is not None and talk.paused_until <= self._today(talk.paused_by or "")
        may = me == talk.mentee if theirs else me == talk.paused_by or by_day
        if talk.state != "paused" or "active" in others or not may:
            return False
        self._go_on(talk, until=self._today(talk.paused_by or ""))
        talk.found = True
        return True

    def _go_on(self, talk: Talk, *, until: date | None) -> None:
        talk.state, talk.paused_until, talk.meanwhile = "active", until, ""
        self._waits(talk, True)
        self.lapse()
        self._close([one for one in self.asked.values() if self._of(one, talk)], "withdrawn")

    def others(self, key: str) -> list[str]:
        """The states of the mentee's other talks in that group that take a place, and whether they are asked."""
        talk = self.talks[key]
        found = {one.state for id_, one in self.talks.items() if id_ != key and one.goes_on and self._of(one, talk)}
        asked = any(self._is_open(one) and self._of(one, talk) for one in self.asked.values())
        return sorted(found) + ["asked"] * asked

    def choose_meanwhile(self, key: str, me: str, choice: str) -> bool:
        talk = self.talks[key]
        if me != talk.mentee or talk.state != "paused" or talk.paused_by == me:
            return False
        if not talk.paused_until or not talk.paused_at or talk.paused_until - talk.paused_at.date() <= TO_ANSWER:
            return False
        talk.meanwhile = choice
        if choice == "wait" and self.queue[talk.mentee, talk.group].waits:
            self.lapse()
            self._close([one for one in self.asked.values() if self._of(one, talk)], "withdrawn")
        if choice in ("wait", "stand_in"):
            self._waits(talk, choice == "stand_in")
        return True

    # --- endings ---

    def draft(self, key: str, me: str) -> bool:
        talk = self.talks[key]
        talk.farewells.add(me)
        return me not in talk.given and not talk.is_over(self.now)

    def say_goodbye(self, key: str, me: str) -> bool:
        talk = self.talks[key]
        if me in talk.given or talk.is_over(self.now):
            return False
        talk.given.add(me)
        talk.farewells |= talk.two
        if talk.state == "ending":
            self._end(talk, "goodbye")
            self.told["goodbye_answered", key, talk.other(me)] += 1
            return True
        talk.state, talk.closes_at = "ending", self.now + TO_ANSWER
        self._waits(talk, me == talk.mentee and talk.meanwhile == "someone_new")
        self._rests(talk.mentor, 14)
        self.told["goodbye", key, talk.other(me)] += 1
        return True

    def end_without_goodbye(self, key: str, me: str, how: str) -> bool:
        talk = self.talks[key]
        over = talk.is_over(self.now)
        said = [told[3] for told in self.told if told[:3] == ("concern", key, me) and told[3] in WITHOUT]
        if over and said and (how != "unsafe" or how in said):
            return False
        self.told["concern", key, me, how] += 1
        if over:
            return True
        if talk.goes_on:
            rests = how in ("alone", "unsafe")
            self._waits(talk, not (rests and me == talk.mentee))
            if rests:
                self._is_asked_no_more(me, talk)
            self._rests(talk.mentor, 14 if rests and me == talk.mentor else 0)
        self._end(talk, "without")
        self.lapse()
        self._say_no(me, talk.other(me))
        self.parted[talk.two] = self.now
        self.told["kept", key, talk.other(me)] += 1
        return True

    def _is_asked_no_more(self, me: str, talk: Talk) -> None:
        """As a mentee in that group, or as a mentor in any: as which of the two they rest."""
        self.lapse()
        as_mentor = me == talk.mentor
        these = [one for one in self.asked.values() if (one.mentor == me if as_mentor else self._of(one, talk))]
        self._close(these, "withdrawn")

    def close_for(self, key: str) -> bool:
        talk = self.talks[key]
        if talk.is_over(self.now):
            return False
        self._end(talk, "closed")
        self._waits(talk, False)
        self._rests(talk.mentor, 14)
        for one in talk.two:
            self.told["kept", key, one] += 1
        return True

    def _end(self, talk: Talk, how: str) -> None:
        talk.state, talk.how, talk.ended_at = "ended", how, self.now
        talk.farewells |= talk.two

    def _rests(self, mentor: str, days: int) -> None:
        """So long after an ending; for sixty days where they wished to rest after it."""
        room = self.rooms[mentor]
        days = 60 if room.rests_after else days
        room.rests_after = False
        if days:
            until = self.now.date() + timedelta(days=days)
            room.rests_until = max(until, room.rests_until or until)

    def rest_after(self, mentor: str, *, wanted: bool) -> bool:
        self.rooms[mentor].rests_after = wanted
        return True

    def tell_of_it(self, key: str, me: str, kind: str, *, apart: bool = False) -> bool:
        self.told["concern", key, me, kind] += 1
        return not apart or self.block(me, self.talks[key].other(me))

    # --- who waits, and who is asked ---

    def wait_again(self, member: str, group: str) -> bool:
        """At the place they had, where the last of their talks ended without a goodbye."""
        place = self.queue[member, group]
        last = max(
            (one for one in self.talks.values() if (one.mentee, one.group) == (member, group) and not one.goes_on),
            key=lambda one: one.ended_at or one.closes_at or self.now,
            default=None,
        )
        was_resting, place.waits = not place.waits, True
        if last is None or last.how in ("", "goodbye"):
            place.since = self.now
        return was_resting

    def propose(self, mentee: str, mentor: str, group: str, id_: str) -> bool:
        self.lapse()
        two, place = frozenset({mentee, mentor}), self.queue.get((mentee, group))
        here = [one for one in self.asked.values() if one.state == "open"]
        if len(two) < 2 or place is None or not place.waits or (mentor, group) not in self.offers:
            return False
        if self.active(mentee, group) or any((one.mentee, one.group) == (mentee, group) for one in here):
            return False
        if self._is_full(mentor, here) or self._are_kept_apart(two, here):
            return False
        self.asked[id_] = Asked(mentee, mentor, group, self.now + timedelta(days=7))
        return True

    def _is_full(self, mentor: str, here: list[Asked]) -> bool:
        room = self.rooms[mentor]
        rests = room.rests_until is not None and self.now.date() < room.rests_until
        return rests or self.taken(mentor) + sum(one.mentor == mentor for one in here) >= room.capacity

    def _are_kept_apart(self, two: Two, here: list[Asked]) -> bool:
        """By a parting, by one of them, by being asked already, or by a no."""
        apart = two in self.parted or two in map(frozenset, (*self.apart.values(), *self.blocks))
        return apart or any(one.two == two and (one in here or self._said_no(one)) for one in self.asked.values())

    def answer(self, key: str, me: str, said: str) -> bool:
        self.lapse()
        one = self.asked[key]
        if one.state != "open" or me in one.said:
            return False
        one.said[me] = said
        if list(one.said.values()) == ["yes", "yes"]:
            who = {by for by, whom in (*self.apart.values(), *self.blocks) if {by, whom} == one.two}
            one.said |= dict.fromkeys(who, "no")
            self._close([one], "not_this_time" if who else "withdrawn" if self._has_a_mentor(one) else "matched")
        elif len(one.said) == 2:
            self._close([one], "not_this_time")
        if one.state == "matched":
            ways = {one.mentee: EVERY_WAY, one.mentor: EVERY_WAY}
            self.talks[key] = Talk(one.mentee, one.mentor, one.group, ways=ways)
        return True

    def exclude(self, me: str, other: str, id_: str) -> bool:
        """Five new ones within a day at most. Whom they are asked about they say no to by it."""
        if (me, other) not in self.apart.values():
            since = self.now - A_DAY
            before = {said for by, said, at in self.said_apart if by == me and at <= since}
            if len({said for by, said, at in self.said_apart if by == me} - before) >= 5:
                return False
            self.apart[id_] = (me, other)
            self.lapse()
            self._say_no(me, other)
        self.said_apart.append((me, id_, self.now))
        return True

    def take_back(self, exclusion: str) -> bool:
        del self.apart[exclusion]
        return True

    def block(self, me: str, other: str) -> bool:
        """As often as they like; the first holds."""
        if (me, other) not in self.blocks:
            self.blocks[me, other] = self.now
            self.lapse()
            self._say_no(me, other)
        return True

    def unblock(self, me: str, other: str) -> bool:
        del self.blocks[me, other]
        return True

    def active(self, mentee: str, group: str) -> list[Talk]:
        return [
            one for one in self.talks.values() if one.state == "active" and (one.mentee, one.group) == (mentee, group)
        ]

    def taken(self, mentor: str) -> int:
        return sum(one.goes_on for one in self.talks.values() if one.mentor == mentor)

    def _has_a_mentor(self, one: Asked) -> bool:
        return bool(self.active(one.mentee, one.group))

    def _say_no(self, me: str, other: str) -> None:
        for one in self.asked.values():
            if one.state == "open" and one.two == {me, other}:
                one.said[me] = "no"
                if len(one.said) == 2:
                    self._close([one], "not_this_time")

    def _said_no(self, one: Asked) -> bool:
        return "no" in one.said.values() and one.closed_at is not None and self.now < one.closed_at + 180 * A_DAY

    def _is_open(self, one: Asked) -> bool:
        return one.state == "open" and one.closes_at > self.now

    def _of(self, one: Talk | Asked, talk: Talk) -> bool:
        """Of the same mentee in the same group."""
        return (one.mentee, one.group) == (talk.mentee, talk.group)

    def _close(self, these: list[Asked], to: str) -> None:
        for one in these:
            if one.state == "open":
                one.state, one.closed_at = ("lapsed" if one.closes_at <= self.now else to), self.now

    def _waits(self, talk: Talk, waits: bool) -> None:
        self.queue[talk.mentee, talk.group].waits = waits

    # --- by the clock ---

    def lapse(self) -> bool:
        self._close([one for one in self.asked.values() if one.closes_at <= self.now], "lapsed")
        return True

    def end_due(self) -> bool:
        for key, talk in self.talks.items():
            if talk.state == "ending" and talk.is_over(self.now):
                self._end(talk, "goodbye")
                for one in talk.two:
                    self.told["kept", key, one] += 1
        return True

    def resume_due(self) -> bool:
        for key, talk in self.talks.items():
            until = talk.paused_until
            is_due = talk.state == "paused" and until is not None and until <= self._today(talk.paused_by or "")
            if is_due and not self.others(key):
                self._go_on(talk, until=until)
        return True

    def forget(self) -> bool:
        for talk in self.talks.values():
            if talk.ended_at and talk.ended_at + STAY <= self.now:
                talk.lines.clear()
        return True

    def _today(self, member: str) -> date:
        return self.now.astimezone(ZoneInfo(self.zones.get(member, "UTC"))).date()

    # --- what the tables must say ---

    def as_it_should_be(self) -> dict[str, Any]:
        talks = self.talks.items()
        return {
            "talks": {key: _of_talk(one) for key, one in talks},
            "sides": {
                (key, me): (
                    one.ways[me],
                    one.meanwhile if me == one.mentee else "",
                    one.answers_by.get(me),
                )
                for key, one in talks
                for me in one.two
            },
            "lines": {key: [(by, words) for by, words, _ in one.lines] for key, one in talks if one.lines},
            "check_ins": sorted(
                (key, it.author, it.words, it.added) for key, one in talks for it in one.check_ins.values()
            ),
            "own notes": sorted(
                (key, who, words)
                for key, one in talks
                for it in one.check_ins.values()
                for who, words in it.own.items()
            ),
            "left notes": sorted((key, who, words) for key, one in talks for who, words in one.left),
            "lights": sorted((key, it.author, it.words, it.saw) for key, one in talks for it in one.lights.values()),
            "plans": {id_: (it.state, it.taken, it.took_place) for _, one in talks for id_, it in one.plans.items()},
            "farewells": {(key, me): me in one.given for key, one in talks for me in one.farewells},
            "asked": {
                key: (one.state, one.closed_at, one.said.get(one.mentee, "none"), one.said.get(one.mentor, "none"))
                for key, one in self.asked.items()
            },
            "queue": {key: (one.waits, one.since) for key, one in self.queue.items()},
            "rooms": {who: (one.rests_until, one.rests_after) for who, one in self.rooms.items()},
            "apart": {key: by for key, (by, _) in self.apart.items()},
            "blocks": self.blocks,
            "told": dict(self.told),
        }


def _of_talk(one: Talk) -> tuple[Any, ...]:
    return (
        one.mentee, one.mentor, one.group, one.state, one.how, one.found, one.closes_at, one.ended_at, one.paused_by,
        one.paused_until,
    )  # fmt: skip
