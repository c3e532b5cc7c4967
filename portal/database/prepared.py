"""Queries that are put together once and run many times: putting one together takes longer than running it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, ParamSpec

from piccolo.columns import Boolean, Column, Date, Timestamptz
from piccolo.columns.combination import Undefined, WhereRaw
from piccolo.columns.m2m import M2MSelect
from piccolo.query.functions import Coalesce, Max, Min
from piccolo.query.methods.count import Count
from piccolo.query.methods.raw import Raw
from piccolo.query.methods.select import Select
from piccolo.table import Table

from portal.database.connect import engine

P = ParamSpec("P")

MOST_SHAPES = 64


class NotPreparable(TypeError):
    """This query needs its values while it is put together, so it cannot be kept without them."""


def prepared(build: Callable[P, Any]) -> Prepared[P]:
    """A read whose SQL is kept. The function builds a Piccolo query from its arguments:

        @prepared
        def _open_for(member: str, now: datetime, *, most: int) -> Select:
            return Proposal.select(Proposal.id).where(Proposal.mentee == member, Proposal.closes_at > now).limit(most)

        rows = await _open_for(me.member, now, most=5)

    Arguments stand for values only: they may be compared with columns or handed to `WhereRaw`, nothing else. What
    shapes the query (limits, orders, choices) comes after the `*`: for each of those, and for each argument being
    None, an SQL of its own is kept. For "one of these" there is `among`.
    """
    return Prepared(build)


def among(column: Column, values: Any) -> WhereRaw:
    """The column is one of these texts (none of them, if there are none). Unlike `is_in` it can be prepared."""
    if engine().engine_type == "postgres":
        return WhereRaw("{} = ANY({})", column, values)
    as_json = values.listed() if isinstance(values, _Hole) else json.dumps(list(values))
    return WhereRaw("{} IN (SELECT value FROM json_each({}))", column, as_json)


class Prepared(Generic[P]):
    def __init__(self, build: Callable[P, Any]) -> None:
        self._build = build
        self._name = getattr(build, "__qualname__", "query")
        kinds = inspect.signature(build).parameters.values()
        if any(kind.kind in (kind.VAR_POSITIONAL, kind.VAR_KEYWORD) for kind in kinds):
            raise NotPreparable(f"{self._name}: say each argument by name.")
        self._values = [kind.name for kind in kinds if kind.kind is not kind.KEYWORD_ONLY]

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[dict[str, Any]]:
        kept, values = self._kept(args, kwargs, False)
        return await engine().rows(kept.sql, kept.filled(values))

    async def first(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, Any] | None:
        """The first row, and no other is fetched."""
        kept, values = self._kept(args, kwargs, True)
        rows = await engine().rows(kept.sql, kept.filled(values))
        return rows[0] if rows else None

    async def value(self, *args: P.args, **kwargs: P.kwargs) -> Any:
        """The first column of the first row: a count, a sum."""
        row = await self.first(*args, **kwargs)
        return next(iter(row.values())) if row else None

    def _kept(self, args: Any, kwargs: dict[str, Any], one: bool) -> tuple[_Kept, Sequence[Any]]:
        values, shape = (args, kwargs) if not kwargs and len(args) == len(self._values) else self._sorted(args, kwargs)
        key = (self, one, tuple([value is None for value in values]), *shape.items())
        compiled = engine().compiled
        if key not in compiled:
            if sum(1 for other in compiled if other[0] is self) >= MOST_SHAPES:
                raise NotPreparable(f"{self._name}: too many different shapes; let what varies be a value.")
            compiled[key] = self._compile(values, shape, one)
        return compiled[key], values

    def _sorted(self, args: Any, kwargs: dict[str, Any]) -> tuple[Sequence[Any], dict[str, Any]]:
        bound = inspect.signature(self._build).bind(*args, **kwargs)
        bound.apply_defaults()
        shape = {name: value for name, value in bound.arguments.items() if name not in self._values}
        return [bound.arguments[name] for name in self._values], shape

    def _compile(self, values: Sequence[Any], shape: dict[str, Any], one: bool) -> _Kept:
        holes = [
            None if value is None else _Hole(self._name, name, index)
            for index, (name, value) in enumerate(zip(self._values, values, strict=True))
        ]
        try:
            query = self._build(*holes, **shape)  # type: ignore[arg-type]
        except (TypeError, AttributeError, ValueError) as error:
            raise NotPreparable(f"{self._name}: an argument is used as more than a value: {error}") from error
        kept = _compiled(self._name, query, one)
        found = {slot.index for slot in kept.slots if isinstance(slot, _Hole)}
        if lost := [hole.name for hole in holes if hole is not None and hole.index not in found]:
            raise NotPreparable(f"{self._name}: {', '.join(lost)} did not reach the query.")
        return kept


@dataclass(frozen=True, slots=True)
class _Kept:
    sql: str
    slots: Sequence[Any]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        return [slot.filled(values) if type(slot) is _Hole else slot for slot in self.slots]


class _Hole:
    """Stands where a value will be. Whatever would look at the value is refused."""

    def __init__(self, query: str, name: str, index: int, is_listed: bool = False) -> None:
        self.query, self.name, self.index, self.is_listed = query, name, index, is_listed

    def listed(self) -> _Hole:
        return _Hole(self.query, self.name, self.index, is_listed=True)

    def filled(self, values: Sequence[Any]) -> Any:
        value = values[self.index]
        if self.is_listed:
            return json.dumps(list(value))
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, Table):
            return getattr(value, value._meta.primary_key._meta.name)
        return value

    def __eq__(self, other: object) -> bool:
        if other is self or isinstance(other, Undefined):  # Piccolo asks whether a value was given at all
            return other is self
        raise self._refusal("compared")

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        raise self._refusal("asked whether it is true")

    def __str__(self) -> str:
        raise self._refusal("made into text")

    def __format__(self, _: str) -> str:
        raise self._refusal("made into text")

    def __iter__(self) -> Any:
        raise self._refusal("gone through (use `among`)")

    def _refusal(self, what: str) -> NotPreparable:
        return NotPreparable(f"{self.query}: {self.name} is {what} while the query is put together.")


def _compiled(name: str, query: Any, one: bool) -> _Kept:
    if not isinstance(query, Select | Raw | Count):
        raise NotPreparable(f"{name}: {type(query).__name__} is not a select, a count or a raw read.")
    if query.table._meta.db is not engine():
        raise NotPreparable(f"{name}: its table lives in another database.")
    if isinstance(query, Select):
        _refuse_more_than_rows(name, query)
        _say_types_of_functions(query)
        if one and not query.limit_delegate._limit:
            query = query.limit(1)
    [querystring] = query.querystrings
    sql, slots = querystring.compile_string(engine_type=engine().engine_type)
    if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
        raise NotPreparable(f"{name}: only reads can be prepared.")
    return _Kept(sql, slots)


def _refuse_more_than_rows(name: str, query: Select[Any]) -> None:
    output = query.output_delegate._output
    if output.as_json or output.as_list or output.as_objects or output.load_json or output.nested:
        raise NotPreparable(f"{name}: rows come as plain dictionaries, so `output` has no place here.")
    if any(isinstance(column, M2MSelect) for column in query.columns_delegate.selected_columns):
        raise NotPreparable(f"{name}: a many-to-many column takes a second query.")


def _say_types_of_functions(query: Select[Any]) -> None:
    """SQLite knows the type of a column but not of `MAX(column)`; a column's name may carry it."""
    if engine().engine_type != "sqlite":
        return
    for selected in query.columns_delegate.selected_columns:
        if isinstance(selected, Max | Min | Coalesce) and selected.columns:
            kind = type(selected.columns[0])
            if kind in (Timestamptz, Date, Boolean) and selected._alias and "[" not in selected._alias:
                selected._alias = f"{selected._alias} [{kind.__name__.upper()}]"
