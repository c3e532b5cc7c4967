"""How the desk says who waits, who has room and what two people have in common. Plain words, and no score."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from portal.enrolments.rules import days_waiting, months_since
from portal.facilitation.candidates import Candidates
from portal.matching.people import Mentee, Mentor
from portal.matching.times import WEEK, Times, Weekly, in_utc, in_words, parts_of_day
from portal.matching.words import compare
from portal.members.rules import MEANS, PARTS, TIMES, times_in_words
from portal.sentences import begun
from portal.web.dates import Dates
from portal.web.dates import in_words as number

NOT_POSSIBLE = "Not possible just now"
YEARS_FROM = 24  # months
MOST_PARTS = 2  # of a day: with more, the times are nothing that would stand out


def listed(words: Sequence[str]) -> str:
    """Gender, age and language."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1] if words else "")))


def since(moment: datetime, now: datetime) -> str:
    days = days_waiting(moment, now)
    return {0: "Since today", 1: "Since yesterday"}.get(days, f"{days} days")


def has_waited(moment: datetime, now: datetime) -> str:
    """To go on after a name: has waited 16 days; waits since today."""
    waited = since(moment, now)
    return f"waits {waited.lower()}" if waited.startswith("Since") else f"has waited {waited}"


def months(joined_on: date, today: date) -> str:
    """13 months; from two years on, in years."""
    whole = months_since(joined_on, today)
    if whole >= YEARS_FROM:
        return f"{whole // 12} years"
    return {0: "Less than a month", 1: "1 month"}.get(whole, f"{whole} months")


def how_many_wait(waiting: int, with_room: int) -> str:
    """Four people wait for a mentor. Three mentors have room."""
    wait = f"{number(waiting)} {'person waits' if waiting == 1 else 'people wait'} for a mentor"
    room = f"{number(with_room)} {'mentor has' if with_room == 1 else 'mentors have'} room"
    return f"{begun(wait) if waiting else 'Nobody waits for a mentor just now'}. {begun(room)}."


def room_of(mentor: Mentor, known: Candidates, dates: Dates) -> str:
    """What stands openly on a mentor's row, whoever is being matched."""
    until = known.paused_until.get(mentor.id)
    if mentor.paused and until:
        return f"Paused until {dates.plain(until)}"
    if mentor.rests_until and known.facts.today < mentor.rests_until:
        return f"Resting until {dates.plain(mentor.rests_until)}"
    return f"Room for {number(mentor.places)}" if mentor.places else "No room"


def same(mentee: Mentee, mentor: Mentor, known: Candidates, dates: Dates) -> str:
    """What stands out between two people, in a few words: same mornings; same gender and age; both by phone."""
    compared = compare(mentee, mentor, known.facts)
    have_said = mentee.times.length() < WEEK and mentor.times.length() < WEEK
    parts = parts_of_day(compared.times, dates.zone, known.monday) if have_said else []
    if parts and len(parts) <= MOST_PARTS:
        return f"same {listed(parts)}"
    if alike := [line.aspect for line in compared.shared]:
        return f"same {listed(alike[:2]).lower()}"
    return f"both by {MEANS[compared.ways[0]].lower()}".replace("by in person", "in person")


def ways_in_words(ways: Sequence[str]) -> str:
    """Phone and text."""
    return listed([MEANS[way] for way in ways])


def times_on_my_clock(times: Times, zone: str, monday: date) -> str:
    """Weekend mornings: in parts of the reader's day; by the clock where there is only a piece of the night."""
    if times.length() >= WEEK:
        return times_in_words("")
    parts = [time for time in TIMES if times.shared_with(_part(time, zone, monday)).stretches]
    return times_in_words(",".join(parts)) if parts else "; ".join(in_words(times, zone, monday))


@lru_cache(maxsize=1024)
def _part(time: str, zone: str, monday: date) -> Times:
    _, start, end = PARTS[time[1]]
    return in_utc([Weekly(int(time[0]), start, end)], zone, monday)
