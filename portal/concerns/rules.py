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
PERSON, CONVERSATION, PROGRAMME = OF = ("person", "conversation", "programme")  # what something may be off with

READ_WITHIN = timedelta(days=3)
REMIND_AFTER = timedelta(days=14)  # again and again, until it is looked after
STAYS = timedelta(days=90)  # under Me, once it is looked after
LONGEST_WORDS = LONGEST_STEP = 2000
MOST_SHOWN = 30  # lines of the two that can be chosen from, the newest
THE_COORDINATOR = "the coordinator"
THE_NEXT = "the next coordinator"  # where nobody may read it just now

CHANGED = "This changed while you were reading it. Here is where it stands."
READ_FIRST = "Say first that you have read this. Then it can be looked after."
IS_OVER = "This is looked after already. Nothing more can be done with it here."


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


def readers(running: Sequence[str], reader: str, *, coordinator: bool = True) -> list[str]:
    """The names of who reads it. `coordinator` is whether there is one besides who runs it. None where nobody may read
    it just now: nobody is named who cannot read."""
    names = list(running) if reader != COORDINATOR else []
    return names + ([THE_COORDINATOR] if reader != FACILITATOR and coordinator else [])


def named(running: Sequence[str], reader: str, *, coordinator: bool = True) -> str:
    """The same in a sentence."""
    return in_a_row(readers(running, reader, coordinator=coordinator))


def in_a_row(names: Sequence[str]) -> str:
    """Fay; Fay and the coordinator; Fay, Gus and the coordinator."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
