"""Whoever runs a group and is a side of somebody reads and does no more of them than a side does, until it is over."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from portal import clock
from portal.columns import new_id
from portal.endings.actions import close_for
from portal.enrolments.actions import answer_application, read_application
from portal.enrolments.applications import readers
from portal.enrolments.tables import Enrolment
from portal.errors import NotFound
from portal.facilitation.actions import keep_place, note_membership
from portal.groups.tables import Facilitation, Membership
from portal.mentorships.tables import Mentorship
from portal.proposals.actions import propose, withdraw
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser, alike
from tests.integration.cast import TUESDAY, Cast, once, words
from tests.integration.conftest import Enter
from tests.integration.facilitation import browser as admin
from tests.integration.facilitation.at_the_desk import (
    application,
    applies,
    joins,
    offers,
    pair,
    runs,
    say,
    waiting,
    waits,
    was_asked,
)
from tests.integration.ledger import counts
from tests.integration.newcomers import running
from tests.integration.told import goodbye, part

ABSENT = "a" * 16


def place(cast: Cast, name: str) -> str:
    return f"/desk/people/{cast.memberships[name]}"


def addresses(cast: Cast, name: str) -> Iterator[tuple[str, str]]:
    """What the desk has of somebody who waits, each beside one of its kind that is not there."""
    yield waiting(cast, name), f"/desk/waiting/{ABSENT}"
    yield pair(cast, name, "ruth"), f"/desk/pairs/{ABSENT}/{cast.rooms['ruth']}"
    yield application(cast, name), f"/desk/applications/{ABSENT}"
    yield place(cast, name), f"/desk/people/{ABSENT}"


async def are_absent(cast: Cast, browser: Browser, name: str) -> bool:
    """All of them, or none."""
    found = [alike(await browser.get(one)) == alike(await browser.get(other)) for one, other in addresses(cast, name)]
    assert len(set(found)) == 1, found
    return found[0]


@pytest.fixture
async def theo(cast: Cast, enter: Enter) -> Browser:
    """He runs the group; he is asked about noor and in a talk with maya."""
    await runs(cast, "theo")
    return await enter("theo")


@pytest.mark.parametrize("name", ["noor", "maya"])
async def test_of_whom_one_is_a_side_nothing_is_there(cast: Cast, theo: Browser, enter: Enter, name: str) -> None:
    assert await are_absent(cast, theo, name)
    assert not await are_absent(cast, theo, "ines")
    for other in ("fay", "cora"):
        assert not await are_absent(cast, await enter(other), name)


async def test_nor_is_it_of_the_mentor_with_whom_one_is_asked(cast: Cast, enter: Enter) -> None:
    await runs(cast, "noor")
    noor, fay = await enter("noor"), await enter("fay")
    absent = alike(await noor.get(f"/desk/pairs/{cast.enrolments['ines']}/{ABSENT}"))

    assert alike(await noor.get(pair(cast, "ines", "theo"))) == absent
    assert (await noor.post_as_it_is(pair(cast, "ines", "theo"), await noor.tokens())).status_code == 404
    assert (await noor.get(application(cast, "theo"))).status_code == 404
    assert (await noor.get(pair(cast, "ines", "ruth"))).status_code == 200
    for page in ("/desk", waiting(cast, "ines"), "/desk/people"):
        assert ("Theo" in (await noor.get(page)).text, "Theo" in (await fay.get(page)).text) == (False, True), page


async def test_a_coordinator_who_is_a_side_has_no_more(cast: Cast, enter: Enter) -> None:
    await offers(cast, "cora")
    await was_asked(cast, "ines", "cora", days=1, state="open", mentor_answer="none", closed_at=None)

    assert await are_absent(cast, await enter("cora"), "ines")


@pytest.mark.parametrize("state", ["active", "paused", "ending", "ended"])
async def test_until_the_talk_is_over(cast: Cast, theo: Browser, state: str) -> None:
    await Mentorship.update({Mentorship.state: state}).where(Mentorship.id == cast.talk)
    assert await are_absent(cast, theo, "maya") is (state != "ended")


async def test_over_is_judged_by_the_clock(cast: Cast, theo: Browser) -> None:
    past = clock.now() - timedelta(minutes=1)
    await Mentorship.update({Mentorship.state: "ending", Mentorship.closes_at: past}).where(Mentorship.id == cast.talk)
    await Proposal.update({Proposal.closes_at: past}).where(Proposal.id == cast.proposal)

    for name in ("maya", "noor"):
        assert not await are_absent(cast, theo, name)


async def test_the_lists_leave_them_out(cast: Cast, theo: Browser, enter: Enter) -> None:
    """Noor and maya apply to mentor, and maya waits in the other group as well, which theo runs too."""
    await runs(cast, "theo", "saturday")
    await joins(cast, "maya", "saturday")
    await waits(cast, "maya", days=90, group="saturday")
    await applies(cast, "noor", "mentor")
    fay, saturday = await enter("fay"), f"/desk?group={cast.groups['saturday']}"

    for page in (f"/desk?group={cast.groups[TUESDAY]}", f"/desk/people?group={cast.groups[TUESDAY]}", saturday):
        text = (await theo.get(page)).text
        assert ("Noor" in text, "Maya" in text) == (False, False), page
    assert "Noor offers to mentor" in (await fay.get("/desk")).text
    assert "Maya" in (await (await enter("cora")).get(saturday)).text


async def test_nor_is_anything_done(cast: Cast, theo: Browser) -> None:
    enrolment = await applies(cast, "noor", "mentor")
    by, page = running(cast, "theo"), application(cast, "noor")
    today = clock.now().date()
    noor = cast.memberships["noor"]

    for act in (
        read_application(enrolment, by=by, once=once()),
        answer_application(enrolment, by=by, welcome=True, words="", once=once()),
        keep_place(noor, by=by, attending="yes", note="x", once=once()),
        note_membership(noor, by=by, joined_on=today, attending="yes", once=once()),
    ):
        with pytest.raises(NotFound):
            await act
    typed = {**await theo.tokens(), "answer": "welcome", "attending": "yes", "note": "x"}
    for address in (f"{page}/reading", f"{page}/answer", place(cast, "noor")):
        assert (await theo.post_as_it_is(address, typed)).status_code == 404
    row = await Membership.select(Membership.attending, Membership.note).where(Membership.id == noor).first()
    assert row == {"attending": "not_known", "note": None}
    row = await Enrolment.select(Enrolment.state, Enrolment.read_at).where(Enrolment.id == enrolment).first()
    assert row == {"state": "submitted", "read_at": None}


@pytest.mark.parametrize(("name", "mentee", "mentor"), [("theo", "maya", "ruth"), ("noor", "ines", "theo")])
async def test_nor_are_they_put_before_anybody(cast: Cast, name: str, mentee: str, mentor: str) -> None:
    """Theo is in a talk with maya; noor is asked about theo. What the two could be told of is not said either."""
    before = await counts()
    for ids in ((cast.enrolments[mentee], cast.rooms[mentor]), (ABSENT, cast.rooms[mentor])):
        with pytest.raises(NotFound):
            await propose(mentee=ids[0], mentor=ids[1], note="x", by=running(cast, name), once=once())
    assert await counts() == before


async def test_in_the_admin_it_is_as_if_they_were_not_there(cast: Cast) -> None:
    await runs(cast, "theo")
    async with admin.Browser() as browser:
        await browser.sign_in(cast.accounts["theo"])
        await browser.get("/admin/")
        answers = [
            await browser.send_to(
                "POST",
                "/api/tables/proposals/",
                {"mentee": mentee, "mentor": cast.rooms["ruth"], "note_to_both": "", "once": new_id()},
            )
            for mentee in (cast.enrolments["maya"], ABSENT)
        ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert alike(answers[0]) == alike(answers[1])


async def test_another_reads_their_applications_else_the_coordinator(cast: Cast, theo: Browser) -> None:
    async def names() -> list[str]:
        return [row["name"] for row in await readers(cast.groups[TUESDAY], of=cast.members["noor"])]

    assert await names() == ["Fay"]
    await Facilitation.delete().where(Facilitation.member == cast.members["fay"])
    assert await names() == ["Cora"]


@pytest.mark.parametrize("reason", ["", "Not-with-this-person-please."])
async def test_what_somebody_wrote_is_there_whoever_has_answered_and_how(cast: Cast, enter: Enter, reason: str) -> None:
    """Also of whom nobody can be asked about just now: of somebody asked, and of somebody who rests."""
    await Enrolment.update({Enrolment.state: "paused"}).where(Enrolment.id == cast.enrolments["maya"])
    fay = await enter("fay")

    async def own_words() -> list[bool]:
        pages = {name: (await fay.get(waiting(cast, name))).text for name in ("noor", "maya")}
        return [words(what, of=name) in text for name, text in pages.items() for what in ("hard_now", "line")]

    assert await own_words() == [True] * 4
    await cast.say("no", cast.proposal, "noor", reason=reason)
    assert await own_words() == [True] * 4


async def test_after_the_suggested_one_mentors_stand_by_name(cast: Cast, enter: Enter) -> None:
    """An order by what fits would tell what was answered for matching only."""
    await joins(cast, "stranger")
    for name in ("stranger", "omar"):
        await offers(cast, name)
    await say(cast, "ines", Gender=("Woman", "closer to mine", False), Age=("Forties", "closer to mine", False))
    await say(cast, "stranger", Gender=("Woman", "", False), Age=("Forties", "", False))
    await say(cast, "ruth", Gender=("Woman", "", False), Age=("Fifties", "", False))
    await say(cast, "omar", Gender=("Man", "", False), Age=("Fifties", "", False))

    page = (await (await enter("fay")).get(waiting(cast, "ines"))).text

    hrefs = [page.index(pair(cast, "ines", name)) for name in ("stranger", "omar", "ruth")]
    assert hrefs == sorted(hrefs)
    assert page.count("Suggested.") == 1


# --- once their talks are over ---


async def in_the_admin(cast: Cast, name: str) -> dict[str, set[str]]:
    """By table, the ids of the rows they find there."""
    async with admin.Browser() as browser:
        await browser.sign_in(cast.accounts[name])
        return {
            table: {row["id"] for row in await browser.rows(table)}
            for table in ("enrolments", "availabilities", "members", "memberships", "proposals", "mentorships")
        }


@pytest.mark.parametrize("how", ["alone", "unsafe", "someone_else"])
async def test_for_good_where_it_ended_without_a_goodbye(cast: Cast, enter: Enter, theo: Browser, how: str) -> None:
    """What became of her would tell how: on the list at once, or at rest."""
    await part(cast, "maya", how)
    clock.travel(days=1000)
    theo = await enter("theo")

    assert await are_absent(cast, theo, "maya")
    for page in ("/desk", "/desk/people", "/desk/talks"):
        assert "Maya" not in (await theo.get(page)).text, page
    seen = await in_the_admin(cast, "theo")
    assert cast.enrolments["maya"] not in seen["enrolments"]
    assert cast.enrolments["ines"] in seen["enrolments"]
    assert [row["name"] for row in await readers(cast.groups[TUESDAY], of=cast.members["maya"])] == ["Fay"]
    assert not await are_absent(cast, await enter("fay"), "maya")


@pytest.mark.parametrize("how", ["alone", "unsafe", "someone_else"])
async def test_the_other_way_round_too(cast: Cast, enter: Enter, how: str) -> None:
    await runs(cast, "maya")
    await part(cast, "theo", how)
    maya = await enter("maya")

    for page in ("/desk", waiting(cast, "ines"), "/desk/people"):
        assert "Theo" not in (await maya.get(page)).text, page
    assert cast.rooms["theo"] not in (await in_the_admin(cast, "maya"))["availabilities"]


@pytest.mark.parametrize("how", ["goodbye", "closed"])
async def test_not_where_a_goodbye_was_said_or_it_was_closed(cast: Cast, theo: Browser, how: str) -> None:
    if how == "closed":
        await close_for(cast.talk, by=cast.person("fay"), once=new_id())
    else:
        await goodbye(cast, "maya")
        await goodbye(cast, "theo")
    assert not await are_absent(cast, theo, "maya")


async def test_nor_which_of_their_groups_comes_first(cast: Cast, theo: Browser) -> None:
    """Of two groups the first in which somebody waits stands first: whether it is maya is not theirs to read."""
    await runs(cast, "theo", "saturday")
    await Enrolment.update({Enrolment.state: "paused"}).where(Enrolment.group == cast.groups[TUESDAY])
    before = alike(await theo.get("/desk"))
    await Mentorship.update({Mentorship.state: "paused"}).where(Mentorship.id == cast.talk)
    await Enrolment.update({Enrolment.state: "active"}).where(Enrolment.id == cast.enrolments["maya"])
    assert alike(await theo.get("/desk")) == before


# --- somebody else for them meanwhile ---


async def test_whom_else_they_are_asked_about_is_not_there(cast: Cast, theo: Browser, enter: Enter) -> None:
    """Theo's talks with maya are paused; she is asked about ruth, and says no."""
    await Mentorship.update({Mentorship.state: "paused"}).where(Mentorship.id == cast.talk)
    proposal = await was_asked(cast, "maya", "ruth", days=1, state="open", mentor_answer="none", closed_at=None)
    await cast.say("no", proposal, "maya", reason="Because of theo 5011.")
    page, absent = f"/desk/proposals/{proposal}", f"/desk/proposals/{ABSENT}"

    assert alike(await theo.get(page)) == alike(await theo.get(absent))
    tokens = await theo.tokens()
    assert (await theo.post_as_it_is(f"{page}/withdrawal", tokens)).status_code == 404
    with pytest.raises(NotFound):
        await withdraw(proposal, by=running(cast, "theo"), once=new_id())
    for address in ("/desk", waiting(cast, "ines")):
        assert "Maya" not in (await theo.get(address)).text, address
    assert proposal not in (await in_the_admin(cast, "theo"))["proposals"]

    for name in ("fay", "cora"):
        browser = await enter(name)
        assert "Because of theo 5011." in (await browser.get(page)).text
        assert "Maya + Ruth" in (await browser.get(f"/desk?group={cast.groups[TUESDAY]}")).text
        assert proposal in (await in_the_admin(cast, name))["proposals"]


async def test_nor_is_whom_else_they_talk_with(cast: Cast, theo: Browser) -> None:
    await Mentorship.update({Mentorship.state: "paused"}).where(Mentorship.id == cast.talk)
    talk = await cast.begin_talk("maya", "ruth")

    assert "Ruth" not in (await theo.get("/desk/talks")).text
    assert talk not in (await in_the_admin(cast, "theo"))["mentorships"]
    assert talk in (await in_the_admin(cast, "fay"))["mentorships"]
