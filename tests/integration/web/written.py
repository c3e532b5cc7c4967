"""What everybody of the cast has written, who stands how to it, and how much of what they may read pages show today."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from portal import clock
from portal.visibility import SEES, As, Sight
from tests.integration.cast import PEOPLE, Cast, email, phone, words
from tests.integration.standing import standing
from tests.integration.told import goodbye

STAFF = frozenset({As.FACILITATOR, As.COORDINATOR})

# How much of what is granted the pages show today. A page that shows more has to say so here, too.
SHOWN: dict[str, frozenset[As]] = {
    "introduction": frozenset({As.OWN, As.PROPOSED, As.MATCHED, *STAFF}),
    "hard_now": frozenset({As.OWN, As.MATCHED, *STAFF}),
    "line": frozenset({As.OWN, As.PROPOSED, *STAFF}),
    "depth": frozenset({As.OWN, *STAFF}),
    "application_answer": frozenset({As.OWN, *STAFF}),
    "facilitator_note": STAFF,
    "exclusion": frozenset(),  # its writer knows it again by a letter or two
    "phone": frozenset({As.OWN, As.MATCHED, As.MEMBER}),
    "email": frozenset({As.OWN, As.MATCHED}),
    "if_answered": frozenset({As.OWN, As.MATCHED}),
    "proposal_note": frozenset({As.PROPOSED, *STAFF}),
    "reason": STAFF,
    "shared_note": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "own_note": frozenset({As.OWN}),
    "milestone": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "saw": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "remembered": frozenset({As.OWN}),
    "gratitude_note": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "chat_line": frozenset({As.OWN, As.MEMBER}),
    "chat_reply": frozenset({As.OWN}),
}
# The row of the table, and what of it, where they are not called the same.
GRANTED_AS = {
    "line": "hard_now",
    "phone": "contact",
    "email": "contact",
    "if_answered": "contact",
    "saw": "milestone",
}

# What is ticked or chosen: who reads of some of it is asked in `test_chosen`.
NO_WORDS = {
    "name",
    "availability",
    "attending",
    "support",
    "qualities",
    "aspect_answers",
    "times",
    "check_in",
    "hard_day",
    "weighs",
    "answer",
}


@dataclass(frozen=True)
class Written:
    what: str
    of: str
    stands: dict[str, As]  # how everybody stands to it
    taken: frozenset[str] = field(default_factory=frozenset)  # whose reply was taken, or whose chat it was

    @property
    def text(self) -> str:
        kept_as_it_is = {"phone": phone, "email": email}
        return kept_as_it_is[self.what](self.of) if self.what in kept_as_it_is else words(self.what, of=self.of)

    @property
    def readers(self) -> set[str]:
        granted = SEES[GRANTED_AS.get(self.what, self.what)]
        return {
            name
            for name, relation in self.stands.items()
            if relation in SHOWN[self.what] & set(granted) and (granted[relation] != Sight.TAKEN or name in self.taken)
        }


@dataclass(frozen=True)
class Stage:
    happens: Callable[[Cast], Awaitable[None]]
    matched: As = As.MATCHED  # how maya and theo stand to each other then
    reach: As = As.MATCHED  # and to how to reach each other, and to what they said of themselves
    asked: As = As.PROPOSED  # how those stand to each other who were asked about a talk
    gave: tuple[str, ...] = ()  # who of the two has given a note
    is_today: bool = True


async def _they_go_on(cast: Cast) -> None:
    """Maya and theo."""


async def _maya_says_goodbye(cast: Cast) -> None:
    await goodbye(cast, "maya")


async def _both_say_goodbye(cast: Cast) -> None:
    await goodbye(cast, "maya")
    await goodbye(cast, "theo")


async def _nobody_answers_in_time(cast: Cast) -> None:
    await goodbye(cast, "maya")
    clock.travel(days=14)


STAGES = {
    "they go on": Stage(_they_go_on),
    "maya has said goodbye": Stage(_maya_says_goodbye, reach=As.ENDED, gave=("maya",)),
    "both have": Stage(_both_say_goodbye, matched=As.ENDED, reach=As.ENDED, gave=("maya", "theo")),
    "the time is over": Stage(
        _nobody_answers_in_time, matched=As.ENDED, reach=As.ENDED, asked=As.MEMBER, gave=("maya",), is_today=False
    ),
}


def all_that_is_written(stage: Stage) -> Iterator[Written]:
    yield from _between_maya_and_theo(stage)
    yield from _between_ines_and_ruth()
    yield from _asked(stage)
    yield from _applied()
    yield Written("exclusion", "maya", standing(As.OWN, "maya"))
    yield Written("facilitator_note", "fay", standing(As.OWN, "ines"))
    yield from _chatted(stage)
    for name in PEOPLE:
        reach = {"maya": {"theo": stage.reach}, "theo": {"maya": stage.reach}}.get(name, {})
        took = frozenset({"maya": ["omar"], "omar": ["maya"]}.get(name, []) if stage.is_today else ())
        for what in ("phone", "email", "if_answered"):
            yield Written(what, name, {**standing(As.OWN, name), **reach}, took)


def _between_maya_and_theo(stage: Stage) -> Iterator[Written]:
    both = standing(stage.matched, "maya", "theo")
    for name in ("maya", "theo"):
        yield Written("own_note", name, standing(As.OWN, name))
        for what in ("shared_note", "milestone", "saw"):
            yield Written(what, name, both)
        yield Written("remembered", name, standing(As.OWN, *({name} & set(stage.gave))))
    drafted = standing(As.OWN, "maya")
    yield Written("gratitude_note", "maya", both if "maya" in stage.gave else drafted)
    yield Written("gratitude_note", "theo", both if "theo" in stage.gave else standing(As.MEMBER))


def _between_ines_and_ruth() -> Iterator[Written]:
    both = standing(As.ENDED, "ines", "ruth")
    for name in ("ines", "ruth"):
        for what in ("shared_note", "milestone", "saw", "gratitude_note"):
            yield Written(what, name, both)
        for what in ("own_note", "remembered"):
            yield Written(what, name, standing(As.OWN, name))


def _asked(stage: Stage) -> Iterator[Written]:
    """Noor has answered: what she was told about theo is not shown any more, but he still reads hers."""
    asked_about = {"maya": {"theo": stage.matched}, "noor": {"theo": stage.asked}, "ines": {"ruth": stage.asked}}
    for name, others in asked_about.items():
        yield Written("line", name, standing(As.OWN, name) | others)
        yield Written("hard_now", name, standing(As.OWN, name) | ({"theo": stage.reach} if name == "maya" else others))
    yield Written("introduction", "theo", standing(As.OWN, "theo") | {"maya": stage.reach})
    yield Written("introduction", "ruth", standing(As.OWN, "ruth") | {"ines": stage.asked})
    yield Written("proposal_note", "fay", standing(stage.asked, "theo", "ines", "ruth"))
    yield Written("reason", "noor", standing(As.OWN, "noor"))


def _applied() -> Iterator[Written]:
    """Omar has sent one and drafts another, which is his alone. Noor was told not yet: her pages open again to her when
    she goes on with it."""
    for what in ("hard_now", "line"):
        yield Written(what, "omar", standing(As.OWN, "omar"))
    for what in ("introduction", "depth"):
        yield Written(what, "noor", standing(As.MEMBER))
        yield Written(what, "omar", {"omar": As.OWN})
    yield Written("application_answer", "fay", standing(As.OWN, "noor"))


def _chatted(stage: Stage) -> Iterator[Written]:
    """Omar's was taken up and so is over: its line stays with those who replied. Maya's lasts for some hours."""
    yield Written("chat_line", "omar", {"omar": As.OWN, "maya": As.MEMBER, "ines": As.MEMBER})
    over = {"maya": As.OWN, "noor": As.MEMBER}
    yield Written("chat_line", "maya", standing(As.OWN, "maya") if stage.is_today else over)
    for name, to in (("maya", "omar"), ("ines", "omar"), ("noor", "maya")):
        yield Written("chat_reply", name, standing(As.OWN, name, to))
