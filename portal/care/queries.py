"""What a mentor has said of themselves, read by that mentor alone; and whom to ask again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.care.rules import Said, as_said
from portal.care.tables import CareAnswer
from portal.database import prepared
from portal.mentorships.prompts import QUIET
from portal.sealed import ring_of

Row = dict[str, Any]

MOST = 12  # a year


@dataclass(frozen=True, slots=True)
class Answer:
    said: Said
    at: datetime


@prepared
def _answers(me: str) -> Any:
    return CareAnswer.raw(
        "SELECT care_answers.said, care_answers.created_at, member_keys.owner, member_keys.wrapped FROM care_answers"  # noqa: S608
        " JOIN member_keys ON member_keys.owner = care_answers.member WHERE care_answers.member = {}"
        f" ORDER BY care_answers.created_at DESC, care_answers.id LIMIT {MOST}",
        me,
    )


async def answers_of(me: str) -> list[Answer]:
    """Newest first, in one statement. Asked with the id of whoever reads, and of nobody else."""
    rows = await _answers(me)
    ring = ring_of(rows[:1])
    return [Answer(as_said(ring.open(row["said"], of=me)), row["created_at"]) for row in rows]


@prepared
def groups_of_mentor(me: str, again: str) -> Any:
    """Where they offer to mentor, or mentor just now, by name."""
    return CareAnswer.raw(
        "SELECT support_groups.id, support_groups.name FROM support_groups WHERE support_groups.id IN ("
        ' SELECT enrolments."group" FROM enrolments WHERE enrolments.member = {}'
        "  AND enrolments.role = 'mentor' AND enrolments.state IN ('active', 'paused')"
        ' UNION SELECT mentorships."group" FROM mentorships WHERE mentorships.mentor = {}'
        "  AND mentorships.state IN ('active', 'paused'))"
        " ORDER BY support_groups.name",
        me,
        again,
    )


async def not_asked_since(moment: datetime, *, nor_told_since: datetime) -> list[str]:
    """Mentors whose talks have gone on since then or longer, and who have neither been asked since nor said anything;
    nor does an earlier ask still wait for them, nor has the clock told them something else of any talks so lately."""
    quiet = ", ".join(f"'{kind}'" for kind in sorted(QUIET))
    rows = await CareAnswer.raw(
        "SELECT DISTINCT talks.mentor FROM mentorships talks"  # noqa: S608 - our own words
        " WHERE talks.state IN ('active', 'paused') AND talks.began_at <= {}"
        " AND NOT EXISTS (SELECT 1 FROM care_answers WHERE care_answers.member = talks.mentor"
        "  AND care_answers.created_at > {})"
        " AND NOT EXISTS (SELECT 1 FROM notices WHERE notices.member = talks.mentor AND notices.kind = 'care'"
        "  AND (notices.created_at > {} OR notices.seen_at IS NULL))"
        " AND NOT EXISTS (SELECT 1 FROM talk_prompts said JOIN mentorships others ON others.id = said.mentorship"
        "  WHERE (others.mentor = talks.mentor OR others.mentee = talks.mentor)"
        f"  AND said.created_at > {{}} AND said.kind NOT IN ({quiet}))",
        moment,
        moment,
        moment,
        nor_told_since,
    )
    return [row["mentor"] for row in rows]


async def is_asked(member: str) -> bool:
    """Whether an ask waits for them."""
    return bool(
        await CareAnswer.raw(
            "SELECT id FROM notices WHERE member = {} AND kind = 'care' AND seen_at IS NULL LIMIT 1", member
        )
    )
