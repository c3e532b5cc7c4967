"""One thing is changed, and all pages are looked at before and after: whose are other ones has read of it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime

import httpx

from portal import sealed
from portal.visibility import Who
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast
from tests.integration.ledger import sql
from tests.integration.standing import Record
from tests.integration.told import Told
from tests.integration.web.routes import Route, get_routes

Value = str | int | bool | date | datetime
During = Callable[[Cast, Told], AbstractAsyncContextManager[None]]  # it is so inside, and as before afterwards
Row = Callable[[Cast, Told], str]
Pages = dict[str, dict[str, tuple[int, str]]]  # by who opens them, and address


DRAWN = "/talks/{talk_id}/kept/pdf"  # from the same as the page to keep; no two drawings are the same file


def column(table: str, name: str, value: Value, row: Row) -> During:
    async def becomes(cast: Cast, told: Told) -> Value:
        return value

    return column_becomes(table, name, becomes, row)


def column_becomes(
    table: str, name: str, becomes: Callable[[Cast, Told], Awaitable[Value]], row: Row, key: str = "id"
) -> During:
    @asynccontextmanager
    async def during(cast: Cast, told: Told) -> AsyncIterator[None]:
        which = row(cast, told)
        [before] = await sql(f'SELECT "{name}" AS value FROM {table} WHERE {key} = {{}}', which)  # noqa: S608 - our own names
        change = f'UPDATE {table} SET "{name}" = {{}} WHERE {key} = {{}}'  # noqa: S608 - our own names
        await sql(change, await becomes(cast, told), which)
        yield
        await sql(change, before["value"], which)

    return during


async def sealed_for(words: str, member: str) -> str:
    return (await sealed.ring(member)).seal(words, of=member) or ""


async def all_pages(browsers: dict[str, Browser], there: dict[str, Record], *also: str) -> Pages:
    """Each with the ids that are for them."""
    return await _read(browsers, {name: {*_for(name, there), *also} for name in browsers})


async def open_pages(browsers: dict[str, Browser], before: Pages) -> Pages:
    """Once more, those that were there for them."""
    there = {name: {at for at, page in pages.items() if page[0] != 404} for name, pages in before.items()}
    return await _read(browsers, there)


async def opened_since(browsers: dict[str, Browser], before: Pages) -> set[tuple[str, str]]:
    """Those that were not there for somebody, and are no longer answered as they were: asked once for all changes, as
    it is no answer of anybody's that opens them."""
    closed = {name: {at for at, page in pages.items() if page[0] == 404} for name, pages in before.items()}
    found = await _read(browsers, closed)
    return {(who, at) for who, pages in found.items() for at, page in pages.items() if page != before[who][at]}


def who_reads_otherwise(before: Pages, after: Pages) -> set[str]:
    """Of the pages that were looked at again."""
    return {who for who, pages in after.items() if any(page != before[who][at] for at, page in pages.items())}


async def _read(browsers: dict[str, Browser], addresses: dict[str, set[str]]) -> Pages:
    return {
        name: {address: _by_the_words(await browser.get(address)) for address in sorted(addresses[name])}
        for name, browser in browsers.items()
    }


def _for(name: str, there: dict[str, Record]) -> set[str]:
    return {
        route.at(ids)
        for route in get_routes()
        for ids in [{}, *(record.id_for(name) for record in there.values())]
        if _is_looked_at(route) and set(route.names) <= set(ids)
    }


def _is_looked_at(route: Route) -> bool:
    """What is the same for everybody shows nothing of anybody."""
    return route.path != DRAWN and (route.is_about_a_record or (not route.names and route.who != Who.ANYONE))


def _by_the_words(answer: httpx.Response) -> tuple[int, str]:
    """Without what machines read of a moment, to the millionth of a second."""
    status, page = alike(answer)
    return status, re.sub(r'datetime="[^"]*"', "datetime", page)
