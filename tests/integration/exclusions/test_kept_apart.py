"""Whom it holds for: both ways, however it was written, at once and for who joins later; in one statement always."""

from itertools import combinations

import pytest

from portal import clock, sealed
from portal.database import counted
from portal.errors import NotAsTyped
from portal.exclusions.actions import note_details, take_back
from portal.exclusions.queries import are_kept_apart, kept_apart, kept_apart_by, kept_from
from portal.exclusions.rules import ENOUGH_TODAY, TOO_OFTEN
from portal.exclusions.tables import Detail, Exclusion
from portal.members.tables import Member
from tests.integration.cast import PEOPLE, Cast, email, once, phone
from tests.integration.exclusions.listing import apart, keep_apart, leave_details
from tests.integration.ledger import acts, counts, sql
from tests.integration.rows import all_rows
from tests.integration.told import goodbye, part

NUMBER, OTHERWISE = "+44 20 7946 0018", "(020) 7946-0018"
ADDRESS, SO_TOO = "ruth@elsewhere.example", "RUTH+here@Elsewhere.example"


async def pairs(cast: Cast) -> set[tuple[str, str]]:
    found = await kept_apart(cast.members.values())
    return {
        (one, other)
        for one, other in combinations(sorted(PEOPLE), 2)
        if frozenset({cast.members[one], cast.members[other]}) in found
    }


async def test_a_name_holds_both_ways_and_for_nobody_else(cast: Cast) -> None:
    assert await pairs(cast) == set()
    await keep_apart(cast, "maya", "  RÙTH ")
    assert await pairs(cast) == {("maya", "ruth")}
    assert await apart(cast, "maya", "ruth")


async def test_it_holds_for_everyone_who_answers_to_it(cast: Cast) -> None:
    await Member.update({Member.name: "Sam Lee"}).where(Member.id == cast.members["ruth"])
    await Member.update({Member.name: "sam"}).where(Member.id == cast.members["omar"])
    await Member.update({Member.name: "Sam Low"}).where(Member.id == cast.members["ines"])
    await keep_apart(cast, "maya", "Sam")
    await keep_apart(cast, "noor", "SAM LEE")
    of_maya = {("ines", "maya"), ("maya", "omar"), ("maya", "ruth")}
    assert await pairs(cast) == of_maya | {("noor", "omar"), ("noor", "ruth")}


async def test_another_name_later_holds_from_then_on(cast: Cast) -> None:
    await keep_apart(cast, "maya", "Quentin Vale")
    assert not await apart(cast, "maya", "ruth")
    await Member.update({Member.name: "Quentin Vale"}).where(Member.id == cast.members["ruth"])
    assert await apart(cast, "maya", "ruth")


@pytest.mark.parametrize(("kind", "said", "left"), [("phone", OTHERWISE, NUMBER), ("email", SO_TOO, ADDRESS)])
async def test_a_number_or_address_holds_when_they_leave_it(cast: Cast, kind: str, said: str, left: str) -> None:
    await keep_apart(cast, "maya", said, kind)
    assert await pairs(cast) == set()

    await leave_details(cast, "ruth", **{kind: left})
    assert await pairs(cast) == {("maya", "ruth")}

    await leave_details(cast, "ruth")
    assert await pairs(cast) == set()


async def test_one_already_left_holds_at_once(cast: Cast) -> None:
    await leave_details(cast, "ruth", phone=NUMBER, email=ADDRESS)
    await keep_apart(cast, "maya", SO_TOO, "email")
    await keep_apart(cast, "ines", OTHERWISE, "phone")
    assert await pairs(cast) == {("maya", "ruth"), ("ines", "ruth")}


async def test_a_number_is_no_address_and_no_name(cast: Cast) -> None:
    await leave_details(cast, "ruth", phone=NUMBER)
    await keep_apart(cast, "maya", "9460018@9460018.example", "email")
    await keep_apart(cast, "maya", "9460018x", "name")
    assert await pairs(cast) == set()


async def test_of_each_kind_one_mark_is_kept_and_nothing_that_can_be_read(cast: Cast) -> None:
    for _ in range(2):
        await leave_details(cast, "ruth", phone=NUMBER, email=ADDRESS)
    rows = await Detail.select(Detail.kind, Detail.mark).where(Detail.member == cast.members["ruth"])
    assert sorted(row["kind"] for row in rows) == ["email", "phone"]
    assert all(set(row["mark"]) <= set("0123456789abcdef") and len(row["mark"]) == 64 for row in rows)
    await note_details(cast.members["ruth"], phone="12 34", email="")
    assert await Detail.count().where(Detail.member == cast.members["ruth"]) == 0


async def test_taken_back_it_holds_no_more_and_the_others_own_stays(cast: Cast) -> None:
    mine = await keep_apart(cast, "maya", "Ruth")
    theirs = await keep_apart(cast, "ruth", "Maya")
    await take_back(mine, by=cast.person("maya"), once=once())
    assert await apart(cast, "maya", "ruth")
    await take_back(theirs, by=cast.person("ruth"), once=once())
    assert not await apart(cast, "maya", "ruth")
    assert (
        await acts("exclusions.exclude", "exclusions.take_back")
        == ["exclusions.exclude"] * 2 + ["exclusions.take_back"] * 2
    )


async def test_the_same_thing_twice_is_there_once(cast: Cast) -> None:
    first = await keep_apart(cast, "maya", OTHERWISE, "phone")
    assert await keep_apart(cast, "maya", NUMBER, "phone") == first
    assert await keep_apart(cast, "maya", "Ruth") == await keep_apart(cast, "maya", "rúth")
    assert await Exclusion.count() == 2


async def test_oneself_is_never_kept_from_oneself(cast: Cast) -> None:
    await keep_apart(cast, "maya", "Maya")
    await leave_details(cast, "maya", phone=NUMBER)
    await keep_apart(cast, "maya", OTHERWISE, "phone")
    assert await kept_apart(cast.members.values()) == frozenset()
    assert await kept_apart([cast.members["maya"]] * 2) == frozenset()


async def test_only_those_asked_about_are_answered_for(cast: Cast) -> None:
    await keep_apart(cast, "maya", "Ruth")
    assert await kept_apart([cast.members["maya"], cast.members["noor"]]) == frozenset()
    assert await kept_from(cast.members["ruth"], cast.members.values()) == {cast.members["maya"]}
    assert await kept_from(cast.members["noor"], cast.members.values()) == frozenset()


async def test_one_statement_whatever_is_found(cast: Cast) -> None:
    everybody = list(cast.members.values())
    asked = [everybody, everybody[:1], []]
    with counted() as before:
        for members in asked:
            await kept_apart(members)
    await keep_apart(cast, "maya", "Ruth")
    await leave_details(cast, "noor", phone=NUMBER)
    await keep_apart(cast, "ines", NUMBER, "phone")
    with counted() as after:
        for members in asked:
            await kept_apart(members)
        await are_kept_apart(everybody[0], everybody[1])
        await kept_from(everybody[0], [])
    assert (len(before), len(after)) == (3, 5)
    assert len(set(before) | set(after)) == 1, "the same statement too"


@pytest.mark.parametrize("said", ["Nobody", "Noor", "Theo"])
async def test_an_act_asks_as_often_whomever_it_means(cast: Cast, said: str) -> None:
    """Theo is asked about with noor, and in talks with maya."""
    await keep_apart(cast, "ruth", "Somebody")
    with counted() as heard:
        await keep_apart(cast, "maya", said)
    with counted() as meaning_nobody:
        await keep_apart(cast, "maya", "Quentin")
    assert len(heard) == len(meaning_nobody)


async def test_an_open_proposal_of_the_two_is_answered_no_and_the_talk_goes_on(cast: Cast) -> None:
    before = await counts()
    await keep_apart(cast, "noor", "Theo")
    assert (await counts())["notices"] == before["notices"], "nobody is told before the other has answered"
    rows = await sql(
        "SELECT state, mentee_answer, mentor_answer, mentee_reason FROM proposals WHERE id = {}", cast.proposal
    )
    assert rows == [{"state": "open", "mentee_answer": "no", "mentor_answer": "none", "mentee_reason": None}]
    assert (await cast.side("maya")).goes_on


async def test_who_of_the_two(cast: Cast) -> None:
    maya, ruth, omar = (cast.members[name] for name in ("maya", "ruth", "omar"))
    await keep_apart(cast, "maya", "Ruth")
    await keep_apart(cast, "maya", "Omar")
    await keep_apart(cast, "omar", "Maya")
    found = await kept_apart_by(cast.members.values())
    assert found == {frozenset({maya, ruth}): {maya}, frozenset({maya, omar}): {maya, omar}}


async def test_whose_key_is_erased_excludes_nobody_any_more(cast: Cast) -> None:
    await keep_apart(cast, "maya", "Ruth")
    await keep_apart(cast, "maya", phone("omar"), "phone")
    await keep_apart(cast, "noor", "Ruth")
    await sealed.erase_key(cast.members["maya"])
    assert await pairs(cast) == {("noor", "ruth")}


async def test_without_the_keys_the_tables_do_not_tell_who_excluded_whom(cast: Cast) -> None:
    """Every column of the one with every column of the other, and with what people are called."""
    for kind, said in (("name", "Ruth"), ("phone", phone("ruth")), ("email", email("ruth"))):
        await keep_apart(cast, "maya", said, kind)
    assert await pairs(cast) == {("maya", "ruth")}
    told = []
    for table in (Detail, Member):
        owner = "member" if table is Detail else "id"
        for mine in Exclusion._meta.columns:
            for theirs in table._meta.columns:
                one, other = f'e."{mine._meta.name}"', f'o."{theirs._meta.name}"'
                rows = await sql(
                    f"SELECT 1 FROM exclusions e JOIN {table._meta.tablename} o"  # noqa: S608 - our own names
                    f" ON CAST({one} AS TEXT) = CAST({other} AS TEXT) AND o.{owner} <> e.member"
                )
                told += [(mine._meta.name, theirs._meta.name)] if rows else []
    assert told == [("kind", "kind")]


async def test_another_number_answers_nothing_that_is_open(cast: Cast) -> None:
    await keep_apart(cast, "noor", OTHERWISE, "phone")
    before = await sql("SELECT * FROM proposals WHERE id = {}", cast.proposal)
    await leave_details(cast, "theo", phone=NUMBER)
    assert await apart(cast, "noor", "theo")
    assert await sql("SELECT * FROM proposals WHERE id = {}", cast.proposal) == before


async def test_number_and_address_change_five_times_a_day(cast: Cast) -> None:
    clock.set(clock.now())
    for number in range(5):
        await leave_details(cast, "maya", phone=f"020 7946 001{number}", email=ADDRESS)
        await leave_details(cast, "maya", phone=f"+44 20 7946 001{number}", email=ADDRESS.upper())  # the same
    before = await all_rows()
    for refused, field in (({"phone": NUMBER, "email": ADDRESS}, "phone"), ({"phone": "+44 20 7946 0014"}, "email")):
        with pytest.raises(NotAsTyped, match=TOO_OFTEN) as refusal:
            await leave_details(cast, "maya", **refused)
        assert refusal.value.field == field
    assert await all_rows() == before
    await leave_details(cast, "ruth", phone=NUMBER)  # each has their own five
    clock.travel(hours=24)
    await leave_details(cast, "maya", phone=NUMBER)
    assert await acts("members.change_details") == ["members.change_details"] * 7


async def test_five_new_ones_a_day_and_what_is_there_already_is_none(cast: Cast) -> None:
    clock.set(clock.now())
    first = [await keep_apart(cast, "maya", name) for name in ("Ann", "Ben", "Cal", "Dot", "Eve")]
    await take_back(first[0], by=cast.person("maya"), once=once())
    with pytest.raises(NotAsTyped, match=ENOUGH_TODAY) as refusal:
        await keep_apart(cast, "maya", "Ann")
    assert refusal.value.field == "said"
    assert await keep_apart(cast, "maya", "Ben") == first[1]
    assert await keep_apart(cast, "ruth", "Ann")
    clock.travel(hours=24)
    assert await keep_apart(cast, "maya", "Cal") == first[2]
    for name in ("Fay", "Gil", "Hal", "Ivo", "Jim"):
        await keep_apart(cast, "maya", name)
    with pytest.raises(NotAsTyped):
        await keep_apart(cast, "maya", "Kit")


@pytest.mark.parametrize("how", ["alone", "unsafe", "someone_else"])
@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_talks_that_ended_without_a_goodbye_keep_apart_for_good(cast: Cast, name: str, how: str) -> None:
    """Whoever ended them and however: nothing tells one from another."""
    with counted() as before:
        assert await pairs(cast) == set()
    await part(cast, name, how)
    with counted() as after:
        assert await pairs(cast) == {("maya", "theo")}
    assert before == after
    assert await apart(cast, "maya", "theo")
    maya, theo = cast.members["maya"], cast.members["theo"]
    assert await kept_apart_by(cast.members.values()) == {frozenset({maya, theo}): {maya, theo}}


async def test_those_that_ended_with_one_do_not(cast: Cast) -> None:
    await goodbye(cast, "maya")
    await goodbye(cast, "theo")
    assert await pairs(cast) == set()
