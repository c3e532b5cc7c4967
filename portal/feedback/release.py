"""What is published of it, in batches of at least five.

First it stands in the store what is being published, and under which ids; then it is published; then it leaves the
store. Whatever breaks off between, the next time goes on from there: everything is published once.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from portal import sealed
from portal.columns import new_id
from portal.feedback.rules import QUESTIONS, Could, Planned, batches, counted, is_kept, last_monday, quarter_of
from portal.feedback.store import Contents
from portal.feedback.tables import Batch, Count, Words
from portal.groups.tables import Group

OWNER = "feedback"  # whose key it is sealed with: nobody's


def is_due(contents: Contents, now: datetime) -> bool:
    return contents.looked_on < last_monday(now).isoformat()


def with_plan(contents: Contents, could: Could, now: datetime) -> Contents:
    """Once a week, and whatever comes of it: between two Mondays nothing is published, so that nobody can tell by the
    day who came last."""
    if not is_due(contents, now):
        return contents
    quarter = quarter_of(now)
    planned, left = batches([one for one in contents.waiting if is_kept(one.quarter, now=quarter)], could, quarter)
    monday = last_monday(now).isoformat()
    return replace(
        contents.as_of(quarter),
        looked_on=monday,
        waiting=tuple(left),
        planned={**contents.planned, **{new_id(): replace(one, released_on=monday) for one in planned}},
    )


async def publish_planned(contents: Contents) -> int:
    """What is not published yet. Returns how many batches that were. Call it inside a write transaction."""
    ids = list(contents.planned)
    if not ids:
        return 0
    there = await Batch.select(Batch.id).where(Batch.id.is_in(ids)).output(as_list=True)
    missing = sorted(set(ids) - set(there))
    groups = await Group.select(Group.id).output(as_list=True)
    for id_ in missing:
        await publish(contents.planned[id_], id_=id_, groups=groups)
    return len(missing)


async def publish(planned: Planned, *, id_: str, groups: Collection[str]) -> None:
    """Rows are written in the order of their random ids: where one stands says nothing of when it was said. Choices of
    one person stand nowhere together, nor with the words. Call it inside a write transaction."""
    ring = await sealed.ring_to_write(OWNER)
    await Batch.insert(
        Batch(
            id=id_,
            group=planned.group if planned.group in groups else None,
            side=planned.side if planned.group in groups else "",
            writers=len(planned.said),
            could_write=planned.could_write,
            released_on=date.fromisoformat(planned.released_on),
        )
    )
    await Count.insert(*sorted(_counts(planned, id_), key=lambda row: row.id))
    words = {new_id(): one.words for one in planned.said if one.words}
    if words:
        rows = [Words(id=row, batch=id_, words=ring.seal(words[row], of=OWNER)) for row in sorted(words)]
        await Words.insert(*rows)


def _counts(planned: Planned, batch: str) -> list[Count]:
    """Every choice, also those of nobody: how many rows there are says nothing."""
    chosen = counted(planned.said)
    return [
        Count(id=new_id(), batch=batch, question=name, choice=choice, how_many=chosen[name][choice])
        for name, question in QUESTIONS.items()
        for choice in question.choices
    ]
