"""Saying goodbye: three small steps, each kept; then the other may answer for fourteen days. Ending without one."""

from datetime import date, datetime, timedelta

from portal.exclusions.rules import NEVER_AGAIN
from portal.mentorships.rules import ACTIVE, ENDING, PAUSED

TIME_TO_ANSWER = timedelta(days=14)
MENTOR_RESTS = timedelta(days=14)  # from the first goodbye on nobody new is proposed to them
LONG_PAUSE = timedelta(days=14)  # of a mentor; a longer one is a mentee's to answer
LONGEST_NOTE = 4000
LONGEST_REMEMBERED = 1000
LONGEST_WORDS = 2000
LONGEST_PAUSE_WORD = 500

GOODBYE, WITHOUT, CLOSED = "goodbye", NEVER_AGAIN, "closed"  # how it ended: no more than this is kept of it
WITHOUT_GOODBYE = ALONE, UNSAFE, SOMEONE_ELSE = "alone", "unsafe", "someone_else"  # what is told of it
ADDRESS = {ALONE: "quiet", UNSAFE: "now"}  # the phone keeps where one was: it says nothing to who reads it

WAIT, STAND_IN, SOMEONE_NEW = "wait", "stand_in", "someone_new"
MEANWHILE = {
    WAIT: "I wait for {name}",
    STAND_IN: "Someone else until then",
    SOMEONE_NEW: "Someone new. I say goodbye to {name}",
}

SAID_ALREADY = "You have said goodbye here. It is kept."
OVER_ALREADY = "These talks are over already. What you keep of them is under Me."
NOTHING_TO_CHOOSE = "There is nothing to choose here just now. Here is where things stand."


def can_say_goodbye(state: str, *, given_by_me: bool) -> bool:
    """The first goodbye while the talks go on, or the other side's answer to one."""
    return state in (ACTIVE, PAUSED, ENDING) and not given_by_me


def rests_after(how: str, *, ended_it: bool) -> bool:
    """Of one of the two. Whoever ended the talks without a goodbye rests, unless they would like someone else. For the
    one who was left it is always the same: what becomes of them must not tell how it ended."""
    return ended_it and how in (ALONE, UNSAFE)


def can_choose_meanwhile(role: str, state: str, paused_by_me: bool, since: date | None, until: date | None) -> bool:
    """A mentee, while the mentor takes a long pause."""
    if role != "mentee" or state != PAUSED or paused_by_me or since is None or until is None:
        return False
    return until - since > LONG_PAUSE


def answers_until(said_at: datetime) -> datetime:
    """Until then, not with it, a goodbye can be answered."""
    return said_at + TIME_TO_ANSWER
