"""Every form of the portal: where it stands, who has it before them, and how they fill it in."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from portal import clock
from portal.accounts.actions import invite
from portal.chats.actions import put_up
from portal.enrolments.applying import begin, save_page, send
from portal.groups.tables import Membership
from tests.integration.again import once_more
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once, phone
from tests.integration.form import BUTTON, CHOICE, DAY, LINE, SECRET, TEXT, TICK, TICKS, Filled, Value, today
from tests.integration.forms_of_talks import ids_of_talks, of_talks
from tests.integration.forms_outside import ids_outside, outside


def filled(cast: Cast) -> dict[str, Filled]:
    """By what is done with it."""
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
            CONTACT,
            CONTACT_KINDS,
            root="contact-form",
            fails=NO_CONTACT,
        ),
        "times": Filled(
            "maya",
            "/me/times",
            "/me/times",
            {"times": ["1e", "3m"], "zone": "Europe/London"},
            {"times": TICKS, "zone": CHOICE},
            root="times-form",
            fails=NO_TIMES,
        ),
        "about": replace(_about(cast), who="omar", to="/me/about", page="/me/about"),
        "keep apart": Filled(
            "maya",
            "/me/apart",
            "/me/apart",
            {"kind": "name", "said": "Quentin Vale"},
            {"kind": CHOICE, "said": LINE},
            needs=frozenset({"kind", "said"}),
            root="apart",
            stands_at={"said": "apart-said"},
            fails={"said": (" ", "sam@mail.example", "+44 20 7946 0018", "Sam, Pam")},
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
        "not this time, and pause": Filled(
            "theo",
            "/proposals/{proposal_id}/answer",
            "/proposals/{proposal_id}/not-this-time",
            {"answer": "no", "reason": "Not yet.", "pause": "two_weeks"},
            {"reason": TEXT, "pause": CHOICE},
            root="not-this-time-form",
        ),
        **of_talks(),
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
        **outside(cast),
        **_applications(cast),
        **_at_the_desk(cast),
    }


CONTACT: Mapping[str, Value] = {
    "means": ["phone"],
    "phone": phone("maya"),
    "email": "maya@cast.example",
    "calling": "message_first",
    "voicemail": "no",
    "if_answered": "It is Sam.",
}
CONTACT_KINDS = {
    "means": TICKS,
    "phone": LINE,
    "email": LINE,
    "calling": CHOICE,
    "voicemail": CHOICE,
    "if_answered": LINE,
}
NO_CONTACT: Mapping[str, tuple[Value, ...]] = {
    "phone": ("🌊", "<script>alert(1)</script>", "شكرا"),
    "email": ("🌊", "<b>@", "no address"),
}
NO_TIMES: Mapping[str, tuple[Value, ...]] = {
    "times": ("7m", "1E", "mm", ["1e", "1"]),
    "zone": ("", "Mars/Olympus_Mons", "../../etc/passwd"),
}


def _about(cast: Cast) -> Filled:
    """Of all the aspects, one: each is asked in the same way."""
    age = cast.aspects["Age"]
    return Filled(
        "",
        "",
        "",
        {f"option_{age}": cast.options["Forties"], f"wish_{age}": "closer to mine", f"shown_{age}": "no"},
        {f"{part}_{age}": CHOICE for part in ("option", "wish", "shown")},
        root="about-form",
        fails={
            f"option_{age}": (cast.options["Woman"], "k3v9k3v9k3v9k3v9"),
            f"wish_{age}": ("CLOSER", "no matter "),
            f"shown_{age}": ("maybe", "True"),
        },
    )


def _applications(cast: Cast) -> dict[str, Filled]:
    """Lena has drafted one as mentor, Omar has sent one as mentee; the others' were welcomed long ago."""
    at = "/enrolments/{enrolment_id}"
    ruth, lena = ({"enrolment_id": cast.enrolments[name]} for name in ("ruth", "lena"))
    return {
        "door": Filled(
            "noor",
            "/enrolments",
            "/enrolments",
            {"role": "mentor", "group": cast.groups[TUESDAY]},
            {"role": CHOICE, "group": CHOICE},
            needs=frozenset({"role", "group"}),
            root="doors",
            fails={"group": (cast.groups[SATURDAY], "k3v9k3v9k3v9k3v9")},
        ),
        "now": Filled(
            "ines",
            f"{at}/now",
            f"{at}/now",
            {
                "attending": "yes",
                "hard_about": ["nights"],
                "hard_now": "Mine.",
                "line": "A line.",
                "support": "not_sure",
            },
            {"attending": CHOICE, "hard_about": TICKS, "hard_now": TEXT, "line": LINE, "support": CHOICE},
            root="now-form",
        ),
        "experience": Filled(
            "lena",
            f"{at}/experience",
            f"{at}/experience",
            {"depth": "Long."},
            {"depth": TEXT},
            root="experience-form",
            ids=lena,
        ),
        "qualities": Filled(
            "ruth",
            f"{at}/qualities",
            f"{at}/qualities",
            {"willing": "already", "safe": "growing"},
            {"willing": CHOICE, "safe": CHOICE},
            root="qualities-form",
            ids=ruth,
        ),
        "introduction": Filled(
            "lena",
            f"{at}/introduction",
            f"{at}/introduction",
            {"introduction": "My story."},
            {"introduction": TEXT},
            needs=frozenset({"introduction"}),
            root="introduction-form",
            fails={"introduction": ("   ", "\r\n\t")},
            ids=lena,
        ),
        "application: about": replace(_about(cast), who="ines", to=f"{at}/about", page=f"{at}/about"),
        "application: ways": Filled(
            "ines", f"{at}/ways", f"{at}/ways", CONTACT, CONTACT_KINDS, root="contact-form", fails=NO_CONTACT
        ),
        "application: times": Filled(
            "ines",
            f"{at}/times",
            f"{at}/times",
            {"times": ["1e"], "zone": "Europe/London"},
            {"times": TICKS, "zone": CHOICE},
            root="times-form",
            fails=NO_TIMES,
        ),
        "offer: times": Filled(
            "lena",
            f"{at}/times",
            f"{at}/times",
            {"times": ["1e"], "zone": "UTC", "capacity": "2"},
            {"times": TICKS, "zone": CHOICE, "capacity": CHOICE},
            needs=frozenset({"capacity"}),
            root="times-form",
            fails={**NO_TIMES, "capacity": ("-1", "4", "２")},
            ids=lena,
        ),
        "send": Filled(
            "lena",
            f"{at}/sending",
            f"{at}/send",
            {"agreed": "y"},
            {"agreed": TICK},
            needs=frozenset({"agreed"}),
            root="send-form",
            ids=lena,
        ),
    }


def _at_the_desk(cast: Cast) -> dict[str, Filled]:
    application = "/desk/applications/{enrolment_id}"
    return {
        "ask both": Filled(
            "fay",
            "/desk/pairs/{enrolment_id}/{availability_id}",
            "/desk/pairs/{enrolment_id}/{availability_id}",
            {"note": "No hurry with this."},
            {"note": TEXT},
            root="ask-form",
        ),
        "answer application": Filled(
            "fay",
            f"{application}/answer",
            application,
            {"answer": "not_yet", "words": "Come to three more evenings."},
            {"answer": BUTTON, "words": TEXT},
            needs=frozenset({"answer", "words"}),  # words for a not yet alone
            root="answer-form",
            fails={"answer": ("yes", "NOT_YET"), "words": ("   ", "\x00")},
            ids={"enrolment_id": cast.enrolments["omar"]},
        ),
        "place": Filled(
            "fay",
            "/desk/people/{membership_id}",
            "/desk/people/{membership_id}",
            {"attending": "yes", "note": "Sits near the door."},
            {"attending": CHOICE, "note": TEXT},
            needs=frozenset({"attending"}),
            root="person-form",
        ),
    }


def nobodys() -> dict[str, Filled]:
    """All of them, for whoever only asks where they go."""
    groups, members, enrolments, rooms, asked, options = (defaultdict[str, str](str) for _ in range(6))
    return filled(Cast(groups, {}, members, enrolments, rooms, aspects=asked, options=options))


async def form_called(name: str, cast: Cast) -> Filled:
    """Ready to be sent."""
    known = await ids(cast)
    return filled(cast)[name].at(known)


async def ids(cast: Cast) -> dict[str, str]:
    """What the addresses are filled in with: Omar asks for a chat and has applied, Lena drafts an offer, the stranger
    is invited; and what the forms of talks and outside of them are about."""
    return await once_more("ids", cast, lambda: _ids(cast))


async def _ids(cast: Cast) -> dict[str, str]:
    group = cast.groups[TUESDAY]
    chat = await put_up(
        by=cast.person("omar"), group=group, kind="ask", line="", means=["phone", "email"], hours=4, once=once()
    )
    await _apply(cast)
    return {
        **await ids_of_talks(cast),
        **await ids_outside(cast),
        "proposal_id": cast.proposal,
        "chat_id": chat,
        "enrolment_id": cast.enrolments["ines"],
        "availability_id": cast.rooms["ruth"],
        "membership_id": cast.memberships["ines"],
        "token": await invite(cast.accounts["stranger"]),
    }


async def _apply(cast: Cast) -> None:
    """Lena has not been there for twelve months, so she is asked whether that is enough."""
    omar, lena = cast.person("omar"), cast.person("lena")
    lately = clock.now().date() - timedelta(days=90)
    await Membership.update({Membership.joined_on: lately}).where(Membership.id == cast.memberships["lena"])
    cast.enrolments["omar"] = await begin(by=omar, role="mentee", group=cast.groups[TUESDAY], once=once())
    await send(cast.enrolments["omar"], by=omar, agreed=True, once=once())
    cast.enrolments["lena"] = await begin(by=lena, role="mentor", group=cast.groups[SATURDAY], once=once())
    await save_page(cast.enrolments["lena"], "introduction", by=lena, introduction="My story.", once=once())
