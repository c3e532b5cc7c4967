"""How often a page asks the database: seldom, and as often with thirty of a thing as with one."""

import pytest

from portal.database import counted, write_transaction
from portal.proposals.actions import withdraw
from tests.integration.browser import Browser
from tests.integration.cast import PEOPLE, Cast, once
from tests.integration.conftest import Enter
from tests.integration.crowd import check_ins, ended_talk, so_many_of_each
from tests.integration.standing import records
from tests.integration.told import Told, tell
from tests.integration.web.routes import get_routes, open_to

AT_HOME, ANYWHERE = 4, 8
FOR_ANYBODY = ("/", "/guide", "/guide/talks", "/guide/search", "/seen-on-this-phone", "/sign-in", "/leave")

# Who opens what: each shows something that there are thirty of. Beside every page of every record, to whom it opens.
PAGES = (
    ("theo", "/home"),
    ("theo", "/proposals"),
    ("theo", "/talks"),
    ("theo", "/talks/{talk}"),
    ("maya", "/talks/{talk}"),
    ("theo", "/talks/{talk}/beginning"),
    ("theo", "/talks/{talk}/ways"),
    ("theo", "/talks/{talk}/found"),
    ("theo", "/talks/{talk}/how"),
    ("theo", "/talks/{talk}/still"),
    ("theo", "/talks/{talk}/pause"),
    ("theo", "/talks/{talk}/check-in"),
    ("theo", "/talks/{talk}/check-ins"),
    ("theo", "/talks/{talk}/check-ins/{check_in}"),
    ("theo", "/talks/{talk}/milestones"),
    ("theo", "/talks/{talk}/messages"),
    ("theo", "/talks/{talk}/messages/lately"),
    ("theo", "/talks/{talk}/messages/stream"),
    ("theo", "/talks/{talk}/plans"),
    ("theo", "/talks/{talk}/next"),
    ("theo", "/talks/{talk}/goodbye/remember"),
    ("theo", "/talks/{talk}/ending"),
    ("theo", "/talks/{talk}/ending/now"),
    ("theo", "/talks/{talk}/question"),
    ("theo", "/talks/{talk}/note"),
    ("theo", "/talks/{ended}/kept"),
    ("theo", "/talks/{ended}/kept/page"),
    ("theo", "/talks/{ended}/question"),
    ("theo", "/talks/{ended}/note"),
    ("theo", "/told/{concern}"),
    ("theo", "/me/care"),
    ("theo", "/me/care/ways-on"),
    ("theo", "/me/meeting"),
    ("theo", "/me/moments"),
    ("theo", "/guide/shelf"),
    ("lena", "/talks/{paused}"),
    ("lena", "/talks/{paused}/meanwhile"),
    ("theo", "/me"),
    ("theo", "/chats"),
    ("maya", "/chats"),
    ("maya", "/chats/{chat}"),
    ("omar", "/chats/{taken}"),
    ("maya", "/chats/{taken}"),
    ("omar", "/chats/{taken}/lately"),
    ("omar", "/chats/{taken}/stream"),
    ("maya", "/me/apart"),
    ("ines", "/me/chats"),
    ("theo", "/note"),
    ("theo", "/question"),
    ("maya", "/me/say"),
    ("theo", "/me/say"),
    ("theo", "/guide/questions"),
    ("theo", "/help-now"),
    ("maya", "/me/about"),
    ("noor", "/proposals/{proposal}"),
    ("ines", "/enrolments"),
    ("ines", "/enrolments/{enrolment}"),
    ("ines", "/enrolments/{enrolment}/apart"),
    ("ines", "/enrolments/{enrolment}/about"),
    ("omar", "/enrolments/{sent}"),
    ("omar", "/enrolments/{draft}/send"),
    ("fay", "/desk"),
    ("cora", "/desk"),
    ("fay", "/desk/people"),
    ("cora", "/desk/people"),
    ("fay", "/desk/people/{membership}"),
    ("fay", "/desk/waiting/{enrolment}"),
    ("fay", "/desk/pairs/{enrolment}/{room}"),
    ("fay", "/desk/applications/{sent}"),
    ("fay", "/desk/proposals/{proposal}"),
    ("fay", "/desk/talks"),
    ("cora", "/desk/talks"),
    ("fay", "/desk/talks/{talk}/closing"),
    ("fay", "/desk/concerns/{concern}"),
    ("cora", "/desk/concerns/{concern}"),
    ("fay", "/desk/feedback"),
    ("cora", "/desk/feedback"),
    ("cora", "/desk/help"),
)


@pytest.mark.only_on("sqlite")  # what a page asks is alike on both; the next one holds both to it
async def test_no_page_asks_more_often_than_it_may(cast: Cast, enter: Enter) -> None:
    there = await records(cast, await tell(cast))
    addresses = {route.path for route in get_routes() if not route.names} - {"/admin/"}
    for record in there.values():
        addresses |= {
            route.at(record.ids)
            for route in get_routes()
            if route.is_about_a_record and set(route.names) <= set(record.ids)
        }

    too_often = []
    for name in PEOPLE:
        browser = await enter(name)
        for address in sorted(addresses):
            asked = await _statements(browser, address, (200, 303, 404, 409))
            if len(asked) > (AT_HOME if address == "/home" else ANYWHERE):
                too_often.append((name, address, len(asked)))

    assert too_often == []


async def test_thirty_cost_as_many_as_one(cast: Cast, enter: Enter) -> None:
    told, ended = await tell(cast), await ended_talk(cast)
    await _ines_waits(cast, told)
    browsers = {name: await enter(name) for name in {name for name, _ in PAGES}}
    ids = _ids(cast, told) | {"ended": ended}
    pages = {(name, page.format(**ids)): page for name, page in PAGES} | open_to(await records(cast, told))
    browsers |= {name: await enter(name) for name in {name for name, _ in pages} - set(browsers)}

    async def asked() -> dict[tuple[str, str, str], int]:
        return {
            (name, page, address): len(await _statements(browsers[name], address, (200, 303, 404, 409)))
            for (name, address), page in pages.items()
        }

    await so_many_of_each(1, cast, told, ended)
    with_one = await asked()
    await so_many_of_each(29, cast, told, ended)

    assert await asked() == with_one
    assert {of: many for of, many in with_one.items() if many > (AT_HOME if of[1] == "/home" else ANYWHERE)} == {}
    assert {route.path for route in get_routes() if route.is_about_a_record} <= {page for _, page, _ in with_one}


@pytest.mark.parametrize("page", ["/talks/{talk}", "/talks/{talk}/check-ins", "/talks/{ended}/kept"])
async def test_two_hundred_check_ins_cost_as_many_as_one(page: str, cast: Cast, enter: Enter) -> None:
    theo, ended = await enter("theo"), await ended_talk(cast)
    address = page.format(talk=cast.talk, ended=ended)
    for talk in (cast.talk, ended):
        await check_ins(1, cast, talk)
    with_one = await _statements(theo, address)

    async with write_transaction():
        for talk in (cast.talk, ended):
            await check_ins(199, cast, talk)
    with_many = await _statements(theo, address)

    assert len(with_many) == len(with_one) <= ANYWHERE


def _ids(cast: Cast, told: Told) -> dict[str, str]:
    return {
        "talk": cast.talk,
        "paused": told.paused,
        "check_in": told.of_maya_and_theo.check_ins["maya"],
        "concern": told.worry,
        "chat": told.open_chat,
        "taken": told.taken_chat,
        "proposal": cast.proposal,
        "enrolment": cast.enrolments["ines"],
        "room": cast.rooms["ruth"],
        "membership": cast.memberships["ines"],
        "sent": told.sent,
        "draft": told.draft,
    }


async def _ines_waits(cast: Cast, told: Told) -> None:
    """So that there is somebody to suggest mentors for."""
    await withdraw(told.proposal, by=cast.person("fay"), once=once())


async def test_pages_for_anybody_ask_nothing(enter: Enter) -> None:
    browser = await enter("")

    asked = [await _statements(browser, address) for address in FOR_ANYBODY]

    assert asked == [[]] * len(FOR_ANYBODY)


async def test_help_now_asks_for_its_lines_alone(enter: Enter) -> None:
    [asked] = await _statements(await enter(""), "/help-now")

    assert "help_lines" in asked


async def test_a_file_asks_nothing_even_of_who_is_signed_in(enter: Enter) -> None:
    assert await _statements(await enter("maya"), "/static/css/base.css") == []


async def _statements(browser: Browser, address: str, may_be: tuple[int, ...] = (200,)) -> list[str]:
    with counted() as heard:
        answer = await browser.get(address)
    assert answer.status_code in may_be, address
    return heard
