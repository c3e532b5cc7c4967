"""Lines between the two of a pair: when they can be written, how soon one answers, and how long they stay."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median

LONGEST = 4000
A_PAGE = 50
STAY = timedelta(days=90)  # after the talks have ended
ANSWERS_TO_GO_BY = 3  # fewer say nothing about how soon somebody usually answers
LOOKED_AT = 200  # of the newest lines, for how soon they usually answer

SOON = {1: "within a day", 2: "within two days", 3: "within three days", 7: "within a week"}
ANSWERS = {"tomorrow": "Tomorrow", "three_days": "In three days", "a_week": "Within a week"}
_DAYS = {"tomorrow": 1, "three_days": 3, "a_week": 7}

NOT_A_WAY = "Messages here are not among the ways that you both agreed to. You can change that under Ways to talk."
BLOCKED = "You want nothing from {name} just now, so nothing is sent either. Take that back first, then you can write."
NOTHING_TO_ANSWER = "You have answered already. There is nothing new to say this about."


def are_a_way(ways: Collection[str]) -> bool:
    """Whether writing to each other here is among those that both agree to."""
    return "messages" in ways


def gaps(lines: Iterable[tuple[bool, datetime]]) -> list[timedelta]:
    """How long the other took, each time, from the first line of mine that waited. Lines oldest first: mine, when."""
    found, waits_since = [], None
    for mine, at in lines:
        if mine:
            waits_since = waits_since or at
        elif waits_since:
            found.append(at - waits_since)
            waits_since = None
    return found


def usually(took: Sequence[timedelta]) -> str | None:
    """within two days, as a rule; nothing where there is too little to say it, or nothing kind to say."""
    if len(took) < ANSWERS_TO_GO_BY:
        return None
    as_a_rule = timedelta(seconds=median(one.total_seconds() for one in took))
    return next((words for days, words in SOON.items() if as_a_rule <= timedelta(days=days)), None)


def answers_by(choice: str, *, today: date) -> date:
    return today + timedelta(days=_DAYS[choice])


def they_answer(by: date | None, *, today: date) -> bool:
    """Whether they said a day, and it is not over: nobody is held to it. That they had read is told as they say it,
    once; how far they have read since then is theirs."""
    return by is not None and by >= today
