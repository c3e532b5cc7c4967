"""Informal chats: how long, by which means, who may answer, and whom it wakes."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.errors import NotPossible
from portal.members.rules import MEANS as ALL_MEANS
from portal.members.rules import listed
from portal.sentences import begun, either

OPEN, TAKEN, EXPIRED, WITHDRAWN = "open", "taken", "expired", "withdrawn"
CLOSED = "closed"  # only ever shown: taken up, and the two do not reach each other by it any more
ASK, OFFER = "ask", "offer"
KINDS = {ASK: "Ask for a chat", OFFER: "Offer a chat"}
TELLS = {ASK: "chat_open", OFFER: "chat_offered"}  # the notice by which others hear of it

TRANSITIONS = {(OPEN, TAKEN), (OPEN, EXPIRED), (OPEN, WITHDRAWN)}

HERE, ANY = "here", "any"
# whoever answers is somewhere else: nothing in person
_CALLS = {way: word for way, word in ALL_MEANS.items() if way not in ("in_person", "messages")}
MEANS = {**_CALLS, HERE: "Here", ANY: "Whatever works best"}
BY = {**{way: f"by {word.lower()}" for way, word in _CALLS.items()}, HERE: "here", ANY: "by whatever works best"}

HOURS = (2, 4, 8, 24)
USUAL_HOURS = 4
UNTIL_NOON = "noon"
LONGEST = timedelta(hours=24)
NIGHT_BEGINS, NIGHT_ENDS, NOON = time(21), time(8), time(12)
DETAILS_STAY = timedelta(days=2)  # how long after its end the two who talked can still look each other up
STAY = timedelta(days=30)  # after its end; then it is deleted with all that was said
MOST_LINES = 200  # of the newest, on the page of the two
LONGEST_LINE = 280
LONGEST_REPLY = 1000
LONGEST_SAID = 2000

OVER = "This chat is over by now. You could ask for one yourself."
TAKEN_ALREADY = {
    ASK: "Somebody was quicker. Thank you for being there.",
    OFFER: "Somebody was quicker. You could ask for a chat yourself.",
}
REPLIED_ALREADY = "You have replied here. It is kept."
OWN_IS_OVER = "This chat is not open any more."
OWN = "This is your own chat. Others can reply to it."
NOT_AT_NIGHT = "The night is over, so everybody who wants to hear of chats is told at once. You can leave it as it is."
NOTHING_MORE_SAID = "This chat has closed, so nothing more is written here. You could ask for another one."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(OVER)
    return to


def is_open(state: str, until: datetime, now: datetime) -> bool:
    return state == OPEN and now < until


def shown(state: str, until: datetime, now: datetime, *, apart: bool = False) -> str:
    """As it stands by the clock. Taken up it closes in time, and sooner where the two are kept apart."""
    if state == TAKEN:
        return TAKEN if is_reached_through(state, until, now) and not apart else CLOSED
    return EXPIRED if state == OPEN and now >= until else state


def is_reached_through(state: str, until: datetime, now: datetime) -> bool:
    """Whether the two who talk still find each other by it."""
    return state == TAKEN and now < until + DETAILS_STAY


def ends_at(hours: int, now: datetime, zone: str = "UTC") -> datetime:
    """For no hours, the next noon on that clock."""
    return now + timedelta(hours=hours) if hours else next_noon(now, zone)


def is_night(now: datetime, zone: str) -> bool:
    """Between 9:00 pm and 8:00 am on that clock, as it stands on the wall: nobody is told anything then unasked."""
    wall = now.astimezone(ZoneInfo(zone)).time()
    return wall >= NIGHT_BEGINS or wall < NIGHT_ENDS


def next_noon(now: datetime, zone: str) -> datetime:
    """The next time that clock shows twelve by day."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < NOON else local.date() + timedelta(days=1)
    return datetime.combine(day, NOON, ZoneInfo(zone)).astimezone(now.tzinfo)


def kept_open_until(*, until: datetime, began: datetime, now: datetime, zone: str) -> datetime | None:
    """Noon, or a day after it began if that is sooner. None where it is open as long already, or nobody sleeps."""
    if not is_night(now, zone):
        return None
    longer = min(next_noon(now, zone), began + LONGEST)
    return longer if longer > until else None


def own_ways(ticked: str) -> list[str]:
    """Of the ways a member has said under Ways to talk, those by which one can chat."""
    said = {HERE if way == "messages" else way for way in listed(ticked)}
    return [way for way in MEANS if way in said]


def spelled_out(chosen: Iterable[str], *, ticked: str) -> list[str]:
    """The same ways; whatever works best means, beside here, those the member has said, or all if they said none."""
    ways = set(chosen) & set(MEANS)
    if ANY in ways:
        ways |= {HERE, *(own_ways(ticked) or MEANS)}
    return [way for way in MEANS if way in ways]


def agreed(one: str, other: str) -> list[str]:
    """The ways that both chose, whatever works best spelled out."""
    return [way for way in MEANS if way != ANY and way in listed(one) and way in listed(other)]


def in_words(ways: str | Iterable[str]) -> str:
    """Phone, text or here: the ways as one line. Takes the list, or the column that holds it."""
    return _one_of(ways, {way: word.lower() for way, word in MEANS.items()})


def by_words(ways: str | Iterable[str]) -> str:
    """By phone, by text or here: the same as how the two talk."""
    return _one_of(ways, BY)


def _one_of(ways: str | Iterable[str], words: dict[str, str]) -> str:
    chosen = listed(ways) if isinstance(ways, str) else list(ways)
    return begun(words[ANY] if ANY in chosen else either(*(words[way] for way in chosen if way in words)))
