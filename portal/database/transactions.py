"""What a transaction is here, the same on both engines."""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType
from typing import Any, Literal, Protocol

from piccolo.engine.base import BaseTransaction
from piccolo.engine.exceptions import TransactionError
from piccolo.engine.sqlite import Savepoint


class GivenUp(TransactionError):
    """Something inside failed and was passed over. Nothing of the transaction was kept."""


class Writes(Protocol):
    """What a transaction needs of its engine."""

    current_transaction: Any

    async def begin(self) -> Any:
        """The connection to write on, once everyone before has finished."""

    async def finish(self, connection: Any, statement: str) -> None:
        """COMMIT or ROLLBACK, and let the next one in, whatever happens to the task that asked."""

    def abandon(self, connection: Any) -> None:
        """As ROLLBACK, where nothing can be awaited any more."""


class Transaction(BaseTransaction):
    """All of it or nothing, and no other writer meanwhile. One begun inside another joins it.

    What fails inside a joined one fails the whole: whoever catches that error and goes on is told so at the end by
    `GivenUp`, and nothing is kept.
    """

    def __init__(self, engine: Writes, allow_nested: bool = True, **_stock: Any) -> None:
        self.engine = engine
        self.connection: Any = None
        self.is_open = False
        self.is_given_up = False
        outer = engine.current_transaction.get()
        self._outer: Transaction | None = outer if outer is not None and outer.is_open else None
        self._savepoints = 0
        if self._outer and not allow_nested:
            raise TransactionError("A transaction is already active.")

    async def __aenter__(self) -> Transaction:
        if self._outer:
            return self._outer
        self.connection = await self.engine.begin()
        self.is_open = True
        self._before = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if self._outer:
            self._outer.is_given_up |= error is not None
            return False
        self.is_open = False
        with suppress(ValueError):  # left in another context than it was entered in: nothing to put back there
            self.engine.current_transaction.reset(self._before)
        if isinstance(error, GeneratorExit):
            self.engine.abandon(self.connection)
        else:
            await self.engine.finish(self.connection, "ROLLBACK" if error or self.is_given_up else "COMMIT")
        if self.is_given_up and not error:
            raise GivenUp("An act inside this transaction failed, so the whole of it was given up.")
        return False

    async def savepoint(self, name: str | None = None) -> Savepoint:
        self._savepoints += 1
        point = Savepoint(name=name or f"savepoint_{self._savepoints}", transaction=self)  # type: ignore[arg-type]
        await self.connection.execute(f"SAVEPOINT {point.name}")
        return point
