"""One person who waits: what a facilitator may read of them, and every mentor of the group, for this person."""

from dataclasses import dataclass
from typing import Any

from portal.aspects.queries import Asked as Aspect
from portal.enrolments.rules import ATTENDING, HARD_ABOUT, SUPPORT
from portal.facilitation.asked import Asked, asked
from portal.facilitation.candidates import Candidates
from portal.facilitation.desk import Pick, mentors_for
from portal.facilitation.pair import TOGETHER, address_of, why_not_waiting
from portal.facilitation.wording import has_waited, listed, same, times_on_my_clock, ways_in_words
from portal.matching.fit import fit, profile
from portal.matching.people import NOTHING_SAID, Mentee, Mentor
from portal.matching.suggest import BELOW_FLOOR, Suggested, suggest
from portal.matching.words import compare, in_words
from portal.members.rules import listed as column
from portal.sealed import Ring
from portal.sentences import begun
from portal.web.dates import Dates

SUGGESTED = "Suggested"
AT_A_MEETING = {"yes": "Yes", "no": "No", "not_known": "Not known"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Possible:
    """A mentor who can be asked for this person, in words."""

    name: str
    href: str
    same: str
    room: str
    notes: list[str]  # suggested; below what the coordinator asks for
    shared: list[str]
    different: list[str]
    not_said: list[str]
    private: list[str]
    ways: str
    times: str


@dataclass(frozen=True)
class OneWaiting:
    id: str
    name: str
    group: str
    since: str
    why: str  # nobody is suggested, or this person does not wait
    hard_now: str
    line: str
    facts: list[tuple[str, str]]
    place: str  # the address of their place in the group
    possible: list[Possible]
    not_now: list[Pick]
    asked: list[Asked]  # what is open or was, of this wish


def one_waiting(row: Row, known: Candidates, ring: Ring, dates: Dates) -> OneWaiting:
    """From the row of the wish, and the key of whose it is: `known` has keys of some and not of others, and which ones
    could tell who has answered something. Whoever does not wait just now is shown without mentors."""
    member, mentee = row["member"], known.mentee(row["id"])
    suggested = suggest(known.mentees, known.mentors, known.facts)
    mentors = mentors_for(mentee, known, dates) if mentee else []
    return OneWaiting(
        id=row["id"],
        name=row["name"],
        group=row["group"],
        since=f"{begun(has_waited(row['waiting_since'], dates.now))}." if mentee else "",
        why=_why(mentee, suggested) if mentee else why_not_waiting(row, known, dates),
        hard_now=ring.open(row["hard_now"], of=member),
        line=ring.open(row["line"], of=member),
        facts=facts_of(row, ring.open(row["hard_about"], of=member))
        + said_of(mentee.answers if mentee else {}, known.asked),
        place=place_in(row),
        possible=_possible(mentee, known, suggested, dates) if mentee else [],
        not_now=[pick for pick in mentors if not pick.possible],
        asked=[
            asked(found, known.ring, dates.now) for found in known.proposals if found["mentee_enrolment"] == row["id"]
        ],
    )


def facts_of(row: Row, hard_about: str) -> list[tuple[str, str]]:
    """What a mentee said in a word or two, and what the facilitator has noted."""
    found = [
        ("Wishes for", SUPPORT.get(row["support"] or "", "")),
        ("It is about", hard_in_words(hard_about)),
        (f"Comes to meetings ({row['name']} says)", ATTENDING.get(row["attending"] or "", "")),
        *at_a_meeting(row),
    ]
    return [(what, said) for what, said in found if said]


def at_a_meeting(row: Row) -> list[tuple[str, str]]:
    return [("At a meeting lately (your note)", AT_A_MEETING[row["at_a_meeting"]])] if row["place"] else []


def place_in(row: Row) -> str:
    """The address of their place in the group; nothing where they have left."""
    return f"/desk/people/{row['place']}" if row["place"] else ""


def hard_in_words(ticked: str) -> str:
    return listed([HARD_ABOUT[word] for word in column(ticked) if word in HARD_ABOUT])


def said_of(answers: Any, asked: tuple[Aspect, ...]) -> list[tuple[str, str]]:
    """Aspect by aspect, for a facilitator; what was never touched is left out."""
    return [
        (aspect.name, in_words(answers[aspect.id], aspect.for_matching()))
        for aspect in asked
        if answers.get(aspect.id, NOTHING_SAID) != NOTHING_SAID
    ]


def _why(mentee: Mentee, suggested: Suggested) -> str:
    return next((wait.why for wait in suggested.waits if wait.mentee.id == mentee.id), "")


def _possible(mentee: Mentee, known: Candidates, suggested: Suggested, dates: Dates) -> list[Possible]:
    """Who is suggested comes first, then by name: an order by what fits would tell what is for matching only."""
    chosen = next((one.mentor.id for one in suggested.suggestions if one.mentee.id == mentee.id), "")
    picks = {pick.href: pick for pick in mentors_for(mentee, known, dates) if pick.possible}
    mentors = [mentor for mentor in known.mentors if address_of(mentee.id, mentor.id) in picks]
    mentors.sort(key=lambda mentor: (mentor.id != chosen, mentor.name, mentor.id))
    fits = {mentor.id: fit(profile(mentee, known.facts), profile(mentor, known.facts)) for mentor in mentors}
    return [
        _in_words(
            mentee,
            mentor,
            known,
            dates,
            room=picks[address_of(mentee.id, mentor.id)].small[0],
            notes=[SUGGESTED] * (mentor.id == chosen) + [BELOW_FLOOR] * (fits[mentor.id] < known.facts.floor),
        )
        for mentor in mentors
    ]


def _in_words(
    mentee: Mentee, mentor: Mentor, known: Candidates, dates: Dates, *, room: str, notes: list[str]
) -> Possible:
    compared = compare(mentee, mentor, known.facts)
    return Possible(
        name=mentor.name,
        href=address_of(mentee.id, mentor.id),
        same=same(mentee, mentor, known, dates),
        room=room,
        notes=notes,
        **{which: [line.aspect for line in getattr(compared, which)] for which in TOGETHER},
        ways=ways_in_words(compared.ways),
        times=times_on_my_clock(compared.times, dates.zone, known.monday),
    )
