"""Informal chats: how long, by which means, and who may answer."""

from datetime import datetime, timedelta

from portal.errors import NotPossible
from portal.members.rules import MEANS as ALL_MEANS

OPEN, TAKEN, EXPIRED, WITHDRAWN = "open", "taken", "expired", "withdrawn"
ASK, OFFER = "ask", "offer"
KINDS = {ASK: "Ask for a chat", OFFER: "Offer a chat"}

TRANSITIONS = {(OPEN, TAKEN), (OPEN, EXPIRED), (OPEN, WITHDRAWN)}

# whoever answers is somewhere else, and lines that are kept here are for two who talk again
MEANS = {way: word for way, word in ALL_MEANS.items() if way not in ("in_person", "messages")}
HOURS = (2, 4, 8, 24)
USUAL_HOURS = 4
DETAILS_STAY = timedelta(days=2)  # how long after its end the two who talked can still look each other up
LONGEST_LINE = 280
LONGEST_REPLY = 1000

OVER = "This chat is over by now. You could ask for one yourself."
TAKEN_ALREADY = "Somebody was quicker. Thank you for being there."
REPLIED_ALREADY = "You have replied here. It is kept."
OWN_IS_OVER = "This chat is not open any more."
OWN = "This is your own chat. Others can reply to it."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(OVER)
    return to


def is_open(state: str, until: datetime, now: datetime) -> bool:
    return state == OPEN and now < until


def shown(state: str, until: datetime, now: datetime) -> str:
    return EXPIRED if state == OPEN and now >= until else state


def ends_at(hours: int, now: datetime) -> datetime:
    return now + timedelta(hours=hours)
