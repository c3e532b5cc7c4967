"""Live lines: which pages wait for news of what, in this process. Nothing but *there is something new* goes through
here, never a word of anybody's: the page then asks for it like any other page, and is let in or not.

A stream belongs to a topic (the id of what the page is about) and to a session, and ends with either.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import Enum
from random import uniform
from types import TracebackType

from portal.database import DatabaseAway
from portal.errors import NotFound, SignedOut

HEARTBEAT = 20.0  # seconds, about; what is between here and there keeps a quiet line open for longer than that
MOST_OF_A_SESSION = 12  # the oldest ends when there is one more: a browser has few open, and nobody should have many

Look = Callable[[], Awaitable[str]]


class Asleep(SignedOut):
    """The session ended by the clock while the page was open."""


class News(Enum):
    NEW = b"data: new\n\n"
    QUIET = b":\n\n"
    ASLEEP = b"event: asleep\ndata: -\n\n"  # the session ended by the clock: what was being written may be sent yet
    LEFT = b"event: left\ndata: -\n\n"  # it was ended, on this page or another
    OVER = b"event: over\ndata: -\n\n"  # what it was about is not there any more


LAST = frozenset({News.ASLEEP, News.LEFT, News.OVER})


class Stream:
    """One open page. However often it was told before it looked, it was told once."""

    def __init__(self, hub: "Hub", topic: str, session: str) -> None:
        self.topic, self.session = topic, session
        self.ends = False
        self.last: News | None = None  # what is said at its end
        self._hub = hub
        self._stirred = asyncio.Event()

    def tell(self) -> None:
        self._stirred.set()

    def close(self, last: News | None = None) -> None:
        """With nothing said the page may knock again."""
        self.ends, self.last = True, self.last or last
        self._stirred.set()

    async def stirs(self, within: float) -> bool:
        """Whether it was told something, or closed, before the time was over."""
        try:
            async with asyncio.timeout(within):
                await self._stirred.wait()
        except TimeoutError:
            return False
        self._stirred.clear()
        return True

    def __enter__(self) -> "Stream":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hub.forget(self)


class Hub:
    """All streams of one process."""

    def __init__(self) -> None:
        self._by_topic: dict[str, dict[Stream, None]] = defaultdict(dict)
        self._by_session: dict[str, dict[Stream, None]] = defaultdict(dict)
        self._stops = False

    def open_stream(self, topic: str, session: str) -> Stream:
        stream = Stream(self, topic, session)
        if self._stops:
            stream.close()
            return stream
        if len(others := [one for one in self._by_session[session] if not one.ends]) >= MOST_OF_A_SESSION:
            others[0].close()
        self._by_topic[topic][stream] = self._by_session[session][stream] = None
        return stream

    def tell(self, topic: str) -> None:
        """Something new is there for whoever looks at this. Call it once it is, after the commit."""
        for stream in self._by_topic.get(topic, ()):
            stream.tell()

    def close(self, *, topic: str = "", session: str = "") -> None:
        """It is over, or they have left: at once, in every tab. Call it after the commit."""
        for stream in self._by_topic.get(topic, ()) if topic else ():
            stream.close(News.OVER)
        for stream in self._by_session.get(session, ()) if session else ():
            stream.close(News.LEFT)

    def close_all(self) -> None:
        """The server stops: nobody keeps it waiting. The pages knock again, and find the next one."""
        self._stops = True
        for streams in self._by_topic.values():
            for stream in streams:
                stream.close()

    def forget(self, stream: Stream) -> None:
        for streams, key in ((self._by_topic, stream.topic), (self._by_session, stream.session)):
            streams.get(key, {}).pop(stream, None)
            if not streams.get(key):
                streams.pop(key, None)

    def __len__(self) -> int:
        return sum(map(len, self._by_topic.values()))


hub = Hub()
open_stream, tell, close, close_all = hub.open_stream, hub.tell, hub.close, hub.close_all


async def events(
    opened: Callable[[], Stream], look: Look, *, seen: str = "", waits: bool = True
) -> AsyncIterator[bytes]:
    """What goes over the line. `seen` is what the page shows; without `waits` only how things stand.

    `opened` opens the stream: only once somebody reads it is there one.

    `look` says what is newest there, to whoever is still let in. It is asked before anything is said, and with each
    heartbeat: so a stream outlives neither its session nor what it is about, and what was written before it was open,
    or in another process, is found.
    """
    told = False
    with opened() as stream:
        while not stream.ends:
            news, seen = await _news(look, seen, told)
            yield news.value
            if not waits or news in LAST:
                return
            told = await stream.stirs(HEARTBEAT * uniform(0.8, 1.2))  # noqa: S311 - so that not all of them look at once
        if stream.last:
            yield stream.last.value


async def _news(look: Look, seen: str, told: bool) -> tuple[News, str]:
    try:
        newest = await look()
    except Asleep:
        return News.ASLEEP, seen
    except SignedOut:
        return News.LEFT, seen
    except NotFound:
        return News.OVER, seen
    except DatabaseAway:
        return News.QUIET, seen
    return (News.NEW if told or newest != seen else News.QUIET), newest
