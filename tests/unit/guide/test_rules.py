"""In whose voice a card speaks; what may stand on the shelf."""

import pytest

from portal.guide.rules import LINK_OR_TEXT, NOT_A_LINK, ONE_OF_THEM, said_by, why_not_these, why_not_this_link

CARD = {"mentor_asks": "What do you need?", "mentee_says": "What I need"}


def test_each_side_has_its_own_voice() -> None:
    assert said_by("mentor", CARD) == "What do you need?"
    assert said_by("mentee", CARD) == "What I need"


@pytest.mark.parametrize(
    "link", ["", "https://example.org", "https://example.org/a?b=c#d", "https://example.org:8443/"]
)
def test_links_that_lead_somewhere(link: str) -> None:
    assert why_not_this_link(link) is None


@pytest.mark.parametrize(
    "link",
    ["http://example.org", "example.org", "javascript:alert(1)", "https:// example.org", "https://", "https://nowhere",
     "https://me:secret@example.org", "https://exa\u202emple.org", "https://[::1", "HTTPS//example.org", "//a.org"],
)  # fmt: skip
def test_links_that_will_not_do(link: str) -> None:
    assert why_not_this_link(link) == NOT_A_LINK


def test_a_link_or_a_text_and_not_both() -> None:
    assert why_not_these("https://example.org", "") is None
    assert why_not_these("", "Once upon a time") is None
    assert why_not_these("", "") == LINK_OR_TEXT
    assert why_not_these("https://example.org", "Once upon a time") == ONE_OF_THEM
