"""However somebody ends talks without a goodbye: what the other side reads is the same, to the byte, and complete.

Every way of ending gets a copy of one world. What the other can come to by links is read on that day, and three weeks
later, when the clock has said all that it says after an ending.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from e2e.alike import assert_alike, everything
from e2e.pages.concerns import Concern, ToldOnTheDesk
from e2e.pages.desk import Desk
from e2e.pages.endings import Kept, WaysToEnd
from e2e.pages.home import Home
from e2e.pages.mentorships import Feels, Talk, Talks
from e2e.pages.page import Nothing
from e2e.phone import GivePhone, Phone, PhonesOf
from e2e.server import Server
from e2e.world import TUESDAY, lived_in

THREE_WEEKS_LATER = TUESDAY + timedelta(days=22)
REASON = "Something was said that I cannot forget."

Pages = dict[str, str]


@dataclass(frozen=True)
class Side:
    """Who ends the talks, and who reads that they are over, with some of what is theirs to keep."""

    name: str
    other: str
    others_own: tuple[str, ...]
    not_the_others: str
    doors: tuple[str, ...]


MAYA = Side(
    "Maya",
    "Theo",
    ("I told my sister", "You asked what a wise, kind adult would do", "I told about my first winter."),
    "Look at Sundays.",
    ("Your time as a mentor", "Have a mentor yourself"),
)


def without_a_goodbye(talk: Talk, side: Side) -> None:
    talk.look_at_other_ways_to_end()
    WaysToEnd(talk.page).without_a_goodbye().end_now(REASON)
    Kept(talk.page).is_without_a_goodbye(side.other).does_not_see(REASON)  # what was told is not part of what was


def because_it_is_not_safe(talk: Talk, _: Side) -> None:
    """Who hears of it, and by when, comes first."""
    talk.look_at_other_ways_to_end()
    WaysToEnd(talk.page).do_not_feel_safe().end_now(REASON)
    Concern(talk.page).stands().sees(REASON)


def for_someone_else(talk: Talk, side: Side) -> None:
    talk.page.goto(f"{talk.page.url.partition('?')[0]}/how")
    Feels(talk.page).would_like_someone_else().say_so()
    Kept(talk.page).is_without_a_goodbye(side.other)


@dataclass(frozen=True)
class Way:
    end: Callable[[Talk, Side], None]
    fay_reads: tuple[str, ...]  # the title, and what was written


WAYS = {
    "alone": Way(without_a_goodbye, ("{name} ended the talks with {other} without a goodbye", REASON)),
    "unsafe": Way(because_it_is_not_safe, ("{name} ended the talks with {other} and does not feel safe", REASON)),
    "someone else": Way(for_someone_else, ("{name} would like someone else",)),
}


def test_the_other_side_reads_the_same_however_it_ended(
    phones_in: PhonesOf, on_tuesday: Server, tmp_path: Path
) -> None:
    """Maya ends them; the other way round, and in every state: tests/integration/endings/test_no_hint.py."""
    side = MAYA
    at_once: dict[str, Pages] = {}
    later: dict[str, Pages] = {}
    for name, way in WAYS.items():
        server = on_tuesday.copy_to(tmp_path / name)
        server.now = TUESDAY
        with lived_in(server):
            with phones_in(server) as phone:
                talk_id = ends_them(phone(side.name.lower()), way, side)
                at_once[name] = reads_that_they_are_over(phone(side.other.lower()), talk_id, side)
                fay_hears(phone, way, side)
            server.stop()
            server.now = THREE_WEEKS_LATER
            server.run("tick")
            server.start()
            with phones_in(server) as phone:
                later[name] = everything(phone(side.other.lower()), *starts(talk_id))

    assert_alike(at_once)
    assert_alike(later)
    assert at_once["alone"] != later["alone"]
    assert REASON not in "".join(page for read in (*at_once.values(), *later.values()) for page in read.values())


def ends_them(ender: Phone, way: Way, side: Side) -> str:
    Home(ender.page).go("Talks")
    talk = Talks(ender.page).open_talk_with(side.other)
    talk_id = talk.id()
    way.end(talk, side)
    return talk_id


def reads_that_they_are_over(other: Phone, talk_id: str, side: Side) -> Pages:
    """The news leads to a page of their own, and nothing else is left of the talks."""
    read = everything(other, *starts(talk_id))
    news = f"Your talks with {side.name} are over"
    Home(other.page).hears(news).open_news(news)
    kept = Kept(other.page).is_without_a_goodbye(side.name).open_all()
    kept.sees(*side.others_own).does_not_see(side.not_the_others).leads_on_to(*side.doors)
    after = everything(other, *starts(talk_id))

    other.watch.expect_status(404)
    for page in ("", "/messages", "/plans", "/ending", "/goodbye"):
        Nothing(other.go_to(f"/talks/{talk_id}{page}").page).is_shown()
    return read | {f"{address} after it was read": page for address, page in after.items()}


def starts(talk_id: str) -> tuple[str, ...]:
    return "/home", "/talks", f"/talks/{talk_id}/kept", "/me", "/proposals", "/enrolments", "/me/apart", "/help-now"


def fay_hears(phone: GivePhone, way: Way, side: Side) -> None:
    fay = phone("fay")
    title, *words = (line.format(name=side.name, other=side.other) for line in way.fay_reads)
    news = f"{side.name} told you something"
    Home(fay.page).hears(news).open_news(news)
    ToldOnTheDesk(fay.page).says(title, *words).say_it_is_read().say_it_is_looked_after()
    Desk(fay.page).open(fay.server.url).does_not_see(REASON)
