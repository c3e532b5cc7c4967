"""What may be told, whom it goes to, and what becomes of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.errors import NotPossible

OPEN, ACKNOWLEDGED, RESOLVED = "open", "acknowledged", "resolved"
TRANSITIONS = {(OPEN, ACKNOWLEDGED), (ACKNOWLEDGED, RESOLVED)}

FACILITATOR, COORDINATOR, BOTH = "facilitator", "coordinator", "both"

WORRIED, UNSAFE, ALONE, SOMEONE_ELSE, NO_WORD, TALK = "worried", "unsafe", "alone", "someone_else", "no_word", "talk"
OFF = "off"
KINDS = (WORRIED, UNSAFE, ALONE, SOMEONE_ELSE, NO_WORD, TALK, OFF)
GRAVE = (WORRIED, UNSAFE)  # told to both at once: nobody should have to wait for one person's evening off

READ_WITHIN = timedelta(days=3)
STAYS = timedelta(days=90)  # under Me, once it is looked after
LONGEST_WORDS = 2000
THE_COORDINATOR = "the coordinator"
THE_NEXT = "the next coordinator"  # where nobody may read it just now

CHANGED = "This changed while you were reading it. Here is where it stands."
READ_FIRST = "Say first that you have read this. Then it can be looked after."

# For whoever reads it: {author} told it, {other} is the other of the two.
ON_THE_DESK = {
    WORRIED: "{author} is worried about {other}",
    UNSAFE: "{author} ended the talks with {other} and does not feel safe",
    ALONE: "{author} ended the talks with {other} without a goodbye",
    SOMEONE_ELSE: "{author} would like someone else",
    NO_WORD: "{author} has not heard from {other}",
    TALK: "{author} would like to talk with you",
    OFF: "{author} says that something is off with {other}",
}

# For whoever told it.
IN_OWN_WORDS = {
    WORRIED: "You are worried about {other}",
    UNSAFE: "You ended the talks with {other}, and you do not feel safe",
    ALONE: "You ended the talks with {other} without a goodbye",
    SOMEONE_ELSE: "You would like someone else",
    NO_WORD: "You have not heard from {other}",
    TALK: "You would like to talk",
    OFF: "Something is off with {other}",
}

# What to do next, for whoever reads it.
_TOLD_ONLY_THAT = "{other} was told only that the talks are over. Please do not say who ended them, or why."
WHAT_TO_DO = {
    WORRIED: (
        "Get in touch with {author} today. Ask what {author} heard, and how things are now.",
        "If a life may be in danger, call the local line. You can do it with {author}.",
        "Decide with {author} who gets in touch with {other}. Please do not say who told you, unless {author} agrees.",
    ),
    UNSAFE: (
        "Get in touch with {author} today. Ask whether {author} is safe now, and what would help.",
        _TOLD_ONLY_THAT,
    ),
    ALONE: ("Nothing has to be done. You can ask {author} how it is now.", _TOLD_ONLY_THAT),
    SOMEONE_ELSE: ("Look for someone else on the desk. Nobody has to explain anything.", _TOLD_ONLY_THAT),
    NO_WORD: ("Ask {other} kindly how things are. There may be a good reason.", "Then tell {author} what to expect."),
    TALK: ("Get in touch with {author}.", "{author} says what it is about, or not. There is nothing more to read."),
    OFF: (
        "Get in touch with {author} soon. Ask what happened, and what would help.",
        "Please say nothing of it to {other} before you know what {author} wants.",
    ),
}


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(READ_FIRST if (state, to) == (OPEN, RESOLVED) else CHANGED)
    return to


def goes_to(kind: str, *, somebody_runs_it: bool, past_them: bool = False) -> str:
    """To whoever runs the group; what is grave to the coordinator as well. To the coordinator alone where nobody runs
    the group but the two themselves, or who stands beside them, and where its author asked for that."""
    if past_them or not somebody_runs_it:
        return COORDINATOR
    return BOTH if kind in GRAVE else FACILITATOR


def handed_on_at(told_at: datetime) -> datetime:
    """The coordinator is told then, if nobody has read it."""
    return told_at + READ_WITHIN


def is_late(told_at: datetime, acknowledged_at: datetime | None, now: datetime) -> bool:
    """Judged by the clock, also before its act has run: nobody had read it when its days were over."""
    return (acknowledged_at or now) >= handed_on_at(told_at)


def may_read(reader: str, *, runs_it: bool, is_coordinator: bool, late: bool) -> bool:
    """Past whoever runs the group means past them also where they are a coordinator."""
    if runs_it:
        return reader in (FACILITATOR, BOTH)
    return is_coordinator and (reader in (COORDINATOR, BOTH) or late)


def hears(reader: str, *, runs_it: bool, is_coordinator: bool) -> bool:
    """Who is told at once."""
    return may_read(reader, runs_it=runs_it, is_coordinator=is_coordinator, late=False)


def named(running: Sequence[str], reader: str, *, coordinator: bool = True) -> str:
    """Who reads it, to say in a sentence: Fay; Fay, Gus and the coordinator. `coordinator` is whether there is one
    besides who runs it. "" where nobody may read it just now: nobody is named who cannot read."""
    names = list(running) if reader != COORDINATOR else []
    names += [THE_COORDINATOR] if reader != FACILITATOR and coordinator else []
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
