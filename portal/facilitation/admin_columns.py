"""Columns and readables that only the admin has: read as words, typed and never read back, judged by the clock."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

from piccolo.columns import Column, Text
from piccolo.columns.base import ColumnMeta
from piccolo.columns.readable import Readable
from piccolo.querystring import QueryString
from piccolo.table import Table

from portal import clock
from portal.enrolments.tables import Availability, Enrolment
from portal.facilitation.admin_scope import Found, looking
from portal.mentorships.rules import OCCUPYING
from portal.mentorships.tables import Mentorship
from portal.proposals.rules import LAPSED, NONE, OPEN, YES
from portal.proposals.tables import Proposal

ANSWERED = "answered"  # one side has, and the other has not
HELD = "EXISTS (SELECT 1 FROM holds WHERE holds.member = availabilities.member)"
_THE_OTHERS = {"mentee_answer": "mentor_answer", "mentor_answer": "mentee_answer"}


def one_of(column: Any, choices: Iterable[str]) -> Any:
    """The column, with its words offered to choose from and shown as words."""
    copied = column.copy()
    named: Any = Enum
    copied._meta.choices = named("Choices", {choice: choice for choice in choices})
    return copied


class Typed(Text):
    """Something that is typed here and never read back: the table has no such column."""

    def get_select_string(self, engine_type: str, with_alias: bool = True) -> QueryString:
        return QueryString(f"'' AS \"{self._meta.name}\"" if with_alias else "NULL")


class ProposalState(Found):
    """By the clock: what is over is not shown as open, also before the clock's act has closed it."""

    def get_select_string(self, engine_type: str, with_alias: bool = True) -> QueryString:
        state, closes_at = _sql(Proposal.state), _sql(Proposal.closes_at)
        return QueryString(
            f"CASE WHEN {state} = '{OPEN}' AND {closes_at} <= {_A_MOMENT[engine_type]} THEN '{LAPSED}' ELSE {state} END"
            + (f' AS "{self._meta.name}"' if with_alias else ""),
            clock.now(),
        )


class _UntilBothHave(ColumnMeta):
    """Under its column's name stands what may be told, in whichever way it is asked for: read, filtered, ordered."""

    def get_full_name(self, with_alias: bool = True, include_quotes: bool = True) -> str:
        own = super().get_full_name(with_alias=False, include_quotes=include_quotes)
        other = own.replace(self.name, _THE_OTHERS[self.name])
        told = f"CASE WHEN {own} = '{YES}' AND {other} = '{NONE}' THEN '{ANSWERED}' ELSE {own} END"
        return f'{told} AS "{self.name}"' if with_alias else told


class ProposalAnswer(Found):
    """A yes is not told before both have answered: until then it reads that somebody has. A no is told at once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._meta.__class__ = _UntilBothHave


class _Said(Readable):
    """A name, and what one needs to know before choosing the person: said by the database, so that search finds it.

    Where the row is read through a foreign key, Piccolo makes a plain readable of `columns`: the name alone.
    """

    @property
    def sqlite_string(self) -> QueryString:
        return self._said("sqlite")

    @property
    def postgres_string(self) -> QueryString:
        return self._said("postgres")

    def _said(self, engine: str) -> QueryString:
        words, values = self.words(engine)
        return QueryString(f"{self._columns_string} || ' · ' || {words} AS {self.output_name}", *values)

    def words(self, engine: str) -> tuple[str, tuple[date, ...]]:
        """SQL, and the values for its `{}`."""
        raise NotImplementedError


class Waiting(_Said):
    """`Ines · waiting 16 days`"""

    def words(self, engine: str) -> tuple[str, tuple[date, ...]]:
        since, now = _sql(Enrolment.waiting_since), clock.now()
        days = f"({_SECONDS_SINCE[engine].format(since=since)} / 86400)"
        sql = (
            f"CASE WHEN {since} IS NULL THEN 'waiting' WHEN {days} < 1 THEN 'waiting since today'"
            f" WHEN {days} = 1 THEN 'waiting 1 day' ELSE 'waiting ' || {days} || ' days' END"
        )
        return sql, (now, now, now)


class Room(_Said):
    """`Ruth · room for 1`, over all of a mentor's groups: how many, never with whom. Who is held has no room."""

    def words(self, engine: str) -> tuple[str, tuple[date, ...]]:
        now = clock.now()
        room = f"({_sql(Availability.capacity)} - ({self._talks()}) - ({self._asked(engine)}))"
        sql = (
            f"CASE WHEN {_sql(Availability.paused_until)} > {_A_DAY[engine]} THEN 'taking a pause'"
            f" WHEN {room} < 1 OR {HELD} THEN 'no room now' ELSE 'room for ' || {room} END"
        )
        return sql, (looking().today(now), now, now)

    def _talks(self) -> str:
        return _counted(
            Mentorship,
            f"{_sql(Mentorship.mentor)} = {_sql(Availability.member)}",
            f"{_sql(Mentorship.state)} IN ({', '.join(map(repr, OCCUPYING))})",
        )

    def _asked(self, engine: str) -> str:
        return _counted(
            Proposal,
            f"{_sql(Proposal.mentor)} = {_sql(Availability.id)}",
            f"{_sql(Proposal.state)} = '{OPEN}'",
            f"{_sql(Proposal.closes_at)} > {_A_MOMENT[engine]}",
        )


def _counted(table: type[Table], *where: str) -> str:
    return f"SELECT COUNT(*) FROM {table._meta.get_formatted_tablename()} WHERE {' AND '.join(where)}"  # noqa: S608 - our own names


# PostgreSQL cannot tell the type of a value that stands alone; SQLite keeps moments as text.
_A_MOMENT = {"sqlite": "{}", "postgres": "{}::timestamptz"}
_A_DAY = {"sqlite": "{}", "postgres": "{}::date"}
_SECONDS_SINCE = {
    "sqlite": "(strftime('%s', {{}}) - strftime('%s', {since}))",
    "postgres": "floor(extract(epoch FROM ({{}}::timestamptz - {since})))::bigint",
}


def _sql(column: Column) -> str:
    return column._meta.get_full_name(with_alias=False)
