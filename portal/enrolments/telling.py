"""Who hears of an application, and that nobody waits without hearing anything."""

from datetime import datetime
from typing import Any

from portal import audit
from portal.database import write_transaction
from portal.enrolments import rules
from portal.enrolments.applications import readers, still_looking, unread_since
from portal.enrolments.tables import Enrolment
from portal.notices.actions import tell


async def tell_who_runs(group: str, *, kind: str, about: str, whose: str, with_coordinators: bool = False) -> None:
    """Whoever runs the group, else the coordinators; never the applicant. Inside the transaction of the act."""
    hear = [row["id"] for row in await readers(group, of=whose, with_coordinators=with_coordinators)]
    if hear:
        await tell(*hear, kind=kind, about=about, whose=dict.fromkeys(hear, whose))


async def say_it_goes_on(now: datetime) -> int:
    """The clock's act: who waits hears that it goes on, each time once. Returns how many did."""
    async with write_transaction():
        told = 0
        for row in await unread_since(now - rules.READ_WITHIN):
            told += await _ask_again(row, due=rules.times_told_late(row["sent_at"], now))
        for row in await still_looking(now, since=now - rules.STILL_LOOKING_AFTER):
            told += await _say(row, "still_looking", due=rules.times_told_looking(row["waiting_since"], now))
        return told


async def _ask_again(row: dict[str, Any], *, due: int) -> bool:
    """Whoever runs the group is asked once more; from the seventh day on the coordinators are asked as well."""
    said = await _say(row, "application_late", due=due)
    if said:
        await tell_who_runs(
            row["group"],
            kind="application_unread",
            about=row["id"],
            whose=row["member"],
            with_coordinators=due > 1,
        )
    return said


async def _say(row: dict[str, Any], kind: str, *, due: int) -> bool:
    """Once, however much has fallen due since: nobody hears the same thing twice in a minute."""
    if row["told"] >= due:
        return False
    await Enrolment.update({Enrolment.told: due}).where(Enrolment.id == row["id"])
    await tell(row["member"], kind=kind, about=row["id"])
    await audit.note("enrolments.say_it_goes_on", by=audit.BY_THE_CLOCK, about=row["id"])
    return True
