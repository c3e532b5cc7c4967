"""`portal check`: what must always hold, asked of the data as it is."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from portal import clock
from portal.audit import AuditEntry
from portal.exclusions.queries import kept_apart
from portal.feedback.queries import why_not_read
from portal.invariants import BROKEN_BY
from portal.proposals.rules import holds, may_be_proposed_again

Rows = list[dict[str, Any]]


async def check() -> list[str]:
    """A sentence for everything that does not hold, naming records by id. Empty is good."""
    found = {name: await AuditEntry.raw(sql) for name, sql in BROKEN_BY.items()}
    found |= {name: await ask() for name, ask in ASKED.items()}
    return [f"{name}: {row['id']}" for name, rows in found.items() for row in rows]


_PAIRS = (
    "SELECT proposals.id, proposals.state, proposals.opened_at, proposals.closed_at,"
    " proposals.mentor_answer, proposals.mentee_answer, proposals.mentor_reopened, proposals.mentee_reopened,"
    " enrolments.member AS mentee, availabilities.member AS mentor"
    " FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
    " JOIN availabilities ON availabilities.id = proposals.mentor"
)

_OTHER_DETAILS = (
    'SELECT 1 FROM audit_entries JOIN members ON members.account = audit_entries."by"'
    " WHERE members.id IN (enrolments.member, availabilities.member)"
    " AND audit_entries.act = 'members.change_details' AND audit_entries.at >= proposals.opened_at"
)


async def _asked_again_too_soon() -> Rows:
    """Less than 180 days after a no that was not taken back, in whichever group and role. Compared here: engines differ
    in adding days."""
    rows: Rows = await AuditEntry.raw(_PAIRS)
    noes = defaultdict(list)
    for row in rows:
        if row["closed_at"] and holds(row):
            noes[_two(row)].append(row["closed_at"])
    return [
        row
        for row in rows
        for closed_at in noes[_two(row)]
        if closed_at < row["opened_at"] and not may_be_proposed_again(closed_at, row["opened_at"])
    ]


async def _asked_twice_at_once() -> Rows:
    rows: Rows = await AuditEntry.raw(f"{_PAIRS} WHERE proposals.state = 'open'")
    pairs = Counter(_two(row) for row in rows)
    return [row for row in rows if pairs[_two(row)] > 1]


async def _asked_though_kept_apart() -> Rows:
    """Where neither has said no, which excluding comes to. A number or an address that is another one since then is
    asked about at the second yes alone."""
    rows: Rows = await AuditEntry.raw(
        f"{_PAIRS} WHERE proposals.state = 'open' AND NOT EXISTS ({_OTHER_DETAILS})"
        " AND proposals.mentee_answer <> 'no' AND proposals.mentor_answer <> 'no'"
    )
    apart = await kept_apart({member for row in rows for member in _two(row)})
    return [row for row in rows if _two(row) in apart]


async def _what_waits_is_away() -> Rows:
    sentence = await why_not_read(clock.now())
    return [{"id": sentence}] if sentence else []


def _two(row: dict[str, Any]) -> frozenset[str]:
    return frozenset({row["mentor"], row["mentee"]})


ASKED: dict[str, Callable[[], Awaitable[Rows]]] = {
    "3 two are before each other whom somebody keeps apart": _asked_though_kept_apart,
    "4 two are before each other twice at once": _asked_twice_at_once,
    "4 two were asked again although one of them said no": _asked_again_too_soon,
    "7 what waits to be published cannot be read": _what_waits_is_away,
}
