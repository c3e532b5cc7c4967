"""One writer at a time in this process, in the order they came."""

import asyncio
import threading
from collections import deque

from portal.database.away import DatabaseAway

PATIENCE = 15.0  # seconds; whoever waits longer is better told so


class Turn:
    """A lock that is fair, that any thread may give back, and that serves several event loops.

    `asyncio.Lock` belongs to the one loop that waited on it first; tests and Piccolo's `run_sync` bring others.
    """

    def __init__(self) -> None:
        self._taken = False
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._guard = threading.Lock()

    async def take(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = asyncio.get_running_loop().create_future()
            self._waiting.append(mine)
        try:
            async with asyncio.timeout(PATIENCE):
                await mine
        except BaseException as interruption:
            self._leave(mine)
            if isinstance(interruption, TimeoutError):
                raise DatabaseAway("Too many were waiting to write.") from interruption
            raise

    def give_back(self) -> None:
        """From any thread."""
        with self._guard:
            while self._waiting:
                following = self._waiting.popleft()
                try:
                    following.get_loop().call_soon_threadsafe(self._hand_over, following)
                except RuntimeError:  # its event loop is closed, nobody waits there any more
                    continue
                return
            self._taken = False

    def _hand_over(self, following: "asyncio.Future[None]") -> None:
        if following.done():  # it was cancelled between being called and hearing it
            self.give_back()
        else:
            following.set_result(None)

    def _leave(self, mine: "asyncio.Future[None]") -> None:
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return
        if mine.done() and not mine.cancelled():  # its turn had come in the same moment
            self.give_back()
