"""What becomes of an application: read, welcomed or not yet, taken back, begun again; and who hears of it."""

from dataclasses import replace
from itertools import product

import pytest

from portal import clock, sealed
from portal.check import check
from portal.enrolments import access
from portal.enrolments.actions import answer_application, read_application
from portal.enrolments.applications import applications_in
from portal.enrolments.applying import again, begin, send, withdraw
from portal.enrolments.rules import CHANGED, KIND_WORDS, LEFT_MEANWHILE, TRANSITIONS
from portal.enrolments.tables import Availability, Enrolment
from portal.errors import NotFound, NotPossible
from portal.groups.tables import Facilitation, Membership
from portal.mentorships.tables import Mentorship
from portal.proposals.tables import Proposal
from tests.integration.browser import title
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.enrolments.sending import answered, read, row_of, sent, told
from tests.integration.ledger import everything
from tests.integration.newcomers import running

LEAD_TO = ("submitted", "withdrawn", "draft", "active", "not_yet")
STATES = ("draft", "submitted", "active", "paused", "withdrawn", "not_yet")
WORDS = "Thank you for writing. Let us talk after the next meeting."


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


async def test_read_and_welcomed_with_the_wait_counted_from_the_sending(cast: Cast, enter: Enter) -> None:
    enrolment, at = await sent(cast, "omar"), clock.now()
    clock.travel(days=1)
    await read(cast, enrolment)
    row = await row_of(enrolment)
    assert (row["read_at"], row["read_by"]) == (clock.now(), cast.members["fay"])
    assert await told(cast, "omar") == [("application_read", enrolment)]
    omar = await enter("omar")
    assert "Fay has read it" in (await omar.get(f"/enrolments/{enrolment}")).text

    clock.travel(hours=5)
    await answered(cast, enrolment, welcome=True, words=WORDS)
    row, ring = await row_of(enrolment), await sealed.ring(cast.members["omar"])
    assert (row["state"], row["waiting_since"], row["answered_by"]) == ("active", at, cast.members["fay"])
    assert ring.open(row["answer"], of=cast.members["omar"]) == WORDS
    assert await told(cast, "omar") == [("application_answered", enrolment)]
    assert await told(cast, "fay") == []
    page = (await (await enter("omar")).get(f"/enrolments/{enrolment}")).text
    assert WORDS in page
    assert "You are on the list in Tuesday Evening" in page
    assert WORDS not in await everything()
    assert await check() == []


async def test_a_welcome_to_a_mentor_opens_their_room(cast: Cast, enter: Enter) -> None:
    enrolment = await sent(cast, "omar", "mentor")
    await Availability.delete().where(Availability.member == cast.members["omar"])
    await answered(cast, enrolment, welcome=True)
    omar = await enter("omar")
    assert (await omar.get("/me/room")).status_code == 200
    assert title(await omar.get(f"/enrolments/{enrolment}")) == "You are welcome as a mentor"
    [room] = await Availability.select().where(Availability.member == cast.members["omar"])
    cast.rooms["omar"] = room["id"]
    assert room["capacity"] == 1
    assert await cast.ask("ines", "omar")


async def test_not_yet_needs_kind_words_and_can_be_sent_again(cast: Cast, enter: Enter) -> None:
    enrolment = await sent(cast, "omar")
    with pytest.raises(NotPossible) as refused:
        await answered(cast, enrolment, welcome=False, words="  ")
    assert refused.value.sentence == KIND_WORDS
    await answered(cast, enrolment, welcome=False, words=WORDS)
    omar, address = await enter("omar"), f"/enrolments/{enrolment}"
    page = await omar.get(address)
    assert title(page) == "Not yet"
    assert WORDS in page.text
    assert (await omar.get(f"{address}/now")).headers["location"] == address

    assert (await omar.post(f"{address}/again", page=address)).headers["location"] == address
    assert "the-hard_now-written-by-omar" in (await omar.get(f"{address}/now")).text
    clock.travel(days=3)
    assert (await (await enter("omar")).post(f"{address}/sending", page=f"{address}/send")).status_code == 303
    row = await row_of(enrolment)
    assert (row["state"], row["sent_at"], row["read_at"], row["read_by"]) == ("submitted", clock.now(), None, None)


async def test_taken_back_before_it_is_answered(cast: Cast, enter: Enter) -> None:
    enrolment, omar = await sent(cast, "omar"), await enter("omar")
    address = f"/enrolments/{enrolment}"
    assert title(await omar.get(f"{address}/withdrawal")) == "Take your application back?"
    assert (await omar.post(f"{address}/withdrawal", page=f"{address}/withdrawal")).headers["location"] == address
    assert title(await omar.get(address)) == "You took this back"
    assert await told(cast, "fay") == [("application_back", enrolment)]
    assert await applications_in([cast.groups[TUESDAY]]) == []
    with pytest.raises(NotFound):
        await access.enrolment_on_the_desk(cast.person("fay"), enrolment)
    with pytest.raises(NotFound):
        await answered(cast, enrolment, welcome=True)


async def test_who_stops_looking_closes_what_is_open_and_ends_no_talk(cast: Cast) -> None:
    for name in ("noor", "maya"):
        await withdraw(cast.enrolments[name], by=cast.person(name), once=once())
        assert (await row_of(cast.enrolments[name]))["state"] == "withdrawn"
    assert await Proposal.exists().where(Proposal.id == cast.proposal, Proposal.state == "withdrawn")
    assert await Mentorship.exists().where(Mentorship.id == cast.talk, Mentorship.state == "active")
    backs = [("application_back", cast.enrolments[name]) for name in ("noor", "maya")]
    assert sorted(await told(cast, "fay")) == sorted(backs)
    assert await check() == []


async def test_a_mentor_of_one_group_less_ends_nothing(cast: Cast) -> None:
    await withdraw(cast.enrolments["theo"], by=cast.person("theo"), once=once())
    assert await Proposal.exists().where(Proposal.id == cast.proposal, Proposal.state == "open")
    assert await Mentorship.exists().where(Mentorship.id == cast.talk, Mentorship.state == "active")
    assert await told(cast, "fay") == [("stepped_back", cast.enrolments["theo"])]


async def test_only_whoever_runs_the_group_reads_and_answers(cast: Cast) -> None:
    enrolment = await sent(cast, "omar")
    for name in ("gus", "ines", "omar", "stranger"):
        with pytest.raises(NotFound):
            await read(cast, enrolment, by=name)
        with pytest.raises(NotFound):
            await answered(cast, enrolment, welcome=True, by=name)
    await read(cast, enrolment, by="cora")
    await read(cast, enrolment, by="fay")
    assert (await row_of(enrolment))["read_by"] == cast.members["cora"]
    assert await told(cast, "omar") == [("application_read", enrolment)]
    assert len(await applications_in(None)) == 1


async def test_nobody_answers_their_own(cast: Cast) -> None:
    """Omar runs the group himself: Fay hears of it, and he does not."""
    await Facilitation.insert(Facilitation(member=cast.members["omar"], group=cast.groups[TUESDAY]))
    enrolment = await sent(cast, "omar")
    with pytest.raises(NotFound):
        await access.enrolment_on_the_desk(running(cast, "omar"), enrolment)
    assert await told(cast, "omar") == []
    assert await told(cast, "fay") == [("application", enrolment)]
    assert await applications_in(None, besides=cast.members["omar"]) == []


async def test_where_nobody_else_runs_the_group_the_coordinator_hears(cast: Cast) -> None:
    await Facilitation.update({Facilitation.member: cast.members["omar"]}).where(
        Facilitation.group == cast.groups[TUESDAY]
    )
    enrolment = await sent(cast, "omar")
    assert await told(cast, "cora") == [("application", enrolment)]
    assert await told(cast, "fay") == []


async def test_every_act_twice_is_once(cast: Cast) -> None:
    omar, fay = cast.person("omar"), cast.person("fay")
    enrolment = await sent(cast, "omar")

    async def reading(key: str) -> None:
        await read_application(enrolment, by=fay, once=key)

    async def answering(key: str) -> None:
        await answer_application(enrolment, by=fay, welcome=False, words=WORDS, once=key)

    async def beginning_again(key: str) -> None:
        await again(enrolment, by=omar, once=key)

    async def sending(key: str) -> None:
        await send(enrolment, by=omar, agreed=True, once=key)

    async def taking_back(key: str) -> None:
        await withdraw(enrolment, by=omar, once=key)

    async def beginning(key: str) -> None:
        assert await begin(by=omar, role="mentee", group=cast.groups[TUESDAY], once=key) == enrolment

    for act in (reading, answering, beginning_again, sending, taking_back, beginning):
        key = once()
        await act(key)
        before = await everything()
        await act(key)
        assert await everything() == before, act.__name__
        clock.travel(minutes=1)


@pytest.mark.parametrize(("state", "to"), sorted(product(STATES, LEAD_TO)))
async def test_only_the_ways_of_the_table(cast: Cast, state: str, to: str) -> None:
    """From each state, by the act that leads there."""
    enrolment = await sent(cast, "omar")
    await Enrolment.update({Enrolment.state: state}).where(Enrolment.id == enrolment)
    omar = cast.person("omar")
    try:
        if to == "submitted":
            await send(enrolment, by=omar, agreed=True, once=once())
        elif to == "withdrawn":
            await withdraw(enrolment, by=omar, once=once())
        elif to == "draft":
            await again(enrolment, by=omar, once=once())
        else:
            await answered(cast, enrolment, welcome=to == "active", words=WORDS)
    except (NotPossible, NotFound) as refusal:
        assert (state, to) not in TRANSITIONS or (state, to) == ("paused", "active")
        assert isinstance(refusal, NotFound) or refusal.sentence == CHANGED  # noqa: PT017 - either is right
        assert (await row_of(enrolment))["state"] == state
    else:
        assert (state, to) in TRANSITIONS
        assert (await row_of(enrolment))["state"] == to


async def test_a_group_one_has_left_takes_no_new_application(cast: Cast) -> None:
    enrolment = await sent(cast, "omar")
    await answered(cast, enrolment, welcome=False, words=WORDS)
    stranger = replace(cast.person("stranger"))
    with pytest.raises(NotFound):
        await begin(by=stranger, role="mentee", group=cast.groups[TUESDAY], once=once())
    with pytest.raises(NotFound):
        await again(enrolment, by=stranger, once=once())


async def test_who_has_left_meanwhile_is_not_welcomed_as_a_mentee(cast: Cast, enter: Enter) -> None:
    """A not yet can still be said, with kind words; and a mentor need not belong to the group any more."""
    enrolment, fay = await sent(cast, "omar"), await enter("fay")
    offer = await sent(cast, "omar", "mentor")
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.id == cast.memberships["omar"])
    page = f"/desk/applications/{enrolment}"

    answer = await fay.post(f"{page}/answer", {"answer": "welcome", "words": WORDS}, page=page)

    assert (answer.status_code, WORDS in answer.text) == (422, True)
    assert LEFT_MEANWHILE.format(name="Omar") in answer.text
    assert (await row_of(enrolment))["state"] == "submitted"
    await answered(cast, enrolment, welcome=False, words=WORDS)
    await answered(cast, offer, welcome=True)
    assert [(await row_of(one))["state"] for one in (enrolment, offer)] == ["not_yet", "active"]
    assert await check() == []
