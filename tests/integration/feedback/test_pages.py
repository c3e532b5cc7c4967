"""Having one's say, or choosing not to: who is asked, what they are told before, and that both leave the same."""

import html
import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal import clock
from portal.accounts.tables import KeptForm
from portal.database import counted
from portal.feedback import store
from portal.feedback.rules import LONGEST, NO_TALKS, QUESTIONS, READS_IT, TOO_FEW
from portal.groups.tables import Group
from portal.mentorships.tables import Mentorship
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import SATURDAY, TUESDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.feedback.talking import talk
from tests.integration.feedback.writers import WRITERS, more_mentees, say
from tests.integration.ledger import everything

PAGE = "/me/say"
TAPS = {"talks": "good", "heard": "partly", "safe": "not_said"}
HARMLESS = "it helps to be asked what i want from a talk."
TELLING = "Last Tuesday Theo was late."
WEDNESDAY = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.fixture
async def five(cast: Cast) -> Cast:
    """Five mentees of Tuesday Evening, maya among them."""
    await more_mentees(cast, *WRITERS)
    return cast


@pytest.fixture
async def maya(five: Cast, enter: Enter) -> Browser:
    return await enter("maya")


# --- who is asked ---


@pytest.mark.parametrize(
    ("name", "heading", "sentence"),
    [
        ("omar", "This page is for later", NO_TALKS),
        ("stranger", "This page is for later", NO_TALKS),
        ("fay", "You read what is said here", READS_IT),
        ("cora", "You read what is said here", READS_IT),
    ],
)
async def test_who_is_not_asked_reads_why_and_finds_ways_on(
    five: Cast, enter: Enter, name: str, heading: str, sentence: str
) -> None:
    somebody = await enter(name)
    answer = await somebody.get(PAGE)

    assert (answer.status_code, title(answer)) == (200, heading)
    assert sentence in html.unescape(answer.text)
    assert 'action="/me/say"' not in answer.text
    assert answer.text.count('class="row"') >= 2
    for form in ({}, TAPS, {"skip": "yes"}):
        assert (await somebody.post(PAGE, form)).status_code == 404
    assert (await somebody.post(f"{PAGE}/hints", {"words": TELLING})).status_code == 404
    assert store.read() is None


async def test_too_few_are_told_so_kindly_and_have_ways_on(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    answer = await maya.get(PAGE)

    assert (answer.status_code, title(answer)) == (200, "Not just now")
    assert TOO_FEW in html.unescape(answer.text)
    assert 'action="/me/say"' not in answer.text
    for form in ({**TAPS, "words": HARMLESS}, {"skip": "yes"}):
        assert (await maya.post(PAGE, form)).status_code == 422
    assert store.read() is None


async def test_nobody_who_is_signed_out(enter: Enter) -> None:
    nobody = await enter("")
    answer = await nobody.get(PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/me/say")


@pytest.mark.parametrize(("days", "is_asked"), [(89, True), (91, False)])
async def test_for_ninety_days_after_an_ending(five: Cast, enter: Enter, days: int, is_asked: bool) -> None:
    ended = clock.now() - timedelta(days=days)
    await Mentorship.update({"state": "ended", "ended_at": ended}).where(Mentorship.id == five.talk)
    assert ('action="/me/say"' in (await (await enter("maya")).get(PAGE)).text) == is_asked


# --- what they are told before ---


async def test_how_many_could_have_written_it(maya: Browser) -> None:
    text = html.unescape((await maya.get(PAGE)).text)

    assert "Five people could have written it" in text
    assert "Whoever has a mentor in Tuesday Evening, or did in the last 90 days, and does not read it." in text
    for sentence in (
        "It waits until at least five have written",
        "Sending or not, it leaves the same trace",
        "Nothing is kept before you send",
        "Nobody reads it by itself.",
        "How it stays nobody’s",
        "What nobody can promise",
    ):
        assert text.count(sentence) == 1, sentence


async def test_where_few_could_it_joins_the_whole_programme(five: Cast, enter: Enter) -> None:
    text = html.unescape((await (await enter("theo")).get(PAGE)).text)
    assert "At least five people could have written it" in text
    assert "Fewer than five mentors could in Tuesday Evening. So group and side are left out. It waits until" in text


async def test_nothing_is_tapped_before(maya: Browser) -> None:
    text = (await maya.get(PAGE)).text
    assert text.count('type="radio"') == sum(len(question.choices) for question in QUESTIONS.values())
    assert text.count("Prefer not to say") == len(QUESTIONS)
    assert " checked" not in text
    assert ">Send</button>" in text
    assert 'name="skip" value="yes">Not this time</button>' in text
    assert "Send it as it is" not in text


# --- sending, or not ---


@pytest.mark.parametrize("form", [{**TAPS, "words": HARMLESS}, TAPS, {}, {"words": HARMLESS}, {"skip": "yes"}])
async def test_either_leads_to_the_same_page(five: Cast, enter: Enter, form: dict[str, str]) -> None:
    clock.set(WEDNESDAY)
    maya = await enter("maya")
    answer = await maya.post(PAGE, form, page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)

    after = await maya.get(PAGE)
    assert title(after) == "Thank you"
    assert "You can write again from 1 January 2027 on." in html.unescape(after.text)
    assert 'action="/me/say"' not in after.text


@pytest.mark.parametrize("smoothly", [True, False])
async def test_the_same_answer_byte_for_byte(five: Cast, enter: Enter, smoothly: bool) -> None:
    clock.set(clock.now())
    await say(five, "ciro")  # so that there is a store
    headers = {"hx-request": "true", "hx-request-type": "partial"} if smoothly else {}
    sends, skips = await enter("maya"), await enter("bea")
    forms: dict[Browser, dict[str, str]] = {sends: {**TAPS, "words": HARMLESS}, skips: {"skip": "yes"}}
    answers, pages, asked = [], [], []
    for browser, form in forms.items():
        known = await browser.tokens(PAGE)
        with counted() as heard:
            answers.append(await browser.post_as_it_is(PAGE, {**known, **form}, **headers))
        asked.append(heard)
        pages.append(await browser.get(PAGE))

    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers
    assert answers[0].status_code == answers[1].status_code == (200 if smoothly else 303)
    assert asked[0] == asked[1]
    assert alike(pages[0]) == alike(pages[1])
    assert pages[0].headers == pages[1].headers


@pytest.mark.parametrize("form", [{**TAPS, "words": HARMLESS}, {"skip": "yes"}])
async def test_nothing_in_the_database_and_nothing_in_a_log(
    five: Cast, enter: Enter, form: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    clock.set(clock.now())
    maya = await enter("maya")
    before = await everything()
    clock.travel(minutes=10)  # not even when the session was last used
    with caplog.at_level(logging.DEBUG):
        await maya.post(PAGE, form, page=PAGE)
        await maya.get(PAGE)

    assert await everything() == before
    assert HARMLESS not in caplog.text
    assert [line.name for line in caplog.records if line.name.startswith("portal")] == []


async def test_what_was_sent_waits_as_it_was_said(maya: Browser, five: Cast) -> None:
    await maya.post(PAGE, {**TAPS, "words": HARMLESS}, page=PAGE)
    [said] = _waiting()
    assert (said.group, said.side, said.words) == (five.groups[TUESDAY], "mentees", HARMLESS)
    assert {name: choice for name, choice in said.choices.items() if choice != "not_said"} == {
        "talks": "good",
        "heard": "partly",
    }


async def test_what_was_not_sent_does_not(maya: Browser) -> None:
    await maya.post(PAGE, {**TAPS, "words": HARMLESS, "skip": "yes"}, page=PAGE)
    assert _waiting() == []


@pytest.mark.parametrize("first", [{**TAPS, "words": HARMLESS}, {"skip": "yes"}])
async def test_twice_is_once(maya: Browser, first: dict[str, str]) -> None:
    known = await maya.tokens(PAGE)
    answers = [await maya.post_as_it_is(PAGE, {**known, **form}) for form in (first, first, TAPS, {"skip": "yes"})]
    assert [(one.status_code, one.headers["location"]) for one in answers] == [(303, PAGE)] * 4
    assert len(_waiting()) == ("words" in first)


async def test_again_in_the_next_quarter(five: Cast, enter: Enter) -> None:
    clock.set(WEDNESDAY)
    await say(five, "maya")
    maya = await enter("maya")
    clock.set(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    assert title(await (await enter("maya")).get(PAGE)) == "Thank you"
    clock.set(datetime(2027, 1, 1, tzinfo=UTC))
    maya = await enter("maya")
    assert title(await maya.get(PAGE)) == "How is it for you?"
    await maya.post(PAGE, {}, page=PAGE)
    assert len(_waiting()) == 2


# --- hints ---


async def test_the_hints_come_once_with_everything_still_there(maya: Browser) -> None:
    answer = await maya.post(PAGE, {**TAPS, "words": TELLING}, page=PAGE)
    text = html.unescape(answer.text)

    assert answer.status_code == 200
    assert "Could this tell who you are?" in text
    assert "“Theo”: a name. Say it without." in text
    assert f">\n{TELLING}</textarea>" in text
    assert text.count(" checked") == len(TAPS)
    assert 'name="as_it_is" value="yes">Send it as it is</button>' in text
    assert _waiting() == []


@pytest.mark.parametrize("way", ["as it is", "once more", "changed"])
async def test_then_it_is_sent(maya: Browser, way: str) -> None:
    first = await maya.post(PAGE, {"words": TELLING}, page=PAGE)
    ways: dict[str, dict[str, Any]] = {
        "as it is": {"words": TELLING, "as_it_is": "yes"},
        "once more": {"words": TELLING, "shown": _hints_in(first.text)},
        "changed": {"words": HARMLESS},
    }
    answer = await maya.post(PAGE, ways[way], page=PAGE)
    assert answer.status_code == 303
    assert [one.words for one in _waiting()] == [ways[way]["words"]]


async def test_another_hint_is_shown_again(maya: Browser) -> None:
    first = await maya.post(PAGE, {"words": TELLING}, page=PAGE)
    more: dict[str, Any] = {"words": "Theo and my sister.", "shown": _hints_in(first.text)}
    assert (await maya.post(PAGE, more, page=PAGE)).status_code == 200
    assert _waiting() == []


async def test_while_typing(maya: Browser) -> None:
    before = await everything()
    clock.set(clock.now() + timedelta(minutes=10))
    answer = await maya.post(f"{PAGE}/hints", {"words": TELLING}, page=PAGE, hx_request_type="partial")

    assert answer.status_code == 200
    assert answer.text.startswith('<div id="say-hints" data-stays>')
    assert "“Theo”: a name." in answer.text
    assert "<!doctype" not in answer.text
    assert "textarea" not in answer.text
    assert await everything() == before
    assert store.read() is None


async def test_nothing_stands_out(maya: Browser) -> None:
    answer = await maya.post(f"{PAGE}/hints", {"words": HARMLESS}, page=PAGE)
    assert answer.text.split() == ["<div", 'id="say-hints"', "data-stays>", "</div>"]


async def test_a_hint_tells_nothing_of_who_is_here(maya: Browser) -> None:
    """Noor belongs to the group; nobody is called Yusuf. Both are names alike."""
    answers = [
        (await maya.post(f"{PAGE}/hints", {"words": f"i saw {n} there"}, page=PAGE)).text for n in ("noor", "yusuf")
    ]
    assert answers[0].replace("noor", "*") == answers[1].replace("yusuf", "*")
    answers = [
        (await maya.post(f"{PAGE}/hints", {"words": f"i saw {n} there"}, page=PAGE)).text for n in ("Noor", "Yusuf")
    ]
    assert answers[0].replace("Noor", "*") == answers[1].replace("Yusuf", "*")


async def test_a_hint_names_whom_one_talked_with_and_who_runs_ones_group_and_no_coordinator(
    five: Cast, enter: Enter
) -> None:
    """And it is the same however the talks with who runs the group have ended: nothing of it can be tried out here."""
    maya = await enter("maya")

    async def hinted() -> list[str]:
        answer = await maya.post(
            f"{PAGE}/hints", {"words": "so cora and gus and ruth and theo and fay said"}, page=PAGE
        )
        return list(dict.fromkeys(re.findall(r"“(\w+)”", html.unescape(answer.text))))

    assert await hinted() == ["theo", "fay"]
    await talk(five.groups[SATURDAY], five.person("fay"), five.person("maya"))
    for how in ("goodbye", "without"):
        at = clock.now() - timedelta(days=9)
        await Mentorship.update({"state": "ended", "ended_how": how, "ended_at": at}).where(
            Mentorship.mentor == five.members["fay"]
        )
        assert await hinted() == ["theo", "fay"]


# --- as which ---


async def test_as_which_is_asked_only_where_there_is_more_than_one(five: Cast, enter: Enter) -> None:
    assert "As which do you write?" not in (await (await enter("maya")).get(PAGE)).text

    await more_mentees(five, "theo", mentor="ruth")
    theo = await enter("theo")
    text = html.unescape((await theo.get(PAGE)).text)
    assert "As which do you write?" in text
    assert text.count("As a mentee, Tuesday Evening") == text.count("As a mentor, Tuesday Evening") == 1

    unsaid = await theo.post(PAGE, {**TAPS, "words": HARMLESS}, page=PAGE)
    assert unsaid.status_code == 422
    assert "Choose as which you write this." in unsaid.text
    assert f">\n{HARMLESS}</textarea>" in unsaid.text
    assert (await theo.post(PAGE, {"place": f"mentees:{five.groups[SATURDAY]}"}, page=PAGE)).status_code == 422
    assert _waiting() == []
    assert (await theo.post(PAGE, {"place": f"mentees:{five.groups[TUESDAY]}"}, page=PAGE)).status_code == 303
    assert [(one.group, one.side) for one in _waiting()] == [(five.groups[TUESDAY], "mentees")]


async def test_not_this_time_needs_no_answer_to_it(five: Cast, enter: Enter) -> None:
    await more_mentees(five, "theo", mentor="ruth")
    answer = await (await enter("theo")).post(PAGE, {"skip": "yes", "words": "x" * 5000, "talks": "odd"}, page=PAGE)
    assert answer.status_code == 303


# --- what cannot be read ---


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"talks": "wonderful"}, "Choose one of these."),
        ({"often": ""}, "Choose one of these."),
        ({"words": "a" * (LONGEST + 1)}, f"This is longer than the {LONGEST} characters we can keep."),
        ({"words": "🌊" * 20_000}, f"This is longer than the {LONGEST} characters we can keep."),
    ],
)
@pytest.mark.parametrize("smoothly", [True, False])
async def test_a_sentence_at_the_field(maya: Browser, form: dict[str, str], sentence: str, smoothly: bool) -> None:
    headers = {"hx_request_type": "partial"} if smoothly else {}
    answer = await maya.post(PAGE, {"heard": "no", **form}, page=PAGE, **headers)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ("<!doctype" in answer.text) != smoothly
    assert answer.text.count(" checked") == 1
    assert _waiting() == []


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "'; DROP TABLE members; --", "\x00\x1b[31m\u202eabc"]
)
async def test_hostile_words_are_words(maya: Browser, words: str) -> None:
    shown = await maya.post(f"{PAGE}/hints", {"words": f"Theo {words}"}, page=PAGE)
    asked = await maya.post(PAGE, {"words": f"Theo {words}"}, page=PAGE)
    sent = await maya.post(PAGE, {"words": words, "as_it_is": "yes"}, page=PAGE)
    assert [one.status_code for one in (shown, asked, sent)] == [200, 200, 303]
    assert "<script>alert" not in shown.text + asked.text
    assert len(_waiting()) == 1


# --- a session that has run out ---


@pytest.mark.parametrize("to", [PAGE, f"{PAGE}/hints"])
async def test_what_was_typed_is_kept_nowhere(maya: Browser, to: str) -> None:
    known = await maya.tokens(PAGE)
    clock.set(clock.now() + timedelta(hours=13))
    answer = await maya.post_as_it_is(to, {**known, "page": PAGE, **TAPS, "words": HARMLESS})

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/me/say")
    assert await KeptForm.count() == 0
    assert store.read() is None


# --- how often it asks ---


async def test_statements(five: Cast, enter: Enter) -> None:
    browsers = {name: await enter(name) for name in ("maya", "theo", "omar", "fay")}

    async def asked() -> dict[str, int]:
        found = {}
        for name, browser in browsers.items():
            with counted() as heard:
                await browser.get(PAGE)
            found[name] = len(heard)
        return found

    with_few = await asked()
    await more_mentees(five, *(f"one-of-{number}" for number in range(40)))
    await Group.update({Group.name: "Another name"}).where(Group.id == five.groups[SATURDAY])
    assert await asked() == with_few
    assert max(with_few.values()) <= 8


def _waiting() -> list[Any]:
    found = store.read()
    return list(found.waiting) if found else []


def _hints_in(text: str) -> list[str]:
    marker = 'name="shown" value="'
    return [html.unescape(part.split('"')[0]) for part in text.split(marker)[1:]]
