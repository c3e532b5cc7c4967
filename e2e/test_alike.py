"""A no, a week that goes by, a facilitator who takes it back: whoever was asked as well reads the same, to the byte.

Omar and Mira are asked about each other in one world, which is then put to rest. Every cause gets a copy of it. The
other sides, answers and ends: tests/integration/proposals/test_not_this_time.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from e2e.alike import assert_alike, read_by
from e2e.omar_and_mira import NOTE, fay_asks, fay_welcomes, mira_applies, omar_begins, omar_goes_on
from e2e.pages.desk import Desk
from e2e.pages.home import Home
from e2e.pages.proposals import Proposal
from e2e.phone import GivePhone, Phone, PhonesOf
from e2e.server import Server
from e2e.world import lived_in

ASKED_AT = datetime(2027, 1, 12, 17, tzinfo=UTC)  # a Tuesday noon where they live
LAST_HOUR = ASKED_AT + timedelta(days=7, hours=-1)
WEEK_IS_OVER = ASKED_AT + timedelta(days=7, hours=1)  # the same day, so that only the hour could tell them apart
THE_DAY_AFTER = ASKED_AT + timedelta(days=8)

Pages = dict[str, str]


@dataclass(frozen=True)
class Side:
    """Who looks, and who is the other one."""

    name: str
    question: str
    other: str
    others_question: str

    @property
    def asked_about(self) -> str:
        return self.other.capitalize()


OMAR = Side("omar", "Would you like Mira as your mentor?", "mira", "Would you be a mentor for Omar?")
MIRA = Side("mira", "Would you be a mentor for Omar?", "omar", "Would you like Mira as your mentor?")


@dataclass(frozen=True)
class Cause:
    """What happens before this side answers, and after."""

    first: Callable[[GivePhone, Side], None]
    then: Callable[[GivePhone], None]


def nothing(*_: object) -> None:
    """The clock goes on."""


def other_says_no(phone: GivePhone, side: Side) -> None:
    other = phone(side.other)
    Home(other.page).read_and_answer()
    Proposal(other.page).asks(side.others_question).say_not_this_time("Not now.").has_said_no()


def fay_takes_it_back(phone: GivePhone) -> None:
    fay = phone("fay")
    Desk(fay.page).open(fay.server.url).open_asked("Omar", "Mira").take_back().what_came_of(
        "Omar + Mira", "Closed early"
    )


CAUSES = {
    "a no": Cause(other_says_no, nothing),
    "a week that goes by": Cause(nothing, nothing),
    "taken back": Cause(nothing, fay_takes_it_back),
}


@pytest.fixture(scope="module")
def both_asked(phones_in: PhonesOf, community: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """At rest: Omar and Mira are asked about each other, and neither has answered."""
    world = Server(tmp_path_factory.mktemp("asked") / "var", community.outside)
    world.now = ASKED_AT
    world.run("migrate")
    world.run("demo")
    with lived_in(world), phones_in(world) as phone:
        omar, fay = phone("omar"), phone("fay")
        omar_begins(omar)
        omar_goes_on(omar)
        mira_applies(phone("mira"))
        for name in ("Omar", "Mira"):
            fay_welcomes(fay, name)
        fay_asks(fay, "Ines", "Ruth")
        fay_asks(fay, "Omar", "Mira", NOTE)
    return world


@pytest.mark.parametrize(
    ("side", "answers"), [(OMAR, True), (MIRA, False)], ids=["Omar looks and said yes", "Mira looks and said nothing"]
)
def test_the_other_side_reads_the_same_whatever_it_was(
    phones_in: PhonesOf, both_asked: Server, tmp_path: Path, side: Side, answers: bool
) -> None:
    before: dict[str, Pages] = {}
    after: dict[str, Pages] = {}
    for name, cause in CAUSES.items():
        server = both_asked.copy_to(tmp_path / name)
        server.now = LAST_HOUR
        with lived_in(server):
            with phones_in(server) as phone:
                before[name] = until_it_is_told(phone, side, cause, answers=answers)
            server.stop()
            server.now = WEEK_IS_OVER
            server.run("tick")  # what is still open lapses, on the day on which the others were told
            server.travel_to(THE_DAY_AFTER)
            with phones_in(server) as phone:
                after[name] = when_it_is_told(phone, side, before[name])

    assert_alike(before)
    assert_alike(after)
    assert before != after


def until_it_is_told(phone: GivePhone, side: Side, cause: Cause, *, answers: bool) -> Pages:
    """What this side reads while nothing is told; then it answers, or does not."""
    cause.first(phone, side)
    someone = phone(side.name)
    read = read_by(someone, own_pages(someone, side))
    if answers:
        Home(someone.page).open(someone.server.url).is_asked(side.question).read_and_answer()
        Proposal(someone.page).asks(side.question).say_yes().does_not_see(side.question)  # answered, and kept
    cause.then(phone)
    return read


def when_it_is_told(phone: GivePhone, side: Side, addresses: Pages) -> Pages:
    someone = phone(side.name)
    news = f"Talks with {side.asked_about}: not this time"
    Home(someone.page).hears(news)
    read = read_by(someone, addresses)
    Home(someone.page).open_news(news)
    Proposal(someone.page).is_over_with(side.asked_about)
    return read | {f"{address} after it was read": page for address, page in read_by(someone, addresses).items()}


def own_pages(someone: Phone, side: Side) -> list[str]:
    """Wherever it could show: Home, the list, the proposal, the application, and Me."""
    someone.go_to("/home")
    proposal = someone.page.get_by_role("link", name="Read and answer").get_attribute("href")
    someone.go_to("/enrolments")
    enrolment = someone.page.get_by_role("region", name="Yours").get_by_role("link").get_attribute("href")
    assert proposal
    assert enrolment
    return ["/home", "/proposals", proposal, enrolment, "/enrolments", "/me", *(["/me/room"] if side is MIRA else [])]
