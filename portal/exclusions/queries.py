"""Who is kept apart from whom, and one's own list."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal.database import engine, prepared
from portal.exclusions.rules import NAME, Key, first_word, found_by, looks_for, name_in_one_way
from portal.exclusions.tables import Exclusion
from portal.sealed import MARKS, Marker, Ring, opened_marker

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Apart:
    """One of one's own, as one typed it."""

    id: str
    kind: str
    said: str
    created_at: datetime


@prepared
def _own(member: str) -> Select[Any]:
    return (
        Exclusion.select(Exclusion.id, Exclusion.kind, Exclusion.said, Exclusion.created_at)
        .where(Exclusion.member == member)
        .order_by(Exclusion.created_at)
        .order_by(Exclusion.id)
    )


@prepared
def owner_of(exclusion: str) -> Select[Any]:
    return Exclusion.select(Exclusion.member).where(Exclusion.id == exclusion)


async def exclusions_of(member: str, *, ring: Ring) -> list[Apart]:
    """The member's own list, in the order it was written. Nobody else's is ever asked for."""
    return [Apart(**{**row, "said": ring.open(row["said"], of=member)}) for row in await _own(member)]


async def kept_apart(members: Collection[str]) -> frozenset[Pair]:
    """The pairs among these members of whom one has excluded the other; it holds both ways.

    Always one statement, whatever it finds and whoever is asked about: nobody can tell from the number of them.
    """
    rows = await _facts(sorted(set(members)))
    wrapped = next((row["mark"] for row in rows if row["what"] == "key"), "")
    if not wrapped:
        return frozenset()  # nobody ever wrote one
    marker = opened_marker(wrapped)
    people: dict[Key, set[str]] = defaultdict(set)
    for row in rows:
        for key in _found_by(row, marker):
            people[key].add(row["member"])
    return frozenset(
        frozenset({row["member"], other})
        for row in rows
        if row["what"] == "said"
        for key in _looks_for(row)
        for other in people[key] - {row["member"]}
    )


async def are_kept_apart(one: str, other: str) -> bool:
    return frozenset({one, other}) in await kept_apart((one, other))


async def kept_from(member: str, others: Iterable[str]) -> frozenset[str]:
    """Whom of these the member never sees, and who never sees the member. One statement, also about nobody."""
    pairs = await kept_apart({member, *others})
    return frozenset(other for pair in pairs if member in pair for other in pair - {member})


def marks_of_name(name: str, marker: Marker) -> tuple[str, str]:
    """The mark of the whole name, and of its first word where there are several."""
    whole = name_in_one_way(name)
    first = first_word(whole)
    return marker.mark(NAME, whole), marker.mark(NAME, first) if first else ""


def _found_by(row: Mapping[str, str], marker: Marker) -> set[Key]:
    if row["what"] == "name":
        return found_by(*marks_of_name(row["mark"], marker))
    return {(row["kind"], row["mark"])} if row["what"] == "detail" else set()


def _looks_for(row: Mapping[str, str]) -> set[Key]:
    return looks_for(row["mark"], row["first_mark"]) if row["kind"] == NAME else {(row["kind"], row["mark"])}


async def _facts(members: list[str]) -> list[dict[str, str]]:
    """What these members are called and found by, whom they exclude, and the key of the marks."""
    on_postgresql = engine().engine_type == "postgres"
    among = "= ANY({})" if on_postgresql else "IN (SELECT value FROM json_each({}))"
    asked = members if on_postgresql else json.dumps(members)
    rows: list[dict[str, str]] = await Exclusion.raw(_FACTS.replace("AMONG", among), asked, asked, asked, MARKS)
    return rows


_FACTS = (
    "SELECT 'name' AS what, members.id AS member, '' AS kind, members.name AS mark, '' AS first_mark"
    " FROM members WHERE members.id AMONG"
    " UNION ALL SELECT 'detail', details.member, details.kind, details.mark, ''"
    " FROM details WHERE details.member AMONG"
    " UNION ALL SELECT 'said', exclusions.member, exclusions.kind, exclusions.mark, exclusions.first_mark"
    " FROM exclusions WHERE exclusions.member AMONG"
    " UNION ALL SELECT 'key', member_keys.owner, '', member_keys.wrapped, ''"
    " FROM member_keys WHERE member_keys.owner = {}"
)
