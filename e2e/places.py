"""What is photographed: a place is an address, or a way: "/home > /talks/*" opens home and follows the first link that
leads to something like the second; "/chats > Your chat" follows the first that says so."""

from collections.abc import Callable, Sequence

from e2e.lives import (
    applications_are_begun,
    maya_has_a_say,
    maya_tells_cora,
    noor_and_theo_begin,
    omar_and_ines_talk,
    talks_end,
    theo_takes_a_pause,
    theo_tells_and_offers_times,
)
from e2e.phone import GivePhone
from portal.enrolments.rules import MENTEE, MENTOR
from portal.enrolments.steps import PAGES

APPLICATION = "/enrolments > /enrolments/*"
TALK = "/talks > /talks/*"
Places = Sequence[tuple[str, str]]  # whose, and which
OF_TALK = (
    *("messages", "plans", "next", "check-in", "check-ins", "milestone", "milestones", "beginning", "ways", "how"),
    *("note", "question", "pause", "goodbye/remember", "ending"),
)
DEMO = (
    ("", "/"),
    ("", "/sign-in"),
    ("", "/help-now"),
    ("", "/guide"),
    *(("", f"/guide/{page}") for page in ("gives", "talks", "part", "how", "time", "chats", "search")),
    ("maya", "/home"),
    ("maya", TALK),
    *(("maya", f"{TALK} > /talks/*/{page}") for page in OF_TALK),
    ("maya", f"{TALK} > /talks/*/next > /talks/*/next/*"),
    ("maya", f"{TALK} > /talks/*/check-ins > /talks/*/check-ins/*"),
    *(("maya", f"{TALK} > /talks/*/ending > /talks/*/ending/{way}") for way in ("quiet", "now")),
    *(("maya", f"/guide/{page}") for page in ("shelf", "companion", "boundaries", "care", "off", "questions")),
    ("maya", "/me/meeting"),
    ("theo", "/home"),
    ("theo", "/talks"),
    ("theo", TALK),
    ("theo", f"{TALK} > /talks/*/check-ins > /talks/*/check-ins/* > /talks/*/correction"),
    *(("theo", address) for address in ("/me/care", "/me/care/ways-on", "/me/care/self-care", "/me/moments")),
    ("maya", "/chats"),
    ("maya", "/guide"),
    ("maya", "/me"),
    *(("maya", f"/me/{page}") for page in ("contact", "times", "about", "apart", "chats", "say")),
    ("maya", "/note"),
    ("maya", "/question"),
    ("maya", "/chats > /chats/*"),
    ("maya", "/help-now"),
    ("noor", "/home"),
    ("noor", "/proposals"),
    ("noor", "/home > /proposals/*"),
    ("theo", "/home > /proposals/* > /proposals/*/not-this-time"),
    ("ines", "/home"),
    ("ines", APPLICATION),
    ("ines", f"{APPLICATION} > /enrolments/*/withdrawal"),
    ("ruth", "/me"),
    ("ruth", "/me/room > /me/room/stepping-back"),
    ("omar", "/home"),
    ("omar", "/me/say"),
    ("omar", "/enrolments"),
    ("omar", APPLICATION),
    *(("omar", f"{APPLICATION} > /enrolments/*/{page}") for page in PAGES[MENTEE]),
    *(("mira", f"{APPLICATION} > /enrolments/*/{page}") for page in PAGES[MENTOR]),
    ("fay", "/desk"),
    ("fay", "/desk > /desk/waiting/*"),
    ("fay", "/desk > /desk/pairs/*"),
    ("fay", "/desk > /desk/applications/*"),
    ("fay", "/desk > /desk/proposals/*"),
    ("fay", "/desk > /desk/people* > /desk/people/*"),
    ("fay", "/desk/people"),
    ("fay", "/desk/talks"),
    ("fay", "/desk/talks > /desk/talks/*/closing"),
    ("fay", "/desk/feedback"),
    ("fay", "/me/say"),
    ("fay", "/admin/"),
    ("cora", "/desk"),
    ("cora", "/desk/help"),
    ("cora", "/help-now"),
)
# Some pages are not there before somebody has done something. What the people of the demo do first, and what is shown
# then, one after the other; the name of each goes before its photographs.
STAGES: tuple[tuple[str, Callable[[GivePhone], None], Places], ...] = (
    ("", applications_are_begun, DEMO),
    (
        "new",
        noor_and_theo_begin,
        (
            ("noor", "/home"),
            ("noor", TALK),
            ("noor", f"{TALK} > /talks/*/beginning"),
            ("noor", f"{TALK} > /talks/*/found"),
            ("theo", "/home"),
        ),
    ),
    (
        "told",
        theo_tells_and_offers_times,
        (
            ("theo", f"{TALK} > /talks/*/question > /told/*"),
            ("theo", "/me/care/ways-on"),
            ("maya", "/home"),
            ("maya", TALK),
            ("maya", f"{TALK} > /talks/*/plans"),
            ("maya", f"{TALK} > /talks/*/messages"),
            ("fay", "/desk"),
            ("fay", "/desk > /desk/concerns/*"),
        ),
    ),
    (
        "paused",
        theo_takes_a_pause,
        (
            ("theo", "/home"),
            ("maya", "/home"),
            ("maya", TALK),
            *(("maya", f"{TALK} > /talks/*/{page}") for page in ("pause", "meanwhile")),
        ),
    ),
    (
        "chat",
        omar_and_ines_talk,
        (
            ("omar", "/chats"),
            ("omar", "/chats > You are talking with someone"),
            *((name, "/chats > You replied to Omar") for name in ("ines", "mira")),
        ),
    ),
    (
        "off",
        maya_tells_cora,
        (
            ("maya", "/me"),
            ("maya", "/me > /told/*"),
            ("maya", "/me/apart"),
            ("maya", TALK),
            ("maya", f"{TALK} > /talks/*/messages"),
            ("cora", "/desk > Maya says that something is off"),
        ),
    ),
    ("said", maya_has_a_say, (("maya", "/me/say"),)),
    (
        "over",
        talks_end,
        (
            ("maya", "/home"),
            ("maya", "/me > /talks/*/kept"),
            ("theo", "/home"),
            ("theo", "/me > /talks/*/kept"),
            ("theo", TALK),
            ("theo", f"{TALK} > /talks/*/goodbye"),
            ("noor", "/me > /talks/*/kept"),
        ),
    ),
)
