"""What somebody reads, but for what is new each time: to tell whether two worlds look the same to them."""

import re

from tests.integration.browser import Browser, alike

_NEW_EACH_TIME = (
    (re.compile(r"/(notices|proposals)/[a-z0-9]{16}"), r"/\1/*"),
    (re.compile(r'(datetime="\d{4}-\d\d-\d\d)[^"]+'), r"\1"),
    (re.compile(r"\?v=[0-9a-f]+"), ""),
)


async def pages(browser: Browser, *addresses: str, **ids: str) -> dict[str, tuple[int, str]]:
    """By address; `ids` are what records are called in this world, and are said by their name instead."""
    return {address: await _page(browser, address, ids) for address in addresses}


async def _page(browser: Browser, address: str, ids: dict[str, str]) -> tuple[int, str]:
    status, html = alike(await browser.get(address.format(**ids)))
    for new, instead in _NEW_EACH_TIME:
        html = new.sub(instead, html)
    for name, id_ in ids.items():
        html = html.replace(id_, f"({name})")
    return status, html
