"""`make screens`: photographs of the pages for people to look at, in var/screens/, phone and desk, light and dark.
Which ones, and what is done before: `e2e/places.py`.
"""

import fnmatch
import re
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from e2e.accessibility import SCHEMES
from e2e.browser import launch
from e2e.phone import HEIGHT, Phone, Scheme, open_phone, phones_of
from e2e.places import STAGES, Places
from e2e.server import Server

SCREENS = Path("var/screens")
WIDTHS = (390, 1280)


def main(only: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "var")
        server.run("migrate")
        server.run("demo")
        server.start()
        browser = launch(playwright)
        phone_of = partial(open_phone, playwright, browser, server)
        try:
            for stage, act, places in STAGES:
                with phones_of(playwright, browser, server) as phone:
                    act(phone)
                wanted = [(name, place) for name, place in places if only in f"{name} {place}"]
                for width in WIDTHS:
                    for scheme in SCHEMES:
                        _take_all(phone_of, wanted, stage, width, scheme)
        finally:
            browser.close()
            server.stop()
    print(f"Photographs are in {SCREENS}/")


def _take_all(phone_of: Callable[..., Phone], places: Places, stage: str, width: int, scheme: Scheme) -> None:
    phones: dict[str, Phone] = {}
    for name, place in places:
        if name not in phones:
            phones[name] = phone_of(name, scheme=scheme, width=width)
            if name:
                phones[name].sign_in()
        _take(phones[name], place, stage, f"{width}-{scheme}")
    for name, phone in phones.items():
        phone.close()
        for line in phone.watch.found:
            print(f"{name or 'a stranger'}, {width} {scheme}: {line}")


def _take(phone: Phone, place: str, stage: str, manner: str) -> None:
    first, *further = place.split(" > ")
    phone.go_to(first)
    for pattern in further:
        link = _link_like(phone, pattern)
        if not link:
            print(f"{phone.name}: nothing on {phone.page.url} leads to {pattern}")
            return
        phone.go_to(link)
    title = re.sub(r"[^a-z]+", "-", place.rpartition(" > ")[2].lower().replace("*", "one")).strip("-") or "front"
    parts = (phone.name or "stranger", title, stage, manner)
    _photograph(phone.page, SCREENS / f"{'-'.join(filter(None, parts))}.png")


def _photograph(page: Page, path: Path) -> None:
    """The whole page, as on a phone tall enough for it: what is fixed to the bottom stands at the bottom."""
    size = page.viewport_size or {"width": WIDTHS[0], "height": HEIGHT}
    tall = max(size["height"], page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": tall})
    page.screenshot(path=path, scale="css", animations="disabled")
    page.set_viewport_size(size)


def _link_like(phone: Phone, pattern: str) -> str | None:
    """By where it leads, or by what it says; also what is folded."""
    if not pattern.startswith("/"):
        return phone.page.locator("a[href]", has_text=pattern).first.get_attribute("href")
    links = [link.get_attribute("href") or "" for link in phone.page.locator("a[href]").all()]
    return next((link for link in links if fnmatch.fnmatchcase(link, pattern)), None)


if __name__ == "__main__":
    main(*sys.argv[1:])
