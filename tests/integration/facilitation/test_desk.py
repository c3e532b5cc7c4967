"""The desk for whoever runs a group: what there is to do, who waits, who was asked and what came of it."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import counted
from portal.enrolments.tables import Enrolment
from portal.facilitation.tables import SuggestionRule
from portal.groups.tables import Facilitation, Group
from portal.matching.suggest import BELOW_FLOOR
from portal.proposals.tables import Proposal
from tests.integration.cast import SATURDAY, Cast, words
from tests.integration.conftest import Enter
from tests.integration.crowd import ended_talk, so_many_of_each
from tests.integration.facilitation.at_the_desk import (
    can_talk,
    joins,
    offers,
    options_of,
    pair,
    runs,
    say,
    waiting,
    waits,
    was_asked,
)
from tests.integration.told import tell

REASON = "Not-with-this-person-please."


async def test_whoever_runs_the_group_reads_who_said_no_and_why_at_once(cast: Cast, enter: Enter) -> None:
    await cast.say("no", cast.proposal, "noor", reason=REASON)

    desk = (await (await enter("fay")).get("/desk")).text

    assert ("Noor said: not this time" in desk, REASON in desk) == (True, True)


@pytest.mark.parametrize("name", ["gus", "cora"])
async def test_another_groups_facilitator_reads_nothing_of_it_and_the_coordinator_does(
    cast: Cast, enter: Enter, name: str
) -> None:
    await cast.say("no", cast.proposal, "noor", reason=REASON)

    desk = (await (await enter(name)).get("/desk")).text

    assert (REASON in desk) is (name == "cora")


async def test_a_facilitator_who_is_a_side_of_it_has_the_sides_way_alone(cast: Cast, enter: Enter) -> None:
    """Theo runs the group as well: of the proposal he is asked about he sees, and does, no more than anybody asked."""
    await Facilitation.insert(Facilitation(member=cast.members["theo"], group=cast.groups["tuesday"]))
    await cast.say("no", cast.proposal, "noor", reason=REASON)
    theo = await enter("theo")

    desk = (await theo.get("/desk")).text
    taken_back = await theo.post_as_it_is(
        f"/desk/proposals/{cast.proposal}/withdrawal", {"csrf": (await theo.tokens())["csrf"]}
    )

    assert (REASON in desk, cast.proposal in desk, taken_back.status_code) == (False, False, 404)


async def test_a_suggestion_is_asked_in_two_taps_with_a_note(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")
    desk = (await fay.get("/desk")).text
    assert (f'href="{pair(cast, "ines", "ruth")}"' in desk, "Ines + Ruth" in desk) == (True, True)
    assert "Ines has waited longest. Look, then ask both." in desk

    look = (await fay.get(pair(cast, "ines", "ruth"))).text
    assert words("hard_now", of="ines") in look
    assert words("introduction", of="ruth") in look
    answer = await fay.post(pair(cast, "ines", "ruth"), {"note": "No hurry."}, page=pair(cast, "ines", "ruth"))

    assert answer.status_code == 303
    assert "Ines and Ruth have not answered yet" in (await fay.get("/desk")).text
    again = (await fay.get(pair(cast, "ines", "ruth"))).text
    assert "Ines has been asked already." in again
    proposal = await Proposal.select(Proposal.id).where(Proposal.mentee == cast.enrolments["ines"]).first()
    assert proposal is not None
    assert "No hurry." in (await fay.get(f"/desk/proposals/{proposal['id']}")).text


async def test_the_same_form_twice_asks_once(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")
    typed = await fay.tokens()

    first, second = [await fay.post_as_it_is(pair(cast, "ines", "ruth"), typed) for _ in range(2)]

    assert (first.status_code, second.status_code) == (303, 303)
    assert await Proposal.count().where(Proposal.mentee == cast.enrolments["ines"]) == 1


async def test_a_note_that_is_too_long_comes_back_with_the_pair(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")

    answer = await fay.post(pair(cast, "ines", "ruth"), {"note": "a" * 1001})

    assert (answer.status_code, "a" * 1001 in answer.text, "They share" in answer.text) == (422, True, False)
    assert words("introduction", of="ruth") in answer.text
    assert not await Proposal.exists().where(Proposal.mentee == cast.enrolments["ines"])


async def test_a_mentor_who_has_no_room_reads_so_openly(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")

    page = (await fay.get(pair(cast, "ines", "theo"))).text

    assert "Theo has no room just now." in page
    assert words("introduction", of="theo") not in page


async def test_a_mentor_who_rests_or_pauses_reads_so_openly(cast: Cast, enter: Enter) -> None:
    day = clock.now().date() + timedelta(days=9)
    await offers(cast, "omar", rests_until=day)
    await joins(cast, "stranger")
    await offers(cast, "stranger", paused_until=day)
    fay = await enter("fay")

    desk = (await fay.get("/desk")).text

    for name, row, sentence in (
        ("omar", "Resting until", "Omar is resting after a talk that ended."),
        ("stranger", "Paused until", "Stranger is taking a pause just now."),
    ):
        said = f'{name.title()}<p class="small">Not possible just now</p><p class="small">{row} {day.day} {day:%B}'
        assert said in desk
        assert sentence in (await fay.get(pair(cast, "ines", name))).text


async def test_what_was_answered_shows_when_both_have_or_one_said_no(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")
    await cast.say("yes", cast.proposal, "noor")
    for page in ("/desk", f"/desk/proposals/{cast.proposal}"):
        text = (await fay.get(page)).text
        assert ("Theo has not answered yet" in text, "said yes" in text.replace("both said yes", "")) == (True, False)

    await cast.say("no", cast.proposal, "theo", reason=REASON)

    for page in ("/desk", f"/desk/proposals/{cast.proposal}"):
        assert "Theo said: not this time" in (await fay.get(page)).text
    assert REASON in (await fay.get(f"/desk/proposals/{cast.proposal}")).text


async def test_taken_back_it_waits_at_the_old_place(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")
    page = f"/desk/proposals/{cast.proposal}"

    assert (await fay.post(f"{page}/withdrawal", page=page)).status_code == 303

    assert "Closed early" in (await fay.get(page)).text
    desk = (await fay.get("/desk")).text
    assert desk.index(waiting(cast, "ines")) < desk.index(waiting(cast, "noor"))
    assert "9 days" in desk


async def test_one_who_waits_with_everybody_possible_and_the_others(cast: Cast, enter: Enter) -> None:
    await Enrolment.update({Enrolment.attending: "sometimes", Enrolment.support: "just_listen"}).where(
        Enrolment.id == cast.enrolments["ines"]
    )
    await say(cast, "ines", Gender=("Woman", "closer to mine", True), Age=("Forties", "", False))
    await say(cast, "ruth", Gender=("Woman", "no matter", True), Age=("Forties", "", False))

    page = (await (await enter("fay")).get(waiting(cast, "ines"))).text

    for said in (
        words("hard_now", of="ines"),
        words("line", of="ines"),
        "Just listen",
        "Now and then",
        "At a meeting lately",
        "Ruth: same gender",
        "Suggested. Room for one.",
        "They share: Gender",
        "For matching only: Age",
        "Woman; asked for the same",
        "Phone, E-mail and Messages here",
        "Any time",
    ):
        assert said in page, said
    assert "Forties" not in page
    assert 'Theo<p class="small">Not possible just now</p><p class="small">No room</p>' in page


async def test_side_by_side_in_words(cast: Cast, enter: Enter) -> None:
    one, *_ = await options_of("Role in it")
    await say(
        cast,
        "ines",
        Gender=("Woman", "closer to mine", True),
        Reconciliation=("Not decided", "open to different", True),
        Role_in_it=(one, "", False),
    )
    await say(
        cast,
        "ruth",
        Gender=("Woman", "no matter", True),
        Reconciliation=("Apart", "", True),
        Role_in_it=(one, "", True),
    )
    await can_talk(cast, "ines", times="5m,6m")
    await can_talk(cast, "ruth", ways="phone,text", times="5m,6m,1e")
    await Enrolment.update({Enrolment.support: "just_listen"}).where(Enrolment.id == cast.enrolments["ines"])

    page = (await (await enter("fay")).get(pair(cast, "ines", "ruth"))).text

    rows = [
        "Ines + Ruth: same mornings",
        "They share",
        '<th scope="row">Gender</th><td>Woman; asked for the same</td><td>Woman; open to any</td>',
        "They differ, which can also help",
        '<th scope="row">Reconciliation</th><td>Not decided; open to different</td><td>Apart</td>',
        "Not said",
        '<tr><td colspan="3">Neither has said: age',
        "For matching only",
        f'<th scope="row">Role in it</th><td>private</td><td>{one}</td>',
        "What suits both",
        '<th scope="row">Ways</th><td colspan="2">Phone</td>',
        '<th scope="row">Times</th><td colspan="2">Weekend mornings</td>',
        '<th scope="row">Wished for</th><td colspan="2">Just listen</td>',
    ]
    assert [row for row in rows if row not in page] == []
    assert [page.index(row) for row in rows] == sorted(page.index(row) for row in rows)
    assert "has not said" not in page
    assert "What if" not in page


async def test_what_one_of_the_two_has_not_said_stays_a_row(cast: Cast, enter: Enter) -> None:
    await say(cast, "ines", Age=("Forties", "", True), Gender=("", "closer to mine", True))

    page = (await (await enter("fay")).get(pair(cast, "ines", "ruth"))).text

    assert '<th scope="row">Age</th><td>Forties</td><td>has not said</td>' in page
    assert '<th scope="row">Gender</th><td>has not said; asked for the same</td><td>has not said</td>' in page
    assert "Wished for" not in page


async def test_what_if_says_who_then_waits(cast: Cast, enter: Enter) -> None:
    """Ines can talk with both; Omar only in the mornings, as Ruth can."""
    await waits(cast, "omar", days=3)
    await joins(cast, "stranger")
    await offers(cast, "stranger")
    await can_talk(cast, "omar", times="0m")
    await can_talk(cast, "ruth", times="0m")
    await can_talk(cast, "stranger", times="1e")
    fay = await enter("fay")

    suggested = (await fay.get(pair(cast, "ines", "stranger"))).text
    other = (await fay.get(pair(cast, "ines", "ruth"))).text

    assert "What if" not in suggested
    assert "Stranger is suggested for Ines." in other
    assert "With Ruth for Ines, nobody is left for Omar, who would wait." in other


async def test_what_if_comes_before_the_note_and_says_what_is_below_the_floor(cast: Cast, enter: Enter) -> None:
    await say(cast, "ines", Gender=("Woman", "closer to mine", True), Age=("Forties", "closer to mine", True))
    await say(cast, "ruth", Gender=("Man", "", True), Age=("Fifties", "", True))
    fay = await enter("fay")
    assert BELOW_FLOOR not in (await fay.get(pair(cast, "ines", "ruth"))).text
    await SuggestionRule.update({SuggestionRule.floor: "most"}, force=True)

    page = (await fay.get(pair(cast, "ines", "ruth"))).text

    said = [
        "What if",
        "Nobody is suggested for Ines.",
        BELOW_FLOOR,
        "A note to both",
        "Someone else",
        "Back to the desk",
    ]
    assert [page.find(words) for words in said] == sorted(page.find(words) for words in said)
    assert page.find("What if") > 0


async def test_of_several_groups_one_at_a_time(cast: Cast, enter: Enter) -> None:
    """First the one in which there is something to do; another's is not there."""
    await Group.insert(Group(id="a" * 16, name="A group where nobody waits", zone="UTC"))
    await waits(cast, "lena", days=5, group=SATURDAY)
    await runs(cast, "gus", "tuesday")
    gus, cora, fay = [await enter(name) for name in ("gus", "cora", "fay")]
    tuesday, saturday = cast.groups["tuesday"], cast.groups[SATURDAY]

    for browser in (gus, cora):
        first = (await browser.get("/desk")).text
        other = (await browser.get(f"/desk?group={tuesday}")).text
        assert ("<h1>Saturday Morning</h1>" in first, ">Lena<" in first, ">Ines<" in first) == (True, True, False)
        assert ("<h1>Tuesday Evening</h1>" in other, ">Lena<" in other, ">Ines<" in other) == (True, False, True)
        assert f'href="/desk?group={saturday}"' in other
    assert "A group where nobody waits" in (await cora.get("/desk")).text
    assert "Other groups" not in (await fay.get("/desk")).text
    for address in ("/desk", "/desk/people"):
        assert (await fay.get(f"{address}?group={saturday}")).status_code == 404
    assert (await fay.get(waiting(cast, "lena"))).status_code == 404


async def test_what_came_of_it_stays_for_two_weeks(cast: Cast, enter: Enter) -> None:
    await was_asked(cast, "ines", "theo", days=14)
    fay = await enter("fay")
    assert "Theo said: not this time" in (await fay.get("/desk")).text

    clock.set(clock.now() + timedelta(days=2))
    try:
        assert "Theo said: not this time" not in (await (await enter("fay")).get("/desk")).text
    finally:
        clock.reset()


async def test_thirty_people_cost_as_many_statements_as_one(cast: Cast, enter: Enter) -> None:
    told, ended, fay = await tell(cast), await ended_talk(cast), await enter("fay")
    pages = ("/desk", "/desk/people", waiting(cast, "ines"), pair(cast, "ines", "ruth"))

    async def cost() -> dict[str, int]:
        found = {}
        for page in pages:
            with counted() as heard:
                assert (await fay.get(page)).status_code == 200
            found[page] = len(heard)
        return found

    await so_many_of_each(1, cast, told, ended)
    with_one = await cost()
    await so_many_of_each(29, cast, told, ended)

    assert await cost() == with_one
    assert max(with_one.values()) <= 8
