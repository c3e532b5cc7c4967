"""What somebody could tell two worlds apart by: the bytes that they are sent, but for what is new each time."""

import difflib
import re
from collections.abc import Iterable

from e2e.pages.page import without_keys
from e2e.phone import Phone

# Nobody sees them: a notice's own id, and the second at which somebody did something. The day stays.
_NEW_EACH_TIME = (
    (re.compile(r"/notices/[a-z0-9]{16}"), "/notices/*"),
    (re.compile(r'(datetime="\d{4}-\d\d-\d\d)[^"]+'), r"\1"),
    (re.compile(r"\?v=[0-9a-f]+"), ""),
)

_LINKS = re.compile(r'<a [^>]*?href="(/[^"#]*)')
_ELSEWHERE = re.compile(r"^/(admin|leave|static)|/(pdf|calendar)$|/pdf\?")  # not pages of ours, or files of their own


def read_by(someone: Phone, addresses: Iterable[str]) -> dict[str, str]:
    """Every page as it is sent to them now, by its address."""
    return {address: _sent(someone, address) for address in addresses}


def everything(someone: Phone, *starts: str) -> dict[str, str]:
    """Whatever they can come to from there by links, as it is sent to them now, by its address."""
    read: dict[str, str] = {}
    waiting = [(start, "") for start in starts]
    while waiting:
        address, led_from = waiting.pop(0)
        if address not in read and not _ELSEWHERE.search(address):
            read[address] = _sent(someone, address, led_from)
            waiting += [(href.replace("&amp;", "&"), address) for href in _LINKS.findall(read[address])]
    return read


def assert_alike(worlds: dict[str, dict[str, str]]) -> None:
    """Byte by byte, whatever happened in each of them."""
    (first, pages), *others = worlds.items()
    for name, other in others:
        assert pages.keys() == other.keys()
        for address, html in pages.items():
            told = difflib.unified_diff(html.splitlines(), other[address].splitlines(), first, name, lineterm="", n=0)
            assert html == other[address], "\n".join([address, *told])


def _sent(someone: Phone, address: str, led_from: str = "") -> str:
    answer = someone.context.request.get(f"{someone.server.url}{address}")
    assert answer.status == 200, (led_from, address, answer.status)
    html = without_keys(answer.text()).replace(someone.server.url, "")
    for new, instead in _NEW_EACH_TIME:
        html = new.sub(instead, html)
    return html
