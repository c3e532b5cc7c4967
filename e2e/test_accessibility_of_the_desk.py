"""The same look at the desk: on a phone, as the walk along its links has it, and wide, with what comes back."""

import pytest

from e2e.looking import look, look_at_a_desk, said, walk
from e2e.pages.desk import Desk
from e2e.pages.page import Shown
from e2e.phone import GivePhone, Phone

TOO_LONG = "long " * 500
OFF_THE_DESK = {"/home", "/proposals", "/talks", "/chats", "/guide", "/me", "/help-now"}


def test_every_page_of_it_wide(phone: GivePhone) -> None:
    fay = phone("fay", width=1280)
    seen = set(OFF_THE_DESK)
    found = [line for _ in walk(fay, "/desk", seen) for line in look_at_a_desk(fay)]
    assert found == [], said(found)
    kinds = {address.partition("?")[0] for address in seen}
    assert kinds >= {f"/desk/{place}/*" for place in ("waiting", "applications", "people", "proposals")}
    assert "/desk/pairs/*/*" in kinds


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
    assert found == [], said(found)


def _looked(fay: Phone, width: int | None) -> list[str]:
    return look_at_a_desk(fay, width) if width else look(fay)
