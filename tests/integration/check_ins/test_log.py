"""Logging a check-in: the other side is told, both read it, the private part its writer alone; all of it is sealed."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check_ins.tables import CheckIn, OwnNote
from portal.members.tables import Member
from portal.mentorships.rules import GOODBYE_SAID
from tests.integration.browser import Form, alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts, everything, on_disk
from tests.integration.told import goodbye

SHARED = "Shared like nothing else 4711."
OWN = "Private like nothing else 0815."
ALONG = "Taken along like nothing else 2342."


@pytest.fixture
def form() -> dict[str, str | list[str]]:
    return {
        "day": clock.now().date().isoformat(),
        "means": "phone",
        "strands": ["connecting", "celebrating"],
        "shared": SHARED,
        "own": OWN,
        "along": ALONG,
        "hard_day": "y",
    }


async def test_both_read_it_and_the_other_is_told(cast: Cast, enter: Enter, form: Form) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/check-in"
    answer = await maya.post(page, form, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#check-ins")

    [row] = await CheckIn.select().where(CheckIn.mentorship == cast.talk)
    assert (row["author"], row["means"], row["strands"], row["hard_day"]) == (
        cast.members["maya"],
        "phone",
        "connecting,celebrating",
        True,
    )
    assert await acts("check_ins.log") == ["check_ins.log"]
    for browser in (maya, theo):
        shown = (await browser.get(f"/talks/{cast.talk}/check-ins")).text
        assert SHARED in shown
        assert "A hard day, by phone" in shown
        assert "Connecting, celebrating." in shown
    home = (await theo.get("/home")).text
    assert "Maya logged a check-in" in home
    assert SHARED not in home
    assert "logged a check-in" not in (await maya.get("/home")).text


async def test_the_private_note_is_its_writers_alone(cast: Cast, enter: Enter, form: Form) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/check-in"
    await maya.post(page, {**form, "weighs": "y"}, page=page)

    [row] = await CheckIn.select(CheckIn.id)
    shown = (await maya.get(f"/talks/{cast.talk}/check-ins")).text
    for private in (OWN, f"You take along: {ALONG}", "This weighed on you. Only you see that."):
        assert private in shown
    here = f"/talks/{cast.talk}"
    for address in (
        here,
        f"{here}/check-ins",
        f"{here}/check-ins/{row['id']}",
        "/talks",
        "/home",
        "/me",
        "/me/moments",
    ):
        read = (await theo.get(address)).text
        for private in (OWN, ALONG, "weighed on you"):
            assert private not in read


async def test_without_words_there_is_no_private_note_to_be_seen_by_anybody(
    cast: Cast, enter: Enter, form: Form
) -> None:
    page = f"/talks/{cast.talk}/check-in"
    await (await enter("maya")).post(page, {**form, "own": "", "along": "", "shared": ""}, page=page)
    assert await OwnNote.select(OwnNote.words, OwnNote.along) == [{"words": None, "along": None}]
    assert [row["shared"] for row in await CheckIn.select(CheckIn.shared)] == [None]


async def test_no_word_of_it_stands_in_the_tables_or_in_a_file(cast: Cast, enter: Enter, form: Form) -> None:
    page = f"/talks/{cast.talk}/check-in"
    await (await enter("maya")).post(page, form, page=page)

    dump = await everything()
    assert cast.talk in dump
    for words in (SHARED, OWN, ALONG):
        assert words not in dump
        assert words.encode() not in on_disk()
    keys = await sealed.ring(cast.members["maya"])
    [check_in], [own] = await CheckIn.select(CheckIn.shared), await OwnNote.select(OwnNote.words, OwnNote.along)
    assert keys.open(check_in["shared"], of=cast.members["maya"]) == SHARED
    assert keys.open(own["words"], of=cast.members["maya"]) == OWN
    assert keys.open(own["along"], of=cast.members["maya"]) == ALONG


@pytest.mark.only_on("sqlite")
async def test_what_is_looked_at_on_disk_is_really_the_database(cast: Cast) -> None:
    assert cast.talk.encode() in on_disk()


@pytest.mark.parametrize("name", ["noor", "ruth", "lena", "fay", "gus", "cora", "stranger"])
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, form: Form, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.post("/talks/k3v9k3v9k3v9k3v9/check-in", form))
    assert absent[0] == 404
    assert alike(await browser.post(f"/talks/{cast.talk}/check-in", form)) == absent
    assert alike(await browser.get(f"/talks/{cast.talk}/check-in")) == absent
    assert await counts() == before


async def test_nothing_new_after_a_goodbye(cast: Cast, enter: Enter, form: Form) -> None:
    await goodbye(cast, "maya")
    for name in ("maya", "theo"):
        browser = await enter(name)
        before = await counts()
        page = f"/talks/{cast.talk}/check-in"
        for answer in (await browser.get(page), await browser.post(page, form)):
            assert answer.status_code == 409
            assert GOODBYE_SAID in answer.text
        assert await counts() == before


async def test_a_goodbye_said_while_one_was_writing(cast: Cast, enter: Enter, form: Form) -> None:
    theo = await enter("theo")
    page = f"/talks/{cast.talk}/check-in"
    typed = {**await theo.tokens(page), **form}
    await goodbye(cast, "maya")
    answer = await theo.post_as_it_is(page, typed)
    assert answer.status_code == 409
    assert GOODBYE_SAID in answer.text
    assert await CheckIn.count() == 0


async def test_today_is_the_writers_own_today(cast: Cast, enter: Enter, form: Form) -> None:
    """At noon in UTC it is tomorrow already in Kiritimati, and still today in Niue."""
    noon = clock.now().replace(hour=12, minute=0)
    clock.set(noon)
    tomorrow = (noon + timedelta(days=1)).date().isoformat()
    page = f"/talks/{cast.talk}/check-in"
    for zone, status in (("Pacific/Niue", 422), ("Pacific/Kiritimati", 303)):
        await Member.update({Member.zone: zone}).where(Member.id == cast.members["maya"])
        maya = await enter("maya")
        assert (await maya.post(page, {**form, "day": tomorrow}, page=page)).status_code == status
