"""Whose rows the admin reads: every query of a `Window` is narrowed to what the person at the door may see.

The door says who that is (`seen_by`). Without it nothing is read at all: a query outside fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

from piccolo.columns import Column, Varchar, Where
from piccolo.custom_types import Combinable
from piccolo.table import Table

from portal.database import engine
from portal.person import Person

_looking: ContextVar[Person] = ContextVar("looking")
_picking: ContextVar[bool] = ContextVar("picking", default=False)


class ReadOnly(Exception):
    """The admin reads. What it is asked to write goes to an action, or nowhere."""


@contextmanager
def seen_by(person: Person, *, picking: bool = False) -> Iterator[None]:
    """Everything read inside is read for this person; `picking` while a form offers rows to choose from."""
    looking, choosing = _looking.set(person), _picking.set(picking)
    try:
        yield
    finally:
        _looking.reset(looking)
        _picking.reset(choosing)


def looking() -> Person:
    return _looking.get()


class Found(Varchar):
    """Found whatever the case of its letters. Piccolo's own way to ask for that warns on SQLite, where LIKE does it."""

    def ilike(self, value: str) -> Where:
        return super().ilike(value) if engine().engine_type == "postgres" else self.like(value)


class Window(Table):
    """A table as staff see it: only these columns, only these people's rows, never written through.

    A subclass takes its columns from the real table (`name = Member.name`). What it does not name does not exist for
    the admin, whichever way it is asked: schema, filters, order, export.
    """

    def __init_subclass__(cls, **named: Any) -> None:
        super().__init_subclass__(**named)
        for column in cls._meta.columns:  # copies, made for this class
            if type(column) is Varchar:
                column.__class__ = Found

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        """Which rows this person sees; None is every row."""
        raise NotImplementedError

    @classmethod
    def offered_to(cls, person: Person) -> Combinable | None:
        """Which of those a form offers to choose from; None is all of them."""
        return None

    @classmethod
    def offered_first(cls) -> Column | None:
        return None

    @classmethod
    def select(cls, *columns: Any, exclude_secrets: bool = False) -> Any:
        query = _narrowed(cls, super().select(*columns, exclude_secrets=exclude_secrets))
        first = cls.offered_first() if _picking.get() else None
        return query.order_by(first) if first is not None else query

    @classmethod
    def objects(cls, *prefetch: Any) -> Any:
        return _narrowed(cls, super().objects(*prefetch))

    @classmethod
    def count(cls, *args: Any, **kwargs: Any) -> Any:
        return _narrowed(cls, super().count(*args, **kwargs))

    @classmethod
    def exists(cls) -> Any:
        return _narrowed(cls, super().exists())

    @classmethod
    def insert(cls, *_: Any, **__: Any) -> NoReturn:
        raise ReadOnly

    @classmethod
    def update(cls, *_: Any, **__: Any) -> NoReturn:
        raise ReadOnly

    @classmethod
    def delete(cls, *_: Any, **__: Any) -> NoReturn:
        raise ReadOnly


def _narrowed(window: type[Window], query: Any) -> Any:
    person = looking()
    for rule in (window.shown_to(person), window.offered_to(person) if _picking.get() else None):
        if rule is not None:
            query = query.where(rule)
    return query
