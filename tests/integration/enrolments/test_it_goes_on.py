"""Nobody waits without hearing: an application that is not read, a mentor who is not found yet."""

import pytest

from portal import clock, tick
from portal.enrolments.actions import wait_again
from portal.enrolments.tables import Enrolment
from portal.enrolments.telling import say_it_goes_on
from portal.groups.tables import Membership
from tests.integration.cast import Cast, once
from tests.integration.enrolments.sending import answered, read, row_of, sent, told
from tests.integration.ledger import acts, everything
from tests.integration.told import goodbye


@pytest.fixture(autouse=True)
async def nobody_waits_yet(cast: Cast) -> None:
    """But who is told of here."""
    clock.set(clock.now())
    await Enrolment.update({Enrolment.waiting_since: clock.now()}).where(Enrolment.role == "mentee")


async def hears(cast: Cast, name: str) -> list[str]:
    return [kind for kind, _ in await told(cast, name)]


async def test_unread_on_day_3_and_on_day_7(cast: Cast) -> None:
    enrolment = await sent(cast, "omar")
    heard = []
    for _ in range(10):
        await tick.tick()
        heard.append(len(await hears(cast, "omar")))
        clock.travel(days=1)
    assert heard == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2]
    assert (await hears(cast, "fay")).count("application_unread") == 2
    assert (await hears(cast, "cora")).count("application_unread") == 1
    assert await told(cast, "omar") == [("application_late", enrolment)] * 2
    assert await acts("enrolments.say_it_goes_on") == ["enrolments.say_it_goes_on"] * 2


async def test_who_was_not_told_on_day_3_is_told_once_on_day_8(cast: Cast) -> None:
    await sent(cast, "omar")
    clock.travel(days=8)
    assert await say_it_goes_on(clock.now()) == 1
    before = await everything()
    assert await say_it_goes_on(clock.now()) == 0
    assert await everything() == before


async def test_what_is_read_is_not_late(cast: Cast) -> None:
    enrolment = await sent(cast, "omar")
    clock.travel(days=2)
    await read(cast, enrolment)
    clock.travel(days=9)
    assert await say_it_goes_on(clock.now()) == 0


async def test_still_looking_on_day_14_then_every_21_days(cast: Cast) -> None:
    """Ines waits; Maya has a mentor; Noor is asked until the proposal lapses, and then waits as well."""
    for days, ines, noor in ((0, 0, 0), (13, 0, 0), (1, 1, 1), (20, 1, 1), (1, 2, 2), (21, 3, 3)):
        clock.travel(days=days)
        await tick.tick()
        assert (await hears(cast, "ines")).count("still_looking") == ines
        assert (await hears(cast, "noor")).count("still_looking") == noor
    assert await hears(cast, "maya") == []


async def test_who_is_asked_about_somebody_is_not_told_that_we_look(cast: Cast) -> None:
    clock.travel(days=14)
    await cast.ask("ines", "ruth")
    await say_it_goes_on(clock.now())
    assert await hears(cast, "ines") == []


async def test_who_has_left_the_group_is_not_told(cast: Cast) -> None:
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["ines"])
    clock.travel(days=14)
    await say_it_goes_on(clock.now())
    assert await hears(cast, "ines") == []


async def test_a_late_welcome_does_not_say_at_once_that_we_still_look(cast: Cast) -> None:
    enrolment = await sent(cast, "omar")
    clock.travel(days=20)
    await answered(cast, enrolment, welcome=True)
    await tick.tick()
    assert await hears(cast, "omar") == ["application_answered"]
    clock.travel(days=15)
    await tick.tick()
    assert await hears(cast, "omar") == ["application_answered", "still_looking"]


async def test_who_rests_hears_nothing_and_who_waits_again_begins_anew(cast: Cast) -> None:
    await goodbye(cast, "maya")
    clock.travel(days=40)
    await say_it_goes_on(clock.now())
    assert await hears(cast, "maya") == []
    await wait_again(by=cast.person("maya"), enrolment=cast.enrolments["maya"], once=once())
    clock.travel(days=13)
    await say_it_goes_on(clock.now())
    assert await hears(cast, "maya") == []
    clock.travel(days=1)
    await say_it_goes_on(clock.now())
    assert await hears(cast, "maya") == ["still_looking"]
    assert (await row_of(cast.enrolments["maya"]))["told"] == 1


async def test_the_counting_begins_anew_when_it_is_sent_again(cast: Cast) -> None:
    enrolment = await sent(cast, "omar")
    clock.travel(days=8)
    await say_it_goes_on(clock.now())
    await answered(cast, enrolment, welcome=False, words="Soon.")
    assert (await row_of(enrolment))["told"] == 0
    assert await hears(cast, "omar") == ["application_answered"]
