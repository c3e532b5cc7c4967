"""Informal chats: put before a group, replied to privately, taken up by its author, over for everybody else."""

from datetime import timedelta

import pytest

from portal import clock
from portal.chats.rules import OVER, OWN_IS_OVER, REPLIED_ALREADY, TAKEN_ALREADY
from portal.chats.tables import Chat, Reply
from portal.check import check
from portal.groups.tables import Membership
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import SATURDAY, TUESDAY, Cast, email, phone
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything, on_disk

LINE = "A line like no other 5005."
WORDS = "A reply like no other 5006."


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


def chat_form(cast: Cast, **more: str | list[str]) -> dict[str, str | list[str]]:
    return {
        "kind": "ask",
        "hours": "4",
        "means": ["phone", "email"],
        "line": LINE,
        "group": cast.groups[TUESDAY],
        **more,
    }


async def put_up(browser: Browser, cast: Cast, **more: str | list[str]) -> str:
    """The chat's address."""
    answer = await browser.post("/chats", chat_form(cast, **more), page="/chats")
    assert answer.status_code == 303
    return answer.headers["location"]


async def reply(browser: Browser, chat: str, *means: str) -> int:
    form: dict[str, str | list[str]] = {"means": list(means) or ["phone"], "words": WORDS}
    return (await browser.post(f"{chat}/replies", form, page="/chats")).status_code


async def take(browser: Browser, chat: str, cast: Cast, whose: str) -> int:
    rows = await Reply.select(Reply.id).where(Reply.chat == chat[-16:], Reply.author == cast.members[whose])
    return (await browser.post(f"{chat}/replies/{rows[0]['id']}/taking", page="/chats")).status_code


@pytest.mark.parametrize(("kind", "does"), [("ask", "asks for a chat"), ("offer", "offers a chat")])
async def test_it_is_put_before_the_group(cast: Cast, enter: Enter, kind: str, does: str) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast, kind=kind)

    [row] = await Chat.select().where(Chat.id == chat[-16:])
    assert (row["kind"], row["means"], row["state"]) == (kind, "phone,email", "open")
    assert row["until"] == clock.now() + timedelta(hours=4)
    board = (await ruth.get("/chats")).text
    assert f"Omar {does}" in board
    assert LINE in board
    assert title(await ruth.get(chat)) == f"Omar {does}"
    assert LINE not in await everything()
    assert LINE.encode() not in on_disk()


@pytest.mark.parametrize("name", ["lena", "gus", "fay", "cora", "stranger"])
async def test_who_is_no_member_of_the_group_does_not_find_it(cast: Cast, enter: Enter, name: str) -> None:
    chat = await put_up(await enter("omar"), cast)
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/chats/k3v9k3v9k3v9k3v9"))
    assert absent[0] == 404
    assert alike(await browser.get(chat)) == absent
    for act in ("replies", "withdrawal", "replies/k3v9k3v9k3v9k3v9/taking"):
        assert alike(await browser.post(f"{chat}/{act}", {"means": "phone"})) == absent
    assert LINE not in (await browser.get("/chats")).text
    assert await counts() == before


async def test_who_left_the_group_does_not_find_it_any_more(cast: Cast, enter: Enter) -> None:
    chat = await put_up(await enter("omar"), cast)
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["ruth"])
    assert (await (await enter("ruth")).get(chat)).status_code == 404


async def test_nobody_puts_one_before_a_group_of_others(cast: Cast, enter: Enter) -> None:
    for name in ("omar", "stranger", "fay"):
        answer = await (await enter(name)).post("/chats", chat_form(cast, group=cast.groups[SATURDAY]), page="/chats")
        assert answer.status_code == 422
    assert await Chat.count() == 0


async def test_a_reply_is_read_by_the_author_alone(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    assert await reply(ruth, chat) == 303

    assert "Ruth replied to your chat" in (await omar.get("/home")).text
    assert WORDS in (await omar.get(chat)).text
    assert WORDS in (await ruth.get(chat)).text
    read = (await ines.get(chat)).text
    assert WORDS not in read
    assert "Ruth" not in read
    assert WORDS not in await everything()


async def test_one_replies_once_and_not_to_oneself(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    before = await counts()
    again = await ruth.post(f"{chat}/replies", {"means": "phone", "words": "More."}, page="/chats")
    assert again.status_code == 409
    assert REPLIED_ALREADY in again.text
    assert await reply(omar, chat) == 404
    assert await counts() == before


async def test_the_two_see_how_to_reach_each_other_and_nobody_else_does(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines, noor = [await enter(name) for name in ("omar", "ruth", "ines", "noor")]
    chat = await put_up(omar, cast)
    await reply(ruth, chat, "phone")
    await reply(ines, chat, "phone", "email")
    for browser in (omar, ruth, ines, noor):
        assert "202 555" not in (await browser.get(chat)).text
    assert await take(omar, chat, cast, "ruth") == 303

    assert "Omar took up your reply" in (await ruth.get("/home")).text
    for browser, other in ((omar, "ruth"), (ruth, "omar")):
        page = (await browser.get(chat)).text
        assert phone(other) in page
        assert email(other) not in page, "Ruth ticked the phone alone"
    for browser in (ines, noor):
        page = (await browser.get(chat)).text
        assert "202 555" not in page
        assert "@cast.example" not in page
    assert await check() == []


async def test_two_days_after_its_end_nobody_is_reached_through_it(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    await take(omar, chat, cast, "ruth")
    for hours, there in ((4 + 47, True), (1, False)):
        clock.travel(hours=hours)
        for name, other in (("omar", "ruth"), ("ruth", "omar")):
            assert (phone(other) in (await (await enter(name)).get(chat)).text) is there


async def test_who_replied_second_reads_a_kind_line(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines, noor = [await enter(name) for name in ("omar", "ruth", "ines", "noor")]
    chat = await put_up(omar, cast)
    for browser in (ruth, ines):
        await reply(browser, chat)
    await take(omar, chat, cast, "ruth")

    assert "Thank you for being there." in (await ines.get(chat)).text
    assert "Somebody was quicker, and they are talking now." in (await noor.get(chat)).text
    assert LINE not in (await noor.get("/chats")).text
    late = await noor.post(f"{chat}/replies", {"means": "phone", "words": WORDS}, page="/chats")
    assert late.status_code == 409
    assert TAKEN_ALREADY in late.text


async def test_only_the_author_takes_one_up_and_only_once(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    for browser in (ruth, ines):
        await reply(browser, chat)
    for browser in (ruth, ines, await enter("noor")):
        assert await take(browser, chat, cast, "ruth") == 404
    assert await take(omar, chat, cast, "ruth") == 303
    before = await counts()
    assert await take(omar, chat, cast, "ines") == 409
    assert await counts() == before
    assert await check() == []


async def test_a_reply_to_another_chat_cannot_be_taken_up(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    mine, theirs = await put_up(omar, cast), await put_up(ruth, cast)
    await reply(ines, theirs)
    [row] = await Reply.select(Reply.id)
    assert (await omar.post(f"{mine}/replies/{row['id']}/taking", page="/chats")).status_code == 404


async def test_withdrawn(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    assert (await ruth.post(f"{chat}/withdrawal", page="/chats")).status_code == 404
    assert (await omar.post(f"{chat}/withdrawal", page="/chats")).headers["location"] == "/chats"
    assert LINE not in (await ruth.get("/chats")).text
    assert "It was taken back." in (await ruth.get(chat)).text
    assert await reply(ruth, chat) == 409
    assert (await omar.post(f"{chat}/withdrawal", page="/chats")).status_code == 409


async def test_over_by_the_clock_before_any_tick(cast: Cast, enter: Enter) -> None:
    chat = await put_up(await enter("omar"), cast)
    await reply(await enter("ines"), chat)
    clock.travel(hours=4, microseconds=-1)
    omar, ruth = await enter("omar"), await enter("ruth")
    assert LINE in (await ruth.get("/chats")).text

    clock.travel(microseconds=1)
    assert LINE not in (await ruth.get("/chats")).text
    assert "It is over." in (await ruth.get(chat)).text
    late = await ruth.post(f"{chat}/replies", {"means": "phone", "words": WORDS}, page="/chats")
    assert late.status_code == 409
    assert OVER in late.text
    assert await take(omar, chat, cast, "ines") == 409
    taken_back = await omar.post(f"{chat}/withdrawal", page="/chats")
    assert taken_back.status_code == 409
    assert OWN_IS_OVER in taken_back.text
    assert await check() == []
