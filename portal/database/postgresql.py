"""PostgreSQL through a pool that belongs to the running application."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, NoReturn

import asyncpg
from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString

from portal.database.away import DatabaseAway
from portal.database.counting import Listeners
from portal.database.transactions import GivenUp, Transaction
from portal.database.turn import Turn

WRITERS = 0x4845414C  # the number of the one advisory lock; any number, always the same

_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.LockNotAvailableError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InternalClientError,  # the server ended the connection just as it was to be used
)
_PERHAPS_AWAY = (*_AWAY, asyncpg.InterfaceError)


class PostgreSQL(PostgresEngine):
    current_transaction: ContextVar[Transaction | None]  # type: ignore[assignment]

    def __init__(self, url: str) -> None:
        self.listeners = Listeners()
        self.compiled: dict[Any, Any] = {}
        self._turn = Turn()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._finishing: set[asyncio.Task[None]] = set()
        super().__init__(
            config={
                "dsn": url,
                "timeout": 5,  # seconds to connect
                "command_timeout": 120,
                "statement_cache_size": 500,
                "server_settings": {
                    "timezone": "UTC",
                    "jit": "off",  # it costs more than it saves on small queries
                    "lock_timeout": "15s",
                    "idle_in_transaction_session_timeout": "60s",
                },
            }
        )

    async def check_version(self) -> None:
        """Piccolo connects while it imports; a server that is away must not keep us from starting."""

    async def open(self) -> None:
        if self.pool:
            return
        # No connection yet, so that it opens without a server too. None is reset between uses, which would be a
        # journey of its own each time: nothing here changes a connection's settings.
        self.pool = await asyncpg.create_pool(**self.config, min_size=0, max_size=10, reset=_as_it_is)
        self._loop = asyncio.get_running_loop()

    async def close(self) -> None:
        pool, self.pool, self._loop = self.pool, None, None
        if pool:
            await pool.close()

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[Any]:
        sql, values = querystring.compile_string(engine_type="postgres")
        return await self.fetch(sql, values)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Any]:
        return await self.fetch(ddl, ())

    async def rows(self, sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        return [dict(record) for record in await self.fetch(sql, values)]

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Any]:
        if self.listeners:
            self.listeners.hear(sql)
        transaction = self.current_transaction.get()
        try:
            if transaction is not None and transaction.is_open:
                return await transaction.connection.fetch(sql, *values)  # type: ignore[no-any-return]
            connection = await self._take()
            try:
                return await connection.fetch(sql, *values)  # type: ignore[no-any-return]
            except asyncpg.InternalClientError:
                connection.terminate()  # nothing can be asked of it any more
                raise
            finally:
                await self._put_back(connection)
        except _PERHAPS_AWAY as error:
            _tell(error)

    def transaction(self, *_stock: Any, **options: Any) -> Transaction:  # type: ignore[override]
        return Transaction(self, **options)

    async def begin(self) -> Any:
        await self._turn.take()
        connection = None
        try:
            connection = await self._take()
            # Both at once, in one journey. Every statement after it sees what the writer before has written.
            await connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({WRITERS})")
        except BaseException as error:
            if connection is None:
                self._turn.give_back()
            else:
                await self.finish(connection, "ROLLBACK")
            _tell(error)
        return connection

    async def finish(self, connection: Any, statement: str) -> None:
        # A task of its own: the one that asked may be cancelled once more while this goes on.
        finishing = asyncio.create_task(self._finish(connection, statement))
        self._finishing.add(finishing)
        finishing.add_done_callback(self._finishing.discard)
        await asyncio.shield(finishing)

    def abandon(self, connection: Any) -> None:
        with suppress(Exception):
            connection.terminate()
        self._turn.give_back()

    async def _finish(self, connection: Any, statement: str) -> None:
        try:
            outcome = await connection.execute(statement)
        except BaseException as error:
            with suppress(asyncpg.InterfaceError):  # the pool has let go of it already
                connection.terminate()  # a closed connection is a rolled back one
            if statement == "COMMIT":
                _tell(error)
        else:
            if outcome != statement:  # PostgreSQL answers ROLLBACK to the COMMIT of a broken transaction
                raise GivenUp("A statement inside this transaction failed, so the whole of it was given up.")
        finally:
            try:
                await self._put_back(connection)
            finally:
                self._turn.give_back()

    async def _take(self) -> Any:
        if self.pool and self._loop is asyncio.get_running_loop():
            return await self.pool.acquire()
        return await self.get_new_connection()

    async def _put_back(self, connection: Any) -> None:
        if type(connection) is asyncpg.Connection:  # isinstance says so of the pool's own, too
            await connection.close()
        elif self.pool:
            await self.pool.release(connection)


async def _as_it_is(connection: Any) -> None:
    """Instead of asyncpg's reset."""


def _tell(error: BaseException) -> NoReturn:
    """As `DatabaseAway`, if that is what it means."""
    # asyncpg has one error for a connection that was lost and for one that is used wrongly.
    is_lost = isinstance(error, asyncpg.InterfaceError) and ("clos" in str(error) or "released" in str(error))
    if is_lost or isinstance(error, _AWAY):
        raise DatabaseAway(str(error)) from error
    raise error
