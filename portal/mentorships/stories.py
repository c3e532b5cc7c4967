"""What the clock reads of pairs: when they last showed that they are in touch, and what they were asked already."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.database import among, engine
from portal.mentorships import prompts
from portal.mentorships.prompts import PACE, Story
from portal.mentorships.tables import Mentorship, Prompt

_SAID_LATELY = timedelta(days=PACE.say_again)
_LONGEST_AFTERWARDS = timedelta(days=PACE.hello + PACE.too_late)

# a sign of life: a check-in, a message, a plan that was kept or lies ahead, a word that they are in touch
_STORIES = """
    SELECT talks.id, talks.mentor, talks.mentee, talks."group", talks.state, talks.began_at, talks.first_by,
        talks.found_at, talks.feels_asked_at, talks.paused_at, talks.paused_until, talks.closes_at, talks.ended_at,
        talks.ended_how,
        (SELECT members.zone FROM members WHERE members.id = talks.paused_by) AS zone,
        (SELECT MAX(check_ins.created_at) FROM check_ins WHERE check_ins.mentorship = talks.id) AS {checked_in},
        (SELECT MAX(messages.created_at) FROM messages WHERE messages.mentorship = talks.id) AS {wrote},
        (SELECT MAX(plans.taken) FROM plans WHERE plans.mentorship = talks.id AND plans.state = 'taken'
            AND (plans.took_place = 'yes' OR plans.taken > {{}})) AS {planned},
        (SELECT MAX(said.created_at) FROM talk_prompts said
            WHERE said.mentorship = talks.id AND said.kind = 'in_touch') AS {said_so},
        (SELECT MAX(said.created_at) FROM talk_prompts said JOIN mentorships others ON others.id = said.mentorship
            WHERE others.id <> talks.id AND said.kind NOT IN ({quiet})
            AND (others.mentor IN (talks.mentor, talks.mentee) OR others.mentee IN (talks.mentor, talks.mentee))
            ) AS {elsewhere},
        (SELECT MAX(notices.created_at) FROM notices
            WHERE notices.member IN (talks.mentor, talks.mentee) AND notices.kind = 'care') AS {cared}
    FROM mentorships talks
    WHERE (talks.state IN ('active', 'paused', 'ending') OR (talks.state = 'ended' AND talks.ended_at > {{}}))
        AND {{}} IN ('', talks.id)
"""
_MAY_SAY = """
    SELECT members.id FROM members
    JOIN accounts ON accounts.id = members.account AND accounts.disabled_at IS NULL AND NOT accounts.is_coordinator
    WHERE members.id IN ({}, {})
        AND EXISTS (SELECT 1 FROM memberships WHERE memberships.member = members.id AND memberships.left_on IS NULL)
        AND NOT EXISTS (SELECT 1 FROM facilitations WHERE facilitations.member = members.id)
        AND NOT EXISTS (SELECT 1 FROM notices
            WHERE notices.member = members.id AND notices.kind = 'say' AND notices.created_at > {})
    ORDER BY members.id
"""
_AS_THEY_ARE = ("state", "began_at", "found_at", "feels_asked_at", "closes_at", "ended_at", "ended_how")
_WHOM = ("id", "mentor", "mentee", "group", "first_by")
_LIVED = ("checked_in", "wrote", "planned", "said_so")
_BESIDE = ("elsewhere", "cared")
_NOT_A_MESSAGE = ", ".join(f"'{kind}'" for kind in sorted(prompts.QUIET))


@dataclass(frozen=True)
class Pair:
    """Whom to tell, and what has happened so far."""

    id: str
    mentor: str
    mentee: str
    group: str
    first_by: str
    story: Story

    @property
    def waits(self) -> str:
        """Who waits for the other's first word."""
        return self.mentee if self.first_by == "mentor" else self.mentor

    def other(self, side: str) -> str:
        return self.mentor if side == self.mentee else self.mentee


async def pairs(now: datetime, talk: str = "") -> list[Pair]:
    """All of whom something could fall due; or this one alone. Two statements."""
    rows = await _stories(now, talk)
    told: dict[str, dict[prompts.Prompt, datetime]] = defaultdict(dict)
    columns = Prompt.mentorship, Prompt.kind, Prompt.nth, Prompt.created_at
    for row in await Prompt.select(*columns).where(among(Prompt.mentorship, [row["id"] for row in rows])):
        told[row["mentorship"]][row["kind"], row["nth"]] = row["created_at"]
    return [_pair(row, told[row["id"]], now) for row in rows]


async def who_may_say(pair: Pair, now: datetime) -> list[str]:
    """Which of the two are asked how it has been: who is a member still, was not asked lately, seen or not, and does
    not run a group, since whoever reads such words writes none."""
    rows: list[dict[str, Any]] = await Mentorship.raw(_MAY_SAY, pair.mentor, pair.mentee, now - _SAID_LATELY)
    return [row["id"] for row in rows]


async def note_prompt(talk: str, prompt: prompts.Prompt, at: datetime) -> bool:
    """Written down once; says whether this was it."""
    kind, nth = prompt
    if await Prompt.exists().where(Prompt.mentorship == talk, Prompt.kind == kind, Prompt.nth == nth):
        return False
    await Prompt.insert(Prompt(mentorship=talk, kind=kind, nth=nth, created_at=at))
    return True


async def _stories(now: datetime, talk: str) -> list[dict[str, Any]]:
    typed = engine().engine_type == "sqlite"  # which knows the type of a column but not of a piece of SQL
    names = {name: f'"{name} [TIMESTAMPTZ]"' if typed else f'"{name}"' for name in (*_LIVED, *_BESIDE)}
    since = now - _LONGEST_AFTERWARDS
    rows: list[dict[str, Any]] = await Mentorship.raw(_STORIES.format(quiet=_NOT_A_MESSAGE, **names), now, since, talk)
    return rows


def _pair(row: dict[str, Any], told: Mapping[prompts.Prompt, datetime], now: datetime) -> Pair:
    story = Story(
        **{name: row[name] for name in _AS_THEY_ARE},
        pause_ended=_pause_ended(row, now),
        last_check_in=row["checked_in"],
        lived=_newest(row, _LIVED),
        told=told,
        told_beside=_newest(row, _BESIDE),
    )
    return Pair(**{name: row[name] for name in _WHOM}, story=story)


def _newest(row: dict[str, Any], names: tuple[str, ...]) -> datetime | None:
    return max((row[name] for name in names if row[name]), default=None)


def _pause_ended(row: dict[str, Any], now: datetime) -> datetime | None:
    """Of the last pause, where its day has come by the clock of whoever asked for it."""
    if row["paused_at"] is None or row["paused_until"] is None:
        return None
    at = datetime.combine(row["paused_until"], time(), ZoneInfo(row["zone"] or "UTC")).astimezone(UTC)
    return at if at <= now else None
