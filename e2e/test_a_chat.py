"""A bad night: somebody asks for a chat, somebody who is awake comes, and for everyone else it is over."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from e2e.pages.chats import BeingTold, Chat, Chats
from e2e.pages.home import Home
from e2e.pages.members import Contact
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

LATE = datetime(2027, 1, 13, 4, 40, tzinfo=UTC)  # 11:40 pm where they live
IN_THE_MORNING = datetime(2027, 1, 13, 13, 0, 30, tzinfo=UTC)  # half a minute past 8:00 am

AGREED = "By phone, by text or here."
AWAKE, AWAKE_TOO = "I am awake. Want to write?", "Me too, until one."
LONG_NIGHT, ANSWER = "It is a long one tonight.", "I am here."


@pytest.fixture(scope="module")
def portal(on_tuesday: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this, at night: a chat that is over is in the way of none that comes after it."""
    server = on_tuesday.copy_to(Path(tmp_path_factory.mktemp("night")) / "var")
    server.now = LATE
    with lived_in(server):
        yield server


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_somebody_is_awake(phone: GivePhone, javascript: bool) -> None:
    """Omar asks, Ruth hears of it at once and replies, Noor finds it and replies; Omar talks with Ruth."""
    ruth, noor, omar, mira = (phone(name, javascript=javascript) for name in ("ruth", "noor", "omar", "mira"))
    BeingTold(ruth.page).open(ruth.server.url).tell_me(also_at_night=True)
    BeingTold(noor.page).open(noor.server.url).tell_me()
    Contact(omar.page).open(omar.server.url).tick("Messages here").save().sees_heading("What you have said")

    address = omar_asks(omar)
    Home(noor.page).open(noor.server.url).hears_nothing_of("Omar would like a chat")
    two_reply(omar, ruth, noor)
    omar_takes_ruths(omar, ruth)
    they_write(omar, ruth, javascript)
    it_is_over_for(noor, mira, address)


def test_at_eight_the_others_hear_of_what_is_still_open(phone: GivePhone, portal: Server) -> None:
    mira, noor = phone("mira"), phone("noor")
    BeingTold(noor.page).open(noor.server.url).tell_me()
    Chats(mira.page).open(mira.server.url).ask_as_it_is().keep_open_until_noon()
    Home(noor.page).open(noor.server.url).hears_nothing_of("Mira would like a chat")

    portal.stop()
    portal.now = IN_THE_MORNING
    portal.run("tick")
    portal.start()

    noor.sign_in()
    Home(noor.page).hears("Mira would like a chat").open_news("Mira would like a chat")
    Chat(noor.page).is_from("Mira")


def omar_asks(omar: Phone) -> str:
    """Home, Chats, and the one tap that asks. Where it is."""
    Home(omar.page).open(omar.server.url).go("Chats")
    chat = Chats(omar.page).sees("It is night: most people are told at 8:00 am.").ask_as_it_is()
    chat.sees("While you wait", "Help now").keep_open_until_noon()
    return omar.page.url.removeprefix(omar.server.url).partition("#")[0]


def two_reply(omar: Phone, ruth: Phone, noor: Phone) -> None:
    """Privately: neither reads the other's words."""
    Home(ruth.page).open(ruth.server.url).hears("Omar would like a chat").open_news("Omar would like a chat")
    Chat(ruth.page).is_from("Omar").shows_no_details().send(AWAKE).shows_no_details()
    Home(omar.page).open(omar.server.url).hears("Ruth replied to your chat")
    Chats(noor.page).open(noor.server.url).reply_to("Omar").send(AWAKE_TOO).does_not_see(AWAKE)
    Home(omar.page).open(omar.server.url).open_news("2 replies to your chat")


def omar_takes_ruths(omar: Phone, ruth: Phone) -> None:
    """Both see the ways that both chose, and nothing else."""
    first = "If you ever want to meet: first by phone, then in a public place."
    chat = Chat(omar.page).sees(AWAKE, AWAKE_TOO).shows_no_details().take("Ruth")
    chat.shows_how_to_reach("Ruth", AGREED, "555 01", first).does_not_see("@")
    Home(ruth.page).open(ruth.server.url).hears("Omar took up your reply").open_news("Omar took up your reply")
    Chat(ruth.page).shows_how_to_reach("Omar", AGREED, "555 01", first).does_not_see("@")


def they_write(omar: Phone, ruth: Phone, javascript: bool) -> None:
    """On an open page a line comes by itself; without JavaScript, once it is loaded anew."""
    for_omar, for_ruth = Chat(omar.page), Chat(ruth.page)
    for_omar.write(LONG_NIGHT, to="Ruth")
    if not javascript:
        ruth.page.reload()
    for_ruth.has_line(LONG_NIGHT).write(ANSWER, to="Omar")
    if not javascript:
        omar.page.reload()
    for_omar.has_line(ANSWER)


def it_is_over_for(noor: Phone, mira: Phone, address: str) -> None:
    """Whoever replied is thanked; nobody else finds it, or any of its words."""
    Chats(noor.page).open(noor.server.url).has_none_from("Omar")
    Chat(noor.go_to(address).page).thanks_for_being_there().does_not_see(AWAKE, LONG_NIGHT, ANSWER)
    Chats(mira.page).open(mira.server.url).has_none_from("Omar")
    Chat(mira.go_to(address).page).is_over_for_me().shows_no_details().does_not_see(AWAKE, LONG_NIGHT, ANSWER)
