"""The demo community: it moves into an empty house alone, and everyone in it is who the sign-in list says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal import clock, sealed
from portal.accounts.passwords import matches
from portal.accounts.tables import Account
from portal.chats.tables import Chat
from portal.check import check
from portal.demo import fill, people_to_sign_in_as
from portal.demo.people import PASSWORD
from portal.endings.tables import Farewell
from portal.enrolments.tables import Availability, Enrolment
from portal.feedback import store
from portal.feedback.tables import Batch
from portal.groups.tables import Facilitation, Group, Membership
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.tables import Proposal
from portal.tick import tick
from tests.integration.browser import Browser, title
from tests.integration.ledger import counts, everything, sql

NAMES = ("maya", "theo", "noor", "ines", "ruth", "sam", "omar", "mira", "lena", "fay", "gus", "cora")


@pytest.fixture
async def ids() -> dict[str, str]:
    """Everybody's member id by the name they sign in with."""
    assert await fill() is True
    rows = await Member.select(Member.id, Member.account.sign_in_name.as_alias("name"))
    return {row["name"]: row["id"] for row in rows}


async def one(query: Any) -> dict[str, Any]:
    [row] = await query
    found: dict[str, Any] = row
    return found


async def test_it_leaves_a_filled_house_alone(ids: dict[str, str]) -> None:
    before = await everything()
    assert await fill() is False
    assert await everything() == before


async def test_one_person_is_enough_to_be_left_alone() -> None:
    await Account.insert(Account(sign_in_name="somebody", created_at=clock.now()))
    before = await counts()
    assert await fill() is False
    assert await counts() == before


async def test_everything_holds_and_nothing_has_fallen_due(ids: dict[str, str]) -> None:
    assert await check() == []
    done = await tick()
    assert {done[name] for name in ("proposals lapsed", "talks ended", "chats over")} == {0}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 1, 1, 0, 5, tzinfo=UTC),
        datetime(2028, 2, 29, 23, 55, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 30, 23, 59, tzinfo=UTC),
        datetime(2026, 10, 5, 5, 59, tzinfo=UTC),
        datetime(2026, 10, 5, 6, 0, tzinfo=UTC),
    ],
    ids=["a new year", "a leap day", "summer time begins", "the last of a month", "before Monday six", "Monday six"],
)
async def test_whenever_it_moves_in(moment: datetime) -> None:
    clock.start_at(moment)
    assert await fill() is True
    clock.start_at(moment + timedelta(minutes=1))
    assert await check() == []
    assert set((await tick()).values()) <= {0}
    names = {row["id"]: row["name"] for row in await Member.select(Member.id, Member.name)}
    paused = await Availability.select(Availability.member, Availability.paused_until).where(
        Availability.paused_until.is_not_null()
    )
    assert [(names[row["member"]], row["paused_until"].month) for row in paused] == [("Sam", moment.month % 12 + 1)]
    assert await Chat.count().where(Chat.state == "open", Chat.until > clock.now()) == 2
    assert await Batch.count() == 1


async def test_about_forty_members_in_three_groups(ids: dict[str, str]) -> None:
    assert sorted(row["name"] for row in await Group.select(Group.name)) == [
        "Saturday Morning",
        "Thursday Noon",
        "Tuesday Evening",
    ]
    assert 37 <= await Membership.count() <= 43
    assert await Chat.count().where(Chat.state == "open", Chat.until > clock.now()) == 2


async def test_everyone_on_the_list_can_sign_in(ids: dict[str, str]) -> None:
    listed = people_to_sign_in_as()
    assert PASSWORD == "quiet-harbour"
    for name in NAMES:
        assert f"  {name} " in listed
    rows = await Account.select(Account.sign_in_name, Account.password_hash).where(Account.sign_in_name.is_in([*NAMES]))
    assert {row["sign_in_name"] for row in rows} == set(NAMES)
    for password_hash in {row["password_hash"] for row in rows}:
        assert await matches(PASSWORD, password_hash)


async def test_maya_and_theo_talk(ids: dict[str, str]) -> None:
    talk = await one(Mentorship.select().where(Mentorship.mentee == ids["maya"]))
    assert (talk["mentor"], talk["state"]) == (ids["theo"], "active")
    rows = await sql("SELECT COUNT(*) AS n FROM check_ins WHERE mentorship = {}", talk["id"])
    assert rows[0]["n"] >= 6
    rows = await sql("SELECT COUNT(*) AS n FROM milestones WHERE mentorship = {}", talk["id"])
    assert rows[0]["n"] >= 2
    assert await Notice.exists().where(Notice.member == ids["maya"], Notice.seen_at.is_null())


async def test_noor_is_asked_about_theo_who_has_two_places(ids: dict[str, str]) -> None:
    room = await one(Availability.select().where(Availability.member == ids["theo"]))
    assert room["capacity"] == 2
    proposal = await one(Proposal.select().where(Proposal.state == "open"))
    mentee = await one(Enrolment.select().where(Enrolment.id == proposal["mentee"]))
    assert (mentee["member"], proposal["mentor"]) == (ids["noor"], room["id"])
    assert (proposal["mentee_answer"], proposal["mentor_answer"]) == ("none", "none")
    assert proposal["closes_at"] > clock.now()


async def test_ines_waits_for_sixteen_days(ids: dict[str, str]) -> None:
    mine = await one(Enrolment.select().where(Enrolment.member == ids["ines"]))
    assert (mine["role"], mine["state"]) == ("mentee", "active")
    assert (clock.now() - mine["waiting_since"]).days == 16
    assert not await Proposal.exists().where(Proposal.mentee == mine["id"])


async def test_ruth_has_room_and_keeps_a_note(ids: dict[str, str]) -> None:
    room = await one(Availability.select().where(Availability.member == ids["ruth"]))
    assert (room["capacity"], room["paused_until"]) == (1, None)
    talk = await one(Mentorship.select().where(Mentorship.mentor == ids["ruth"]))
    assert talk["state"] == "ended"
    given = await one(Farewell.select().where(Farewell.mentorship == talk["id"], Farewell.author != ids["ruth"]))
    assert (await sealed.ring(ids["ruth"])).open(given["given_note"], of=ids["ruth"])


async def test_sam_takes_a_pause(ids: dict[str, str]) -> None:
    room = await one(Availability.select().where(Availability.member == ids["sam"]))
    today = clock.now().date()
    next_month = (today.replace(day=1) + timedelta(days=32)).month
    assert room["paused_until"].month == next_month
    assert room["paused_until"] > today + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "group"), [("omar", "Tuesday Evening"), ("mira", "Tuesday Evening"), ("lena", "Saturday Morning")]
)
async def test_a_member_and_nothing_else_yet(ids: dict[str, str], name: str, group: str) -> None:
    mine = await one(
        Membership.select(Membership.group.name.as_alias("group"), Membership.joined_on).where(
            Membership.member == ids[name]
        )
    )
    assert mine["group"] == group
    assert not await Enrolment.exists().where(Enrolment.member == ids[name])
    if name == "mira":
        assert (clock.now().date() - mine["joined_on"]).days // 30 == 8


async def test_who_looks_after_them(ids: dict[str, str]) -> None:
    rows = await Facilitation.select(Facilitation.member, Facilitation.group.name.as_alias("group"))
    assert {row["member"]: row["group"] for row in rows} == {
        ids["fay"]: "Tuesday Evening",
        ids["gus"]: "Saturday Morning",
    }
    coordinators = await Account.select(Account.sign_in_name).where(Account.is_coordinator.eq(True))
    assert [row["sign_in_name"] for row in coordinators] == ["cora"]
    assert not await Enrolment.exists().where(Enrolment.member.is_in([ids["fay"], ids["gus"], ids["cora"]]))


async def test_there_is_feedback_to_read_for_everybody_on_the_staff(ids: dict[str, str]) -> None:
    batch = await one(Batch.select())
    assert (batch["group"], batch["side"], batch["writers"], batch["could_write"]) == (None, "", 6, 8)
    assert clock.now().date() - timedelta(days=7) <= batch["released_on"] <= clock.now().date()
    contents = store.read()
    assert contents is not None
    assert (contents.waiting, dict(contents.planned)) == ((), {})
    assert not {ids["maya"], ids["theo"]} & {member for turns in contents.turns.values() for member in turns}


async def test_everyones_pages_are_there(ids: dict[str, str]) -> None:
    for name in NAMES:
        browser = Browser()
        row = await one(Account.select(Account.id).where(Account.sign_in_name == name))
        await browser.enter(row["id"])
        addresses = [
            "/home",
            "/talks",
            "/chats",
            "/me",
            "/proposals",
            "/me/say",
            "/me/chats",
            "/me/apart",
            "/note",
            "/question",
            *(["/desk", "/desk/feedback"] if name in NAMES[-3:] else []),
        ]
        for address in addresses:
            answer = await browser.get(address)
            assert (answer.status_code, bool(title(answer))) == (200, True), (name, address)
        await browser.close()
