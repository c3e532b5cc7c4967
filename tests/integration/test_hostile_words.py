"""Words that a page must not take for its own: kept as they were typed, and shown so wherever they are shown."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from markupsafe import escape

from portal import clock
from portal.columns import new_id
from portal.concerns.tables import Concern
from portal.database import write_transaction
from portal.feedback.release import publish
from portal.feedback.rules import Feedback, Planned
from portal.forms import tidy
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.messages.tables import Message
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.form import LINE, TEXT, Filled
from tests.integration.forms import filled, form_called, ids, nobodys
from tests.integration.told import goodbye

TYPED = (
    "🌊 <script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% x %} &amp; "
    "\u202eשלום\u202c e\u0301 \x00\x1b%s {0}"
)
WORDS = (TEXT, LINE)
KEPT = TYPED.replace("\x00", "").replace("\x1b", "")
SHOWN = str(escape(KEPT))

MEANT_ILL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</blockquote></main><svg onload=alert(1)>",
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    "<a href='javascript:alert(1)'>",
    "<base href=//elsewhere.example>",
    "<style>*{display:none}</style>",
    "<!--",
    "]]>",
    "{{ 7*7 }}",
    "{% include 'base.html' %}",
    "{# x #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;",
    "&#60;b&#62; &amp;amp;",
    "%3Cscript%3E",
    "\\u003cscript\\u003e",
    "'; DROP TABLE members; --",
    '" OR ""="',
    "%s %n {0} {0.__class__} %(name)s",
    "🌊👩\u200d👧 שלום",
    "e\u0301\u0323 \u0430\u0440\u0440",
    "\ufeff\u200b<b>",
)
SET_BETWEEN = (
    ("", ""), ("\u202e", "\u202c"), ("\u2066", ""), ("\x00", "\x1b"), ("\t", ""), ('"', '"'), ("'", "'"), (">", "<"),
    ("</p>", ""), ("</li></ul>", ""), ('">', ""), ("'>", ""), ("-->", "<!--"), ("<![CDATA[", "]]>"), ("\\", "\\"),
    ("&", ";"), ("=", "="), ("`", "`"), ("\u2028", "\u2029"), ("🌊", "🌊"),
)  # fmt: skip
HOSTILE = tuple(before + words + after for words, (before, after) in product(MEANT_ILL, SET_BETWEEN))


def packed(longest: int, between: str = "\n") -> Iterator[str]:
    """All of them, as many at once as the field takes."""
    words = ""
    for one in HOSTILE:
        if words and len(words) + len(between) + len(one) > longest:
            yield words
            words = ""
        words += between + one if words else one
    yield words


def shows_packed(page: str, words: str) -> bool:
    taken = [one for one in MEANT_ILL if ("alert" in one or "elsewhere" in one or "display" in one) and one in page]
    assert taken == []
    assert "<script>alert" not in page
    return str(escape(tidy(words))) in page


def shows(page: str) -> bool:
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert ">49<" not in page
    return SHOWN in page


async def write(browser: Browser, cast: Cast, known: dict[str, str], name: str, **words: str) -> str:
    """Into that form; where it leads."""
    form = filled(cast)[name].at(known)
    sent = {**form.form, **words}
    answer = await browser.post(form.to, sent, page=form.page)
    assert answer.status_code == 303
    return answer.headers["location"]


async def reads(browser: Browser, address: str) -> bool:
    answer = await browser.get(address)
    assert answer.status_code == 200, address
    return shows(answer.text)


def test_there_are_five_hundred_of_them() -> None:
    assert len(set(HOSTILE)) == 500
    assert "".join(words for words in packed(2000)).replace("\n", "") == "".join(HOSTILE).replace("\n", "")


# Form, its field, how much that takes, who reads it where, and who must not. A field that can be written in again.
WRITTEN_AGAIN = (
    (
        "now",
        "hard_now",
        2000,
        "ines:{ines}/now fay:/desk/waiting/{i} fay:/desk/pairs/{i}/{r} cora:/desk/applications/{i}",
        "",
    ),
    ("now", "line", 200, "ines:{ines}/now fay:/desk/waiting/{i} fay:/desk/applications/{i}", "ruth:/home"),
    ("introduction", "introduction", 2000, "ruth:{ruth}/introduction fay:/desk/pairs/{i}/{r} fay:/desk", "ines:/home"),
    ("experience", "depth", 2000, "lena:{lena}/experience", "gus:/desk"),
    ("contact", "if_answered", 120, "maya:/me/contact theo:{talk} maya:{maya}/ways", "fay:/desk/people"),
    ("place", "note", 1000, "fay:/desk/people/{m} cora:/desk/people/{m}", "fay:/desk/people ines:/me ines:{ines}"),
    ("own note", "own", 4000, "maya:{talk}/check-ins/{c} maya:{talk}/check-ins", "theo:{talk}/check-ins/{c} fay:/desk"),
    ("own note", "along", 4000, "maya:{talk}/check-ins/{c}", "theo:{talk}/check-ins/{c}"),
    (
        "correct a check-in",
        "shared",
        4000,
        "maya:{talk} theo:{talk}/check-ins theo:{talk}/check-ins/{c}",
        "fay:/desk/talks",
    ),
    (
        "correct a milestone",
        "words",
        1000,
        "maya:{talk}/milestones theo:{talk} theo:{talk}/milestones",
        "fay:/desk/talks",
    ),
    ("correct an own moment", "words", 1000, "theo:/me/moments theo:/me/moments/{o}", "maya:{talk} theo:{talk}"),
    ("message", "words", 4000, "maya:{talk}/messages theo:{talk}/messages theo:{talk}/messages/lately", "theo:{talk}"),
    ("line in a chat", "words", 2000, "maya:{c2} omar:{c2} omar:{c2}/lately", "ines:{c2} fay:/desk omar:/home"),
    (
        "what is being done",
        "words",
        2000,
        "fay:/desk/concerns/{f} cora:/desk/concerns/{f} theo:/told/{f}",
        "maya:/home maya:{talk} fay:/desk",
    ),
    ("remember", "remembered", 1000, "maya:{talk}/goodbye/remember", "theo:{talk}"),
    ("note", "note", 1000, "maya:{talk}/goodbye/note", "theo:{talk}"),
)


# Each in a test of its own below, or in another form with the same field; or no words, and asked in test_bad_input.
WRITTEN_ONCE = {
    ("check-in", "shared"),
    ("check-in", "own"),
    ("check-in", "along"),
    ("correct a check-in", "own"),
    ("correct a check-in", "along"),
    ("add to a check-in", "added"),
    ("milestone", "words"),
    ("saw", "saw"),
    ("own moment", "words"),
    ("worry", "words"),
    ("something is off", "words"),
    ("alone", "words"),
    ("unsafe", "words"),
    ("pause talks", "word"),
    ("bring a line", "words"),
    ("keep apart", "said"),
    ("not this time", "reason"),
    ("not this time, and pause", "reason"),
    ("chat", "line"),
    ("reply", "words"),
    ("look up", "words"),
    ("look up, signed out", "words"),
    ("something is off, from anywhere", "words"),
    ("worry, from anywhere", "words"),
    ("of whom it is", "words"),
    ("say", "words"),
    ("application: ways", "if_answered"),
    ("ask both", "note"),
    ("answer application", "words"),
}
NO_WORDS = {
    ("sign in", "name"),
    *((form, field) for form in ("contact", "application: ways") for field in ("phone", "email")),
    *(("plan", field) for field in ("first", "second", "third")),
}


def test_every_field_of_words_is_written_in() -> None:
    fields = {(name, field) for name, form in nobodys().items() for field, kind in form.kinds.items() if kind in WORDS}
    assert fields == {(name, field) for name, field, *_ in WRITTEN_AGAIN} | WRITTEN_ONCE | NO_WORDS


@pytest.mark.parametrize("again", WRITTEN_AGAIN, ids=[f"{again[0]}: {again[1]}" for again in WRITTEN_AGAIN])
async def test_five_hundred_ways_to_mean_ill(cast: Cast, enter: Enter, again: tuple[str, str, int, str, str]) -> None:
    name, field, longest, read_at, not_at = again
    known = await ids(cast)
    form = filled(cast)[name].at(known)
    if name == "introduction":  # Ruth's, since nobody but Lena reads hers
        form = _of_ruth(filled(cast)[name], cast)
    writer = await enter(form.who)
    places = {**_places(cast), "m": known["membership_id"], "c": known["check_in_id"], "o": known["moment_id"]}
    places |= {"c2": f"/chats/{known['taken_id']}", "f": known["followed_id"]}
    readers = [(await enter(who), address) for who, address in _pairs(read_at.format(**places))]
    others = [(await enter(who), address) for who, address in _pairs(not_at.format(**places))]
    for words in packed(longest, " " if longest < 1000 else "\n"):
        tokens = await writer.tokens(form.page)
        answer = await writer.post_as_it_is(form.to, {**form.form, field: words, **tokens})
        assert answer.status_code == 303, field
        for reader, address in readers:
            assert shows_packed((await reader.get(address)).text, words), address
        for other, address in others:
            assert not shows_packed((await other.get(address)).text, words), address


def _of_ruth(form: Filled, cast: Cast) -> Filled:
    return replace(form, who="ruth", ids={"enrolment_id": cast.enrolments["ruth"]}).at({})


def _places(cast: Cast) -> dict[str, str]:
    own = {name: f"/enrolments/{cast.enrolments[name]}" for name in ("ines", "ruth", "lena", "maya")}
    return {**own, "i": cast.enrolments["ines"], "r": cast.rooms["ruth"], "talk": f"/talks/{cast.talk}"}


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    for word in words.split():
        who, _, address = word.partition(":")
        yield who, address


async def test_a_name_that_is_kept_apart(cast: Cast, enter: Enter) -> None:
    """What is taken is never shown again; what will not do comes back as it was typed."""
    maya = await enter("maya")
    taken = 0
    for words in HOSTILE[::7]:
        answer = await maya.post("/me/apart", {"kind": "name", "said": words}, page="/me/apart")
        taken += answer.status_code == 303
        page = answer.text if answer.status_code != 303 else (await maya.get("/me/apart")).text
        assert shows_packed(page, words) == (answer.status_code != 303)
    assert taken


async def test_a_note_to_both(cast: Cast, enter: Enter) -> None:
    known, fay = await ids(cast), await enter("fay")
    await write(fay, cast, known, "ask both", note=TYPED)
    asked = await Proposal.select(Proposal.id).where(Proposal.mentee == cast.enrolments["ines"]).first()
    assert asked is not None
    for name, address in (
        ("fay", "/desk/proposals"),
        ("cora", "/desk/proposals"),
        ("ines", "/proposals"),
        ("ruth", "/proposals"),
    ):
        assert await reads(await enter(name), f"{address}/{asked['id']}")


async def test_an_answer_to_an_application(cast: Cast, enter: Enter) -> None:
    known, fay, omar = await ids(cast), await enter("fay"), await enter("omar")
    await write(fay, cast, known, "answer application", words=TYPED)
    sent = cast.enrolments["omar"]
    assert await reads(fay, f"/desk/applications/{sent}")
    assert await reads(omar, f"/enrolments/{sent}")
    assert not await reads(await enter("cora"), "/desk")


async def test_between_two_who_talk(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    talk = f"/talks/{cast.talk}"
    await write(maya, cast, known, "check-in", shared=TYPED)
    assert (await reads(maya, talk), await reads(theo, talk)) == (True, True)


async def test_for_oneself(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    talk = f"/talks/{cast.talk}"
    await write(maya, cast, known, "check-in", shared="", own=TYPED)
    assert (await reads(maya, talk), await reads(theo, talk)) == (True, False)


@pytest.mark.parametrize(("name", "field"), [("milestone", "words"), ("saw", "saw")])
async def test_about_a_milestone(cast: Cast, enter: Enter, name: str, field: str) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    talk = f"/talks/{cast.talk}"
    await write(maya if name == "milestone" else theo, cast, known, name, **{field: TYPED})
    assert (await reads(maya, talk), await reads(theo, talk)) == (True, True)


async def test_added_to_a_check_in(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    await write(maya, cast, known, "add to a check-in", added=TYPED)
    for address in (f"/talks/{cast.talk}", f"/talks/{cast.talk}/check-ins/{known['their_check_in_id']}"):
        assert (await reads(maya, address), await reads(theo, address)) == (True, True)


async def test_a_word_with_a_pause(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    await write(theo, cast, known, "pause talks", word=TYPED)
    for address in (f"/talks/{cast.talk}", f"/talks/{cast.talk}/pause"):
        assert (await reads(maya, address), await reads(theo, address)) == (True, True)
    assert not await reads(await enter("fay"), "/desk/talks")


async def test_a_line_to_bring(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    await write(maya, cast, known, "bring a line", words=TYPED)
    assert await reads(maya, "/me/meeting")
    assert await reads(maya, f"/talks/{cast.talk}")
    assert not await reads(theo, f"/talks/{cast.talk}")


@pytest.mark.parametrize(
    ("name", "staff"),
    [
        *(("worry", "fay cora"), ("something is off", "cora"), ("alone", "fay"), ("unsafe", "fay cora")),
        *(("something is off, from anywhere", "cora"), ("worry, from anywhere", "fay cora")),
    ],
)
async def test_told_to_somebody(cast: Cast, enter: Enter, name: str, staff: str) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    await write(maya, cast, known, name, words=TYPED)
    [told] = await Concern.select(Concern.id).where(Concern.author == cast.members["maya"])
    assert await reads(maya, f"/told/{told['id']}")
    for who in ("fay", "cora"):
        answer = await (await enter(who)).get(f"/desk/concerns/{told['id']}")
        assert (answer.status_code == 200 and shows(answer.text)) == (who in staff.split())
    assert not await reads(theo, "/home")


async def test_before_it_is_told(cast: Cast, enter: Enter) -> None:
    """The step in which they say of whom it is keeps what is written."""
    maya, form = await enter("maya"), await form_called("of whom it is", cast)
    for sent in ({**form.form, "words": TYPED}, {"words": TYPED}):
        assert shows((await maya.post(form.to, sent, page=form.page)).text)


async def test_in_a_line_that_is_shown(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    await write(maya, cast, known, "message", words=TYPED)
    [line] = await Message.select(Message.id).order_by(Message.created_at, ascending=False).limit(1)
    for browser in (maya, theo):
        for page in ("question", "note"):
            assert await reads(browser, f"/talks/{cast.talk}/{page}")
    await theo.post(f"/talks/{cast.talk}/question", {"shown": line["id"]})
    [told] = await Concern.select(Concern.id).order_by(Concern.created_at, ascending=False).limit(1)
    for staff in (await enter("fay"), await enter("cora")):
        assert not await reads(staff, f"/desk/concerns/{told['id']}")
        await staff.post(f"/desk/concerns/{told['id']}/lines")
        assert await reads(staff, f"/desk/concerns/{told['id']}")


@pytest.mark.parametrize("name", ["maya", ""])
async def test_what_is_looked_up(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    for words in packed(500, " "):
        answer = await browser.post("/guide/search", {"words": words}, page="/guide")
        assert answer.status_code == 200
        assert shows_packed(answer.text, words)


async def test_in_feedback(cast: Cast, enter: Enter) -> None:
    """While it is written, to its writer; when it is published, to who reads it."""
    form = await form_called("say", cast)
    maya, said = await enter("maya"), list(packed(600))
    tokens = await maya.tokens(form.page)
    for words in said:
        asked = await maya.post_as_it_is("/me/say/hints", {**tokens, "words": words})
        again = await maya.post_as_it_is(form.to, {**tokens, "words": words, "talks": "none of them"})
        assert (asked.status_code, again.status_code) == (200, 422)
        shows_packed(asked.text, words)
        assert shows_packed(again.text, words)
    async with write_transaction():
        planned = Planned(tuple(Feedback(words=tidy(words)) for words in said), len(said), released_on="2026-11-23")
        await publish(planned, id_=new_id(), groups=[])
    for reader in (await enter("fay"), await enter("cora")):
        page = (await reader.get("/desk/feedback")).text
        assert all(shows_packed(page, words) for words in said)


async def test_in_a_goodbye(cast: Cast, enter: Enter) -> None:
    maya, theo, known = await enter("maya"), await enter("theo"), await ids(cast)
    steps = f"/talks/{cast.talk}/goodbye"
    await write(maya, cast, known, "remember", remembered=TYPED)
    await write(maya, cast, known, "note", note=TYPED)
    assert await reads(maya, f"{steps}/remember")
    assert await reads(maya, f"{steps}/note")
    assert await reads(maya, f"{steps}/last")
    await maya.post(f"{steps}/last", page=f"{steps}/last")
    assert await reads(theo, steps)
    assert await reads(maya, f"/talks/{cast.talk}/kept")
    await goodbye(cast, "theo")
    assert await reads(theo, f"/talks/{cast.talk}/kept")


async def test_in_a_chat(cast: Cast, enter: Enter) -> None:
    maya, omar, known = await enter("maya"), await enter("omar"), await ids(cast)
    await write(maya, cast, known, "reply", words=TYPED)
    chat = f"/chats/{known['chat_id']}"
    assert (await reads(omar, chat), await reads(maya, chat)) == (True, True)

    own = await write(maya, cast, known, "chat", line=TYPED)
    assert (await reads(omar, "/chats"), await reads(omar, own), await reads(maya, own)) == (True, True, True)


@pytest.mark.parametrize("name", ["not this time", "not this time, and pause"])
async def test_a_reason_is_for_the_desk_alone(cast: Cast, enter: Enter, name: str) -> None:
    noor, theo, known = await enter("noor"), await enter("theo"), await ids(cast)
    says = theo if "pause" in name else noor
    assert await write(says, cast, known, name, reason=TYPED) == f"/proposals/{cast.proposal}"
    for browser in (noor, theo):
        assert not await reads(browser, f"/proposals/{cast.proposal}")
    for staff in ("fay", "cora"):
        assert await reads(await enter(staff), f"/desk/proposals/{cast.proposal}")


# pages of talks that call the other by name
WITH_A_NAME = (
    "",
    "/beginning",
    "/check-in",
    "/check-ins",
    "/milestones",
    "/messages",
    "/plans",
    "/next",
    "/pause",
    "/ending",
    "/ending/quiet",
    "/ending/now",
    "/question",
    "/note",
    "/goodbye/remember",
)


async def test_in_a_name(cast: Cast, enter: Enter) -> None:
    """Names are given, not typed by members; a page does not rely on that."""
    clock.set(clock.now())
    for table, row in ((Member, cast.members["theo"]), (Group, cast.groups[TUESDAY])):
        await table.update({table.name: KEPT[:60]}).where(table._meta.primary_key == row)
    shown = str(escape(KEPT[:60]))
    for name, addresses in {
        "theo": ("/home", "/me"),
        "maya": (
            *("/home", "/talks", "/note", "/question", "/chats"),
            *(f"/talks/{cast.talk}{page}" for page in WITH_A_NAME),
        ),
        "noor": ("/home", "/proposals", f"/proposals/{cast.proposal}", f"/proposals/{cast.proposal}/not-this-time"),
        "fay": (
            "/desk",
            "/desk/people",
            f"/desk/proposals/{cast.proposal}",
            f"/desk/waiting/{cast.enrolments['noor']}",
        ),
        "ines": ("/enrolments", f"/enrolments/{cast.enrolments['ines']}", f"/enrolments/{cast.enrolments['ines']}/now"),
        "omar": ("/me/about",),
    }.items():
        browser = await enter(name)
        for address in addresses:
            page = await browser.get(address)
            assert page.status_code == 200
            assert not shows(page.text)
            assert shown in page.text, (name, address)
