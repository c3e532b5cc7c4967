"""What members are asked, and what one of them has said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from piccolo.query import Select

from portal import sealed
from portal.aspects.rules import opened
from portal.aspects.tables import AspectAnswers, AspectOption
from portal.database import prepared
from portal.matching.people import Answer, Aspect
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Asked:
    """An aspect as members are asked about it, with its options' words by id, in the coordinator's order."""

    id: str
    name: str
    question: str
    shared_as: str
    why: str
    weight: int
    is_sensitive: bool
    across_only: bool
    options: Mapping[str, str]

    def for_matching(self) -> Aspect:
        return Aspect(
            id=self.id,
            name=self.name,
            options=self.options,
            weight=self.weight,
            across_only_if_both_agree=self.across_only,
        )


@prepared
def _options() -> Select[Any]:
    of = AspectOption.aspect
    return AspectOption.select(
        AspectOption.id,
        AspectOption.words,
        of.id.as_alias("aspect"),
        of.name.as_alias("name"),
        of.question.as_alias("question"),
        of.shared_as.as_alias("shared_as"),
        of.why.as_alias("why"),
        of.weight.as_alias("weight"),
        of.is_sensitive.as_alias("is_sensitive"),
        of.across_only_if_both_agree.as_alias("across_only"),
    ).order_by(of.position, of.name, AspectOption.position, AspectOption.words)


@prepared
def _said(member: str) -> Select[Any]:
    return AspectAnswers.select(AspectAnswers.said).where(AspectAnswers.member == member)


async def aspects() -> tuple[Asked, ...]:
    """In one statement. An aspect that has no option yet asks nothing, and is not among them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in await _options():
        found.setdefault(row["aspect"], []).append(row)
    return tuple(_asked(rows) for rows in found.values())


async def answers_of(member: str, *, ring: Ring) -> dict[str, Answer]:
    """By aspect; an aspect they never touched is not among them."""
    row = await _said.first(member)
    return opened(ring.open(row["said"], of=member)) if row else {}


async def all_answers() -> list[dict[str, Answer]]:
    """What each member has said, without who said it. Every one of them is opened: they are sealed, so nothing less
    can tell whether an option is in use. It costs some milliseconds for a thousand members, is needed only when the
    coordinator takes something away or changes whom it keeps apart, and nothing of it leaves that act but a yes or no.
    """
    rows = await AspectAnswers.select(AspectAnswers.member, AspectAnswers.said)
    ring = await sealed.ring(*{row["member"] for row in rows})
    return [opened(ring.open(row["said"], of=row["member"])) for row in rows]


def _asked(rows: list[dict[str, Any]]) -> Asked:
    of = rows[0]
    return Asked(
        id=of["aspect"],
        name=of["name"],
        question=of["question"],
        shared_as=of["shared_as"],
        why=of["why"],
        weight=of["weight"],
        is_sensitive=bool(of["is_sensitive"]),
        across_only=bool(of["across_only"]),
        options={row["id"]: row["words"] for row in rows},
    )
