"""Every form of the portal: where it stands, who has it before them, and how they fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from portal import clock
from portal.accounts.actions import invite
from portal.chats.actions import put_up
from portal.milestones.actions import mark
from tests.integration.cast import TUESDAY, Cast, once, phone

Value = str | list[str]
TEXT, LINE, CHOICE, TICKS, DAY, BUTTON, SECRET = "text", "line", "choice", "ticks", "day", "button", "secret"


@dataclass(frozen=True)
class Filled:
    """`page` is where it stands and `to` where it goes, in the words of the routes; `kinds` says what each field is.

    Whatever `needs` words is asked again without them. A DAY lies between `earliest` and `latest`, in days from today.
    """

    who: str
    to: str
    page: str
    form: Mapping[str, Value]
    kinds: Mapping[str, str]
    needs: frozenset[str] = frozenset()
    root: str = ""  # the id of the piece that htmx puts in its place
    fails: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)  # what else each field will not take


def today(days: int = 0) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()


def filled(cast: Cast) -> dict[str, Filled]:
    """By what is done with it."""
    talk = "/talks/{talk_id}"
    return {
        "sign in": Filled(
            "",
            "/sign-in",
            "/sign-in",
            {"name": "maya", "password": "not-the-right-one"},
            {"name": LINE, "password": SECRET},
            needs=frozenset({"name", "password"}),
        ),
        "choose a password": Filled(
            "",
            "/invitation/{token}",
            "/invitation/{token}",
            {"password": "four lanterns above a mill", "again": "four lanterns above a mill"},
            {"password": SECRET, "again": SECRET},
            needs=frozenset({"password", "again"}),
            fails={"password": ("short", "aaaaaaaaaaaaaaaa"), "again": ("four lanterns", "🌊" * 20)},
        ),
        "contact": Filled(
            "maya",
            "/me/contact",
            "/me/contact",
            {"means": ["phone"], "phone": phone("maya"), "email": "maya@cast.example"},
            {"means": TICKS, "phone": LINE, "email": LINE},
            root="contact-form",
            fails={"phone": ("🌊", "<script>alert(1)</script>", "شكرا"), "email": ("🌊", "<b>@", "no address")},
        ),
        "home": Filled(
            "maya", "/me/home", "/me", {"home": "open"}, {"home": CHOICE}, needs=frozenset({"home"}), root="home-form"
        ),
        "capacity": Filled(
            "ruth",
            "/me/room",
            "/me/room",
            {"capacity": "2"},
            {"capacity": BUTTON},
            needs=frozenset({"capacity"}),
            root="room",
            fails={"capacity": ("4", "-1", "1.5", "２")},
        ),
        "pause": Filled(
            "ruth",
            "/me/room/pause",
            "/me/room",
            {"until": today(3)},
            {"until": DAY},
            needs=frozenset({"until"}),
            root="room",
            fails={"until": (today(), today(-1), today(400))},
        ),
        "answer": Filled(
            "noor",
            "/proposals/{proposal_id}/answer",
            "/proposals/{proposal_id}",
            {"answer": "yes", "reason": ""},
            {"answer": BUTTON},
            needs=frozenset({"answer"}),
            root="proposal",
            fails={"answer": ("none", "YES", "maybe")},
        ),
        "not this time": Filled(
            "noor",
            "/proposals/{proposal_id}/answer",
            "/proposals/{proposal_id}/not-this-time",
            {"answer": "no", "reason": "Not yet."},
            {"reason": TEXT},
            root="not-this-time-form",
        ),
        "check-in": Filled(
            "maya",
            f"{talk}/check-in",
            f"{talk}/check-in",
            {"day": today(), "means": "phone", "strands": ["sharing"], "shared": "Both.", "own": "Mine."},
            {"day": DAY, "means": CHOICE, "strands": TICKS, "shared": TEXT, "own": TEXT},
            needs=frozenset({"day", "means"}),
            root="check-in-form",
            fails={"day": (today(1), today(-31))},
        ),
        "milestone": Filled(
            "maya",
            f"{talk}/milestone",
            f"{talk}/milestone",
            {"words": "I slept.", "day": today()},
            {"words": TEXT, "day": DAY},
            needs=frozenset({"words", "day"}),
            root="milestone-form",
            fails={"day": (today(1),), "words": ("   ", "\r\n\t", "\x00\x07")},
        ),
        "saw": Filled(
            "theo",
            f"{talk}/milestones/{{milestone_id}}",
            f"{talk}/milestones/{{milestone_id}}",
            {"saw": "A lot."},
            {"saw": TEXT},
            needs=frozenset({"saw"}),
            root="saw-form",
            fails={"saw": ("   ", "\x00")},
        ),
        "remember": Filled(
            "maya",
            f"{talk}/goodbye/remember",
            f"{talk}/goodbye/remember",
            {"remembered": "A silence."},
            {"remembered": TEXT},
            root="remember-form",
        ),
        "note": Filled(
            "maya",
            f"{talk}/goodbye/note",
            f"{talk}/goodbye/note",
            {"note": "Thank you.", "step": "later"},
            {"note": TEXT},
            root="note-form",
        ),
        "chat": Filled(
            "maya",
            "/chats",
            "/chats",
            {"kind": "ask", "hours": "4", "means": ["phone"], "line": "Ten minutes?", "group": cast.groups[TUESDAY]},
            {"kind": BUTTON, "hours": CHOICE, "means": TICKS, "line": TEXT, "group": BUTTON},
            needs=frozenset({"kind", "means"}),
            root="chat-form",
        ),
        "reply": Filled(
            "maya",
            "/chats/{chat_id}/replies",
            "/chats/{chat_id}",
            {"means": ["phone"], "words": "I am here."},
            {"means": TICKS, "words": TEXT},
            needs=frozenset({"means"}),
            root="chat",
            fails={"means": ("video", "in_person")},
        ),
    }


async def ids(cast: Cast) -> dict[str, str]:
    """What the addresses are filled in with: Omar asks for a chat, Maya marks a milestone, the stranger is invited."""
    group, day = cast.groups[TUESDAY], clock.now().date()
    chat = await put_up(
        by=cast.person("omar"), group=group, kind="ask", line="", means=["phone", "email"], hours=4, once=once()
    )
    milestone = await mark(await cast.side("maya"), by=cast.person("maya"), words="I slept.", day=day, once=once())
    return {
        "talk_id": cast.talk,
        "proposal_id": cast.proposal,
        "chat_id": chat,
        "milestone_id": milestone,
        "token": await invite(cast.accounts["stranger"]),
    }
