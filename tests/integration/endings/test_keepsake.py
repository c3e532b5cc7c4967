"""What each keeps: the page here, and the same to keep elsewhere, with the names or without."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.endings import pdf
from portal.endings.keepsake import Keepsake
from portal.errors import NotPossible
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast, once, words
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.told import goodbye, part, tell
from tests.printed import facts, printed
from tests.unit.endings.test_draw import HOSTILE

OURS = re.compile(r"\bmentor|mentee|\bheal\b|affair|infidel|/talks|/static|http", re.IGNORECASE)
NOTE = "Theo, thank you. I told THEO what Maya needs. Theodora would say: theo’s way. 😀"


@pytest.fixture
async def over(cast: Cast) -> None:
    clock.set(clock.now())
    await tell(cast)
    for name in ("maya", "theo"):
        await goodbye(cast, name)


async def file(browser: Browser, cast: Cast, what: str, names: bool) -> bytes:
    answer = await browser.get(f"/talks/{cast.talk}/kept/{what}{'' if names else '?names=no'}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    name = "notes.html" if what == "page" else "notes.pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    return answer.content


async def test_the_page_holds_what_is_ones_own(cast: Cast, enter: Enter, over: None) -> None:
    page = (await (await enter("theo")).get(f"/talks/{cast.talk}/kept")).text
    for mine in ("gratitude_note", "remembered", "own_note", "shared_note", "milestone", "saw"):
        assert words(mine, of="theo") in page, mine
    for theirs in ("gratitude_note", "shared_note", "milestone", "saw"):
        assert words(theirs, of="maya") in page, theirs
    for private in ("remembered", "own_note"):
        assert words(private, of="maya") not in page, private
    assert "Two talks, by phone" in page
    assert 'id="doors"' in page
    assert 'class="path path-ending"' in page


@pytest.mark.parametrize("what", ["page", "pdf"])
@pytest.mark.parametrize("names", [True, False])
async def test_the_same_leaves_with_it_and_nothing_of_ours(
    cast: Cast, enter: Enter, over: None, what: str, names: bool
) -> None:
    raw = await file(await enter("maya"), cast, what, names)
    text = raw.decode() if what == "page" else printed(raw)
    flat = " ".join(text.split())
    me, them = ("maya", "theo") if names else ("…", "…")
    assert words("gratitude_note", of=them) in flat
    assert words("remembered", of=me) in flat
    assert words("own_note", of=me) in flat
    assert words("own_note", of="theo") not in flat
    assert ("Theo" in text) is names
    assert OURS.findall(text) == []
    if what == "page":
        assert "<title>Notes</title>" in text
        assert not re.search(r"<(?:a|link|script|img|form)\b|style=|url\(|@import|//", text), "it fetches nothing"
    else:
        assert b"/Title (Notes)" in facts(raw)
        assert not re.search(rb"mentor|heal|http|portal|theo|maya", facts(raw), re.IGNORECASE)


async def begun_with(cast: Cast, note: str) -> None:
    from portal.endings.actions import say_goodbye, write_note

    side = await cast.side("maya")
    await write_note(side, by=cast.person("maya"), note=note, once=once())
    await say_goodbye(side, by=cast.person("maya"), once=once())


@pytest.mark.parametrize("what", ["page", "pdf"])
async def test_names_are_taken_out_of_what_was_written(cast: Cast, enter: Enter, what: str) -> None:
    await begun_with(cast, NOTE)
    raw = await file(await enter("maya"), cast, what, names=False)
    text = " ".join((raw.decode() if what == "page" else printed(raw)).split())
    assert "…, thank you. I told … what … needs. Theodora would say: …’s way." in text


ASKED = {"": True, "?names=yes": True, "?names=no": False, "?names=NO": False, "?names=": False, "?names=none": False}


@pytest.mark.parametrize("asked", ASKED)
async def test_whatever_else_is_asked_for_is_without_names(cast: Cast, enter: Enter, asked: str) -> None:
    await begun_with(cast, NOTE)
    page = (await (await enter("maya")).get(f"/talks/{cast.talk}/kept/page{asked}")).text
    assert ("Theo," in page) is ASKED[asked]


async def test_for_whoever_said_goodbye_it_is_over_with_that(cast: Cast, enter: Enter) -> None:
    await Mentorship.update({Mentorship.began_at: clock.now() - timedelta(days=40)}).where(Mentorship.id == cast.talk)
    await begun_with(cast, NOTE)
    maya = await enter("maya")
    for page in ("", "/page"):
        text = (await maya.get(f"/talks/{cast.talk}/kept{page}")).text
        assert " on</p>" not in text
        assert re.search(r"From [A-Z][a-z]+ to [A-Z][a-z]+", text), page


# --- one drawing at a time, and nobody in a long row ---


async def test_who_waits_already_is_not_put_in_the_row_again(cast: Cast, enter: Enter, over: None) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    address = f"/talks/{cast.talk}/kept/pdf"
    *for_maya, for_theo = await asyncio.gather(*(maya.get(address) for _ in range(4)), theo.get(address))
    assert sorted(one.status_code for one in for_maya) == [200, 409, 409, 409]  # whichever came first
    assert all(pdf.BUSY in one.text for one in for_maya if one.status_code == 409)
    assert for_theo.status_code == 200
    assert (await maya.get(address)).status_code == 200, "when it is done, the next one can be asked for"


async def test_two_wait_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def draw(_: bytes) -> bytes:
        begun.set()
        await go_on.wait()
        return b"%PDF-"

    monkeypatch.setattr(pdf, "_draw", draw)
    keepsake = Keepsake("Notes", "In May", ())
    drawing = [asyncio.create_task(pdf.drawn(keepsake, of=f"member {nth}")) for nth in range(pdf.AT_ONCE)]
    await begun.wait()
    with pytest.raises(NotPossible) as refused:
        await pdf.drawn(keepsake, of="one more")
    assert refused.value.sentence == pdf.BUSY
    go_on.set()
    assert await asyncio.gather(*drawing) == [b"%PDF-"] * pdf.AT_ONCE


async def test_what_takes_too_long_says_where_else_it_is(
    cast: Cast, enter: Enter, over: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "AT_MOST", 0.001)
    answer = await (await enter("maya")).get(f"/talks/{cast.talk}/kept/pdf")
    assert answer.status_code == 409
    assert pdf.NOT_DRAWN in answer.text
    monkeypatch.undo()
    assert (await (await enter("maya")).get(f"/talks/{cast.talk}/kept/pdf")).status_code == 200


async def test_what_cannot_be_drawn_does_too(
    cast: Cast, enter: Enter, over: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Fonts that are none end the drawing."""
    for name in (pdf.REGULAR, pdf.BOLD, pdf.BESIDE):
        (tmp_path / name).write_bytes(b"no font")
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    answer = await (await enter("maya")).get(f"/talks/{cast.talk}/kept/pdf")
    assert answer.status_code == 409
    assert pdf.NOT_DRAWN in answer.text


@pytest.mark.parametrize("note", HOSTILE, ids=range(len(HOSTILE)))
async def test_nothing_that_was_written_breaks_it(cast: Cast, enter: Enter, note: str) -> None:
    await begun_with(cast, note)
    maya = await enter("maya")
    page = (await file(maya, cast, "page", names=True)).decode()
    assert "<script" not in page
    assert (await maya.get(f"/talks/{cast.talk}/kept")).status_code == 200


@pytest.mark.parametrize("name", ["", "…", "(", "a|b", "Ünsal-Ö.", "שרה", "美咲"])
async def test_nor_does_a_name(cast: Cast, enter: Enter, name: str) -> None:
    await Member.update({Member.name: name}).where(Member.id == cast.members["theo"])
    await begun_with(cast, f"Thank you {name} (and more)")
    assert "(and more)" in (await file(await enter("maya"), cast, "page", names=False)).decode()


@pytest.mark.parametrize("what", ["", "/page", "/pdf"])
async def test_only_what_is_over_and_only_ones_own(cast: Cast, enter: Enter, what: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    absent = alike(await maya.get("/talks/k3v9k3v9k3v9k3v9/kept"))
    address = f"/talks/{cast.talk}/kept{what}"
    assert alike(await maya.get(address)) == absent
    await goodbye(cast, "maya")
    assert (await maya.get(address)).status_code == 200
    assert alike(await theo.get(address)) == absent, "while it can still be answered"
    clock.travel(days=14)
    theo = await enter("theo")
    assert (await theo.get(address)).status_code == 200


async def test_nothing_changes_by_looking(cast: Cast, enter: Enter, over: None) -> None:
    maya = await enter("maya")
    before = await counts()
    for what in ("", "/page", "/pdf"):
        assert (await maya.get(f"/talks/{cast.talk}/kept{what}")).status_code == 200
    assert await counts() == before


async def test_without_the_fonts_there_is_the_page(
    cast: Cast, enter: Enter, over: None, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    maya = await enter("maya")
    page = (await maya.get(f"/talks/{cast.talk}/kept")).text
    assert "/kept/page" in page
    assert "/kept/pdf" not in page
    assert (await maya.get(f"/talks/{cast.talk}/kept/pdf")).status_code == 404


@pytest.mark.parametrize("how", ["alone", "unsafe", "someone_else"])
async def test_the_doors_are_the_same_whether_one_waits_or_rests(cast: Cast, enter: Enter, how: str) -> None:
    """Which of it is said where the place on the list is, so that this page does not tell who ended it."""
    await part(cast, "theo", how)
    maya, wish, at = await enter("maya"), f"/enrolments/{cast.enrolments['maya']}", f"/talks/{cast.talk}/kept"
    waits = alike(await maya.get(at))
    assert f'href="{wish}">Your place on the list is kept</a>' in waits[1]
    answer = await maya.post(f"{wish}/rest", page=wish)
    assert answer.headers["location"] == wish
    assert "You are resting" in (await maya.get(wish)).text
    assert alike(await maya.get(at)) == waits
