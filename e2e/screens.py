"""`make screens`: photographs of the pages for people to look at, in var/screens/, phone and desk, light and dark.

A place is an address, or a way: "/home > /talks/*" opens home and follows the first link that reads like the second.
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
from e2e.pages.enrolments import Doors
from e2e.phone import HEIGHT, Phone, Scheme, open_phone
from e2e.server import Server
from portal.enrolments.rules import MENTEE, MENTOR
from portal.enrolments.steps import PAGES

SCREENS = Path("var/screens")
WIDTHS = (390, 1280)
# An application that nobody has begun is not there to be photographed: Omar and Mira begin theirs first.
BEGIN = (("omar", Doors.look_for_a_mentor), ("mira", Doors.offer_to_mentor))
APPLICATION = "/enrolments > /enrolments/*"
PLACES = [
    ("", "/"),
    ("", "/sign-in"),
    ("", "/help-now"),
    ("maya", "/home"),
    ("maya", "/home > /talks/*"),
    ("maya", "/home > /talks/* > /talks/*/check-in"),
    ("maya", "/chats"),
    ("maya", "/guide"),
    ("maya", "/me"),
    *(("maya", f"/me/{page}") for page in ("contact", "times", "about", "apart")),
    ("maya", "/help-now"),
    ("noor", "/home"),
    ("noor", "/proposals"),
    ("noor", "/home > /proposals/*"),
    ("theo", "/home > /proposals/* > /proposals/*/not-this-time"),
    ("ines", "/home"),
    ("ines", APPLICATION),
    ("ines", f"{APPLICATION} > /enrolments/*/withdrawal"),
    ("ruth", "/me"),
    ("ruth", "/me/room > /me/room/stepping-back"),
    ("omar", "/home"),
    ("omar", "/enrolments"),
    ("omar", APPLICATION),
    *(("omar", f"{APPLICATION} > /enrolments/*/{page}") for page in PAGES[MENTEE]),
    *(("mira", f"{APPLICATION} > /enrolments/*/{page}") for page in PAGES[MENTOR]),
    ("fay", "/desk"),
    ("fay", "/desk > /desk/waiting/*"),
    ("fay", "/desk > /desk/pairs/*"),
    ("fay", "/desk > /desk/applications/*"),
    ("fay", "/desk > /desk/proposals/*"),
    ("fay", "/desk > /desk/people* > /desk/people/*"),
    ("fay", "/desk/people"),
    ("fay", "/admin/"),
]


def main(only: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "var")
        server.run("migrate")
        server.run("demo")
        server.start()
        browser = launch(playwright)
        try:
            for name, begin in BEGIN:
                phone = open_phone(playwright, browser, server, name).sign_in()
                begin(Doors(phone.page).open(server.url))
                phone.close()
            for width in WIDTHS:
                for scheme in SCHEMES:
                    _take_all(partial(open_phone, playwright, browser, server), width, scheme, only)
        finally:
            browser.close()
            server.stop()
    print(f"Photographs are in {SCREENS}/")


def _take_all(phone_of: Callable[..., Phone], width: int, scheme: Scheme, only: str) -> None:
    phones: dict[str, Phone] = {}
    for name, place in PLACES:
        if only not in f"{name} {place}":
            continue
        if name not in phones:
            phones[name] = phone_of(name, scheme=scheme, width=width)
            if name:
                phones[name].sign_in()
        _take(phones[name], place, f"{width}-{scheme}")
    for name, phone in phones.items():
        phone.close()
        for line in phone.watch.found:
            print(f"{name or 'a stranger'}, {width} {scheme}: {line}")


def _take(phone: Phone, place: str, manner: str) -> None:
    first, *further = place.split(" > ")
    phone.go_to(first)
    for pattern in further:
        link = _link_like(phone, pattern)
        if not link:
            print(f"{phone.name}: nothing on {phone.page.url} leads to {pattern}")
            return
        phone.go_to(link)
    title = re.sub(r"[^a-z]+", "-", place.rpartition(" > ")[2].replace("*", "one")).strip("-") or "front"
    _photograph(phone.page, SCREENS / f"{phone.name or 'stranger'}-{title}-{manner}.png")


def _photograph(page: Page, path: Path) -> None:
    """The whole page, as on a phone tall enough for it: what is fixed to the bottom stands at the bottom."""
    size = page.viewport_size or {"width": WIDTHS[0], "height": HEIGHT}
    tall = max(size["height"], page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": tall})
    page.screenshot(path=path, scale="css", animations="disabled")
    page.set_viewport_size(size)


def _link_like(phone: Phone, pattern: str) -> str | None:
    links = [link.get_attribute("href") or "" for link in phone.page.get_by_role("link").all()]
    return next((link for link in links if fnmatch.fnmatchcase(link, pattern)), None)


if __name__ == "__main__":
    main(*sys.argv[1:])
