"""The same look at what weighs and worries, at a pause, and at an ending without a goodbye."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from e2e.looking import look, look_at_a_desk, said
from e2e.pages.care import Care
from e2e.pages.concerns import WORDS, Off, ToldOnTheDesk, Worry
from e2e.pages.desk import Pairs
from e2e.pages.endings import Kept, Meanwhile, Pause, WaysToEnd, Without
from e2e.pages.home import Home
from e2e.pages.mentorships import Talk, Talks
from e2e.pages.page import Shown
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import TUESDAY, lived_in

BACK_ON = datetime(2027, 2, 20, tzinfo=UTC).date()
TOO_LONG = "long " * 1000


@pytest.fixture(scope="module")
def portal(on_tuesday: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this, in the order in which it happens."""
    server = on_tuesday.copy_to(Path(tmp_path_factory.mktemp("care")) / "var")
    server.now = TUESDAY
    with lived_in(server):
        yield server


def test_what_weighs_and_what_worries(phone: GivePhone) -> None:
    """As it is answered and told; as it is read on the desk, narrow and wide."""
    theo, fay = phone("theo"), phone("fay")
    theo.watch.expect_status(422)
    found: list[str] = []
    care = Care(theo.page).open(theo.server.url)
    care.tap(energy="Low", weight="A lot", glad="Not now").sees_heading("That sounds like a lot to carry")
    found += look(theo)
    care.open(theo.server.url).page.get_by_text("What you said before").click()
    found += look(theo)
    care.leave_it_out().sees_heading("Not this month, then")
    found += look(theo)

    at = _at(theo, "Maya")
    Talk(theo.go_to(at).page).tell_of_a_worry("Maya")
    worry = Worry(theo.page).is_about("Maya").fill(WORDS, TOO_LONG)
    worry.press("Tell Fay and the coordinator now").says_above("This was not sent")
    found += look(theo)
    concern = Worry(theo.page).tell("It does not sound safe there.", to="Fay and the coordinator")
    concern_page = theo.page.url.removeprefix(theo.server.url)
    found += look(theo)
    theo.go_to(f"{at}/question")
    found += look(theo)

    found += past_fay(theo, at, phone)
    theo.go_to(concern_page)

    news = "Theo told you something"
    home = Home(fay.page).open(fay.server.url).hears(news)
    found += look(fay)
    home.open_news(news)
    told = ToldOnTheDesk(fay.page).says("Theo is worried about Maya", "It does not sound safe there.")
    address = fay.page.url.removeprefix(fay.server.url)
    found += look(fay) + look_at_a_desk(fay)
    told.say_it_is_read()
    found += look(fay)
    Home(theo.page).open(theo.server.url).open_news("Fay has read what you told")
    concern.is_read_by("Fay")
    found += look(theo)
    told.say_it_is_looked_after()
    found += look(fay.go_to(address))
    theo.page.reload()
    concern.is_looked_after_by("Fay")
    found += look(theo)

    Pairs(fay.page).open(fay.server.url).close_for("Maya + Theo")
    found += look(fay) + look_at_a_desk(fay)
    assert found == [], said(found)


def test_a_pause_and_an_ending_without_a_goodbye(phone: GivePhone) -> None:
    maya, theo = phone("maya"), phone("theo")
    for one in (maya, theo):
        one.watch.expect_status(422)
    found: list[str] = []
    at = _at(theo, "Maya")
    Shown(theo.go_to(f"{at}/pause").page).press("Pause until that day").says_above("Choose the day on which you go on.")
    found += look(theo)
    Pause(theo.page).until(BACK_ON, "I need to sleep. You did nothing wrong.")
    found += look(theo)
    for page in ("", "/still"):
        found += look(theo.go_to(f"{at}{page}"))

    found += look(maya.go_to("/home"))
    for page in ("", "/pause", "/meanwhile"):
        found += look(maya.go_to(f"{at}{page}"))
    meanwhile = Meanwhile(maya.page).press("Keep this").says_above("Choose one of these.")
    found += look(maya)
    Meanwhile(meanwhile.page).choose_to("Someone else until then")
    Talk(maya.page).is_with("Theo")
    found += look(maya)

    for way in (WaysToEnd.do_not_feel_safe, WaysToEnd.without_a_goodbye):
        before = way(WaysToEnd(maya.go_to(f"{at}/ending").page)).fill("A few words", TOO_LONG)
        before.press("End these talks now").says_above("")
        found += look(maya)
    Without(maya.page).end_now()
    Kept(maya.page).is_without_a_goodbye("Theo").open_all()
    found += look(maya)
    Home(theo.page).open(theo.server.url).open_news("Your talks with Maya are over")
    Kept(theo.page).is_without_a_goodbye("Maya").open_all()
    found += look(theo)
    for one, page in ((maya, "/home"), (maya, "/me"), (theo, "/talks"), (theo, "/me")):
        found += look(one.go_to(page))
    assert found == [], said(found)


def _at(one: Phone, other: str) -> str:
    """The address of their talks."""
    Talks(one.page).open(one.server.url).open_talk_with(other)
    return one.page.url.removeprefix(one.server.url)


def past_fay(theo: Phone, at: str, phone: GivePhone) -> list[str]:
    """Something is off: with lines to choose from, and nothing from Maya for now; and as it is followed."""
    Talk(theo.go_to(at).page).say_that_something_is_off()
    off = Off(theo.page).show_lines("I slept four hours", "I am scared of Sunday").press("Tell it now")
    off.says_above("Choose who reads this.")
    found = look(theo)
    off.want_nothing_from("Maya").tell("A line that was too close.", to="The coordinator, and not Fay")
    found += look(theo)
    told = theo.page.url.removeprefix(theo.server.url)
    for address in ("/me/apart", at, f"{at}/messages"):
        found += look(theo.go_to(address))
    found += as_cora_reads_it(phone("cora"), told.replace("/told/", "/desk/concerns/"))
    return found + look(theo.go_to(told))


def as_cora_reads_it(cora: Phone, address: str) -> list[str]:
    """With the lines, what is done about it, and who is held."""
    cora.watch.expect_status(422)
    told = ToldOnTheDesk(cora.go_to(address).page).read_the_lines("two").say_it_is_read()
    told.press("Tell Theo").says_above("Write a few words.")
    found = look(cora)
    told.say_what_is_done("I talk with you first.", to="Theo").suggest_nobody_to("Maya")
    return found + look(cora) + look_at_a_desk(cora)
