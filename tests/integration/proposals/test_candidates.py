"""The people of a group as matching knows them, each thing that is known of them, and at what cost."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.database import counted
from portal.enrolments.actions import choose_capacity, pause, rest_mentor
from portal.enrolments.tables import Availability
from portal.facilitation.tables import SuggestionRule
from portal.groups.tables import Membership
from portal.matching.fit import FLOORS
from portal.matching.people import Answer, Wish
from portal.matching.times import WEEK
from portal.mentorships.tables import Mentorship
from portal.proposals.actions import reopen, withdraw
from portal.proposals.candidates import Candidates, candidates
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once, words
from tests.integration.newcomers import arrive, join, offer, wait
from tests.integration.proposals.saying import can_talk_at, keeps_away_from, says, ticks


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def found(cast: Cast, *groups: str, only: frozenset[str] | None = None) -> Candidates:
    ids = [cast.groups[group] for group in groups or (TUESDAY,)]
    return await candidates(ids, now=clock.now(), only=only)


def pair(cast: Cast, one: str, other: str) -> frozenset[str]:
    return frozenset({cast.members[one], cast.members[other]})


async def test_who_waits_and_who_offers(cast: Cast) -> None:
    """Maya has a mentor and Noor is asked: they do not wait. Theo has no place left, and offers all the same."""
    known = await found(cast)
    [ines] = known.mentees
    assert (ines.id, ines.member, ines.name) == (cast.enrolments["ines"], cast.members["ines"], "Ines")
    assert (ines.group, ines.waiting_since.date()) == (
        cast.groups[TUESDAY],
        (clock.now() - timedelta(days=16)).date(),
    )
    assert {mentor.name: mentor.places for mentor in known.mentors} == {"Ruth": 1, "Theo": 0}
    ruth = known.mentor(cast.rooms["ruth"])
    assert ruth is not None
    assert (ruth.member, set(ruth.groups)) == (cast.members["ruth"], {cast.groups[TUESDAY]})
    assert known.zones == dict.fromkeys((cast.members[name] for name in ("ines", "ruth", "theo")), "UTC")


async def test_by_the_clock_who_was_asked_waits_again_and_the_place_is_free(cast: Cast) -> None:
    clock.travel(days=5)  # no tick has run
    known = await found(cast)
    assert {mentee.name for mentee in known.mentees} == {"Ines", "Noor"}
    assert {mentor.name: mentor.places for mentor in known.mentors} == {"Ruth": 1, "Theo": 1}


async def test_who_left_waits_no_longer_and_may_mentor_still(cast: Cast) -> None:
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member != cast.members["maya"])
    known = await found(cast)
    assert known.mentees == ()
    assert {mentor.name for mentor in known.mentors} == {"Ruth", "Theo"}


async def test_nobody_but_those_who_are_asked_for(cast: Cast) -> None:
    known = await found(cast, only=pair(cast, "ines", "theo"))
    assert [mentee.name for mentee in known.mentees] == ["Ines"]
    assert [mentor.name for mentor in known.mentors] == ["Theo"]
    assert (await found(cast, SATURDAY)).mentors == ()


async def test_a_mentor_of_two_groups_is_one_mentor_with_the_room_of_all_groups(cast: Cast) -> None:
    await join(cast, "ruth", SATURDAY)
    await offer(cast, "ruth", SATURDAY)
    await wait(cast, "lena", group=SATURDAY)
    await choose_capacity(by=cast.person("ruth"), capacity=2, once=once())
    await cast.ask("lena", "ruth", by="gus")

    [ruth] = [mentor for mentor in (await found(cast, TUESDAY, SATURDAY)).mentors if mentor.name == "Ruth"]
    assert ruth.groups == {cast.groups[TUESDAY], cast.groups[SATURDAY]}
    assert ruth.places == 1
    [here] = [mentor for mentor in (await found(cast)).mentors if mentor.name == "Ruth"]
    assert (set(here.groups), here.places) == ({cast.groups[TUESDAY]}, 1)


async def test_pause_rest_and_the_last_beginning(cast: Cast) -> None:
    today = clock.now().date()
    await pause(by=cast.person("ruth"), until=today + timedelta(days=1), once=once())
    await rest_mentor(cast.members["theo"], until=today + timedelta(days=14))
    known = await found(cast)
    ruth, theo = (known.mentor(cast.rooms[name]) for name in ("ruth", "theo"))
    assert ruth is not None
    assert theo is not None
    assert (ruth.paused, ruth.rests_until, ruth.last_began) == (True, None, None)
    assert (theo.paused, theo.rests_until) == (False, today + timedelta(days=14))
    [talk] = await Mentorship.select(Mentorship.began_at)
    assert theo.last_began == talk["began_at"].date()
    assert known.paused_until == {cast.rooms["ruth"]: today + timedelta(days=1), cast.rooms["theo"]: None}

    clock.travel(days=1)
    ruth = (await found(cast)).mentor(cast.rooms["ruth"])
    assert ruth is not None
    assert not ruth.paused


async def test_what_they_said_of_themselves(cast: Cast) -> None:
    await says(cast, "ines", "Age", "Forties", Wish.CLOSER, shown=False)
    await ticks(cast, "ines", "video", "text")
    [ines] = (await found(cast)).mentees
    [age] = [aspect for aspect in (await found(cast)).asked if aspect.name == "Age"]
    [forties] = [option for option, said in age.options.items() if said == "Forties"]
    assert ines.answers == {age.id: Answer(option=forties, wish=Wish.CLOSER, shown=False)}
    assert ines.ways == {"video", "text"}


async def test_times_are_of_this_week_on_their_own_clock(cast: Cast) -> None:
    clock.set(clock.now().replace(year=2026, month=1, day=14))
    await can_talk_at(cast, "ines", "1e", zone="America/New_York")  # Tuesday, five to nine
    known = await found(cast)
    [ines] = known.mentees
    assert known.monday == date(2026, 1, 12)
    assert ines.times.stretches == ((1440 + 22 * 60, 1440 + 26 * 60),)
    ruth = known.mentor(cast.rooms["ruth"])
    assert ruth is not None
    assert ruth.times.length() == WEEK  # she has said nothing: at any time


async def test_what_holds_for_everybody(cast: Cast) -> None:
    await SuggestionRule.update({SuggestionRule.floor: "half"}, force=True)
    known = await found(cast)
    assert (known.facts.today, known.facts.floor) == (clock.now().date(), FLOORS["half"])
    assert [aspect.id for aspect in known.facts.aspects] == [aspect.id for aspect in known.asked]
    assert [aspect.across_only_if_both_agree for aspect in known.facts.aspects].count(True) == 1


async def test_who_is_kept_apart(cast: Cast) -> None:
    assert (await found(cast)).facts.exclusions == frozenset()
    await keeps_away_from(cast, "ruth", "ines")
    assert (await found(cast)).facts.exclusions == {pair(cast, "ines", "ruth")}


@pytest.mark.parametrize("who", ["ines", "ruth"])
async def test_a_former_no_holds_for_180_days_or_until_it_is_taken_back(cast: Cast, who: str) -> None:
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, who)
    await withdraw(proposal, by=cast.person("fay"), once=once())
    assert (await found(cast)).facts.former_noes == {pair(cast, "ines", "ruth")}

    closed_at = clock.now()
    clock.travel(days=179, hours=23)
    assert (await found(cast)).facts.former_noes == {pair(cast, "ines", "ruth")}
    clock.travel(hours=1)
    assert (await found(cast)).facts.former_noes == frozenset()
    clock.set(closed_at)
    await reopen(proposal, by=cast.person(who), once=once())
    assert (await found(cast)).facts.former_noes == frozenset()


async def test_a_no_in_another_group_and_role_counts_and_the_proposal_itself_stays_there(cast: Cast) -> None:
    for name in ("ines", "ruth"):
        await join(cast, name, SATURDAY)
    await wait(cast, "ruth", group=SATURDAY)
    await offer(cast, "ines", SATURDAY)
    proposal = await cast.ask("ruth", "ines", by="gus")
    await cast.say("no", proposal, "ruth")
    await withdraw(proposal, by=cast.person("gus"), once=once())

    known = await found(cast)
    assert known.facts.former_noes == {pair(cast, "ines", "ruth")}
    assert {row["id"] for row in known.proposals} == {cast.proposal, *await earlier(cast)}


async def earlier(cast: Cast) -> set[str]:
    """The one that Maya's and Theo's talk came of."""
    rows = await Mentorship.select(Mentorship.proposal).where(Mentorship.id == cast.talk)
    return {row["proposal"] for row in rows}


async def test_what_a_facilitator_may_read_of_them(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, "ruth", reason="Not just now.")
    await withdraw(proposal, by=cast.person("fay"), once=once())
    known = await found(cast)
    for name, what in (("ines", "line"), ("ines", "hard_now"), ("ruth", "introduction")):
        sealed_words = known.words[cast.enrolments[name]][what]
        assert known.ring.open(sealed_words, of=cast.members[name]) == words(what, of=name)
    assert known.offers[cast.rooms["ruth"], cast.groups[TUESDAY]] == cast.enrolments["ruth"]
    [row] = [row for row in known.proposals if row["id"] == proposal]
    assert known.ring.open(row["mentor_reason"], of=cast.members["ruth"]) == "Not just now."
    assert known.ring.open(row["note"], of=cast.members["fay"]) == words("proposal_note", of="fay")


async def test_always_five_statements(cast: Cast) -> None:
    async def asked(**options: frozenset[str]) -> int:
        with counted() as statements:
            await found(cast, **options)
        return len(statements)

    assert await asked() == 5
    await keeps_away_from(cast, "ruth", "ines")
    await says(cast, "ines", "Age", "Forties")
    assert await asked() == 5
    assert await asked(only=pair(cast, "ines", "ruth")) == 5
    crowd = [f"crowd-{number}" for number in range(30)]
    await arrive(cast, *crowd)
    await wait(cast, *crowd)
    assert await asked() == 5


async def test_a_mentor_without_room_rows_is_not_there(cast: Cast) -> None:
    """Who applied in a way that left no availability cannot be asked yet."""
    await Availability.delete().where(Availability.id == cast.rooms["ruth"])
    assert [mentor.name for mentor in (await found(cast)).mentors] == ["Theo"]
