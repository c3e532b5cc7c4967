"""Fay proposes Ines and Ruth in the admin: picked by name, refused in words where it cannot be, done by our own act."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.pages.admin import KNOWN, Admin
from e2e.pages.aspects import About
from e2e.pages.page import Nothing
from e2e.phone import GivePhone
from e2e.server import Server
from e2e.world import lived_in


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this: what one of them adds is in no other's way."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("admin")) / "var")) as server:
        yield server


def _admin(phone: GivePhone, name: str, width: int | None = None) -> Admin:
    given = phone(name, width=width)
    given.watch.expect_status(422)
    return Admin(given.page).open(given.server.url)


def test_a_facilitator_puts_two_people_before_each_other(phone: GivePhone) -> None:
    """At a desk; on a phone it is part of the whole journey."""
    admin = _admin(phone, "fay", 1280)
    admin.look_at("Proposals").add()
    admin.does_not_offer("mentee", "Noor")  # who was asked already
    admin.pick("mentee", "Ines · waiting 16 days").pick("mentor", "Theo · no room now").write("Mornings suit you both.")

    admin.send().is_refused("Theo has no room just now.")
    admin.pick("mentor", "Ruth · room for 1").send().is_added()
    admin.back().lists("Ines", "Ruth", "Open")


def test_a_facilitator_finds_their_own_group_alone(phone: GivePhone) -> None:
    admin = _admin(phone, "fay", 1280)
    admin.look_at("Members").lists("Ines").lists_nobody_called("Lena")

    admin = _admin(phone, "gus", 1280)
    admin.look_at("Members").lists("Lena").lists_nobody_called("Ines", "Ruth")


def test_the_coordinator_says_what_may_matter_and_nobodys_answer_is_lost(phone: GivePhone) -> None:
    """A question with its answers is asked from then on; an answer that somebody gave stays, and it is said why."""
    admin = _admin(phone, "cora", 1280)
    admin.look_at("Aspects").add()
    admin.type(name="Children", question="Are there children at home?", shared_as="children at home")
    admin.type(why="So that you need not explain the mornings.", weight="2", position="70").send().is_added().back()
    admin.lists("Children", "Are there children at home?")
    admin.look_at("Aspect options").add()
    admin.pick("aspect", "Children").type(words="Yes, small ones", position="10").send().is_added().back()

    ines = phone("ines")
    About(ines.page).open(ines.server.url).answer("Are there children at home?", "Yes, small ones").save()

    admin.list_all().delete("Children", "Yes, small ones").is_refused("Somebody has chosen this option, so it stays.")
    admin.back().list_all().delete("Age", "Sixty or older").is_gone("Sixty or older")


def test_its_pages_are_as_open_as_they_come(phone: GivePhone) -> None:
    """Nothing that axe does not know of it already, at both widths, light and dark."""
    fay = phone("fay")
    admin = Admin(fay.page).open(fay.server.url)
    admin.look_at("Proposals")
    fay.check_access(besides=KNOWN)
    admin.add()
    fay.check_access(besides=KNOWN)

    cora = phone("cora")
    admin = Admin(cora.page).open(cora.server.url)
    for records in ("Aspects", "Aspect options", "Suggestion rules"):
        admin.look_at(records)
        cora.check_access(besides=KNOWN)
    admin.look_at("Aspects").add()
    cora.check_access(besides=KNOWN)


def test_leave_comes_first_and_ends_the_session(phone: GivePhone) -> None:
    fay = phone("fay")
    admin = Admin(fay.page).open(fay.server.url).sees("Welcome to Notes")

    fay.page.keyboard.press("Tab")
    expect(admin.button("Leave")).to_be_focused()
    size = admin.button("Leave").bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44
    fay.page.keyboard.press("Enter")

    fay.page.wait_for_url(f"{fay.server.outside}**")
    fay.go_to("/admin/")
    admin.sees("Sign in")


def test_it_keeps_nothing_in_the_browser(phone: GivePhone) -> None:
    fay = phone("fay")
    Admin(fay.page).open(fay.server.url).look_at("Members")

    assert fay.page.title() == "Notes"
    fay.go_to("/guide")
    assert fay.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_member_finds_nothing_there(phone: GivePhone) -> None:
    ines = phone("ines")
    ines.watch.expect_status(404)

    Nothing(ines.go_to("/admin/").page).is_shown()
