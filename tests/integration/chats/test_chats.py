"""Informal chats: put before a group, replied to privately, taken up by its author, over for everybody else."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.chats.rules import REPLIED_ALREADY
from portal.chats.tables import Chat, Reply
from portal.groups.tables import Membership
from portal.members.tables import Member
from tests.integration.browser import alike, title
from tests.integration.cast import SATURDAY, TUESDAY, Cast
from tests.integration.chats.talking import LINE, WORDS, chat_form, put_up, reply
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything, on_disk


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


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


@pytest.mark.parametrize(
    ("ticked", "filled_in"),
    [
        ("phone,email,messages,in_person", ["phone", "email", "here"]),
        ("video", ["video"]),
        ("", ["here"]),
        ("in_person", ["here"]),
    ],
)
async def test_what_is_filled_in_is_what_one_has_said(
    cast: Cast, enter: Enter, ticked: str, filled_in: list[str]
) -> None:
    await Member.update({Member.means: ticked}).where(Member.id == cast.members["omar"])
    omar = await enter("omar")
    page = (await omar.get("/chats")).text
    assert re.findall(r'name="means" value="(\w+)" checked', page) == filled_in
    assert '<option value="4" selected>For 4 hours</option>' in page
    assert f'name="group" value="{cast.groups[TUESDAY]}"' in page


@pytest.mark.parametrize(
    ("asked", "ticked", "filled_in"),
    [
        (["phone", "email", "here"], "email", ["email", "here"]),
        (["phone", "email"], "text", ["phone", "email"]),
        (["any"], "phone", ["phone", "here"]),
    ],
)
async def test_a_reply_has_the_ways_filled_in_that_suit_both(
    cast: Cast, enter: Enter, asked: list[str], ticked: str, filled_in: list[str]
) -> None:
    chat = await put_up(await enter("omar"), cast, means=asked)
    await Member.update({Member.means: ticked}).where(Member.id == cast.members["ruth"])
    page = (await (await enter("ruth")).get(chat)).text
    assert re.findall(r'name="means" value="(\w+)" checked', page) == filled_in


async def test_only_a_way_that_was_asked_for_can_be_chosen(cast: Cast, enter: Enter) -> None:
    chat = await put_up(await enter("omar"), cast)
    ruth = await enter("ruth")
    before = await counts()
    for way in ("video", "here", "any", "in_person", ""):
        assert await reply(ruth, chat, way) == 422
    assert await counts() == before


async def test_sent_twice_it_is_one(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    form = chat_form(cast) | await omar.tokens("/chats")
    first, again = [await omar.post_as_it_is("/chats", form) for _ in range(2)]
    assert first.headers["location"] == again.headers["location"]
    assert await Chat.count() == 1
    form = {"means": "phone", "words": WORDS, **await ruth.tokens("/chats")}
    for _ in range(2):
        assert (await ruth.post_as_it_is(f"{first.headers['location']}/replies", form)).status_code == 303
    assert await Reply.count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("means", []), ("means", ["in_person"]), ("hours", "25"), ("hours", "noon"), ("kind", "beg"), ("line", LINE * 20)],
)
async def test_asked_again_with_everything_still_there(
    cast: Cast, enter: Enter, field: str, wrong: str | list[str]
) -> None:
    omar = await enter("omar")
    before = await counts()
    answer = await omar.post("/chats", chat_form(cast, **{field: wrong}), page="/chats")
    assert answer.status_code == 422
    assert LINE in answer.text
    assert await counts() == before
