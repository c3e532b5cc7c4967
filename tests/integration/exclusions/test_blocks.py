"""Wanting nothing from somebody one has met here: one tap, in silence, as often as it is tapped, and taken back."""

import asyncio

import pytest

from portal import audit, clock
from portal.audit import AuditEntry
from portal.check import check
from portal.database import counted, write_transaction
from portal.errors import NotFound
from portal.exclusions.actions import block_within, unblock
from portal.exclusions.queries import kept_apart_by
from portal.exclusions.tables import Block
from portal.groups.tables import Membership
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.tables import Proposal
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.exclusions.blocks import take_it_back, want_nothing, wants_nothing_from
from tests.integration.exclusions.listing import apart
from tests.integration.ledger import acts, counts
from tests.integration.told import goodbye, part

PAGE = "/me/apart"
ABSENT = "k3v9k3v9k3v9k3v9"
HTMX = {"hx_request": "true", "hx_request_type": "partial"}


async def state(cast: Cast) -> str:
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == cast.talk)
    return str(row["state"])


async def test_it_holds_both_ways_and_is_one_s_own(cast: Cast) -> None:
    await want_nothing(cast, "maya", "ruth")
    assert await apart(cast, "maya", "ruth")
    assert not await apart(cast, "maya", "theo")
    two = frozenset({cast.members["maya"], cast.members["ruth"]})
    assert await kept_apart_by(cast.members.values()) == {two: frozenset({cast.members["maya"]})}
    assert [await wants_nothing_from(cast, name) for name in ("maya", "ruth")] == [["ruth"], []]


async def test_it_is_found_in_the_same_one_statement(cast: Cast) -> None:
    heard = []
    for _ in range(2):
        with counted() as statements:
            await kept_apart_by(cast.members.values())
        heard.append(len(statements))
        await want_nothing(cast, "maya", "ruth")
    assert heard == [1, 1]


async def test_twice_is_once_and_both_may(cast: Cast) -> None:
    key = once()
    first = await want_nothing(cast, "maya", "ruth", key=key)
    assert await want_nothing(cast, "maya", "ruth", key=key) == first
    assert await want_nothing(cast, "maya", "ruth") == first
    assert await want_nothing(cast, "maya", "omar", key=key) != first, "one key said of two people is two acts"
    await want_nothing(cast, "ruth", "maya")
    assert await Block.count() == 3


async def test_thirty_two_taps_are_one(cast: Cast) -> None:
    key = once()
    taps = [want_nothing(cast, "maya", "theo", key=key if number % 2 else "") for number in range(32)]
    assert len(set(await asyncio.gather(*taps))) == 1
    assert await Block.count() == 1


async def test_nobody_blocks_themselves(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await want_nothing(cast, "maya", "maya")
    assert await Block.count() == 0


async def test_inside_another_act_it_is_written_down_as_well(cast: Cast) -> None:
    async with write_transaction():
        blocked = await block_within(cast.members["theo"], by=cast.person("maya"), at=clock.now())
        await audit.note("concerns.tell", by=cast.accounts["maya"])
    assert await wants_nothing_from(cast, "maya") == ["theo"]
    assert await acts("exclusions.block") == ["exclusions.block"]
    assert await want_nothing(cast, "maya", "theo") == blocked


async def test_what_is_written_down_of_it_names_nobody(cast: Cast) -> None:
    blocked = await want_nothing(cast, "maya", "theo")
    await take_it_back(cast, "maya", blocked)
    rows = await AuditEntry.select(AuditEntry.by, AuditEntry.act, AuditEntry.about).where(
        AuditEntry.act.is_in(["exclusions.block", "exclusions.unblock"])
    )
    assert sorted(rows, key=lambda row: row["act"]) == [
        {"by": cast.accounts["maya"], "act": act, "about": blocked}
        for act in ("exclusions.block", "exclusions.unblock")
    ]


async def test_taken_back_it_holds_no_more(cast: Cast) -> None:
    key, blocked = once(), await want_nothing(cast, "maya", "ruth")
    await take_it_back(cast, "maya", blocked, key=key)
    await take_it_back(cast, "maya", blocked, key=key)
    with pytest.raises(NotFound):
        await take_it_back(cast, "maya", blocked)
    assert not await apart(cast, "maya", "ruth")
    assert await want_nothing(cast, "maya", "ruth") != blocked


async def test_taken_back_by_two_taps_at_once(cast: Cast) -> None:
    blocked, key = await want_nothing(cast, "maya", "ruth"), once()
    by = cast.person("maya")
    done = await asyncio.gather(*(unblock(blocked, by=by, once=key) for _ in range(8)), return_exceptions=True)
    assert done == [None] * 8
    others = await asyncio.gather(*(unblock(blocked, by=by, once=once()) for _ in range(8)), return_exceptions=True)
    assert {type(one) for one in others} == {NotFound}
    assert await Block.count() == 0


@pytest.mark.parametrize("name", ["theo", "noor", "lena", "fay", "gus", "cora", "stranger"])
async def test_nobody_else_takes_it_back(cast: Cast, enter: Enter, name: str) -> None:
    blocked, browser = await want_nothing(cast, "maya", "theo"), await enter(name)
    before = await counts()
    there = await browser.post(f"{PAGE}/{blocked}/return", page=PAGE)
    assert alike(there) == alike(await browser.post(f"{PAGE}/{ABSENT}/return", page=PAGE))
    assert there.status_code == 404
    assert await counts() == before


@pytest.mark.parametrize("name", ["noor", "ines", "omar", "lena", "fay", "gus", "cora", "stranger"])
async def test_nobody_else_blocks_from_these_talks(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    there = await browser.post(f"/talks/{cast.talk}/apart", page="/guide")
    assert there.status_code == 404
    assert alike(there) == alike(await browser.post(f"/talks/{ABSENT}/apart", page="/guide"))
    assert await counts() == before


@pytest.mark.parametrize(("name", "other"), [("maya", "theo"), ("theo", "maya")])
async def test_from_the_pair_s_page_it_leads_back_there_and_from_there_to_an_end(
    cast: Cast, enter: Enter, name: str, other: str
) -> None:
    browser, unsafe = await enter(name), f"/talks/{cast.talk}/ending/now"
    tap = f"I want nothing from {other.title()} just now"
    assert tap in (await browser.get(f"/talks/{cast.talk}")).text
    answer = await browser.post(f"/talks/{cast.talk}/apart", page=f"/talks/{cast.talk}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}"), "nobody has said more yet"
    page = (await browser.get(f"/talks/{cast.talk}")).text
    card = page[page.index('aria-labelledby="nothing-from"') :].partition("</section>")[0]
    for words in ("If that is enough, you need do nothing more.", f'href="{unsafe}"', "may still have your number"):
        assert words in card
    assert f"Nothing new that {other.title()} writes reaches you here just now" in (await browser.get(unsafe)).text
    assert await state(cast) == "active", "it ends nothing by itself"
    assert tap not in (await browser.get(f"/talks/{cast.talk}")).text
    assert await wants_nothing_from(cast, name) == [other]
    assert "Nothing new that" not in (await (await enter(other)).get(unsafe)).text


async def test_the_tap_sent_twice_and_by_htmx(cast: Cast, enter: Enter) -> None:
    maya, address = await enter("maya"), f"/talks/{cast.talk}/apart"
    form = await maya.tokens(f"/talks/{cast.talk}")
    answers = [await maya.post_as_it_is(address, form, **HTMX) for _ in range(2)]
    assert [answer.headers["hx-redirect"] for answer in answers] == [f"/talks/{cast.talk}"] * 2
    assert await acts("exclusions.block") == ["exclusions.block"]


async def test_while_a_goodbye_can_be_answered_too(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "theo")
    maya = await enter("maya")
    answer = await maya.post(f"/talks/{cast.talk}/apart", page=f"/talks/{cast.talk}/messages")
    assert answer.headers["location"] == f"/talks/{cast.talk}"
    assert "Theo said goodbye" not in (await maya.get("/home")).text
    assert "Read the goodbye" in (await maya.get(f"/talks/{cast.talk}")).text, "it is there for who goes and looks"


async def test_from_what_is_kept_of_talks_that_are_over(cast: Cast, enter: Enter) -> None:
    for name in ("maya", "theo"):
        await goodbye(cast, name)
    maya, kept = await enter("maya"), f"/talks/{cast.talk}/kept"
    assert "I want nothing from Theo just now" in (await maya.get(kept)).text
    answer = await maya.post(f"/talks/{cast.talk}/apart", page=kept)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert "You want nothing from Theo just now" in (await maya.get(kept)).text


async def test_the_list_and_taking_it_back(cast: Cast, enter: Enter) -> None:
    blocked, maya = await want_nothing(cast, "maya", "theo"), await enter("maya")
    page = (await maya.get(PAGE)).text
    assert "You want nothing from" in page
    assert 'aria-label="Take it back: Theo"' in page
    answer = await maya.post(f"{PAGE}/{blocked}/return", {"page": PAGE}, page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert "You want nothing from" not in (await maya.get(PAGE)).text

    again = await want_nothing(cast, "maya", "theo")
    there = f"/talks/{cast.talk}/messages"
    answer = await maya.post(f"{PAGE}/{again}/return", {"page": there}, page=there)
    assert (answer.status_code, answer.headers["location"]) == (303, there)
    once_more = await want_nothing(cast, "maya", "theo")
    piece = await maya.post(f"{PAGE}/{once_more}/return", {"page": PAGE}, page=PAGE, **HTMX)
    assert (piece.status_code, "Taken back." in piece.text, "<html" in piece.text) == (200, True, False)


@pytest.mark.parametrize("name", ["noor", "fay", "stranger"])
async def test_me_leads_to_the_list_also_for_who_belongs_to_no_group(cast: Cast, enter: Enter, name: str) -> None:
    """It is said there that it can be taken back under Me."""
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members[name])
    await want_nothing(cast, name, "ruth")
    browser = await enter(name)
    assert f'href="{PAGE}">Someone to stay apart from</a>' in (await browser.get("/me")).text
    assert 'aria-label="Take it back: Ruth"' in (await browser.get(PAGE)).text


@pytest.mark.parametrize("name", ["theo", "fay", "cora"])
async def test_nobody_else_finds_a_trace_of_it(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    looks = (
        "/home",
        PAGE,
        "/me",
        "/talks",
        f"/talks/{cast.talk}",
        f"/talks/{cast.talk}/messages",
        "/desk",
        "/desk/talks",
    )
    before = [alike(await browser.get(address)) for address in looks]
    await want_nothing(cast, "maya", "theo")
    assert [alike(await browser.get(address)) for address in looks] == before


async def test_whoever_is_asked_about_them_has_said_no_by_it(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "noor")
    await want_nothing(cast, "noor", "theo")
    [row] = await Proposal.select(Proposal.state, Proposal.mentee_answer).where(Proposal.id == cast.proposal)
    assert row == {"state": "open", "mentee_answer": "no"}
    assert await cast.say("yes", cast.proposal, "theo") == "not_this_time"
    assert await Notice.count().where(Notice.kind == "not_this_time", Notice.about == cast.proposal) == 2
    assert await check() == []


@pytest.mark.parametrize("by", ["noor", "theo"])
async def test_at_the_moment_of_the_second_yes(cast: Cast, by: str) -> None:
    await cast.say("yes", cast.proposal, "noor")
    other = "theo" if by == "noor" else "noor"
    yes = cast.say("yes", cast.proposal, "theo")
    came_to, _ = await asyncio.gather(yes, want_nothing(cast, by, other), return_exceptions=True)
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == cast.proposal)
    begun = await Mentorship.exists().where(Mentorship.proposal == cast.proposal)
    assert begun == (came_to == "matched") == (row["state"] == "matched")
    assert await wants_nothing_from(cast, by) == [other]
    assert await check() == []


async def test_talks_that_ended_without_a_goodbye_stay_apart_when_it_is_taken_back(cast: Cast) -> None:
    blocked = await want_nothing(cast, "maya", "theo")
    await part(cast, "maya", "unsafe")
    await take_it_back(cast, "maya", blocked)
    assert await apart(cast, "maya", "theo")


async def test_the_page_asks_as_often_for_one_and_for_many(cast: Cast, enter: Enter) -> None:
    maya, heard = await enter("maya"), []
    for others in (["theo"], ["ruth", "omar", "noor", "lena"]):
        for other in others:
            await want_nothing(cast, "maya", other)
        with counted() as statements:
            assert (await maya.get(PAGE)).status_code == 200
        heard.append(len(statements))
    assert heard == [5, 5]
