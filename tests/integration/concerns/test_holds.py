"""While a concern is open a coordinator can see to it that somebody is put before nobody new, and nobody learns why."""

from dataclasses import replace

import pytest

from portal import clock
from portal.check import check
from portal.concerns.actions import With, acknowledge, resolve, tell
from portal.concerns.following import end_hold, hold
from portal.concerns.rules import IS_OVER, KINDS, OFF, PROGRAMME, UNSAFE, WORRIED
from portal.database import counted
from portal.enrolments.holds import held
from portal.enrolments.tables import Hold
from portal.errors import NotFound, NotPossible
from portal.exclusions.actions import exclude, take_back
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.actions import withdraw
from portal.proposals.rules import NO_ROOM, NOT_POSSIBLE
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser, alike
from tests.integration.cast import PEOPLE, TUESDAY, Cast, once, phone
from tests.integration.concerns.telling import tells
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import pair, runs, waiting
from tests.integration.ledger import acts, counts, sql


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def cora(cast: Cast, enter: Enter) -> Browser:
    return await enter("cora")


async def holds(cast: Cast, name: str, kind: str = WORRIED, *, by: str = "cora") -> str:
    """Theo is worried about Maya, or Maya about Theo: one of the two is held."""
    concern = await tells(cast, kind, "maya" if name == "theo" else "theo")
    await hold(concern, cast.members[name], by=cast.person(by), once=once())
    return concern


async def holds_of_noor(cast: Cast) -> str:
    """She has no talks: written straight into the tables, of somebody in a chat."""
    concern = await tells(cast, WORRIED, "theo")
    await sql("UPDATE concerns SET about = {}, mentorship = NULL WHERE id = {}", cast.members["noor"], concern)
    return concern


async def state_of(proposal: str) -> str:
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == proposal)
    return str(row["state"])


async def test_at_the_desk_of_whoever_coordinates_and_reads_it(cast: Cast, enter: Enter, cora: Browser) -> None:
    concern = await tells(cast, WORRIED, "theo")
    at = f"/desk/concerns/{concern}"
    page = (await cora.get(at)).text
    for name in ("Theo", "Maya"):
        assert f"Nobody new for {name}</button>" in page
    assert "Nobody new" not in (await (await enter("fay")).get(at)).text

    answer = await cora.post(f"{at}/hold", {"member": cast.members["theo"]}, page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#held")
    assert await held([cast.members["theo"], cast.members["maya"]]) == {cast.members["theo"]}
    page = (await cora.get(at)).text
    assert "Just now nobody new is put before Theo." in page
    assert "Nobody new for Maya</button>" in page

    answer = await cora.post(f"{at}/hold/end", {"member": cast.members["theo"]}, page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#held")
    assert await Hold.count() == 0
    assert await acts("concerns.hold", "concerns.end_hold") == ["concerns.end_hold", "concerns.hold"]


async def test_a_held_mentor_has_no_room(cast: Cast, enter: Enter) -> None:
    """As the row of any mentor without a place reads it, and the refusal of whoever asks all the same."""
    await withdraw(cast.proposal, by=cast.person("fay"), once=once())
    fay = await enter("fay")
    await sql("UPDATE availabilities SET capacity = 1 WHERE id = {}", cast.rooms["theo"])
    full = [alike(await fay.get(address)) for address in ("/desk", waiting(cast, "ines"), pair(cast, "ines", "theo"))]
    await sql("UPDATE availabilities SET capacity = 2 WHERE id = {}", cast.rooms["theo"])
    assert alike(await fay.get(pair(cast, "ines", "theo"))) != full[2]

    concern = await tells(cast, OFF, "maya")
    await sql("UPDATE concerns SET reader = 'coordinator' WHERE id = {}", concern)
    await sql("DELETE FROM notices WHERE about = {}", concern)
    await hold(concern, cast.members["theo"], by=cast.person("cora"), once=once())
    now = [alike(await fay.get(address)) for address in ("/desk", waiting(cast, "ines"), pair(cast, "ines", "theo"))]
    assert now == full
    with pytest.raises(NotPossible) as refused:
        await cast.ask("ines", "theo")
    assert refused.value.sentence == NO_ROOM.format(mentor="Theo")
    assert await check() == []


async def test_for_a_held_mentee_nobody_is_possible(cast: Cast, enter: Enter) -> None:
    """As for any mentee for whom there is nobody: they keep their place, and nobody reads more than that."""
    await withdraw(cast.proposal, by=cast.person("fay"), once=once())
    fay = await enter("fay")
    addresses = ("/desk", waiting(cast, "noor"), pair(cast, "noor", "ruth"), pair(cast, "noor", "theo"))
    possible = [alike(await fay.get(address)) for address in addresses]
    both = [
        await exclude(by=cast.person("noor"), kind="phone", said=phone(name), once=once()) for name in ("theo", "ruth")
    ]
    excluding = [alike(await fay.get(address)) for address in addresses]
    for exclusion in both:
        await take_back(exclusion, by=cast.person("noor"), once=once())
    concern = await holds_of_noor(cast)
    await sql("UPDATE concerns SET reader = 'coordinator' WHERE id = {}", concern)
    await sql("DELETE FROM notices WHERE about = {}", concern)
    assert [alike(await fay.get(address)) for address in addresses] == possible
    await hold(concern, cast.members["noor"], by=cast.person("cora"), once=once())

    assert [alike(await fay.get(address)) for address in addresses] == excluding
    assert "Nobody who has room is possible just now." in (await fay.get("/desk")).text
    with pytest.raises(NotPossible) as refused:
        await cast.ask("noor", "ruth")
    assert refused.value.sentence == NOT_POSSIBLE
    assert (await fay.post(pair(cast, "noor", "ruth"))).status_code == 422


@pytest.mark.parametrize("name", ["theo", "noor"])
async def test_what_they_are_asked_about_comes_to_nothing(cast: Cast, enter: Enter, name: str) -> None:
    """One has said yes already. Both read what they would read of any other, byte for byte."""
    await cast.say("yes", cast.proposal, "noor")
    concern = await (holds_of_noor(cast) if name == "noor" else tells(cast, WORRIED, "maya"))
    await hold(concern, cast.members[name], by=cast.person("cora"), once=once())

    assert await state_of(cast.proposal) == "withdrawn"
    told = await Notice.select(Notice.member).where(Notice.about == cast.proposal, Notice.kind == "not_this_time")
    assert {row["member"] for row in told} == {cast.members["noor"], cast.members["theo"]}
    with_hold = [await _reads(enter, cast, one) for one in ("noor", "theo")]
    await sql("UPDATE proposals SET state = 'lapsed' WHERE id = {}", cast.proposal)
    assert [await _reads(enter, cast, one) for one in ("noor", "theo")] == with_hold
    assert not await Mentorship.exists().where(Mentorship.proposal == cast.proposal)
    assert await check() == []


async def _reads(enter: Enter, cast: Cast, name: str) -> list[tuple[int, str]]:
    browser = await enter(name)
    return [alike(await browser.get(address)) for address in ("/home", "/proposals", f"/proposals/{cast.proposal}")]


async def test_a_hold_that_came_between_two_yeses(cast: Cast) -> None:
    """Had the proposal been left open, nothing begins all the same, and both read the same as ever."""
    await cast.say("yes", cast.proposal, "noor")
    concern = await tells(cast, WORRIED, "maya")
    await Hold.insert(
        Hold(member=cast.members["theo"], concern=concern, held_by=cast.members["cora"], created_at=clock.now())
    )
    assert await cast.say("yes", cast.proposal, "theo") == "not_this_time"
    assert await state_of(cast.proposal) == "withdrawn"
    assert not await Mentorship.exists().where(Mentorship.proposal == cast.proposal)
    assert await check() == []


async def test_their_talks_go_on(cast: Cast, enter: Enter) -> None:
    await holds(cast, "theo")
    for name in ("maya", "theo"):
        assert (await (await enter(name)).get(f"/talks/{cast.talk}")).status_code == 200


async def test_looked_after_nobody_is_held_any_more(cast: Cast) -> None:
    concern = await holds(cast, "theo")
    other = await holds(cast, "theo", UNSAFE)
    await acknowledge(concern, by=cast.person("cora"), once=once())
    await resolve(concern, by=cast.person("cora"), once=once())
    assert await held([cast.members["theo"]]) == {cast.members["theo"]}  # by the other
    await acknowledge(other, by=cast.person("fay"), once=once())
    await resolve(other, by=cast.person("fay"), once=once())
    assert await Hold.count() == 0
    await cast.ask("ines", "theo")
    with pytest.raises(NotPossible) as refused:
        await hold(concern, cast.members["theo"], by=cast.person("cora"), once=once())
    assert refused.value.sentence == IS_OVER
    assert await check() == []


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "cora"])
async def test_nobody_else_can(cast: Cast, enter: Enter, name: str) -> None:
    """Nor whoever runs the group and reads it."""
    concern = await holds(cast, "maya")
    browser, before = await enter(name), await counts("sessions")
    for what, act in (("hold", hold), ("hold/end", end_hold)):
        for member in (cast.members["theo"], cast.members["maya"]):
            assert (await browser.post(f"/desk/concerns/{concern}/{what}", {"member": member})).status_code == 404
            with pytest.raises(NotFound):
                await act(concern, member, by=cast.person(name), once=once())
    assert await counts("sessions") == before


@pytest.mark.parametrize("kind", KINDS)
async def test_nor_a_coordinator_to_whom_it_was_not_sent(cast: Cast, kind: str) -> None:
    concern = await tells(cast, kind)
    act = hold(concern, cast.members["theo"], by=cast.person("cora"), once=once())
    if kind in (WORRIED, UNSAFE):
        await act
    else:
        with pytest.raises(NotFound):
            await act


@pytest.mark.parametrize("member", ["noor", "fay", "", "nobody"])
async def test_of_nobody_else(cast: Cast, cora: Browser, member: str) -> None:
    concern = await tells(cast, WORRIED)
    sent = {"member": cast.members.get(member, member)}
    for what in ("hold", "hold/end"):
        assert (await cora.post(f"/desk/concerns/{concern}/{what}", sent)).status_code == 404
    assert await Hold.count() == 0


async def test_a_coordinator_who_is_one_of_the_two_cannot(cast: Cast) -> None:
    await runs(cast, "theo")
    concern = await tells(cast, WORRIED, "maya")
    with pytest.raises(NotFound):
        await hold(concern, cast.members["maya"], by=cast.person("theo"), once=once())


@pytest.mark.parametrize("what", ["hold", "hold/end"])
async def test_twice_is_once(cast: Cast, cora: Browser, what: str) -> None:
    concern = await (holds(cast, "theo") if what == "hold/end" else tells(cast, WORRIED, "maya"))
    typed = {**await cora.tokens(), "member": cast.members["theo"]}
    after = []
    for _ in range(2):
        answer = await cora.post_as_it_is(f"/desk/concerns/{concern}/{what}", typed)
        assert answer.status_code == 303
        after.append(await counts())
    assert after[0] == after[1]
    assert await Hold.count() == (what == "hold")
    if what == "hold":
        await hold(concern, cast.members["theo"], by=cast.person("cora"), once=once())
        assert await Hold.count() == 1


@pytest.mark.parametrize("name", ["maya", "theo", "noor", "fay", "gus"])
async def test_nobody_finds_a_trace_of_it(cast: Cast, enter: Enter, name: str) -> None:
    """Theo is held; nothing of his was open."""
    await withdraw(cast.proposal, by=cast.person("fay"), once=once())
    await sql("UPDATE availabilities SET capacity = 1 WHERE id = {}", cast.rooms["theo"])
    concern, browser = await tells(cast, WORRIED, "maya"), await enter(name)
    addresses = [
        "/home",
        "/me",
        "/talks",
        f"/talks/{cast.talk}",
        "/enrolments",
        "/me/room",
        "/proposals",
        "/desk",
        "/desk/people",
        "/desk/talks",
        f"/told/{concern}",
        f"/desk/concerns/{concern}",
    ]
    before = [alike(await browser.get(address)) for address in addresses]
    await hold(concern, cast.members["theo"], by=cast.person("cora"), once=once())
    assert [alike(await browser.get(address)) for address in addresses] == before


async def test_where_nobody_is_named_somebody_of_that_group_can_be_held(cast: Cast, enter: Enter) -> None:
    """The words say who is meant; the coordinator knows."""
    of_nobody = await tell(cast.groups[TUESDAY], None, by=cast.person("omar"), kind=WORRIED, words="Ruth.", once=once())
    cora, at = await enter("cora"), f"/desk/concerns/{of_nobody}"
    page = (await cora.get(at)).text
    assert f'<option value="{cast.members["ruth"]}">Ruth</option>' in page
    assert f'value="{cast.members["lena"]}"' not in page, "who belongs to another group"
    await cora.post(f"{at}/hold", {"member": cast.members["ruth"]}, page=at)
    assert await held(cast.members.values()) == {cast.members["ruth"]}
    assert await check() == []
    with counted() as heard:
        assert "Ruth can be asked again" in (await cora.get(at)).text
    assert len(heard) <= 8
    with pytest.raises(NotFound):
        await hold(of_nobody, cast.members["lena"], by=cast.person("cora"), once=once())
    await cora.post(f"{at}/hold/end", {"member": cast.members["ruth"]}, page=at)
    assert await held(cast.members.values()) == frozenset()


async def test_where_somebody_is_named_nobody_else_can_be_held(cast: Cast) -> None:
    concern = await tells(cast, WORRIED, "maya")
    with pytest.raises(NotFound):
        await hold(concern, cast.members["ruth"], by=cast.person("cora"), once=once())


async def test_whoever_told_it_is_offered_last_and_nobody_is_chosen_before(cast: Cast, cora: Browser) -> None:
    of_nobody = await tell(cast.groups[TUESDAY], None, by=cast.person("omar"), kind=WORRIED, words="", once=once())
    page = (await cora.get(f"/desk/concerns/{of_nobody}")).text
    assert (
        page.index('<option value="">') < page.index("Nobody new for this person") < page.index("Nobody new for Omar")
    )
    answer = await cora.post(f"/desk/concerns/{of_nobody}/hold", {"member": ""})
    assert answer.status_code == 422
    assert "Choose who it is." in answer.text
    assert await Hold.count() == 0
    page = (await cora.get(f"/desk/concerns/{await tells(cast, WORRIED, 'maya')}")).text
    assert (
        page.index("Nobody new for Theo") < page.index("Nobody new for Maya") < page.index("Maya is who told you this.")
    )


@pytest.mark.parametrize("name", ["fay", "omar", "theo"])
async def test_nor_can_anybody_else_where_nobody_is_named(cast: Cast, enter: Enter, name: str) -> None:
    of_nobody = await tell(cast.groups[TUESDAY], None, by=cast.person("omar"), kind=WORRIED, words="", once=once())
    browser, at = await enter(name), f"/desk/concerns/{of_nobody}"
    assert "Nobody new" not in (await browser.get(at)).text
    for member in (cast.members["ruth"], ""):
        assert (await browser.post(f"{at}/hold", {"member": member})).status_code == 404


async def test_of_the_programme_nobody_of_the_group_can_be_held(cast: Cast, cora: Browser) -> None:
    """And by a coordinator nobody beside whom they stand."""
    of_all = await tell(
        cast.groups[TUESDAY],
        None,
        by=cast.person("omar"),
        kind=OFF,
        words="",
        past_them=True,
        also=With(of=PROGRAMME),
        once=once(),
    )
    assert "<select" not in (await cora.get(f"/desk/concerns/{of_all}")).text
    with pytest.raises(NotFound):
        await hold(of_all, cast.members["ruth"], by=cast.person("cora"), once=once())
    of_nobody = await tell(cast.groups[TUESDAY], None, by=cast.person("omar"), kind=WORRIED, words="", once=once())
    theo = replace(cast.person("theo"), is_coordinator=True)
    with pytest.raises(NotFound):
        await hold(of_nobody, cast.members["maya"], by=theo, once=once())
    await hold(of_nobody, cast.members["ines"], by=theo, once=once())
