"""What is being done about what somebody told: lines by whoever looks after it, which its author reads as well."""

from typing import Any

from portal import audit, clock, sealed
from portal.concerns import access
from portal.concerns.queries import Row
from portal.concerns.rules import ACKNOWLEDGED, IS_OVER, OPEN, READ_FIRST
from portal.concerns.tables import Step
from portal.database import prepared
from portal.errors import NotPossible
from portal.notices.actions import tell
from portal.person import Person


async def take_step(concern: str, *, by: Person, words: str, once: str) -> str:
    """What is being done, in a line that its author reads as well. Returns the step's id."""
    async with audit.act("concerns.take_step", by=by, once=once) as act:
        if act.repeated:
            return act.about
        row = await access.concern_to_look_after(by, concern)
        if row["state"] != ACKNOWLEDGED:
            raise NotPossible(READ_FIRST if row["state"] == OPEN else IS_OVER)
        ring = await sealed.ring_to_write(by.member)
        step = Step(concern=concern, author=by.member, words=ring.seal(words, of=by.member), created_at=clock.now())
        await Step.insert(step)
        author = row["author"]
        await tell(author, kind="concern_step", about=concern, whose={author: by.member})
        act.about = step.id
        return step.id


@prepared
def _steps(concern: str) -> Any:
    """With the keys of who wrote them, in one statement."""
    return Step.raw(
        "SELECT concern_steps.id, concern_steps.author, members.name AS author_name, concern_steps.words,"
        " concern_steps.created_at, member_keys.owner, member_keys.wrapped FROM concern_steps"
        " JOIN members ON members.id = concern_steps.author"
        " LEFT JOIN member_keys ON member_keys.owner = concern_steps.author"
        " WHERE concern_steps.concern = {} ORDER BY concern_steps.created_at, concern_steps.id",
        concern,
    )


async def steps_of(concern: str) -> list[Row]:
    """What is being done, oldest first, opened. The caller has made sure of who asks."""
    rows = await _steps(concern)
    ring = sealed.ring_of({row["owner"]: row for row in rows if row["owner"]}.values())
    return [
        {
            "author_name": row["author_name"],
            "words": ring.open(row["words"], of=row["author"]),
            "created_at": row["created_at"],
        }
        for row in rows
    ]
