"""Who is kept apart from whom, and whom somebody has blocked."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal.database import engine, prepared
from portal.exclusions.rules import (
    NAME,
    NEVER_AGAIN,
    Key,
    first_word,
    found_by,
    in_one_way,
    looks_for,
    name_in_one_way,
)
from portal.exclusions.tables import Block, Exclusion
from portal.sealed import MARKS, Marker, Ring, opened_marker, ring_of

Pair = frozenset[str]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Somebody of whom a member wants nothing just now, as that member alone reads it."""

    id: str
    other: str
    name: str
    since: datetime


@prepared
def _blocks_of(member: str) -> Select[Any]:
    return (
        Block.select(Block.id, Block.other, Block.other.name.as_alias("name"), Block.created_at.as_alias("since"))
        .where(Block.member == member)
        .order_by(Block.created_at)
        .order_by(Block.id)
    )


@prepared
def _block_of(member: str, other: str) -> Select[Any]:
    return Block.select(Block.id).where(Block.member == member, Block.other == other)


@prepared
def owner_of_block(block: str) -> Select[Any]:
    return Block.select(Block.member).where(Block.id == block)


async def blocked_by(member: str) -> list[Blocked]:
    """Whom this member has blocked, in the order they did. Nobody else's list is ever asked for."""
    return [Blocked(**row) for row in await _blocks_of(member)]


async def block_of(member: str, other: str) -> str | None:
    """The id of the member's own block of this other."""
    row = await _block_of.first(member, other)
    return row["id"] if row else None


async def kept_apart_by(members: Collection[str]) -> dict[Pair, frozenset[str]]:
    """The pairs among these members who are kept apart, and which of the two excluded or blocked the other: both,
    where their talks ended without a goodbye, whoever ended them and however.

    Always one statement, whatever it finds and whoever is asked about: nobody can tell from the number of them.
    """
    rows = await _facts(sorted(set(members)))
    keys = {row["member"]: row["words"] for row in rows if row["what"] == "key"}
    marker = opened_marker(keys.pop(MARKS)) if MARKS in keys else None  # none where nobody left a detail
    ring = ring_of({"owner": owner, "wrapped": wrapped} for owner, wrapped in keys.items())
    people: dict[Key, set[str]] = defaultdict(set)
    for row in rows:
        for key in _found_by(row):
            people[key].add(row["member"])
    found: dict[Pair, frozenset[str]] = defaultdict(frozenset)
    for row in rows:
        for key in _looks_for(row, ring, marker):
            for other in people[key] - {row["member"]}:
                found[frozenset({row["member"], other})] |= {row["member"]}
        if row["what"] in ("blocked", "parted"):
            two = frozenset({row["member"], row["words"]})
            found[two] |= {row["member"]} if row["what"] == "blocked" else two
    return dict(found)


async def kept_apart(members: Collection[str]) -> frozenset[Pair]:
    """The pairs among these members of whom one has excluded or blocked the other, or whose talks ended without a
    goodbye; it holds both ways. One statement."""
    return frozenset(await kept_apart_by(members))


async def whom_it_means(said: Key, *, among: Collection[str]) -> frozenset[str]:
    """Which of these members this, in one way of writing, is said of. For somebody's own talks alone: of anybody else
    it is never answered. One statement, also about nobody."""
    rows = await _facts(sorted(set(among)))
    marks = [row["words"] for row in rows if row["what"] == "key" and row["member"] == MARKS]
    wanted = _keys(*said, opened_marker(marks[0]) if marks else None)
    return frozenset(row["member"] for row in rows if not wanted.isdisjoint(_found_by(row)))


async def are_kept_apart(one: str, other: str) -> bool:
    return frozenset({one, other}) in await kept_apart((one, other))


async def kept_from(member: str, others: Iterable[str]) -> frozenset[str]:
    """Whom of these the member never sees, and who never sees the member. One statement, also about nobody."""
    pairs = await kept_apart({member, *others})
    return frozenset(other for pair in pairs if member in pair for other in pair - {member})


def _found_by(row: Row) -> set[Key]:
    if row["what"] == "name":
        whole = name_in_one_way(row["words"])
        return found_by(whole, first_word(whole))
    return {(row["kind"], row["words"])} if row["what"] == "detail" else set()


def _looks_for(row: Row, ring: Ring, marker: Marker | None) -> set[Key]:
    """Nothing where the writer's key was erased."""
    if row["what"] != "said" or not (said := in_one_way(row["kind"], ring.open(row["words"], of=row["member"]))):
        return set()
    return _keys(row["kind"], said, marker)


def _keys(kind: str, said: str, marker: Marker | None) -> set[Key]:
    if kind == NAME:
        return looks_for(said, first_word(said))
    return {(kind, marker.mark(kind, said))} if marker else set()


async def _facts(members: list[str]) -> list[dict[str, str]]:
    """What these members are called and found by, whom they exclude, the keys of it, whom they have blocked, and who
    of them has parted."""
    on_postgresql = engine().engine_type == "postgres"
    among = "= ANY({})" if on_postgresql else "IN (SELECT value FROM json_each({}))"
    asked = members if on_postgresql else json.dumps(members)
    rows: list[dict[str, str]] = await Exclusion.raw(_FACTS.replace("AMONG", among), *[asked] * 3, MARKS, *[asked] * 5)
    return rows


_FACTS = (
    "SELECT 'name' AS what, members.id AS member, '' AS kind, members.name AS words"  # noqa: S608 - our own words
    " FROM members WHERE members.id AMONG"
    " UNION ALL SELECT 'detail', details.member, details.kind, details.mark"
    " FROM details WHERE details.member AMONG"
    " UNION ALL SELECT 'said', exclusions.member, exclusions.kind, exclusions.said"
    " FROM exclusions WHERE exclusions.member AMONG"
    " UNION ALL SELECT 'key', member_keys.owner, '', member_keys.wrapped"
    " FROM member_keys WHERE member_keys.owner = {} OR member_keys.owner IN"
    " (SELECT exclusions.member FROM exclusions WHERE exclusions.member AMONG)"
    " UNION ALL SELECT 'blocked', blocks.member, '', blocks.other"
    " FROM blocks WHERE blocks.member AMONG AND blocks.other AMONG"
    " UNION ALL SELECT 'parted', mentorships.mentor, '', mentorships.mentee"
    " FROM mentorships WHERE mentorships.mentor AMONG AND mentorships.mentee AMONG"
    f" AND mentorships.ended_how = '{NEVER_AGAIN}'"
)
