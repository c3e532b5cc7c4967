"""The pair's page: who, since when, what comes next, what was said and kept, and how to reach each other."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check_ins.tables import CheckIn, OwnNote
from portal.database import counted
from portal.meetings.tables import ToBring
from portal.mentorships.actions import pause
from portal.mentorships.tables import Mentorship
from portal.messages.tables import Message
from portal.milestones.tables import Milestone
from portal.plans.tables import Plan
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast, once, phone, words
from tests.integration.conftest import Enter
from tests.integration.mentorships.asking import began_just_now
from tests.integration.told import goodbye, tell

MOST_STATEMENTS = 8


async def many(number: int, cast: Cast) -> None:
    """So many of everything that the page is made of."""
    now = clock.now()
    member, other = cast.members["maya"], cast.members["theo"]
    ring = await sealed.ring_to_write(member, other)
    for at in range(number):
        check_in = CheckIn(mentorship=cast.talk, author=member, day=now.date(), means="phone", created_at=now)
        check_in.strands, check_in.shared = "sharing", ring.seal("words", of=member)
        await CheckIn.insert(check_in)
        await OwnNote.insert(OwnNote(check_in=check_in.id, member=member, words=ring.seal("own", of=member)))
        light = ring.seal("light", of=member)
        await Milestone.insert(
            Milestone(mentorship=cast.talk, author=member, day=now.date(), words=light, created_at=now)
        )
        await Message.insert(Message(mentorship=cast.talk, author=other, words=None, created_at=now))
        await ToBring.insert(ToBring(member=member, words=ring.seal("line", of=member), created_at=now))
        taken = now + timedelta(days=at + 1)
        plan = Plan(mentorship=cast.talk, author=member, state="taken", first=taken, taken=taken, created_at=now)
        await Plan.insert(plan)


async def statements(browser: Browser, address: str) -> int:
    with counted() as heard:
        assert (await browser.get(address)).status_code == 200
    return len(heard)


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_two_hundred_of_everything_cost_as_many_statements_as_one(cast: Cast, enter: Enter, name: str) -> None:
    browser, address = await enter(name), f"/talks/{cast.talk}"
    await many(1, cast)
    with_one = await statements(browser, address)
    await many(199, cast)
    assert await statements(browser, address) == with_one <= MOST_STATEMENTS


async def test_after_a_goodbye_and_in_a_pause_it_asks_no_more(cast: Cast, enter: Enter) -> None:
    browser, address = await enter("maya"), f"/talks/{cast.talk}"
    until = clock.now().date() + timedelta(days=20)
    await pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="", once=once())
    assert await statements(browser, address) <= MOST_STATEMENTS
    await goodbye(cast, "theo")
    assert await statements(browser, address) <= MOST_STATEMENTS


@pytest.mark.parametrize("page", ["", "/beginning", "/ways", "/found", "/how", "/how/another", "/still"])
async def test_every_page_of_the_room_asks_seldom(cast: Cast, enter: Enter, page: str) -> None:
    assert await statements(await enter("maya"), f"/talks/{cast.talk}{page}") <= MOST_STATEMENTS


async def test_a_new_pair_reads_who_writes_first_and_by_when(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    maya, theo = await enter("maya"), await enter("theo")
    page = await maya.get(f"/talks/{cast.talk}")
    assert title(page) == "Your mentor: Theo"
    for shown in ("You both said yes.", "Theo writes first", "you can say so here", "Tell Theo:"):
        assert shown in page.text
    assert 'id="check-ins"' not in page.text
    page = await theo.get(f"/talks/{cast.talk}")
    assert title(page) == "Your mentee: Maya"
    assert "You write first" in page.text
    clock.travel(days=3)
    maya = await enter("maya")
    assert "Did you find each other?" in (await maya.get(f"/talks/{cast.talk}")).text


async def test_both_read_what_was_said_and_kept_and_each_their_own(cast: Cast, enter: Enter) -> None:
    await tell(cast)
    for name, other in (("maya", "theo"), ("theo", "maya")):
        page = (await (await enter(name)).get(f"/talks/{cast.talk}")).text
        for shown in (
            words("shared_note", of=name),
            words("shared_note", of=other),
            words("milestone", of=other),
            words("own_note", of=name),
            phone(other),
            "Connecting",
        ):
            assert shown in page
        assert words("own_note", of=other) not in page
        for leads in ("check-ins", "ways", "question", "pause", "goodbye/remember", "ending", "beginning", "messages"):
            assert f'href="/talks/{cast.talk}/{leads}"' in page, leads


async def test_after_a_goodbye_what_was_kept_stays_and_the_rest_is_gone(cast: Cast, enter: Enter) -> None:
    await tell(cast)
    await goodbye(cast, "maya")
    page = (await (await enter("theo")).get(f"/talks/{cast.talk}")).text
    assert "A goodbye was said here" in page
    assert words("shared_note", of="maya") in page
    for gone in (phone("maya"), "Log a check-in", "Take a pause", "Plan the next talk", f"/talks/{cast.talk}/ways"):
        assert gone not in page


async def test_the_other_facilitates_who_looks_after_the_two_is_somebody_else(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast, mentor=cast.members["fay"])
    await Mentorship.raw(
        "UPDATE talk_sides SET member = {} WHERE mentorship = {} AND member = {}",
        cast.members["fay"],
        cast.talk,
        cast.members["theo"],
    )
    page = (await (await enter("maya")).get(f"/talks/{cast.talk}/found")).text
    assert "the coordinator is told that nothing came" in page


async def test_the_list_of_a_mentor_of_several(cast: Cast, enter: Enter) -> None:
    await cast.say("yes", cast.proposal, "theo")
    await cast.say("yes", cast.proposal, "noor")
    clock.set(clock.now().replace(hour=12, minute=0))
    now = clock.now()
    taken = now + timedelta(days=2)
    await Plan.insert(
        Plan(
            mentorship=cast.talk,
            author=cast.members["theo"],
            state="taken",
            first=taken,
            taken=taken,
            created_at=now,
        )
    )
    await Message.insert(Message(mentorship=cast.talk, author=cast.members["maya"], words=None, created_at=now))
    theo = await enter("theo")
    page = (await theo.get("/talks")).text
    assert "Your mentee: Maya" in page
    assert "Your mentee: Noor" in page
    assert page.count("Next talk on ") == 1
    assert page.count("Something new.") == 1
    assert await statements(theo, "/talks") == 2
    assert "Something new." not in (await (await enter("maya")).get("/talks")).text
