"""The forms outside of talks: lines in a chat, looking something up, telling what is not well and what becomes of it,
and having one's say."""

from portal.chats.actions import put_up, reply, take
from portal.concerns.actions import acknowledge, worry
from portal.feedback.rules import QUESTIONS
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.feedback.writers import more_mentees
from tests.integration.form import CHOICE, LINE, TEXT, Filled, Value

NO_WORDS: tuple[Value, ...] = ("   ", "\r\n\t", "\x00\x07")
SAY = "/me/say"


def outside(cast: Cast) -> dict[str, Filled]:
    """By what is done with it."""
    return {**_looked_up(), **_in_a_chat(), **_told(cast), **_said()}


def _looked_up() -> dict[str, Filled]:
    at = "/guide/search"
    form, kinds, needs = {"words": "goodbye"}, {"words": LINE}, frozenset({"words"})
    return {
        name: Filled(who, at, "/guide", form, kinds, needs=needs, root="search", fails={"words": NO_WORDS})
        for name, who in (("look up", "maya"), ("look up, signed out", ""))
    }


def _in_a_chat() -> dict[str, Filled]:
    return {
        "line in a chat": Filled(
            "maya",
            "/chats/{taken_id}/lines",
            "/chats/{taken_id}",
            {"words": "I am here now."},
            {"words": TEXT},
            needs=frozenset({"words"}),
            root="messages",
            fails={"words": NO_WORDS},
        )
    }


def _told(cast: Cast) -> dict[str, Filled]:
    fay, theo, at = cast.members["fay"], cast.members["theo"], "/desk/concerns/{followed_id}"
    who_else: dict[str, tuple[Value, ...]] = {"whom": ("k3v9k3v9k3v9k3v9", cast.members["gus"])}
    return {
        "something is off, from anywhere": Filled(
            "maya",
            "/note",
            "/note",
            {"of": "person", "whom": theo, "reader": "coordinator", "words": "Money.", "step": "tell"},
            {"of": CHOICE, "whom": CHOICE, "reader": CHOICE, "words": TEXT},
            needs=frozenset({"of", "whom", "reader"}),
            root="note-form",
            fails={**who_else, "reader": ("both",)},
        ),
        "of whom it is": Filled(
            "maya",
            "/note",
            "/note",
            {"of": "conversation", "whom": fay, "words": "", "step": "write"},
            {"of": CHOICE, "whom": CHOICE, "words": TEXT},
            needs=frozenset({"of", "whom"}),
            root="note-form",
            fails=who_else,
        ),
        "worry, from anywhere": Filled(
            "maya",
            "/question",
            "/question",
            {"whom": theo, "words": "The last call.", "step": "tell"},
            {"whom": CHOICE, "words": TEXT},
            needs=frozenset({"whom"}),
            root="note-form",
            fails=who_else,
        ),
        "what is being done": Filled(
            "fay",
            f"{at}/steps",
            at,
            {"words": "I call tonight."},
            {"words": TEXT},
            needs=frozenset({"words"}),
            root="step-form",
            fails={"words": NO_WORDS},
        ),
    }


def _said() -> dict[str, Filled]:
    """Nothing of it is needed."""
    return {
        "say": Filled(
            "maya",
            SAY,
            SAY,
            {"talks": "good", "heard": "yes", "words": "it helps to be asked."},
            {**dict.fromkeys(QUESTIONS, CHOICE), "words": TEXT},
            root="say-form",
        )
    }


async def ids_outside(cast: Cast) -> dict[str, str]:
    """Omar and maya write to each other in a chat, and fay has read that theo is worried; enough people talk that they
    could have their say."""
    await more_mentees(cast, "bea", "ciro")
    chat = await put_up(
        by=cast.person("omar"),
        group=cast.groups[TUESDAY],
        kind="offer",
        line="",
        means=["phone", "here"],
        hours=8,
        once=once(),
    )
    taken = await reply(chat, by=cast.person("maya"), words="", means=["here"], once=once())
    await take(chat, taken, by=cast.person("omar"), once=once())
    followed = await worry(await cast.side("theo"), by=cast.person("theo"), words="", once=once())
    await acknowledge(followed, by=cast.person("fay"), once=once())
    return {"taken_id": chat, "followed_id": followed}
