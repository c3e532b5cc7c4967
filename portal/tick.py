"""What falls due by the clock, one act after the other. Run every minute beside the server, or by `portal tick`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from portal import clock
from portal.accounts.actions import forget_old
from portal.care.actions import ask_monthly
from portal.chats.actions import expire_due, tell_open
from portal.chats.actions import forget_old as forget_old_chats
from portal.concerns.actions import hand_on
from portal.database import DatabaseAway
from portal.endings.actions import end_due
from portal.enrolments.telling import say_it_goes_on
from portal.feedback.actions import release_due
from portal.feedback.store import StoreAway
from portal.guide.actions import remind_of_stale
from portal.mentorships.telling import resume_due, say_what_is_due
from portal.messages.actions import forget_old as forget_old_messages
from portal.proposals.actions import lapse_due

log = logging.getLogger("portal")

EVERY = 60  # seconds

ACTS: dict[str, Callable[[datetime], Awaitable[int]]] = {
    "proposals lapsed": lapse_due,
    "talks ended": end_due,
    "chats over": expire_due,
    "told of open chats": tell_open,
    "told that it goes on": say_it_goes_on,
    "pauses over": resume_due,
    "mentors asked how they are": ask_monthly,  # before the pairs: else their questions could keep it away for good
    "pairs asked": say_what_is_due,
    "concerns handed on": hand_on,
    "told of lines to look up": remind_of_stale,
    "old messages forgotten": forget_old_messages,
    "old chats forgotten": forget_old_chats,
    "old sign-ins and typed words forgotten": forget_old,
    "feedback published": release_due,  # last: where its store is away, everything else is done
}


async def tick() -> dict[str, int]:
    """Every act once, as of now. Returns how many of each fell due."""
    now = clock.now()
    return {name: await act(now) for name, act in ACTS.items()}


async def tick_for_ever() -> None:
    """One act that fails does not keep the others, or the next minute, from running."""
    while True:
        for name, act in ACTS.items():
            try:
                await act(clock.now())
            except StoreAway as away:
                log.error("%s: %s", name, away)
            except DatabaseAway:
                log.warning("%s: not now, the database is away", name)
            except Exception as error:
                log.error("%s: failed with %s", name, type(error).__name__)
        await asyncio.sleep(EVERY)
