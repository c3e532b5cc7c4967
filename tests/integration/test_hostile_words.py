"""Words that a page must not take for its own: kept as they were typed, and shown so wherever they are shown."""

import pytest
from markupsafe import escape

from portal import clock
from portal.groups.tables import Group
from portal.members.tables import Member
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.forms import filled, ids
from tests.integration.told import goodbye

TYPED = (
    "🌊 <script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% x %} &amp; "
    "\u202eשלום\u202c e\u0301 \x00\x1b%s {0}"
)
KEPT = TYPED.replace("\x00", "").replace("\x1b", "")
SHOWN = str(escape(KEPT))


def shows(page: str) -> bool:
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert ">49<" not in page
    return SHOWN in page


async def write(browser: Browser, cast: Cast, known: dict[str, str], name: str, **words: str) -> str:
    """Into that form; where it leads."""
    form = filled(cast)[name]
    sent = {**form.form, **words}
    answer = await browser.post(form.to.format(**known), sent, page=form.page.format(**known))
    assert answer.status_code == 303
    return answer.headers["location"]


async def reads(browser: Browser, address: str) -> bool:
    answer = await browser.get(address)
    assert answer.status_code == 200, address
    return shows(answer.text)


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


async def test_a_reason_is_kept_and_shown_to_nobody(cast: Cast, enter: Enter) -> None:
    noor, theo, known = await enter("noor"), await enter("theo"), await ids(cast)
    assert await write(noor, cast, known, "not this time", reason=TYPED) == f"/proposals/{cast.proposal}"
    for browser in (noor, theo):
        assert not await reads(browser, f"/proposals/{cast.proposal}")


async def test_in_a_name(cast: Cast, enter: Enter) -> None:
    """Names are given, not typed by members; a page does not rely on that."""
    clock.set(clock.now())
    for table, row in ((Member, cast.members["theo"]), (Group, cast.groups[TUESDAY])):
        await table.update({table.name: KEPT[:60]}).where(table._meta.primary_key == row)
    shown = str(escape(KEPT[:60]))
    for name, addresses in {
        "theo": ("/home", "/me"),
        "maya": ("/home", "/talks", f"/talks/{cast.talk}", "/chats"),
        "noor": ("/home", "/proposals", f"/proposals/{cast.proposal}", f"/proposals/{cast.proposal}/not-this-time"),
        "fay": ("/desk",),
    }.items():
        browser = await enter(name)
        for address in addresses:
            page = await browser.get(address)
            assert page.status_code == 200
            assert not shows(page.text)
            assert shown in page.text, (name, address)
