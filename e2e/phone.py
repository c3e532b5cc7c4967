"""A person's own browser: a phone in their hand, or a desk for those who have one."""

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from e2e.accessibility import violations
from e2e.pages.sign_in import DEMO_PASSWORD
from e2e.server import Server
from e2e.watch import Watch

Scheme = Literal["light", "dark"]
PHOTOGRAPHS = Path("var/test/e2e")
MODEL = "Pixel 7"
HEIGHT = 844
_TOKEN = re.compile(r'name="csrf" value="([^"]*)"')
DESK = 700  # from this width on it is no phone


class Phone:
    """One browser context with one page in it, watched."""

    def __init__(self, name: str, context: BrowserContext, server: Server) -> None:
        self.name = name
        self.context = context
        self.server = server
        self.watch = Watch(context, origin=server.url, outside=server.outside)
        self.page: Page = context.new_page()

    def go_to(self, address: str) -> "Phone":
        self.page.goto(f"{self.server.url}{address}")
        return self

    def sign_in(self) -> "Phone":
        """By the front door's own form, sent without a page being drawn for it; then Home. How one comes through the
        door itself is asked where that is the subject."""
        door = f"{self.server.url}/sign-in"
        (csrf,) = _TOKEN.findall(self.context.request.get(door).text())
        answer = self.context.request.post(
            door,
            form={"csrf": csrf, "name": self.name, "password": DEMO_PASSWORD},
            headers={"sec-fetch-site": "same-origin"},
            max_redirects=0,
        )
        assert (answer.status, answer.headers["location"]) == (303, "/home")
        return self.go_to("/home")

    def check_access(self, *, besides: frozenset[str] = frozenset()) -> None:
        """No accessibility violation on what is shown now, at either width and in either colour scheme."""
        found = violations(self.page, besides=besides)
        assert found == [], "\n".join([self.page.url, *found])

    def close(self) -> None:
        self.context.close()


class PhonesOf(Protocol):
    """Phones for the people of any world, until the block is over."""

    def __call__(self, server: Server, /) -> AbstractContextManager["GivePhone"]: ...


class GivePhone(Protocol):
    """`phone("maya")` is signed in; `phone()` is a stranger's. A width of 700 and more is a desk."""

    def __call__(
        self, name: str = "", *, javascript: bool = True, scheme: Scheme = "light", width: int | None = None
    ) -> Phone: ...


def open_phone(
    playwright: Playwright,
    browser: Browser,
    server: Server,
    name: str,
    *,
    javascript: bool = True,
    scheme: Scheme = "light",
    width: int | None = None,
) -> Phone:
    """A fresh browser, nobody signed in. A width of 700 and more is a desk: no touch, no phone's pixels."""
    context = browser.new_context(**_shape(playwright, width), java_script_enabled=javascript, color_scheme=scheme)
    return Phone(name, context, server)


@contextmanager
def phones_of(playwright: Playwright, browser: Browser, server: Server) -> Iterator[GivePhone]:
    """Phones for people of a world that a test has made for itself. What their browsers complain of fails it."""
    phones: list[Phone] = []

    def give(name: str = "", *, javascript: bool = True, scheme: Scheme = "light", width: int | None = None) -> Phone:
        given = open_phone(playwright, browser, server, name, javascript=javascript, scheme=scheme, width=width)
        phones.append(given)
        return given.sign_in() if name else given

    try:
        yield give
    except BaseException:
        photograph(server.data.parent.name, phones)
        raise
    finally:
        for given in phones:
            given.close()
    found = complaints(phones)
    assert found == [], "\n".join(found)


def photograph(title: str, phones: Iterable[Phone]) -> None:
    """What everybody was looking at when it failed, in each of their tabs."""
    tabs = [(given, page) for given in phones for page in given.context.pages]
    for number, (given, page) in enumerate(tabs, start=1):
        page.screenshot(path=PHOTOGRAPHS / f"{title}-{number}-{given.name or 'stranger'}.png", full_page=True)


def complaints(phones: Iterable[Phone]) -> list[str]:
    return [f"{given.name or 'a stranger'}: {line}" for given in phones for line in given.watch.found]


def _shape(playwright: Playwright, width: int | None) -> dict[str, Any]:
    if width and width >= DESK:
        return {"viewport": {"width": width, "height": 800}}
    model = {key: value for key, value in playwright.devices[MODEL].items() if key != "default_browser_type"}
    return model | ({"viewport": {"width": width, "height": HEIGHT}} if width else {})
