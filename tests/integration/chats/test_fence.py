"""Informal chats are no part of mentoring: nothing ties the one to the other, and nobody who looks after a group reads
them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from piccolo.columns import ForeignKey
from piccolo.table import Table

from portal import clock
from portal.chats.actions import expire_due, forget_old, tell_open
from portal.chats.tables import Chat, ChatLine, Reply, ToldOfChats
from portal.mentorships.stories import pairs
from portal.piccolo_app import APP_CONFIG
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast
from tests.integration.chats.talking import LINE, SAID, WORDS, opt_in, say, talk_here
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, sql
from tests.integration.web.routes import get_routes

OURS: tuple[type[Table], ...] = (Chat, Reply, ChatLine, ToldOfChats)
OTHERS = [table for table in APP_CONFIG.table_classes if table not in OURS]
MAY_TOUCH = {"notices", "audit_entries", "sessions", "member_keys"}  # what is told of a chat, and that it was done
OF_THE_PAIR = (
    "",
    "/check-ins",
    "/milestones",
    "/messages",
    "/plans",
    "/next",
    "/ways",
    "/beginning",
    "/still",
    "/found",
)


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


def pointed_to(table: type[Table]) -> set[str]:
    return {
        column._foreign_key_meta.resolved_references._meta.tablename
        for column in table._meta.columns
        if isinstance(column, ForeignKey)
    }


def test_no_table_of_chats_knows_of_anything_but_members_and_groups() -> None:
    assert {table._meta.tablename: pointed_to(table) for table in OURS} == {
        "chats": {"members", "support_groups"},
        "replies": {"chats", "members"},
        "chat_lines": {"chats", "members"},
        "told_of_chats": {"members"},
    }
    mentoring = "mentorship|talk|proposal|enrolment|plan|check_in|milestone|message|side|ending|farewell"
    columns = {f"{table._meta.tablename}.{column._meta.name}" for table in OURS for column in table._meta.columns}
    assert {column for column in columns if re.search(mentoring, column)} == set()


def test_no_other_table_knows_of_chats() -> None:
    ours = {table._meta.tablename for table in OURS}
    assert {
        table._meta.tablename: sorted(pointed_to(table) & ours) for table in OTHERS if pointed_to(table) & ours
    } == {}


async def test_what_a_pair_has_is_the_same_after_a_chat_between_the_two(cast: Cast, enter: Enter) -> None:
    """Maya and Theo are in talks; what their pages say, and what is stored and falls due, is what it was."""
    browsers = {name: await enter(name) for name in ("maya", "theo", "fay", "cora")}
    pages = {(name, page): await look(browsers[name], page) for name, page in where(cast)}
    stored = await rows_of_others()

    await opt_in(cast, "maya", "theo", also_at_night=True)
    chat = await talk_here(browsers["maya"], browsers["theo"], cast, "theo")
    for name in ("maya", "theo"):
        assert await say(browsers[name], chat) == 303
    await tell_open(clock.now())

    assert {(name, page): await look(browsers[name], page) for name, page in where(cast)} == pages
    assert await rows_of_others() == stored


async def test_what_the_clock_knows_of_a_pair_is_the_same(cast: Cast, enter: Enter) -> None:
    """A chat is no talk, and to be told of one is no message of the clock's: nothing is asked sooner or later."""
    before = await pairs(clock.now() + timedelta(days=4))
    assert before
    await opt_in(cast, "maya", "theo")
    chat = await talk_here(await enter("maya"), await enter("theo"), cast, "theo")
    await say(await enter("maya"), chat)
    assert await pairs(clock.now() + timedelta(days=4)) == before


@pytest.mark.parametrize("name", ["fay", "gus", "cora"])
async def test_whoever_runs_a_group_reads_nothing_of_chats(cast: Cast, enter: Enter, name: str) -> None:
    chat = await talk_here(await enter("omar"), await enter("ruth"), cast, "ruth")
    await say(await enter("ruth"), chat)
    browser = await enter(name)
    addresses = [route.path for route in get_routes() if not route.names]
    addresses += [f"{desk}?group={group}" for desk in ("/desk", "/desk/people") for group in cast.groups.values()]
    addresses += [f"/desk/people/{membership}" for membership in cast.memberships.values()]
    for address in addresses:
        page = (await browser.get(address)).text
        for words in (LINE, WORDS, SAID, chat):
            assert words not in page, address


@pytest.mark.parametrize("table", [table._meta.tablename for table in OURS])
async def test_no_table_of_chats_is_in_the_admin(cast: Cast, enter: Enter, table: str) -> None:
    for name in ("fay", "cora"):
        browser = await enter(name)
        assert table not in (await browser.get("/admin/api/tables/")).text
        assert (await browser.get(f"/admin/api/tables/{table}/")).status_code == 404


async def test_the_clock_forgets_nothing_of_talks(cast: Cast, enter: Enter) -> None:
    await talk_here(await enter("maya"), await enter("theo"), cast, "theo")
    stored = await rows_of_others()
    clock.travel(days=40)
    await expire_due(clock.now())
    assert await forget_old(clock.now()) == 1
    assert await acts("chats.forget") == ["chats.forget"]
    assert await rows_of_others() == stored


def where(cast: Cast) -> list[tuple[str, str]]:
    of_the_pair = [f"/talks/{cast.talk}{page}" for page in OF_THE_PAIR]
    both = [(name, page) for name in ("maya", "theo") for page in ("/talks", "/proposals", *of_the_pair)]
    desks = ("/desk", "/desk/people", "/desk/talks", f"/desk/people/{cast.memberships['maya']}")
    return both + [(name, page) for name in ("fay", "cora") for page in desks]


async def look(browser: Browser, page: str) -> tuple[int, str]:
    return alike(await browser.get(page))


async def rows_of_others() -> dict[str, list[dict[str, Any]]]:
    names = sorted({table._meta.tablename for table in OTHERS} - MAY_TOUCH)
    return {name: await sql(f'SELECT * FROM "{name}" ORDER BY 1, 2') for name in names}  # noqa: S608
