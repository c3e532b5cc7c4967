"""Asking for a chat, replying and taking a reply up, through the pages."""

from portal.chats.tables import Reply
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast

LINE = "A line like no other 5005."
WORDS = "A reply like no other 5006."


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


async def take(browser: Browser, chat: str, cast: Cast, whose: str) -> int:
    rows = await Reply.select(Reply.id).where(Reply.chat == chat[-16:], Reply.author == cast.members[whose])
    return (await browser.post(f"{chat}/replies/{rows[0]['id']}/taking", page="/chats")).status_code
