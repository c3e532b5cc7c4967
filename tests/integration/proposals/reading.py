"""What the two read while they are asked, with everything blanked that no two pages have alike."""

import re

from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast

_NOTICE = re.compile(r"/notices/[a-z0-9]{16}")


async def pages(browser: Browser, proposal: str) -> list[tuple[int, str]]:
    """The proposal, all of them, Home, and the talks: whatever could say how it stands."""
    addresses = (f"/proposals/{proposal}", f"/proposals/{proposal}/not-this-time", "/proposals", "/home", "/talks")
    answers = [alike(await browser.get(address)) for address in addresses]
    return [(status, _NOTICE.sub("/notices/…", text)) for status, text in answers]


def other(name: str) -> str:
    """Of the two who are asked about each other in the cast."""
    return {"noor": "theo", "theo": "noor"}[name]


async def answer(browser: Browser, cast: Cast, said: str, reason: str = "") -> int:
    """Through the page; the status of what came back."""
    page = f"/proposals/{cast.proposal}"
    return (await browser.post(f"{page}/answer", {"answer": said, "reason": reason}, page=page)).status_code
