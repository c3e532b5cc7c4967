"""`portal check` finds what is broken on purpose, and nothing else; what the database itself refuses is refused."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from sqlite3 import IntegrityError
from typing import Any

import pytest
from asyncpg import UniqueViolationError

from portal import clock
from portal.chats.actions import put_up
from portal.check import ASKED, check
from portal.concerns.tables import Concern
from portal.enrolments.tables import Hold
from portal.exclusions.actions import exclude
from portal.feedback.store import UNREADABLE
from portal.invariants import BROKEN_BY
from portal.proposals.actions import reopen
from portal.proposals.tables import Proposal
from portal.settings import settings
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once, phone
from tests.integration.ledger import sql
from tests.integration.newcomers import offer, wait
from tests.integration.told import goodbye, part, tell

Break = Callable[[Cast], Awaitable[str]]


async def theo_has_less_room_than_he_was_given(cast: Cast) -> str:
    await sql("UPDATE availabilities SET capacity = 1 WHERE id = {}", cast.rooms["theo"])
    return f"1 a mentor was given more than there was room for: {cast.rooms['theo']}"


async def who_has_a_mentor_is_asked(cast: Cast) -> str:
    await sql("UPDATE proposals SET mentee = {} WHERE id = {}", cast.enrolments["maya"], cast.proposal)
    return f"2 a mentee is asked who has a mentor in that group already: {cast.proposal}"


async def theo_is_asked_about_himself(cast: Cast) -> str:
    await sql("UPDATE enrolments SET member = {} WHERE id = {}", cast.members["theo"], cast.enrolments["noor"])
    return f"3 a proposal of a person to themselves: {cast.proposal}"


async def the_proposal_is_in_another_group(cast: Cast) -> str:
    await sql('UPDATE proposals SET "group" = {} WHERE id = {}', cast.groups[SATURDAY], cast.proposal)
    return f"3 a proposal across groups: {cast.proposal}"


async def noor_keeps_apart_from_whom_she_is_asked_about(cast: Cast) -> str:
    """By his number, and without the no that the act says for her."""
    await exclude(by=cast.person("noor"), kind="phone", said=phone("theo"), once=once())
    assert await check() == []
    await Proposal.update({Proposal.mentee_answer: "none"}).where(Proposal.id == cast.proposal)
    return f"3 two are before each other whom somebody keeps apart: {cast.proposal}"


async def asked_the_other_way_round_as_well(cast: Cast) -> str:
    await wait(cast, "theo", group=SATURDAY)
    await offer(cast, "noor", SATURDAY)
    other_way: dict[str, Any] = {
        "mentee": cast.enrolments["theo"],
        "mentor": cast.rooms["noor"],
        "group": cast.groups[SATURDAY],
        "proposed_by": cast.members["gus"],
        "opened_at": clock.now(),
        "closes_at": clock.now() + timedelta(days=7),
    }
    await Proposal.insert(Proposal(**other_way))
    return f"4 two are before each other twice at once: {cast.proposal}"


async def asked_again_after_a_hundred_days(cast: Cast) -> str:
    for name in ("noor", "theo"):
        await cast.say("no", cast.proposal, name)
    clock.travel(days=180)
    again = await cast.ask("noor", "theo")
    assert await check() == []
    await Proposal.update({Proposal.opened_at: clock.now() - timedelta(days=80)}).where(Proposal.id == again)
    return f"4 two were asked again although one of them said no: {again}"


async def asked_again_although_one_no_still_stands(cast: Cast) -> str:
    """Noor would be glad to be asked again; Theo has not said so."""
    for name in ("noor", "theo"):
        await cast.say("no", cast.proposal, name)
    await reopen(cast.proposal, by=cast.person("noor"), once=once())
    again = await _asked_again_tomorrow(cast)
    return f"4 two were asked again although one of them said no: {again}"


async def _asked_again_tomorrow(cast: Cast) -> str:
    """Straight into the tables: the act would refuse it, if a no stands."""
    [before] = await Proposal.select().where(Proposal.id == cast.proposal)
    asked = {name: before[name] for name in ("mentee", "mentor", "group", "proposed_by")}
    tomorrow = clock.now() + timedelta(days=1)
    again = Proposal(**asked, opened_at=tomorrow, closes_at=tomorrow + timedelta(days=7))
    await Proposal.insert(again)
    return again.id


async def matched_with_nobody(cast: Cast) -> str:
    await sql("UPDATE proposals SET state = 'matched' WHERE id = {}", cast.proposal)
    return f"5 matched, and no mentorship came of it: {cast.proposal}"


async def talks_without_a_yes(cast: Cast) -> str:
    await sql("UPDATE proposals SET mentor_answer = 'none' WHERE state = 'matched'")
    return f"5 a mentorship whose proposal is not matched: {cast.talk}"


async def talks_of_somebody_else(cast: Cast) -> str:
    await sql("UPDATE mentorships SET mentee = {} WHERE id = {}", cast.members["ines"], cast.talk)
    return f"5 a mentorship of other people than its proposal: {cast.talk}"


async def nothing_is_kept_for_one_of_the_two(cast: Cast) -> str:
    await goodbye(cast, "maya")
    await sql("DELETE FROM farewells WHERE author = {}", cast.members["theo"])
    return f"6 a goodbye was given, or talks are over, and nobody has what is kept: {cast.talk}"


async def a_note_its_receiver_cannot_read(cast: Cast) -> str:
    await goodbye(cast, "maya")
    [row] = await sql("SELECT id FROM farewells WHERE author = {}", cast.members["maya"])
    await sql("UPDATE farewells SET given_note = NULL WHERE id = {}", row["id"])
    return f"6 a note was given and is not sealed for its receiver: {row['id']}"


async def over_without_a_goodbye(cast: Cast) -> str:
    await sql("UPDATE mentorships SET state = 'ended' WHERE id = {}", cast.talk)
    return f"6 a talk is over and nobody said goodbye: {cast.talk}"


async def over_and_nobody_knows_how(cast: Cast) -> str:
    await part(cast, "maya", "alone")
    await sql("UPDATE mentorships SET ended_how = '' WHERE id = {}", cast.talk)
    return f"6 a talk is over and nobody knows since when, or how: {cast.talk}"


async def nobody_was_told(cast: Cast) -> str:
    await part(cast, "maya", "unsafe")
    await sql("DELETE FROM notices WHERE kind = 'concern'")
    await sql("DELETE FROM concerns")
    return f"6 a talk ended without a goodbye and nobody was told: {cast.talk}"


async def asked_again_about_whom_they_left(cast: Cast) -> str:
    await part(cast, "maya", "someone_else")
    before = "SELECT mentee, mentor, \"group\", proposed_by FROM proposals WHERE state = 'matched'"
    [asked] = await sql(before)
    tomorrow = clock.now() + timedelta(days=1)
    again = Proposal(**asked, opened_at=tomorrow, closes_at=tomorrow + timedelta(days=7))
    await Proposal.insert(again)
    return f"4 two were asked again whose talks ended without a goodbye: {again.id}"


async def only_one_side(cast: Cast) -> str:
    await sql("DELETE FROM talk_sides WHERE member = {}", cast.members["theo"])
    return f"5 a mentorship without a side for each of the two: {cast.talk}"


async def a_pause_without_end(cast: Cast) -> str:
    await sql("UPDATE mentorships SET state = 'paused' WHERE id = {}", cast.talk)
    return f"2 a pause that nobody asked for, or without an end: {cast.talk}"


async def read_though_too_few_wrote(cast: Cast) -> str:
    await tell(cast)
    [batch, *_] = await sql("SELECT id FROM feedback_batches ORDER BY id")
    await sql("UPDATE feedback_batches SET writers = 4 WHERE id = {}", batch["id"])
    return f"7 feedback of fewer than five was published: {batch['id']}"


async def what_waits_was_spoiled(cast: Cast) -> str:
    await tell(cast)
    settings().feedback_file.write_bytes(b"not ours")
    return f"7 what waits to be published cannot be read: {UNREADABLE}"


async def nobody_wrote_it_down(cast: Cast) -> str:
    await sql("DELETE FROM audit_entries WHERE act = 'mentorships.begin'")
    return f"8 a mentorship began and nobody wrote it down: {cast.talk}"


async def held_and_nothing_is_open(cast: Cast) -> str:
    hold = await _held(cast, "ines")
    await sql("UPDATE concerns SET state = 'resolved'")
    return f"3 somebody is held, and no concern of them is open: {hold.id}"


async def asked_about_though_held(cast: Cast) -> str:
    await _held(cast, "noor")
    return f"3 somebody was asked about while held: {cast.proposal}"


async def talks_began_though_held(cast: Cast) -> str:
    await _held(cast, "maya")
    await sql("UPDATE mentorships SET began_at = {} WHERE id = {}", clock.now() + timedelta(hours=1), cast.talk)
    return f"3 somebody began to talk while held: {cast.talk}"


async def _held(cast: Cast, name: str) -> Hold:
    """Straight into the tables: the act would withdraw what is open."""
    told = Concern(
        author=cast.members["omar"],
        group=cast.groups[TUESDAY],
        kind="worried",
        about=cast.members[name],
        reader="both",
        created_at=clock.now(),
    )
    await Concern.insert(told)
    hold = Hold(member=cast.members[name], concern=told.id, held_by=cast.members["cora"], created_at=clock.now())
    await Hold.insert(hold)
    return hold


async def taken_up_without_a_reply(cast: Cast) -> str:
    group = cast.groups[TUESDAY]
    chat = await put_up(by=cast.person("omar"), group=group, kind="ask", line="", means=["phone"], hours=2, once=once())
    await sql("UPDATE chats SET state = 'taken' WHERE id = {}", chat)
    return f"9 a chat was taken up with more or fewer than one reply: {chat}"


BREAKS: dict[str, Break] = {
    "1 a mentor was given more than there was room for": theo_has_less_room_than_he_was_given,
    "2 a mentee is asked who has a mentor in that group already": who_has_a_mentor_is_asked,
    "3 a proposal of a person to themselves": theo_is_asked_about_himself,
    "3 a proposal across groups": the_proposal_is_in_another_group,
    "3 two are before each other whom somebody keeps apart": noor_keeps_apart_from_whom_she_is_asked_about,
    "3 somebody is held, and no concern of them is open": held_and_nothing_is_open,
    "3 somebody was asked about while held": asked_about_though_held,
    "3 somebody began to talk while held": talks_began_though_held,
    "4 two are before each other twice at once": asked_the_other_way_round_as_well,
    "4 two were asked again although one of them said no": asked_again_after_a_hundred_days,
    "5 matched, and no mentorship came of it": matched_with_nobody,
    "5 a mentorship whose proposal is not matched": talks_without_a_yes,
    "5 a mentorship of other people than its proposal": talks_of_somebody_else,
    "6 a goodbye was given, or talks are over, and nobody has what is kept": nothing_is_kept_for_one_of_the_two,
    "6 a note was given and is not sealed for its receiver": a_note_its_receiver_cannot_read,
    "6 a talk is over and nobody said goodbye": over_without_a_goodbye,
    "2 a pause that nobody asked for, or without an end": a_pause_without_end,
    "4 two were asked again whose talks ended without a goodbye": asked_again_about_whom_they_left,
    "5 a mentorship without a side for each of the two": only_one_side,
    "6 a talk is over and nobody knows since when, or how": over_and_nobody_knows_how,
    "6 a talk ended without a goodbye and nobody was told": nobody_was_told,
    "7 feedback of fewer than five was published": read_though_too_few_wrote,
    "7 what waits to be published cannot be read": what_waits_was_spoiled,
    "8 a mentorship began and nobody wrote it down": nobody_wrote_it_down,
    "9 a chat was taken up with more or fewer than one reply": taken_up_without_a_reply,
}
REFUSED_BY_THE_DATABASE = {
    "2 a mentee has two open proposals in a group": (
        'INSERT INTO proposals (id, mentee, mentor, "group", proposed_by, state, opened_at, closes_at)'
        " SELECT 'another', mentee, mentor, \"group\", proposed_by, state, opened_at, closes_at"
        " FROM proposals WHERE state = 'open'"
    ),
    "2 a mentee has two active mentorships in a group": (
        'INSERT INTO mentorships (id, proposal, mentor, mentee, "group", state, began_at)'
        " SELECT 'another', proposals.id, mentor, mentee, \"group\", 'active', began_at"
        " FROM mentorships, (SELECT id FROM proposals WHERE state = 'open') AS proposals"
    ),
}


def test_every_invariant_is_broken_here() -> None:
    assert set(BREAKS) | set(REFUSED_BY_THE_DATABASE) == set(BROKEN_BY) | set(ASKED)


async def test_a_no_that_one_side_took_back_is_the_others_still(cast: Cast) -> None:
    assert await asked_again_although_one_no_still_stands(cast) in await check()


async def test_a_no_that_was_taken_back_is_none(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "noor")
    await cast.say("yes", cast.proposal, "theo")
    await reopen(cast.proposal, by=cast.person("noor"), once=once())
    await _asked_again_tomorrow(cast)
    assert await check() == []


async def test_a_yes_takes_no_no_back(cast: Cast) -> None:
    """Only who said it can; a mark at the other side is none."""
    await cast.say("no", cast.proposal, "noor")
    await cast.say("yes", cast.proposal, "theo")
    await sql("UPDATE proposals SET mentor_reopened = TRUE WHERE id = {}", cast.proposal)
    again = await _asked_again_tomorrow(cast)
    assert f"4 two were asked again although one of them said no: {again}" in await check()


async def test_the_cast_is_clean(cast: Cast) -> None:
    assert await check() == []


async def test_so_is_all_that_the_acts_have_made_of_it(cast: Cast) -> None:
    await tell(cast)
    assert await check() == []


@pytest.mark.parametrize("name", list(BREAKS))
async def test_it_is_found(cast: Cast, name: str) -> None:
    sentence = await BREAKS[name](cast)
    assert sentence.startswith(name)
    assert sentence in await check()


@pytest.mark.parametrize("name", list(REFUSED_BY_THE_DATABASE))
async def test_it_cannot_be_written(cast: Cast, name: str) -> None:
    statement = REFUSED_BY_THE_DATABASE[name]
    with pytest.raises((IntegrityError, UniqueViolationError)) as refused:
        await sql(statement)
    assert "unique" in str(refused.value).lower()
    assert await check() == []
