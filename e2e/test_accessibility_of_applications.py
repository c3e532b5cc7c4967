"""The same look at both applications: every page, what is said where something is to be mended, where one stands."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from e2e.looking import look, look_at_a_desk, said
from e2e.omar_and_mira import STORY
from e2e.pages.aspects import About
from e2e.pages.desk import Desk
from e2e.pages.enrolments import INTRODUCTION, READY, Applying, Doors, Room, Standing
from e2e.pages.exclusions import SAID, Apart
from e2e.pages.page import Shown
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

TOO_LONG = "long " * 500
BEGIN: dict[str, Callable[[Doors], Applying]] = {"omar": Doors.look_for_a_mentor, "mira": Doors.offer_to_mentor}
PAGES = {
    "mentee": ("now", "about", "ways", "times", "apart", "send"),
    "mentor": ("experience", "qualities", "introduction", "about", "ways", "times", "apart", "send"),
}


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this: Omar applies as mentee, Mira as mentor."""
    server = community.copy_to(Path(tmp_path_factory.mktemp("applications")) / "var")
    with lived_in(server):
        yield server


@pytest.mark.parametrize(("name", "role"), [("omar", "mentee"), ("mira", "mentor")], ids=["mentee", "mentor"])
def test_every_page_of_an_application(phone: GivePhone, name: str, role: str) -> None:
    someone = phone(name)
    BEGIN[name](Doors(someone.page).open(someone.server.url))
    found = look(someone)  # the list of its pages
    address = someone.page.url.removeprefix(someone.server.url)
    for page in PAGES[role]:
        someone.go_to(f"{address}/{page}")
        if page == "about":
            About(someone.page).open_all()
        found += look(someone)
    assert found == [], said(found)


def test_pages_of_an_application_that_come_back(phone: GivePhone) -> None:
    omar, mira = phone("omar"), phone("mira")
    for one in (omar, mira):
        one.watch.expect_status(422)
    found: list[str] = []
    for page, show in ((omar, _now), (omar, _ways), (mira, _experience), (mira, _introduction), (mira, _send)):
        show(page)
        found += look(page)
    for show in (_apart, _apart_and_back, _nothing_chosen):
        show(omar)
        found += look(omar)
    assert found == [], said(found)


def test_where_an_application_stands_and_how_it_is_read(phone: GivePhone) -> None:
    """On the phone of whoever sent it; and on the desk of whoever reads it, narrow and wide."""
    mira, fay = phone("mira"), phone("fay")
    fay.watch.expect_status(422)
    found: list[str] = []

    applying = _of(mira, "introduction").fill(INTRODUCTION, STORY).see_it_as_they_will(STORY)
    found += look(mira)
    mira.go_to(mira.page.url.removeprefix(mira.server.url).replace("introduction", "send"))
    standing: Standing = applying.tick("I agree to these four sentences").send()
    found += look(mira)

    Desk(fay.page).open(fay.server.url).open_application("Mira")
    found += look(fay) + look_at_a_desk(fay)
    Shown(fay.page).press("Not yet, with these words").says_above("Write a few kind words")
    found += look(fay) + look_at_a_desk(fay)
    Desk(fay.page).open(fay.server.url).open_application("Mira").say_it_is_read()
    mira.page.reload()
    standing.is_read_by("Fay")
    found += look(mira)
    Desk(fay.page).open(fay.server.url).open_application("Mira").say_not_yet("Come once more, and we talk.")
    mira.page.reload()
    standing.hears_not_yet("Fay", "Come once more")
    found += look(mira)

    standing.change_and_send_again().follow("Look it over and send it")
    applying.tick("I agree to these four sentences").send()
    Desk(fay.page).open(fay.server.url).open_application("Mira").welcome("Good that you are here.")
    mira.page.reload()
    standing.is_welcome_as_a_mentor()
    found += look(mira)
    Room(mira.page).open(mira.server.url).follow("I no longer wish to mentor").sees_heading("No longer mentoring?")
    found += look(mira)
    Room(mira.page).open(mira.server.url).step_back()
    found += look(mira)
    assert found == [], said(found)


def _of(someone: Phone, page: str) -> Applying:
    """A page of their application, begun where it is not yet."""
    doors = Doors(someone.page).open(someone.server.url)
    link = doors.page.get_by_role("region", name="Yours").get_by_role("link")
    if not link.count():
        BEGIN[someone.name](doors)
        doors.open(someone.server.url)
    someone.go_to(f"{link.get_attribute('href')}/{page}")
    return Applying(someone.page)


def _now(omar: Phone) -> None:
    _of(omar, "now").fill("In your own words", TOO_LONG).save_and_go_on().says_above("")


def _ways(omar: Phone) -> None:
    applying = _of(omar, "ways").fill("Phone number", "my number").fill("E-mail address", "nowhere").save_and_go_on()
    applying.says_above("Two things to look at").says_at("Phone number", "Write the number with digits")


def _experience(mira: Phone) -> None:
    _of(mira, "experience").fill(READY, TOO_LONG).save_and_go_on().says_above("")


def _introduction(mira: Phone) -> None:
    _of(mira, "introduction").save_and_go_on().says_above("Write a few words about yourself.")


def _send(mira: Phone) -> None:
    """Nothing is written about herself, and nothing agreed to."""
    _of(mira, "send").press("Send it").says_above("Two things to look at")


def _apart(omar: Phone) -> None:
    Apart(omar.page).open(omar.server.url).choose("A phone number").fill(SAID, "by heart").press("Keep us apart")
    Apart(omar.page).says_above("")


def _apart_and_back(omar: Phone) -> None:
    """With somebody on the list, as part of the application."""
    _of(omar, "apart")
    apart = Apart(omar.page).keep_apart_from("A name", "Kofi", shown_as="A name beginning with K")
    apart.take_back("A name beginning with K").keep_apart_from("A name", "Wen", shown_as="A name beginning with W")


def _nothing_chosen(omar: Phone) -> None:
    """The doors with one of the two behind them."""
    Doors(omar.page).open(omar.server.url).sees("Not sent yet")
