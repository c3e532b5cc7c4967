"""Saying goodbye: three small steps, each kept; then the other may answer for fourteen days."""

from datetime import timedelta

from portal.mentorships.rules import ACTIVE, ENDING, PAUSED

TIME_TO_ANSWER = timedelta(days=14)
MENTOR_RESTS = timedelta(days=14)  # from the first goodbye on nobody new is proposed to them
LONGEST_NOTE = 4000
LONGEST_REMEMBERED = 1000

SAID_ALREADY = "You have said goodbye here. It is kept."


def can_say_goodbye(state: str, *, given_by_me: bool) -> bool:
    """The first goodbye while the talks go on, or the other side's answer to one."""
    return state in (ACTIVE, PAUSED, ENDING) and not given_by_me
