"""The watch and axe can see, with JavaScript and without: what they are silent about did not happen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.accessibility import violations
from e2e.phone import GivePhone
from e2e.server import Server
from e2e.world import lived_in

pytestmark = pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])

FROM_ELSEWHERE = '<img alt="" src="http://elsewhere.example/pixel.png">'
WITH_A_STYLE = '<p style="color: red">Red</p>'
WITHOUT_A_NAME = '<button type="button"></button>'


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("watch")) / "var")) as server:
        yield server


@pytest.mark.parametrize("markup", [FROM_ELSEWHERE, WITH_A_STYLE], ids=["other host", "inline style"])
def test_what_our_policy_forbids_is_noticed(phone: GivePhone, javascript: bool, markup: str) -> None:
    stranger = phone(javascript=javascript).go_to("/sign-in")
    assert stranger.watch.found == []

    with stranger.page.expect_console_message():
        stranger.page.evaluate("markup => document.body.insertAdjacentHTML('beforeend', markup)", markup)

    assert "Content Security Policy" in "\n".join(stranger.watch.found)
    stranger.watch.found.clear()


def test_what_nobody_can_hear_is_noticed(phone: GivePhone, javascript: bool) -> None:
    stranger = phone(javascript=javascript).go_to("/sign-in")
    assert violations(stranger.page) == []

    stranger.page.evaluate(
        "markup => document.querySelector('main').insertAdjacentHTML('beforeend', markup)", WITHOUT_A_NAME
    )

    assert [line.partition(" ")[0] for line in violations(stranger.page)] == ["button-name"]


def test_what_cannot_be_read_in_one_of_the_schemes_is_noticed(phone: GivePhone, javascript: bool) -> None:
    stranger = phone(javascript=javascript).go_to("/sign-in")
    stranger.page.evaluate("document.querySelector('h1').style.color = '#24231d'")  # ink on paper, by day

    (line,) = violations(stranger.page)

    assert line.startswith("color-contrast ")
    assert line.endswith("(at 320 dark)")
