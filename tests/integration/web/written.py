"""What everybody of the cast has written, who stands how to it, and how much of what they may read pages show today."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from portal import clock
from portal.visibility import SEES, As, Sight
from tests.integration.cast import PEOPLE, SATURDAY, TUESDAY, Cast, email, phone, words
from tests.integration.standing import standing
from tests.integration.told import goodbye, part
from tests.integration.told_outside import PROGRAMME

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
    "added": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "own_note": frozenset({As.OWN}),
    "along": frozenset({As.OWN}),
    "left_note": frozenset({As.OWN}),
    "left_along": frozenset({As.OWN}),
    "message": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "pause_word": frozenset({As.OWN, As.MATCHED}),
    "to_bring": frozenset({As.OWN}),
    "own_moment": frozenset({As.OWN}),
    "concern": frozenset({As.OWN, *STAFF}),
    "parting": frozenset({As.OWN, *STAFF}),
    "milestone": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "saw": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "remembered": frozenset({As.OWN}),
    "gratitude_note": frozenset({As.OWN, As.MATCHED, As.ENDED}),
    "chat_line": frozenset({As.OWN, As.MEMBER}),
    "chat_reply": frozenset({As.OWN}),
    "chat_said": frozenset({As.OWN, As.MEMBER}),
    "concern_step": frozenset({As.OWN, *STAFF}),
    "shown_message": STAFF,  # to who has shown it, how many they are; it stands in their messages
    "feedback": STAFF,
    "waiting_feedback": frozenset(),
}
# The row of the table, and what of it, where they are not called the same.
GRANTED_AS = {
    "line": "hard_now",
    "phone": "contact",
    "email": "contact",
    "if_answered": "contact",
    "saw": "milestone",
    "left_note": "own_note",  # of a check-in that the other took back
    "left_along": "along",
    "parting": "concern",  # what is told with an ending without a goodbye
    "waiting_feedback": "feedback",
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
    "agreement",
    "plan",
    "for_next_time",
    "feels",
    "care",
    "answer",
    "block",
    "told_of_chats",
}


@dataclass(frozen=True)
class Written:
    what: str
    of: str
    stands: dict[str, As]  # how everybody stands to it
    to: frozenset[str] = field(default_factory=frozenset)  # whose reply was taken, or whose chat it was; who is told
    between: frozenset[str] = field(default_factory=frozenset)  # who reads it as a line of theirs

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
            if relation in SHOWN[self.what] & set(granted)
            and (granted[relation] not in (Sight.TAKEN, Sight.SENT) or name in self.to)
        } | self.between


@dataclass(frozen=True)
class Stage:
    happens: Callable[[Cast], Awaitable[None]]
    matched: As = As.MATCHED  # how maya and theo stand to each other then
    reach: As = As.MATCHED  # and to how to reach each other, and to what they said of themselves
    asked: As = As.PROPOSED  # how those stand to each other who were asked about a talk
    asked_theo: As = As.PROPOSED  # and theo, who is asked about noor: not any more, once theo rests
    gave: tuple[str, ...] = ()  # who of the two has given a note
    parted: tuple[str, ...] = ()  # who has ended it without a goodbye, and who reads why
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


async def _theo_ends_it_alone(cast: Cast) -> None:
    await part(cast, "theo", "alone", words("parting", of="theo"))


async def _maya_does_not_feel_safe(cast: Cast) -> None:
    await part(cast, "maya", "unsafe", words("parting", of="maya"))


STAGES = {
    "they go on": Stage(_they_go_on),
    "maya has said goodbye": Stage(_maya_says_goodbye, reach=As.ENDED, gave=("maya",)),
    "both have": Stage(_both_say_goodbye, matched=As.ENDED, reach=As.ENDED, gave=("maya", "theo")),
    "theo has ended it alone": Stage(
        _theo_ends_it_alone, matched=As.ENDED, reach=As.ENDED, asked_theo=As.MEMBER, parted=("theo", "fay")
    ),
    "maya does not feel safe": Stage(
        _maya_does_not_feel_safe, matched=As.ENDED, reach=As.ENDED, parted=("maya", "fay", "cora")
    ),
    "the time is over": Stage(
        _nobody_answers_in_time,
        matched=As.ENDED,
        reach=As.ENDED,
        asked=As.MEMBER,
        asked_theo=As.MEMBER,
        gave=("maya",),
        is_today=False,
    ),
}


def all_that_is_written(stage: Stage) -> Iterator[Written]:
    yield from _between_maya_and_theo(stage)
    yield from _between_ines_and_ruth()
    yield from _between_lena_and_gus()
    yield from _told_of_others(stage)
    yield from _asked(stage)
    yield from _applied()
    yield Written("exclusion", "maya", standing(As.OWN, "maya"))
    yield Written("facilitator_note", "fay", standing(As.OWN, "ines"))
    yield from _chatted(stage)
    yield from _said_of_talks()
    for name in PEOPLE:
        reach = {
            "maya": {"theo": stage.reach},
            "theo": {"maya": stage.reach},
            "lena": {"gus": As.MATCHED},
            "gus": {"lena": As.MATCHED},
        }.get(name, {})
        took = frozenset({"maya": ["omar"], "omar": ["maya"]}.get(name, []) if stage.is_today else ())
        for what in ("phone", "email", "if_answered"):
            yield Written(what, name, {**standing(As.OWN, name), **reach}, took)


def _between_maya_and_theo(stage: Stage) -> Iterator[Written]:
    both = standing(stage.matched, "maya", "theo")
    for name in ("maya", "theo"):
        for what in ("own_note", "along"):
            yield Written(what, name, standing(As.OWN, name))
        for what in ("shared_note", "added", "message", "milestone", "saw"):
            yield Written(what, name, both)
        yield Written("remembered", name, standing(As.OWN, *({name} & set(stage.gave))))
    drafted = standing(As.OWN, "maya")
    if not stage.parted:  # then it stays a draft
        yield Written("gratitude_note", "maya", both if "maya" in stage.gave else drafted)
    yield Written("gratitude_note", "theo", both if "theo" in stage.gave else standing(As.MEMBER))
    for what in ("left_note", "left_along"):
        yield Written(what, "theo", standing(As.OWN, "theo"))
    yield Written("to_bring", "maya", standing(As.OWN, "maya"))
    yield Written("own_moment", "theo", standing(As.OWN, "theo"))


def _between_ines_and_ruth() -> Iterator[Written]:
    both = standing(As.ENDED, "ines", "ruth")
    for name in ("ines", "ruth"):
        for what in ("shared_note", "added", "message", "milestone", "saw", "gratitude_note"):
            yield Written(what, name, both)
        for what in ("own_note", "along", "remembered"):
            yield Written(what, name, standing(As.OWN, name))
    for what in ("left_note", "left_along"):
        yield Written(what, "ruth", standing(As.OWN, "ruth"))


def _between_lena_and_gus() -> Iterator[Written]:
    """Gus runs the group, and is a side like any other."""
    both = standing(As.MATCHED, "lena", "gus", group=SATURDAY)
    for name in ("lena", "gus"):
        yield Written("message", name, both)
    yield Written("pause_word", "gus", both)


def _told_of_others(stage: Stage) -> Iterator[Written]:
    """Of gus, who runs the group, cora alone is told; and of theo past fay."""
    yield Written("concern", "theo", standing(As.OWN, "theo"), frozenset({"fay", "cora"}))
    yield Written("concern", "maya", standing(As.OWN, "maya"), frozenset({"cora"}))
    yield Written("concern", "lena", standing(As.OWN, "lena", group=SATURDAY), frozenset({"cora"}))
    yield Written("concern_step", "fay", standing(As.OWN, "theo"), frozenset({"fay", "cora"}))
    yield Written("concern_step", "cora", standing(As.OWN, "maya"), frozenset({"cora"}))
    for name, by, reader in (("maya", "theo", "fay"), ("theo", "maya", "cora")):  # who has opened them
        yield Written("shown_message", name, standing(As.OWN, by), frozenset({reader}), frozenset({"maya", "theo"}))
    for name in ("maya", "theo"):
        parted = name in stage.parted[:1]
        yield Written("parting", name, standing(As.OWN, name) if parted else {}, frozenset(stage.parted[1:]))


def _asked(stage: Stage) -> Iterator[Written]:
    """Noor has answered: what she was told about theo is not shown any more, but he still reads hers."""
    asked_about = {"maya": {"theo": stage.matched}, "noor": {"theo": stage.asked_theo}, "ines": {"ruth": stage.asked}}
    for name, others in asked_about.items():
        yield Written("line", name, standing(As.OWN, name) | others)
        yield Written("hard_now", name, standing(As.OWN, name) | ({"theo": stage.reach} if name == "maya" else others))
    yield Written("introduction", "theo", standing(As.OWN, "theo") | {"maya": stage.reach})
    yield Written("introduction", "ruth", standing(As.OWN, "ruth") | {"ines": stage.asked})
    asked = standing(stage.asked, "ines", "ruth") | {"theo": stage.asked_theo}
    yield Written("proposal_note", "fay", asked)
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
    """Omar's was taken up and so is over: its line stays with the two. Maya's lasts for some hours. To who replied and
    was not the one it is over, also what they wrote. Once closed, nothing of the other is left."""
    two = {"omar": As.OWN, "maya": As.MEMBER}
    yield Written("chat_line", "omar", two if stage.is_today else {"omar": As.OWN})
    today = standing(As.OWN, "maya")
    if stage.parted:  # who did not say goodbye to each other meet nowhere
        del today["theo"]
    yield Written("chat_line", "maya", today if stage.is_today else {"maya": As.OWN})
    replied = {"maya": "omar maya", "ines": "omar", "noor": "maya noor"}
    closed = {"maya": "", "ines": "", "noor": "maya"}  # two days after what was taken up is over
    for name, readers in (replied if stage.is_today else closed).items():
        yield Written("chat_reply", name, standing(As.OWN, *readers.split()))
    said = two if stage.is_today else {}
    for name in ("omar", "maya"):
        yield Written("chat_said", name, said, frozenset({"maya"}))


def _said_of_talks() -> Iterator[Written]:
    """Of one group, and of the whole programme: read by fay and cora. Gus has talks, which may be in it. What waits is
    read by nobody."""
    yield Written("feedback", TUESDAY, standing(As.MEMBER))
    yield Written("feedback", PROGRAMME, standing(As.MEMBER))
    yield Written("waiting_feedback", "maya", standing(As.OWN, "maya"))
