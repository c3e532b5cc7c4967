"""A check-in can be corrected or taken back by whoever logged it, for a day; the other adds to it once; each keeps a
note of their own as long as they like."""

import asyncio
from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.audit import BY_THE_CLOCK
from portal.check import check
from portal.check_ins.actions import Own, Said, add, correct, keep_own, log, take_back
from portal.check_ins.rules import ADDED_ALREADY, TOO_LATE
from portal.check_ins.tables import CheckIn, OwnNote
from portal.database import counted
from portal.errors import NotFound, NotPossible
from portal.mentorships.rules import GOODBYE_SAID
from portal.notices.tables import Notice
from tests.integration.browser import alike
from tests.integration.cast import Cast, once, words
from tests.integration.check_ins.logged import logged
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts, everything, on_disk, sql
from tests.integration.told import goodbye

OTHERS = ("noor", "ruth", "lena", "fay", "gus", "cora", "stranger")
NO_ID = "k3v9k3v9k3v9k3v9"

NEW = "Corrected like nothing else 3003."
ADDED = "Added like nothing else 4004."
MINE = "For myself like nothing else 5005."
BEFORE_MIDNIGHT, AFTER_MIDNIGHT = timedelta(hours=23, minutes=59), timedelta(hours=24, seconds=1)


def form(**more: str) -> dict[str, str | list[str]]:
    today = clock.now().date().isoformat()
    return {"day": today, "means": "email", "length": "more", "strands": ["sharing"], "shared": NEW, **more}


async def new_said() -> Said:
    return Said(clock.now().date(), "email", ["sharing"], NEW, own="", hard_day=False, weighs=False)


# --- correcting it ---


async def test_its_form_comes_filled_and_what_is_saved_takes_its_place(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya", hard_day=True)
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/check-ins/{check_in}/correction"

    asked = (await maya.get(page)).text
    for filled in (words("shared_note", of="maya"), words("own_note", of="maya"), words("along", of="maya")):
        assert filled in asked
    for chosen in ('value="phone" checked', 'value="half" checked', 'value="connecting" checked'):
        assert chosen in asked
    answer = await maya.post(page, form(own=MINE), page=page)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#check-ins")
    for browser in (maya, theo):
        shown = (await browser.get(f"/talks/{cast.talk}/check-ins")).text
        assert "A long talk by e-mail" in shown
        assert NEW in shown
        assert words("shared_note", of="maya") not in shown
        assert (MINE in shown) is (browser is maya)
    [note] = await OwnNote.select(OwnNote.words, OwnNote.along)
    keys = await sealed.ring(cast.members["maya"])
    assert (keys.open(note["words"], of=cast.members["maya"]), note["along"]) == (MINE, None)
    assert await CheckIn.count() == 1
    assert await check() == []


@pytest.mark.parametrize(("later", "status"), [(BEFORE_MIDNIGHT, 303), (AFTER_MIDNIGHT, 409)])
async def test_for_a_day(cast: Cast, enter: Enter, later: timedelta, status: int) -> None:
    clock.set(clock.now())
    check_in, maya = await logged(cast, "maya"), await enter("maya")
    page = f"/talks/{cast.talk}/check-ins/{check_in}"
    clock.travel(seconds=later.total_seconds())
    maya = await enter("maya")
    before = await counts("sessions")

    assert (await maya.get(f"{page}/correction")).status_code == (200 if status == 303 else 409)
    corrected = await maya.post(f"{page}/correction", form())
    taken_back = await maya.post(f"{page}/removal")

    assert (corrected.status_code, taken_back.status_code) == (status, status)
    if status == 409:
        assert TOO_LATE in corrected.text
        assert TOO_LATE in taken_back.text
        assert await counts("sessions") == before
        assert "Correct it" not in (await maya.get(page)).text
    else:
        assert await CheckIn.count() == 0


async def test_after_a_day_the_note_of_ones_own_is_still_changed(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya")
    clock.travel(days=9)
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/check-ins/{check_in}"
    answer = await maya.post(page, {"own": MINE}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert MINE in (await maya.get(page)).text


async def test_what_is_not_right_comes_back_with_all_that_was_typed(cast: Cast, enter: Enter) -> None:
    check_in, maya = await logged(cast, "maya"), await enter("maya")
    page = f"/talks/{cast.talk}/check-ins/{check_in}/correction"
    answer = await maya.post(page, {**form(own=MINE), "day": "2199-01-01", "length": "for ever"}, page=page)
    assert answer.status_code == 422
    for said in (NEW, MINE, "This day is still to come.", "Choose one of these."):
        assert said in answer.text
    [row] = await CheckIn.select(CheckIn.means, CheckIn.length)
    assert (row["means"], row["length"]) == ("phone", "half")


# --- taking it back ---


async def test_taken_back_it_is_gone_with_ones_own_note_and_the_word_of_it(cast: Cast, enter: Enter) -> None:
    kept, check_in = await logged(cast, "theo"), await logged(cast, "maya")
    theo_side = await cast.side("theo")
    await keep_own(theo_side, check_in, by=cast.person("theo"), note=Own(MINE, "", False), once=once())
    maya, theo = await enter("maya"), await enter("theo")
    assert "Maya logged a check-in" in (await theo.get("/home")).text

    page = f"/talks/{cast.talk}/check-ins/{check_in}/removal"
    tokens = await maya.tokens(f"/talks/{cast.talk}/check-ins/{check_in}/correction")
    answers = [await maya.post_as_it_is(page, tokens) for _ in range(2)]

    assert [(one.status_code, one.headers["location"]) for one in answers] == [
        (303, f"/talks/{cast.talk}#check-ins")
    ] * 2
    assert [row["id"] for row in await CheckIn.select(CheckIn.id)] == [kept]
    assert [row["member"] for row in await OwnNote.select(OwnNote.member)] == [cast.members["theo"]]
    assert "Maya logged a check-in" not in (await theo.get("/home")).text
    assert "Theo logged a check-in" in (await maya.get("/home")).text
    assert (await theo.get(f"/talks/{cast.talk}/check-ins/{check_in}")).status_code == 404
    assert await acts("check_ins.take_back") == ["check_ins.take_back"]
    assert await check() == []


@pytest.mark.parametrize("note", [Own(MINE, "", False), Own("", MINE, False), Own("", "", True), Own("", "", False)])
async def test_what_the_other_kept_alone_of_it_is_theirs_and_stays(cast: Cast, enter: Enter, note: Own) -> None:
    check_in, day = await logged(cast, "theo"), clock.now().date()
    maya, theo = await enter("maya"), await enter("theo")
    await keep_own(await cast.side("maya"), check_in, by=cast.person("maya"), note=note, once=once())
    await take_back(await cast.side("theo"), check_in, by=cast.person("theo"), once=once())

    says = note.own or note.along or note.weighs
    kept = f"A note of yours, {day.day} {day:%B}"
    all_of_them = f"/talks/{cast.talk}/check-ins"
    shown = (await maya.get(all_of_them)).text
    assert (kept in shown) is bool(says)
    assert (MINE in shown) is bool(note.own or note.along)
    assert "A note of yours" not in (await theo.get(all_of_them)).text
    assert MINE not in await everything()
    assert await check() == []

    for name in ("maya", "theo"):
        await goodbye(cast, name)
    for page in ("", "/page"):
        assert (MINE in (await maya.get(f"/talks/{cast.talk}/kept{page}")).text) is bool(note.own or note.along)
        assert MINE not in (await theo.get(f"/talks/{cast.talk}/kept{page}")).text


async def test_it_is_as_many_statements_whether_the_other_kept_anything_or_not(cast: Cast) -> None:
    heard = []
    for kept in (True, False):
        check_in = await logged(cast, "theo")
        if kept:
            note = Own(MINE, "", weighs=True)
            await keep_own(await cast.side("maya"), check_in, by=cast.person("maya"), note=note, once=once())
        side, key = await cast.side("theo"), once()
        with counted() as statements:
            await take_back(side, check_in, by=cast.person("theo"), once=key)
        heard.append(len(statements))
    assert heard[0] == heard[1]


async def test_of_two_the_word_of_the_other_one_stays(cast: Cast) -> None:
    clock.set(clock.now())
    await logged(cast, "maya")
    clock.travel(minutes=5)
    second = await logged(cast, "maya")
    await take_back(await cast.side("maya"), second, by=cast.person("maya"), once=once())
    told = await Notice.select(Notice.seen_at).where(Notice.kind == "check_in").order_by(Notice.created_at)
    assert [row["seen_at"] is None for row in told] == [True, False]


# --- adding to the other's ---


async def test_the_other_adds_once_and_it_is_told(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya")
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/check-ins/{check_in}/addition"
    answer = await theo.post(page, {"added": ADDED}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#check-ins")

    for browser, whose in ((maya, "Theo"), (theo, "You")):
        shown = (await browser.get(f"/talks/{cast.talk}/check-ins")).text
        assert f'{whose}: <span class="said">“{ADDED}”' in shown
        assert ADDED in (await browser.get(f"/talks/{cast.talk}/check-ins/{check_in}")).text
    home = (await maya.get("/home")).text
    assert "Theo added to a check-in" in home
    assert ADDED not in home
    assert ADDED not in await everything()
    assert ADDED.encode() not in on_disk()
    keys = await sealed.ring(cast.members["theo"])
    [row] = await CheckIn.select(CheckIn.added)
    assert keys.open(row["added"], of=cast.members["theo"]) == ADDED

    before = await counts()
    for again in (await theo.get(page), await theo.post(page, {"added": "And this."})):
        assert again.status_code == 409
        assert ADDED_ALREADY in again.text
    assert await counts() == before


async def test_eight_who_add_at_once_are_one(cast: Cast) -> None:
    check_in, side, theo = await logged(cast, "maya"), await cast.side("theo"), cast.person("theo")
    done = await asyncio.gather(
        *(add(side, check_in, by=theo, words=ADDED, once=once()) for _ in range(8)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", *["NotPossible"] * 7]
    assert await Notice.count().where(Notice.kind == "check_in_added") == 1


@pytest.mark.parametrize("said", ["", "   ", "\r\n\t", "a" * 4001])
async def test_nothing_is_no_addition(cast: Cast, enter: Enter, said: str) -> None:
    theo = await enter("theo")
    page = f"/talks/{cast.talk}/check-ins/{await logged(cast, 'maya')}/addition"
    assert (await theo.post(page, {"added": said}, page=page)).status_code == 422
    assert await CheckIn.exists().where(CheckIn.added_at.is_not_null()) is False


# --- a note of one's own ---


async def test_each_keeps_a_note_that_the_other_never_reads(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya")
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/check-ins/{check_in}"
    for name, browser, other in (("maya", maya, theo), ("theo", theo, maya)):
        note = {"own": f"{MINE} {name}", "along": f"along {name}"}
        assert (await browser.post(page, note, page=page)).status_code == 303
        for address in (page, f"/talks/{cast.talk}/check-ins", f"/talks/{cast.talk}"):
            assert f"along {name}" not in (await other.get(address)).text
        assert f"along {name}" in (await browser.get(page)).text
    assert await OwnNote.count() == 2
    assert not await Notice.exists().where(Notice.kind == "check_in_added")


@pytest.mark.parametrize("weighs", [True, False])
async def test_of_a_note_without_words_nobody_can_tell_whether_it_weighs(
    cast: Cast, enter: Enter, weighs: bool
) -> None:
    maya, page = await enter("maya"), f"/talks/{cast.talk}/check-ins/{await logged(cast, 'maya')}"
    await maya.post(page, {"own": " ", "along": "", **({"weighs": "y"} if weighs else {})}, page=page)
    [row] = await sql("SELECT words, along, weight FROM own_notes")
    assert (row["words"], row["along"], len(row["weight"])) == (None, None, 100)
    assert ("This weighed on you." in (await maya.get(f"/talks/{cast.talk}/check-ins")).text) is weighs


async def test_of_what_was_logged_with_one_tap_there_is_the_same(cast: Cast) -> None:
    await log(await cast.side("maya"), by=cast.person("maya"), said=await new_said(), once=once())
    [row] = await sql("SELECT words, along, weight FROM own_notes")
    assert (row["words"], row["along"], len(row["weight"])) == (None, None, 100)


# --- what weighs ---


@pytest.mark.parametrize(("name", "leads_to"), [("theo", "/me/care"), ("maya", "/talks/{talk}#check-ins")])
async def test_what_weighs_leads_a_mentor_to_care_and_nobody_else(
    cast: Cast, enter: Enter, name: str, leads_to: str
) -> None:
    browser, page = await enter(name), f"/talks/{cast.talk}/check-in"
    answer = await browser.post(page, form(weighs="y"), page=page)
    assert answer.headers["location"] == leads_to.format(talk=cast.talk)
    asked = await Notice.select(Notice.member).where(Notice.kind == "care")
    assert [row["member"] for row in asked] == ([cast.members["theo"]] if name == "theo" else [])


async def test_the_audit_says_the_same_of_an_ask_whatever_it_came_of(cast: Cast) -> None:
    """By the clock, or by what weighs on them, which is for them alone."""
    await logged(cast, "theo", weighs=True)
    [row] = await sql("SELECT \"by\", about FROM audit_entries WHERE act = 'care.ask'")
    assert (row["by"], row["about"]) == (BY_THE_CLOCK, cast.members["theo"])


async def test_a_correction_asks_only_where_it_begins_to_weigh(cast: Cast, enter: Enter) -> None:
    theo, check_in = await enter("theo"), await logged(cast, "theo")
    page = f"/talks/{cast.talk}/check-ins/{check_in}/correction"
    led = [(await theo.post(page, form(weighs="y"), page=page)).headers["location"] for _ in range(2)]
    assert led == ["/me/care", f"/talks/{cast.talk}#check-ins"]
    assert await Notice.count().where(Notice.kind == "care") == 1


# --- who may not, and when it is over ---


async def test_to_each_only_what_is_theirs_to_do(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya")
    here = f"/talks/{cast.talk}/check-ins/{check_in}"
    maya, theo = await enter("maya"), await enter("theo")
    before = await counts("sessions")
    for browser, what, typed in (
        (theo, "correction", form()),
        (theo, "removal", {}),
        (maya, "addition", {"added": ADDED}),
    ):
        absent = alike(await browser.post(f"/talks/{cast.talk}/check-ins/{NO_ID}/{what}", typed))
        assert absent[0] == 404
        assert alike(await browser.post(f"{here}/{what}", typed)) == absent
        if what != "removal":
            assert (await browser.get(f"{here}/{what}")).status_code == 404
    assert await counts("sessions") == before
    with pytest.raises(NotPossible):
        await add(await cast.side("maya"), check_in, by=cast.person("maya"), words=ADDED, once=once())
    with pytest.raises(NotPossible):
        await correct(await cast.side("theo"), check_in, by=cast.person("theo"), said=await new_said(), once=once())
    with pytest.raises(NotFound):
        await take_back(await cast.side("theo"), check_in, by=cast.person("theo"), once=once())


@pytest.mark.parametrize("name", OTHERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    check_in, browser = await logged(cast, "maya"), await enter(name)
    before = await counts("sessions")
    absent = alike(await browser.get(f"/talks/{NO_ID}/check-ins"))
    assert absent[0] == 404
    for what in ("", f"/{check_in}", f"/{check_in}/correction", f"/{check_in}/addition", f"/{check_in}/removal"):
        address = f"/talks/{cast.talk}/check-ins{what}"
        if not what.endswith("removal"):
            assert alike(await browser.get(address)) == absent
        if what:
            assert alike(await browser.post(address, form(added=ADDED, own=MINE))) == absent
    assert await counts("sessions") == before


async def test_a_check_in_is_found_in_its_own_talks_only(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya")
    talk, ruth = await cast.begin_talk("ines", "ruth"), await enter("ruth")
    for what in ("", "/correction", "/addition"):
        assert (await ruth.get(f"/talks/{talk}/check-ins/{check_in}{what}")).status_code == 404
    assert (await ruth.post(f"/talks/{talk}/check-ins/{check_in}", {"own": MINE})).status_code == 404
    assert (await ruth.post(f"/talks/{talk}/check-ins/{check_in}/removal")).status_code == 404


async def test_after_a_goodbye_it_is_read_and_not_changed(cast: Cast, enter: Enter) -> None:
    check_in = await logged(cast, "maya")
    await goodbye(cast, "theo")
    here = f"/talks/{cast.talk}/check-ins/{check_in}"
    maya, theo = await enter("maya"), await enter("theo")
    assert words("shared_note", of="maya") in (await theo.get(here)).text
    assert words("own_note", of="maya") in (await maya.get(here)).text
    before = await counts("sessions")
    for browser, what in ((maya, ""), (maya, "/correction"), (maya, "/removal"), (theo, "/addition"), (theo, "")):
        answer = await browser.post(here + what, form(added=ADDED, own=MINE))
        assert answer.status_code == 409
        assert GOODBYE_SAID in answer.text
    assert await counts("sessions") == before


async def test_thirty_two_logged_at_once_with_one_key_are_one(cast: Cast) -> None:
    side, maya, said = await cast.side("maya"), cast.person("maya"), await new_said()
    ids = await asyncio.gather(*(log(side, by=maya, said=said, once="the-same-key") for _ in range(32)))
    assert [row["id"] for row in await CheckIn.select(CheckIn.id)] == list(set(ids))
    assert await acts("check_ins.log") == ["check_ins.log"]
    assert await Notice.count().where(Notice.kind == "check_in") == 1
    assert await Notice.count().where(Notice.kind == "feels") == 2


async def test_after_the_first_each_is_asked_once_whether_it_feels_right(cast: Cast) -> None:
    for name in ("maya", "theo", "maya"):
        await logged(cast, name)
    asked = await Notice.select(Notice.member).where(Notice.kind == "feels")
    assert {row["member"] for row in asked} == {cast.members["maya"], cast.members["theo"]}
    assert len(asked) == 2
    assert (await cast.side("maya")).found_at is not None
