"""Of each kind a person has one chat open in a group, and it stands first where they would ask for another."""

import asyncio
from datetime import timedelta

import pytest

from portal import clock
from portal.accounts.tables import Account
from portal.chats import actions
from portal.chats.actions import tell_open
from portal.chats.tables import Chat
from portal.database import counted
from portal.groups.tables import Membership
from tests.integration.browser import title
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once
from tests.integration.chats.talking import LINE, opt_in, put_up, reply, take, told_of
from tests.integration.conftest import Enter
from tests.integration.exclusions.blocks import want_nothing
from tests.integration.ledger import acts

FORM = 'value="{}">'


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def asked(cast: Cast, kind: str = "ask", group: str = TUESDAY) -> str:
    by, means = cast.person("maya"), ["here"]
    return await actions.put_up(by=by, group=cast.groups[group], kind=kind, line="", means=means, hours=4, once=once())


async def test_pressed_again_it_opens_the_one_that_is_there(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth")
    omar = await enter("omar")
    first, again = await put_up(omar, cast), await put_up(omar, cast, line="Another line 5016.")
    assert first == again
    assert title(await omar.get(again)) == "You asked for a chat"
    assert await Chat.count() == 1
    assert await told_of(first, cast) == ["ruth"]
    assert await put_up(omar, cast, kind="offer") != first, "an offer is no ask"
    await omar.post(f"{first}/withdrawal", page=first)
    assert await put_up(omar, cast) != first
    assert await Chat.count() == 3


async def test_at_the_same_moment_there_is_one(cast: Cast) -> None:
    assert len(set(await asyncio.gather(*(asked(cast) for _ in range(8))))) == 1
    kinds = await asyncio.gather(*(asked(cast, kind, group) for kind in ("ask", "offer") for group in cast.groups))
    assert len(set(kinds)) == 4, "one of each kind in each of her groups"
    assert await Chat.count() == 4


async def test_over_by_the_clock_one_asks_anew_before_any_tick(cast: Cast) -> None:
    first = await asked(cast)
    clock.travel(hours=4, microseconds=-1)
    assert await asked(cast) == first
    clock.travel(microseconds=1)
    assert await asked(cast) != first


async def test_taken_up_it_closes_nothing_else_and_one_may_ask_anew(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat, offer = await put_up(omar, cast), await put_up(omar, cast, kind="offer")
    await reply(ruth, chat)
    await take(omar, chat, cast, "ruth")
    assert "Open until" in (await omar.get(offer)).text
    assert await put_up(omar, cast) not in (chat, offer)


async def test_what_one_has_open_stands_first_and_the_form_after_it(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    page = (await omar.get("/chats")).text
    assert "You asked for a chat</h2>" in page
    assert "Open until <time" in page
    assert "No reply yet." in page
    assert page.index("See it") < page.index("Offer a chat")
    assert (FORM.format("ask") in page, FORM.format("offer") in page) == (False, True)
    assert "Nobody else asks for a chat or offers one just now." in page

    await reply(ruth, chat)
    assert "1 reply." in (await omar.get("/chats")).text
    await reply(ines, chat)
    assert "2 replies." in (await omar.get("/chats")).text
    await want_nothing(cast, "omar", "ines")
    assert "1 reply." in (await omar.get("/chats")).text
    await put_up(omar, cast, kind="offer")
    page = (await omar.get("/chats")).text
    assert (FORM.format("ask") in page, FORM.format("offer") in page) == (False, False)
    assert 'name="line"' not in page


async def test_in_two_groups_it_says_which_one_will_read_it(cast: Cast, enter: Enter) -> None:
    joined = clock.now().date() + timedelta(days=1)  # after the other one
    saturday = Membership(member=cast.members["maya"], group=cast.groups[SATURDAY], joined_on=joined)
    await Membership.insert(saturday)
    maya, omar = await enter("maya"), await enter("omar")
    page = (await maya.get("/chats")).text
    assert "<span>In Tuesday Evening · Until 1:00\u00a0pm · " in page
    assert "<span>Until 1:00\u00a0pm · " in (await omar.get("/chats")).text
    chat = await asked(cast)
    assert "Members of Tuesday Evening can read this." in (await maya.get(f"/chats/{chat}")).text
    page = (await maya.get("/chats")).text
    assert "Ask for another, or offer one" in page
    await asked(cast, group=SATURDAY)
    page = (await maya.get("/chats")).text
    assert (FORM.format("ask") in page, FORM.format("offer") in page) == (False, True)


async def test_home_says_what_one_has_open_and_counts_the_replies(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    assert "Nothing to do today." in (await omar.get("/home")).text
    chat = await put_up(omar, cast)
    page = (await omar.get("/home")).text
    assert ("You asked for a chat" in page, "Open until 1:00\u00a0pm" in page) == (True, True)
    assert "Nothing to do today." not in page
    await reply(ruth, chat)
    page = (await omar.get("/home")).text
    assert ("Ruth replied to your chat" in page, "You asked for a chat" in page) == (True, False)
    await reply(ines, chat)
    page = (await omar.get("/home")).text
    assert page.count("2 replies to your chat") == 1
    assert "replied to your chat" not in page


@pytest.mark.parametrize(("kind", "line"), [("ask", "Omar would like a chat"), ("offer", "Omar offers a chat")])
async def test_on_home_it_is_a_card_for_as_long_as_it_is_open(cast: Cast, enter: Enter, kind: str, line: str) -> None:
    await opt_in(cast, "noor")
    await put_up(await enter("omar"), cast, kind=kind)
    noor = await enter("noor")
    with counted() as heard:
        page = (await noor.get("/home")).text
    assert len(heard) <= 4
    assert f'<h2 class="as-h3"><button class="whole">{line}</button></h2>' in page
    assert "Open until <time" in page
    assert "Nothing to do today." not in page
    clock.set(clock.now() + timedelta(hours=4))
    assert line not in (await (await enter("noor")).get("/home")).text, "over, before any tick"


async def test_who_has_left_the_group_hears_of_nothing_there_any_more(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "noor")
    await put_up(await enter("omar"), cast)
    assert "Omar would like a chat" in (await (await enter("noor")).get("/home")).text
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["noor"])
    assert "Omar would like a chat" not in (await (await enter("noor")).get("/home")).text


@pytest.mark.parametrize("how", ["left", "disabled"])
async def test_of_who_is_there_no_more_it_is_over(cast: Cast, enter: Enter, how: str) -> None:
    ruth = await enter("ruth")
    chat = await put_up(await enter("omar"), cast)
    if how == "left":
        member = Membership.member == cast.members["omar"]
        await Membership.update({Membership.left_on: clock.now().date()}).where(member)
    else:
        await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.accounts["omar"])
    await opt_in(cast, "ruth")
    assert await tell_open(clock.now()) == 0
    assert LINE not in (await ruth.get("/chats")).text
    page = (await ruth.get(chat)).text
    assert ("It is over." in page, LINE in page) == (True, False)
    assert await reply(ruth, chat) == 409
    assert await acts("chats.reply") == []


async def test_an_offer_is_no_ask(cast: Cast, enter: Enter) -> None:
    """Here whoever replied may be the one in need, and nobody is told that nobody was free."""
    omar, ruth, ines, noor = [await enter(name) for name in ("omar", "ruth", "ines", "noor")]
    chat = await put_up(omar, cast, kind="offer")
    assert "While you wait" not in (await omar.get(chat)).text
    for browser in (ruth, ines):
        await reply(browser, chat)
    assert "While you wait" in (await ruth.get(chat)).text
    await take(omar, chat, cast, "ines")
    page = (await ruth.get(chat)).text
    assert "This chat is over by now. You could ask for one yourself." in page
    assert "Something else for now" in page
    late = await noor.post(f"{chat}/replies", {"means": "phone"}, page="/chats")
    assert (late.status_code, "Somebody was quicker. You could ask for a chat yourself." in late.text) == (409, True)

    later = await put_up(omar, cast, kind="offer")
    clock.travel(hours=4)
    await actions.expire_due(clock.now())
    assert await told_of(later, cast, "chat_over", seen=True) == []
    assert "Nobody replied this time. Thank you for being there." in (await (await enter("omar")).get(later)).text
