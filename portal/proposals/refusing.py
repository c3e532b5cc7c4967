"""Why two people are not put before each other: one truth for the desk, the admin and the act itself."""

from datetime import datetime
from typing import Any

from portal.enrolments import queries as enrolments
from portal.enrolments.beside import opened, whom_beside
from portal.enrolments.tables import Enrolment
from portal.errors import NotFound, NotPossible
from portal.groups.queries import is_current
from portal.matching.people import Mentee, Mentor
from portal.matching.rules import why_not
from portal.mentorships import queries as mentorships
from portal.person import Person
from portal.proposals import queries, rules
from portal.proposals.candidates import Candidates, candidates


async def the_two(
    waiting: dict[str, Any], offering: dict[str, Any], by: Person, now: datetime
) -> tuple[Mentee, Mentor, Candidates]:
    """As matching knows them, or the sentence of why they cannot be put before each other.

    First what any facilitator can see on the rows. What nobody may learn is asked last and in one go, with the same
    statements whatever it is, so that neither the sentence nor the work tells one cause from another."""
    mentee, mentor = waiting["member"], offering["member"]
    names = {"mentee": waiting["name"], "mentor": offering["name"]}
    if mentee == mentor:
        raise NotPossible(rules.SAME_PERSON)
    if by.member in (mentee, mentor):
        raise NotPossible(rules.NAMED_IN_IT)
    await _refuse_who_stands_beside(by, {mentee, mentor}, waiting["id"], now)
    await _refuse_who_does_not_wait(waiting, names)
    await _refuse_who_does_not_offer(offering, waiting["group"], names)
    if await queries.is_asked(waiting["id"]):
        raise NotPossible(rules.ALREADY_PROPOSED.format(**names))
    found = await candidates([waiting["group"]], now=now, only=frozenset({mentee, mentor}))
    one, other = found.mentee(waiting["id"]), found.mentor(offering["id"])
    if one is None or other is None:
        raise NotPossible(rules.CHANGED)
    if refusal := why_not(one, other, found.facts):
        raise NotPossible(refusal)
    return one, other, found


async def _refuse_who_stands_beside(by: Person, two: set[str], enrolment: str, now: datetime) -> None:
    """Of somebody they are asked about, or in a talk with, whoever proposes finds nothing, here as on the desk."""
    row = await Enrolment.select(whom_beside(by.member, now)).where(Enrolment.id == enrolment).first()
    if row is None or two & opened(row["beside"]):
        raise NotFound


async def _refuse_who_does_not_wait(waiting: dict[str, Any], names: dict[str, str]) -> None:
    mentee, group = waiting["member"], waiting["group"]
    if waiting["role"] != "mentee" or waiting["state"] != "active" or not await is_current(mentee, group):
        raise NotPossible(rules.NOT_WAITING.format(**names))
    if await mentorships.has_a_mentor(mentee, group):
        raise NotPossible(rules.ALREADY_TALKING.format(**names))


async def _refuse_who_does_not_offer(offering: dict[str, Any], group: str, names: dict[str, str]) -> None:
    offer = await enrolments.offer_to_mentor(offering["member"], group)
    if offer is None:
        raise NotPossible(rules.OTHER_GROUP.format(**names))
    if offer != "active":
        raise NotPossible(rules.NOT_OFFERING.format(**names))
