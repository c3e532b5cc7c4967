"""From an open page's line to whether it is still open to whoever opened it, and to what is for them."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from portal.errors import SignedOut
from portal.groups.actions import still_there
from portal.mentorships.access import talk as open_talk
from portal.messages.queries import newest_for
from portal.person import Person
from portal.web.streams import Asleep, News


class Listening:
    """One open page of one of the two. `seen` is the newest line that it shows."""

    def __init__(self, me: Person, talk: str, *, seen: str) -> None:
        self._me, self._talk, self._newest = me, talk, seen
        self._stirred_by_the_other = False

    async def newest(self) -> str:
        """The id of what is newest there. All is asked anew each time: the session, the talk, and whether the reader
        wants nothing from the other just now."""
        now_is = await still_there(self._me.session)
        if now_is is None:
            raise SignedOut
        if now_is.over:
            raise Asleep
        talk = await open_talk(now_is, self._talk)
        newest: str = (await newest_for(talk)).get("id", "")
        self._stirred_by_the_other = talk.block is not None and newest == self._newest
        self._newest = newest
        return newest

    async def heard(self, said: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Without what the other has stirred, as long as the reader wants nothing from them: not even that there is
        something."""
        async with aclosing(said):  # type: ignore[type-var]
            async for piece in said:
                if not (piece == News.NEW.value and self._stirred_by_the_other):
                    yield piece
