"""Looking something up: by a form that leaves no word in any address, in what the person may read."""

import re

import httpx
import pytest

from portal.database import counted
from portal.guide import queries
from portal.guide.rules import NOTHING_TO_SEARCH
from portal.guide.tables import QuestionCard, Resource
from tests.integration.browser import Browser
from tests.integration.conftest import Enter
from tests.integration.guide.lines import DANGER, NIGHT, lay
from tests.integration.guide.test_help_now import _away
from tests.integration.rows import all_rows
from tests.unit.guide.test_search import HOSTILE

PAGE = "/guide/search"
TOO_LONG = "This is longer than the 500 characters we can keep. Shorten it a little; it is all here."
MENTION = "xylophone-in-a-lantern"


@pytest.fixture(autouse=True)
async def there(enter: Enter) -> None:
    await lay(DANGER, NIGHT)
    await Resource.insert(
        Resource(
            id="a" * 16, title="Lantern <b>light</b>", why="For a lantern.", text="<script>lantern()</script> & so on"
        ),
        Resource(id="b" * 16, title="Lantern, elsewhere", why="Long.", link="https://example.org/lantern"),
        Resource(id="c" * 16, title="Lantern of old", why="Old.", text="lantern", is_retired=True),
    )
    await QuestionCard.insert(
        QuestionCard(id="d" * 16, mentor_asks="Is the lantern lit?", mentee_says="The <i>lantern</i>")
    )


async def look_up(browser: Browser, words: str, page: str = "/guide", **headers: str) -> httpx.Response:
    return await browser.post(PAGE, {"words": words, "page": page}, page=page, **headers)


def addresses(answer: httpx.Response) -> list[str]:
    return re.findall(r'<p class="as-text"><a class="whole" href="([^"]+)">', answer.text)


def groups(answer: httpx.Response) -> list[str]:
    return re.findall(r'id="found-\d">([^<]+)<', answer.text)


async def test_the_field_stands_on_every_page_of_the_guide_and_sends_by_post(enter: Enter) -> None:
    for name, pages in (
        ("", ("/guide", "/guide/time", PAGE)),
        ("maya", ("/guide/care", "/guide/shelf", "/guide/questions")),
    ):
        browser = await enter(name)
        for page in pages:
            shown = (await browser.get(page)).text
            [form] = re.findall(r'<form class="search"[^>]*>', shown)
            assert 'method="post" action="/guide/search"' in form
            assert 'name="words"' in shown


async def test_who_is_signed_in_finds_the_guide_the_shelf_and_the_cards(enter: Enter) -> None:
    maya = await enter("maya")
    answer = await look_up(maya, "lanterns")
    assert (answer.status_code, groups(answer)) == (200, ["The shelf", "Questions"])
    assert addresses(answer) == [f"/guide/shelf#{'a' * 16}", f"/guide/shelf#{'b' * 16}", f"/guide/questions#{'d' * 16}"]
    for address in addresses(answer):
        page, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in (await maya.get(page)).text
    assert groups(await look_up(maya, "boundaries")) == ["The guide"]


async def test_who_is_signed_out_finds_neither_shelf_nor_cards_nor_members_pages(enter: Enter) -> None:
    nobody = await enter("")
    for words in ("lantern", "block someone", "ten seconds of quiet"):
        shown = await look_up(nobody, words)
        assert [
            one for one in addresses(shown) if one.startswith(("/guide/shelf", "/guide/questions", "/guide/off"))
        ] == []
        assert "lantern()" not in shown.text
    assert addresses(await look_up(nobody, "goodbye")) == ["/guide/time#ends"]


@pytest.mark.parametrize("name", ["", "maya"])
async def test_who_answers_tonight_is_found_by_anybody(enter: Enter, name: str) -> None:
    answer = await look_up(await enter(name), "danger")
    assert (groups(answer)[0], addresses(answer)[0]) == ("Help now", "/help-now")
    assert "In <mark>danger</mark> right now" in answer.text


async def test_what_was_written_is_shown_as_words_with_the_found_ones_marked(enter: Enter) -> None:
    shown = (await look_up(await enter("maya"), "lantern")).text
    assert "<mark>Lantern</mark> &lt;b&gt;light&lt;/b&gt;" in shown
    assert "&lt;script&gt;<mark>lantern</mark>()&lt;/script&gt; &amp; so on" in shown
    assert "The &lt;i&gt;<mark>lantern</mark>&lt;/i&gt;" in shown
    assert "Lantern of old" not in shown
    assert "<script>lantern" not in shown


@pytest.mark.parametrize("name", ["", "maya"])
@pytest.mark.parametrize("words", HOSTILE)
async def test_whatever_is_typed_comes_back_as_words(enter: Enter, name: str, words: str) -> None:
    answer = await look_up(await enter(name), words)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", ["", "maya"])
async def test_nothing_typed_and_too_much_are_asked_again(enter: Enter, name: str) -> None:
    browser = await enter(name)
    for words, sentence in (("", NOTHING_TO_SEARCH), ("  \x00\n", NOTHING_TO_SEARCH), ("w" * 501, TOO_LONG)):
        for headers in ({}, {"hx_request": "true", "hx_request_type": "partial"}):
            answer = await look_up(browser, words, **headers)
            assert (answer.status_code, sentence in answer.text) == (422, True)
            assert ('value="' + words.strip("\x00 \n") + '"' in answer.text) is True
            assert ("<!doctype" in answer.text) == (not headers)
    assert (await look_up(browser, "w" * 500)).status_code == 200


async def test_nothing_found_has_ways_on(enter: Enter) -> None:
    for name, chat in (("", False), ("maya", True), ("fay", False)):
        shown = (await look_up(await enter(name), "xylophone")).text
        assert "Nothing of that is here yet" in shown
        assert 'href="/help-now"' in shown.partition("<main")[2]
        assert ("Ask someone: an informal chat" in shown) == chat
        assert 'value="xylophone"' in shown


async def test_no_word_stands_in_an_address_or_is_kept(enter: Enter) -> None:
    maya = await enter("maya")
    before = await all_rows()
    answer = await look_up(maya, MENTION)
    assert "location" not in answer.headers
    assert not any(MENTION in one for one in re.findall(r'(?:href|action|hx-[a-z-]+)="([^"]*)"', answer.text))
    after = await all_rows()
    assert MENTION not in str(after)
    assert {name: rows for name, rows in after.items() if rows != before.get(name) and name != "sessions"} == {}
    assert (await maya.get(f"{PAGE}?words={MENTION}")).text.count(MENTION) == 0


async def test_by_htmx_it_is_the_piece_alone(enter: Enter) -> None:
    answer = await look_up(await enter("maya"), "goodbye", hx_request="true", hx_request_type="partial")
    assert answer.text.lstrip().startswith('<div id="search"')
    assert '<h2 id="found" tabindex="-1" autofocus>' in answer.text


async def test_back_on_the_page_after_reloading(enter: Enter) -> None:
    """The address of an answer, opened by itself, is the field."""
    for name in ("", "maya"):
        answer = await (await enter(name)).get(PAGE)
        assert answer.status_code == 200
        assert "What do you look for?" in answer.text
        assert 'id="found"' not in answer.text


@pytest.mark.parametrize("name", ["", "maya"])
async def test_only_from_a_page_of_ours(enter: Enter, name: str) -> None:
    browser = await enter(name)
    tokens = await browser.tokens("/guide")
    assert (await browser.post_as_it_is(PAGE, {"words": "goodbye"})).status_code == 403
    assert (await browser.post_as_it_is(PAGE, {**tokens, "csrf": "x", "words": "goodbye"})).status_code == 403
    for site in ("cross-site", "same-site", ""):
        answer = await browser.post_as_it_is(PAGE, {**tokens, "words": "goodbye"}, sec_fetch_site=site)
        assert answer.status_code == 403
    another = await enter("" if name else "maya")
    assert (await another.post_as_it_is(PAGE, {**tokens, "words": "goodbye"})).status_code == 403
    assert (await browser.post_as_it_is(PAGE, {**tokens, "words": "goodbye"})).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
async def test_as_many_statements_with_one_text_and_thirty(enter: Enter, many: int) -> None:
    await Resource.insert(*(Resource(title=f"Goodbye {n}", why="Goodbye.", text="goodbye " * 50) for n in range(many)))
    for name, expected in (("", 1), ("maya", 4)):
        browser = await enter(name)
        form = {**await browser.tokens("/guide"), "words": "goodbye"}
        with counted() as statements:
            assert (await browser.post_as_it_is(PAGE, form)).status_code == 200
        assert len(statements) == expected


async def test_while_the_database_is_away_the_guide_is_found(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = await enter("")
    monkeypatch.setattr(queries, "_lines", _away)
    assert addresses(await look_up(nobody, "goodbye")) == ["/guide/time#ends"]
