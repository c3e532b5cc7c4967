"""Asking for a chat, replying, taking a reply up and writing to each other, through the pages."""

from portal.chats.tables import Reply
from portal.chats.telling import be_told
from portal.notices.tables import Notice
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast, once

LINE = "A line like no other 5005."
WORDS = "A reply like no other 5006."
SAID = "A word between two like no other 5008."
ABSENT = "/chats/k3v9k3v9k3v9k3v9"


def chat_form(cast: Cast, **more: str | list[str]) -> dict[str, str | list[str]]:
    return {
        "kind": "ask",
        "hours": "4",
        "means": ["phone", "email"],
        "line": LINE,
        "group": cast.groups[TUESDAY],
        **more,
    }


async def put_up(browser: Browser, cast: Cast, **more: str | list[str]) -> str:
    """The chat's address."""
    answer = await browser.post("/chats", chat_form(cast, **more), page="/chats")
    assert answer.status_code == 303
    return answer.headers["location"]


async def reply(browser: Browser, chat: str, *means: str) -> int:
    form: dict[str, str | list[str]] = {"means": list(means) or ["phone"], "words": WORDS}
    return (await browser.post(f"{chat}/replies", form, page="/chats")).status_code


async def reply_of(chat: str, cast: Cast, whose: str) -> str:
    rows = await Reply.select(Reply.id).where(Reply.chat == chat[-16:], Reply.author == cast.members[whose])
    return str(rows[0]["id"])


async def take(browser: Browser, chat: str, cast: Cast, whose: str) -> int:
    reply_id = await reply_of(chat, cast, whose)
    return (await browser.post(f"{chat}/replies/{reply_id}/taking", page="/chats")).status_code


async def talk_here(author: Browser, replier: Browser, cast: Cast, whose: str) -> str:
    """A chat between the two of whom both chose to write here. Its address."""
    chat = await put_up(author, cast, means=["phone", "here"])
    assert await reply(replier, chat, "here") == 303
    assert await take(author, chat, cast, whose) == 303
    return chat


async def say(browser: Browser, chat: str, words: str = SAID) -> int:
    return (await browser.post(f"{chat}/lines", {"words": words}, page="/chats")).status_code


async def opt_in(cast: Cast, *names: str, also_at_night: bool = False) -> None:
    for name in names:
        await be_told(by=cast.person(name), told=True, also_at_night=also_at_night, once=once())


async def told_of(chat: str, cast: Cast, *kinds: str, seen: bool = False) -> list[str]:
    """Who has it on their Home; with `seen`, who ever had."""
    rows = await Notice.select(Notice.member, Notice.kind, Notice.seen_at).where(Notice.about == chat[-16:])
    names = {member: name for name, member in cast.members.items()}
    wanted = kinds or ("chat_open", "chat_offered")
    return sorted(names[row["member"]] for row in rows if row["kind"] in wanted and (seen or row["seen_at"] is None))
