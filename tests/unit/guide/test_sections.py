"""The search knows the guide by its own templates, and what stands in a history says nothing."""

import re

from portal.guide.pages import BY_ADDRESS, PAGES, GuidePage, after
from portal.guide.sections import sections, sections_of
from portal.web.pages import environment

TELLING = re.compile(r"mentor|mentee|heal(?!thy)|affair|infidel|partner|betray|cheat|love|marri", re.IGNORECASE)
NEVER_SAID = re.compile(r"\b(he|she|his|her|him|together|you two|side by side|Dear)\b|!")


def _words(html: str) -> list[str]:
    plain = re.sub(r"<svg.*?</svg>|</?(?:strong|em|a)\b[^>]*>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", plain).split()


def test_every_word_of_every_page_is_in_one_section() -> None:
    for page in PAGES:
        shown = [word for name in page.templates for word in _words(environment().get_template(name).render(me=None))]
        known = [word for one in sections_of(page) for word in f"{one.title} {one.text}".split()]
        assert sorted(known) == sorted(shown), page.key


def test_what_stands_in_a_section_in_a_section_is_its_own() -> None:
    [connecting] = [one for one in sections() if one.id == "connecting"]
    [around] = [one for one in sections() if one.id == "in-a-talk"]
    assert (connecting.title, connecting.under) == ("Connecting", around.title)
    assert connecting.text.startswith("Someone listens deeply")
    assert "listens" not in around.text


def test_an_address_is_found_once_and_says_nothing() -> None:
    addresses = [one.address for one in sections()]
    assert len(addresses) == len(set(addresses)) > 50
    assert [address for address in addresses if TELLING.search(address)] == []


def test_words_that_the_portal_does_not_say() -> None:
    said = {one.address: NEVER_SAID.findall(f"{one.title} {one.text}") for one in sections()}
    assert {where: words for where, words in said.items() if words} == {}


def test_what_members_read_is_not_among_what_anybody_reads() -> None:
    public = {page.key for page in PAGES if page.for_anyone}
    assert public == {"gives", "talks", "part", "how", "time", "chats", "phone"}
    assert {page.key for page in PAGES} - public == {"companion", "boundaries", "care", "off"}


def test_one_page_leads_to_the_next_that_one_may_read() -> None:
    def way(signed_in: bool) -> list[str]:
        page: GuidePage | None = PAGES[0]
        keys = []
        while page:
            keys.append(page.key)
            page = after(page, signed_in=signed_in)
        return keys

    assert way(True) == [page.key for page in PAGES]
    assert way(False) == [page.key for page in PAGES if page.for_anyone]
    assert "/seen-on-this-phone" not in BY_ADDRESS
