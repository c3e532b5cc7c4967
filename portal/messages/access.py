"""From an open page's line to whether it is still open to whoever opened it."""

from portal.errors import SignedOut
from portal.groups.actions import still_there
from portal.mentorships.access import talk as open_talk
from portal.messages.queries import newest_in
from portal.person import Person
from portal.web.streams import Asleep


async def newest_for(me: Person, talk_id: str) -> str:
    """The id of what is newest there. Both are asked anew each time: the session, and the talk."""
    now_is = await still_there(me.session)
    if now_is is None:
        raise SignedOut
    if now_is.over:
        raise Asleep
    talk = await open_talk(now_is, talk_id)
    newest: str = (await newest_in(talk.id)).get("id", "")
    return newest
