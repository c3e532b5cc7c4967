"""Two people side by side, in words, and what choosing them would mean for the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.enrolments.rules import SUPPORT
from portal.facilitation.candidates import Candidates
from portal.facilitation.wording import listed, same, times_on_my_clock, ways_in_words
from portal.matching.people import Mentee, Mentor, queue
from portal.matching.rules import why_not
from portal.matching.suggest import Suggested, WhatIf, suggest, what_if
from portal.matching.words import NOT_SAID, Compared, Line, compare
from portal.proposals.rules import ALREADY_PROPOSED, NOT_WAITING
from portal.web.dates import Dates

Row = dict[str, Any]

# what stands together in the table: what it is called, and its sign
TOGETHER = {
    "shared": ("They share", "talks"),
    "different": ("They differ, which can also help", "differ"),
    "not_said": ("Not said", "message"),
    "private": ("For matching only", "lock"),
}


@dataclass(frozen=True)
class Pair:
    """`why_not` is all there is to read of a pair that may not be proposed: anything more could tell the cause."""

    mentee: str
    mentor: str
    mentee_href: str
    address: str
    group: str
    why_not: str | None = None
    same: str = ""
    why: str = ""
    hard_now: str = ""
    support: str = ""
    introduction: str = ""
    compared: Compared = field(default_factory=Compared)
    ways: str = ""
    times: str = ""
    what_if: list[str] = field(default_factory=list)

    @property
    def names(self) -> str:
        return f"{self.mentee} + {self.mentor}"

    @property
    def together(self) -> list[tuple[str, str, list[Line], str]]:
        """Each part of the table that has lines: title, sign, lines, and what neither has said."""
        parts = [(*TOGETHER[which], *_in_one(getattr(self.compared, which))) for which in TOGETHER]
        return [part for part in parts if part[2] or part[3]]


def _in_one(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """What neither has said is one line, not six rows."""
    said = [line for line in lines if {line.mentee, line.mentor} != {NOT_SAID}]
    neither = [line.aspect for line in lines if line not in said]
    return said, f"Neither has said: {listed(neither).lower()}" if neither else ""


def address_of(enrolment: str, availability: str) -> str:
    return f"/desk/pairs/{enrolment}/{availability}"


def refused(waiting: Row, offering: Row, sentence: str) -> Pair:
    """From the rows of the two: their names, and the sentence."""
    return Pair(
        mentee=waiting["name"],
        mentor=offering["name"],
        mentee_href=f"/desk/waiting/{waiting['id']}",
        address=address_of(waiting["id"], offering["id"]),
        group=waiting["group"],
        why_not=sentence,
    )


def why_not_waiting(waiting: Row, known: Candidates, dates: Dates) -> str:
    """Of somebody who is not among those who wait."""
    is_asked = any(
        row["mentee_enrolment"] == waiting["id"] and row["state"] == "open" and row["closes_at"] > dates.now
        for row in known.proposals
    )
    return (ALREADY_PROPOSED if is_asked else NOT_WAITING).format(mentee=waiting["name"])


def side_by_side(
    mentee: Mentee, mentor: Mentor, known: Candidates, dates: Dates, *, suggested: Suggested | None = None
) -> Pair:
    """`suggested` is what is suggested now, for who has asked that already."""
    if sentence := why_not(mentee, mentor, known.facts):
        waiting = {"id": mentee.id, "name": mentee.name, "group": mentee.group}
        return refused(waiting, {"id": mentor.id, "name": mentor.name}, sentence)
    compared = compare(mentee, mentor, known.facts)
    words, offer = known.words[mentee.id], known.words[known.offers[mentor.id, mentee.group]]
    return Pair(
        mentee=mentee.name,
        mentor=mentor.name,
        mentee_href=f"/desk/waiting/{mentee.id}",
        address=address_of(mentee.id, mentor.id),
        group=mentee.group,
        same=same(mentee, mentor, known, dates),
        why=how_long(mentee, known, dates),
        hard_now=known.ring.open(words["hard_now"], of=mentee.member),
        support=SUPPORT.get(words["support"] or "", ""),
        introduction=known.ring.open(offer["introduction"], of=mentor.member),
        compared=compared,
        ways=ways_in_words(compared.ways),
        times=times_on_my_clock(compared.times, dates.zone, known.monday),
        what_if=instead(mentee, mentor, known, suggested or suggest(known.mentees, known.mentors, known.facts)),
    )


def how_long(mentee: Mentee, known: Candidates, dates: Dates) -> str:
    if queue(known.mentees)[0].id == mentee.id:
        return f"{mentee.name} has waited longest."
    day = dates.within(mentee.waiting_since).removeprefix("on ")
    return f"{mentee.name} {'waits' if day in ('today', 'yesterday') else 'has waited'} since {day}."


def instead(mentee: Mentee, mentor: Mentor, known: Candidates, now: Suggested) -> list[str]:
    """Nothing where this is what is suggested; else what is, and who would wait for it."""
    suggested = next((one.mentor for one in now.suggestions if one.mentee.id == mentee.id), None)
    if suggested is not None and suggested.id == mentor.id:
        return []
    then = what_if(mentee, mentor, known.mentees, known.mentors, known.facts)
    whom = f"{suggested.name} is suggested" if suggested else "Nobody is suggested"
    below = [then.pair.below_floor] if then.pair.below_floor else []
    return [f"{whom} for {mentee.name}.", *below, *_then(mentee, mentor, then)]


def _then(mentee: Mentee, mentor: Mentor, then: WhatIf) -> list[str]:
    """In sentences: with this pair, somebody for whom there is a suggestion now has none, or the other way round."""
    wait, served = ([one.name for one in ones] for ones in (then.then_wait, then.no_longer_wait))
    begins = f"With {mentor.name} for {mentee.name}, "
    sentences = []
    if wait:
        sentences.append(f"{begins}nobody is left for {listed(wait)}, who would wait.")
    if served:
        sentences.append(f"{begins}there would be somebody for {listed(served)}, who waits now.")
    return sentences or [f"{begins}nobody else would wait longer."]
