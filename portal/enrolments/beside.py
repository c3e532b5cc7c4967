"""With whom somebody has something of their own: asked about each other just now, in a talk that is not over, or in one
that ended without a goodbye, which stays between the two for good: otherwise what becomes of the other, read from the
desk, would tell how it ended.

Of these people they are a side. Whatever their roles they read and do no more of them than a side does: another
facilitator, else the coordinator, acts on it. It holds both ways.
"""

from datetime import datetime

from piccolo.columns.combination import WhereRaw
from piccolo.querystring import QueryString

from portal.database import engine
from portal.exclusions.rules import NEVER_AGAIN

# ended without a goodbye, or not over
_TALKS = (
    f"(talks.ended_how = '{NEVER_AGAIN}'"
    " OR talks.state <> 'ended' AND (talks.closes_at IS NULL OR talks.closes_at > {}))"
)

_BESIDE = """
    SELECT waiting.member FROM availabilities offering
    JOIN proposals ON proposals.mentor = offering.id AND proposals.state = 'open'
    JOIN enrolments waiting ON waiting.id = proposals.mentee
    WHERE offering.member = {} AND proposals.closes_at > {}
    UNION ALL
    SELECT offering.member FROM enrolments waiting
    JOIN proposals ON proposals.mentee = waiting.id AND proposals.state = 'open'
    JOIN availabilities offering ON offering.id = proposals.mentor
    WHERE waiting.member = {} AND proposals.closes_at > {}
    UNION ALL
    SELECT talks.mentee FROM mentorships talks
    WHERE talks.mentor = {} AND TALKS
    UNION ALL
    SELECT talks.mentor FROM mentorships talks
    WHERE talks.mentee = {} AND TALKS
""".replace("TALKS", _TALKS)


def not_beside(member: str, me: str, now: datetime) -> WhereRaw:
    """A condition on the column of that name, as SQL: it is of nobody beside whom `me` stands."""
    return WhereRaw(f"{member} NOT IN ({_BESIDE})", *(me, now) * 4)


def whom_beside(me: str, now: datetime) -> QueryString:
    """All of them in one column, to be read with a row of something else: `opened` makes them out."""
    listed = "string_agg" if engine().engine_type == "postgres" else "group_concat"
    text = f"(SELECT {listed}(member, ',') FROM ({_BESIDE}) AS beside)"  # noqa: S608 - our own words
    return QueryString(text, *(me, now) * 4, alias="beside")


def opened(beside: str | None) -> frozenset[str]:
    return frozenset(filter(None, (beside or "").split(",")))
