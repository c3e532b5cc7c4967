"""Whose names may be asked about while somebody writes: a hint about any other would tell who is here."""

from typing import Any

from portal.database import prepared
from portal.feedback.tables import Batch
from portal.person import Person


@prepared
def _known(me: str) -> Any:
    """Whom they talk or ever talked with, and who runs the groups they belong to: as where something is told of a
    person, so that what stands between any two shows here no more than there. No coordinator as such."""
    return Batch.raw(
        "SELECT members.name FROM members WHERE members.id <> {} AND members.id IN ("
        " SELECT mentee FROM mentorships WHERE mentor = {} UNION SELECT mentor FROM mentorships WHERE mentee = {}"
        " UNION SELECT facilitations.member FROM memberships"
        ' JOIN facilitations ON facilitations."group" = memberships."group" WHERE memberships.member = {}'
        ") ORDER BY members.name",
        *(me,) * 4,
    )


async def known_to(me: Person) -> list[str]:
    return [me.name, *(row["name"] for row in await _known(me.member))]
