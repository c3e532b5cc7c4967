"""axe-core on what a page shows now, at either width and in either colour scheme."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "preload": False,  # it would wait on a timer for media that no page of ours has
}
# The second look is at the same elements: where they stand, what lies under them and their colours are what can differ.
LAYOUT = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
AGAIN = {"runOnly": {"type": "rule", "values": LAYOUT}}

# Each width once and each scheme once. No rule of our styles comes between the two widths of a phone, so that a colour
# stands on the same colour at both (tests/unit/web/test_styles.py).
View = tuple[int, Literal["light", "dark"], dict[str, Any]]
ON_A_PHONE: tuple[View, ...] = ((390, "light", OPTIONS), (320, "dark", OPTIONS | AGAIN))
ON_A_DESK: tuple[View, ...] = ((1280, "light", OPTIONS), (1280, "dark", OPTIONS | AGAIN))

_AXE = Axe().axe_script
# No more than is said of it comes back: what is fine is long, and there are a hundred pages.
_RUN = """(options) => axe.run(options).then(({ violations }) => violations.map(({ id, help, nodes }) =>
  ({ id, help, nodes: nodes.map(({ target, html }) => ({ target, html: html.slice(0, 160) })) })))"""

# Where scripts are switched off, timers never fire and axe would wait for them forever. Promises still settle.
_WITHOUT_TIMERS = "window.setTimeout = (act) => { act && Promise.resolve().then(() => act()); return 1 }"


def violations(page: Page, *, besides: frozenset[str] = frozenset(), views: tuple[View, ...] = ON_A_PHONE) -> list[str]:
    """A line for each element axe objects to; `besides` are rules that somebody else's page is known to break."""
    found: dict[str, list[str]] = {}
    with _kept_as_it_is(page):
        if page.evaluate("matchMedia('(scripting: none)').matches"):
            page.evaluate(_WITHOUT_TIMERS)
        if not page.evaluate("'axe' in window"):
            page.evaluate(_AXE)
        for width, scheme, options in views:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("scrollTo(0, 0)")  # else the fixed bar may lie over what it judges
            for line in _run(page, options, besides):
                found.setdefault(line, []).append(f"{width} {scheme}")
    return [f"{line} (at {', '.join(ways)})" for line, ways in found.items()]


@contextmanager
def _kept_as_it_is(page: Page) -> Iterator[None]:
    """Look at it every way, and hand it back as it was."""
    size = page.viewport_size
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    yield
    if size:
        page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if is_dark else "light", reduced_motion="no-preference")


def _run(page: Page, options: dict[str, Any], besides: frozenset[str]) -> Iterator[str]:
    for broken in page.evaluate(_RUN, options):
        if broken["id"] not in besides:
            yield from (_line(broken, node) for node in broken["nodes"])


def _line(broken: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{broken['id']} ({broken['help']}): {' '.join(map(str, node['target']))}: {node['html']}"
