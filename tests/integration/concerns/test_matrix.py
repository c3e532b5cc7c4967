"""Every kind, sent to every reader, asked for by everybody: who finds it, and nobody else a trace.

The oracle is written from the rules anew: whoever told it has their own page; whom it is about has nothing; whoever
runs the group reads what was sent to them; a coordinator what was sent to them, and what nobody read in three days.
"""

from itertools import product
from typing import Any

import pytest

from portal import clock
from portal.concerns.actions import acknowledge, hand_on, resolve, tell
from portal.concerns.rules import BOTH, COORDINATOR, FACILITATOR, KINDS, OFF, WORRIED
from portal.concerns.steps import take_step
from portal.concerns.tables import Concern
from tests.integration.browser import Browser, alike
from tests.integration.cast import PEOPLE, TUESDAY, Cast, once
from tests.integration.concerns.telling import WORDS, finds, tells
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import runs

READERS = (FACILITATOR, COORDINATOR, BOTH)
DONE = ("reading", "looked-after", "lines", "steps", "hold", "hold/end")
AUTHOR, ABOUT = "maya", "theo"


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


def expected(
    reader: str, *, late: bool, runs_it: tuple[str, ...] = ("fay",), about: str = ABOUT
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in PEOPLE:
        if name == AUTHOR:
            found[name] = {"own"}
        elif name == about:
            continue
        elif name in runs_it:
            if reader in (FACILITATOR, BOTH):
                found[name] = {"desk"}
        elif name == "cora" and (reader in (COORDINATOR, BOTH) or late):
            found[name] = {"desk"}
    return found


async def sent(cast: Cast, kind: str, reader: str) -> str:
    """Of any kind to any reader, also where no act would."""
    concern = await tells(cast, kind, AUTHOR)
    await Concern.update({Concern.reader: reader}).where(Concern.id == concern)
    return concern


async def who_finds(enter: Enter, concern: str) -> dict[str, set[str]]:
    found = {name: await finds(await enter(name), concern) for name in PEOPLE}
    return {name: as_whose for name, as_whose in found.items() if as_whose}


@pytest.mark.parametrize(("kind", "reader"), list(product(KINDS, READERS)))
async def test_in_time_and_late(cast: Cast, enter: Enter, kind: str, reader: str) -> None:
    concern = await sent(cast, kind, reader)
    assert await who_finds(enter, concern) == expected(reader, late=False)
    clock.travel(days=3, seconds=-1)
    assert await finds(await enter("cora"), concern) == expected(reader, late=False).get("cora", set())
    clock.travel(seconds=1)
    assert await who_finds(enter, concern) == expected(reader, late=True)
    await hand_on(clock.now())
    handed_on = BOTH if reader == FACILITATOR else reader
    assert await who_finds(enter, concern) == expected(handed_on, late=True)


@pytest.mark.parametrize(("kind", "reader"), list(product(KINDS, READERS)))
async def test_read_in_time_followed_and_looked_after(cast: Cast, enter: Enter, kind: str, reader: str) -> None:
    """Whoever could not read it before cannot afterwards, however long that is."""
    concern = await sent(cast, kind, reader)
    by = cast.person("cora" if reader == COORDINATOR else "fay")
    await acknowledge(concern, by=by, once=once())
    await take_step(concern, by=by, words="I call you.", once=once())
    assert await who_finds(enter, concern) == expected(reader, late=False)
    clock.travel(days=2)
    await resolve(concern, by=by, once=once())
    clock.travel(days=30)
    await hand_on(clock.now())
    assert await who_finds(enter, concern) == expected(reader, late=False)


@pytest.mark.parametrize(("kind", "reader"), list(product((OFF, WORRIED), READERS)))
async def test_what_is_done_with_it_is_done_by_readers_alone(cast: Cast, enter: Enter, kind: str, reader: str) -> None:
    """And to everybody else each address answers as if there were nothing at all."""
    concern = await sent(cast, kind, reader)
    mine = {name for name, whose in expected(reader, late=False).items() if "desk" in whose}
    for name in PEOPLE:
        if name in mine:
            continue
        browser = await enter(name)
        for what in DONE:
            form = {"words": WORDS, "member": cast.members[ABOUT]}
            there, nowhere = [
                alike(await browser.post(f"/desk/concerns/{one}/{what}", form)) for one in (concern, "a" * 16)
            ]
            assert there == nowhere
            assert there[0] == 404
    [row] = await Concern.select(Concern.state).where(Concern.id == concern)
    assert row["state"] == "open"


@pytest.mark.parametrize("roles", [("theo",), ("maya",), ("theo", "maya")], ids=" and ".join)
@pytest.mark.parametrize("reader", READERS)
async def test_the_two_whatever_they_run(cast: Cast, enter: Enter, reader: str, roles: tuple[str, ...]) -> None:
    for name in roles:
        await runs(cast, name)
    concern = await sent(cast, OFF, reader)
    assert await who_finds(enter, concern) == expected(reader, late=False)
    clock.travel(days=4)
    assert await who_finds(enter, concern) == expected(reader, late=True)


def of_fay() -> list[dict[str, Any]]:
    return [
        {"kind": OFF, "past_them": False},
        {"kind": OFF, "past_them": True},
        {"kind": WORRIED},
    ]


@pytest.mark.parametrize("said", of_fay(), ids=str)
@pytest.mark.parametrize("runs_it_too", ["", "ruth"])
async def test_about_the_facilitator(cast: Cast, enter: Enter, said: dict[str, Any], runs_it_too: str) -> None:
    """Never to them, in time or late, and no page of theirs tells of it; where another runs the group as well, it goes
    to that one or past them."""
    if runs_it_too:
        await runs(cast, runs_it_too)
    fay = await enter("fay")
    before = await pages(fay, cast)
    concern = await tell(
        cast.groups[TUESDAY], cast.members["fay"], by=cast.person(AUTHOR), words=WORDS, once=once(), **said
    )

    [row] = await Concern.select(Concern.reader).where(Concern.id == concern)
    past = said.get("past_them") or not runs_it_too
    assert row["reader"] == (COORDINATOR if past else BOTH if said["kind"] == WORRIED else FACILITATOR)
    runs_it = (runs_it_too,) if runs_it_too else ()
    assert await who_finds(enter, concern) == expected(row["reader"], late=False, runs_it=runs_it, about="fay")
    assert await pages(fay, cast) == before
    clock.travel(days=4)
    await hand_on(clock.now())
    assert await finds(await enter("fay"), concern) == set()
    assert concern not in str(await pages(await enter("fay"), cast))


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in (AUTHOR, "cora")])
async def test_past_the_facilitator_nobody_finds_a_trace(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await pages(browser, cast)
    concern = await tell(
        cast.groups[TUESDAY],
        cast.members[ABOUT],
        by=cast.person(AUTHOR),
        kind=OFF,
        words=WORDS,
        past_them=True,
        once=once(),
    )
    for act in (acknowledge, resolve):
        assert await pages(browser, cast) == before
        await act(concern, by=cast.person("cora"), once=once())
    assert await pages(browser, cast) == before


async def pages(browser: Browser, cast: Cast) -> list[tuple[int, str]]:
    """Whatever somebody could look at."""
    addresses = ["/home", "/talks", "/chats", "/me", "/me/apart", "/enrolments", "/proposals", "/note", "/question"]
    addresses += ["/desk", "/desk/talks", "/desk/people", "/admin/", f"/desk/people/{cast.memberships['ines']}"]
    addresses += [f"/desk/waiting/{cast.enrolments[name]}" for name in ("ines", "maya")]
    addresses += [f"/talks/{cast.talk}{page}" for page in ("", "/note", "/question", "/messages")]
    return [alike(await browser.get(address)) for address in addresses]
