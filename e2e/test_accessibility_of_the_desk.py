"""The same look at the desk, narrow and wide: along its links, and at what comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.looking import FOR_ALL, look, look_at_a_desk, said, walk
from e2e.pages.desk import Desk
from e2e.pages.page import Shown
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

TOO_LONG = "long " * 500
# Of staff there is other, or more, on these than of members; of a coordinator than of a facilitator.
OF_STAFF = {"/help-now", "/me/say"}
ANOTHERS = {"/home", "/me", "/desk", "/desk/talks?group=*", "/help-now"}


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("desk")) / "var")) as server:
        yield server


def test_every_page_that_links_lead_to(phone: GivePhone) -> None:
    """Each on a phone, and what is of the desk wide as well. What a coordinator has as Fay has it, once."""
    seen = set(FOR_ALL - OF_STAFF)
    found: list[str] = []
    for name in ("fay", "cora"):
        someone = phone(name)
        for address in walk(someone, "/home", seen):
            found += look(someone)
            if address.startswith("/desk"):
                found += look_at_a_desk(someone)
        assert seen >= ANOTHERS
        seen -= ANOTHERS
    assert found == [], said(found)
    kinds = {address.partition("?")[0] for address in seen}
    assert kinds >= {f"/desk/{place}/*" for place in ("waiting", "applications", "people", "proposals")}
    assert kinds >= {"/desk/pairs/*/*", "/desk/feedback", "/desk/help"}


@pytest.mark.parametrize("width", [None, 1280], ids=["phone", "wide"])
def test_what_comes_back_and_what_is_not_possible(phone: GivePhone, width: int | None) -> None:
    fay = phone("fay", width=width)
    fay.watch.expect_status(422)
    found: list[str] = []

    pair = Desk(fay.page).open(fay.server.url).look_at("Ines", "Ruth")
    address = fay.page.url.removeprefix(fay.server.url)
    pair.fill("A note to both", TOO_LONG).press("Ask both").says_above("")
    found += _looked(fay, width)
    fay.go_to(address)
    pair.ask_both()
    fay.go_to(address)
    pair.sees("Ines has been asked already.")
    found += _looked(fay, width)
    Desk(fay.page).open(fay.server.url).open_asked("Ines", "Ruth").take_back().open_asked("Ines", "Ruth")
    found += _looked(fay, width)

    Desk(fay.page).open(fay.server.url).open_people().follow("Dana")
    Shown(fay.page).fill("A note for whoever runs this group", TOO_LONG).press("Save").says_above("")
    found += _looked(fay, width)
    Desk(fay.page).open(fay.server.url).open_people().notes("Dana", at_a_meeting="No", words="Rather quiet lately.")
    assert found == [], said(found)


def _looked(fay: Phone, width: int | None) -> list[str]:
    return look_at_a_desk(fay) if width else look(fay)
