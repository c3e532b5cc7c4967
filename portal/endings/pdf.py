"""A keepsake as a PDF, made in a process of its own: the packages that draw it would stay in this one's memory.

What is to be drawn goes in through a pipe and the file comes back through another: nothing is written anywhere.
Nobody waits behind a long row of others, and nobody can make one: it is refused, with the page as the way on.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from portal.endings.keepsake import Keepsake
from portal.errors import NotPossible

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
REGULAR, BOLD, BESIDE = "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"  # the last has more scripts
AT_MOST = 30.0  # seconds
AT_ONCE = 3  # one that is drawn, and two that wait for it

BUSY = "This takes a moment. Try again in a minute, or take the page: it holds the same."
NOT_DRAWN = "This could not be drawn as a PDF. Take the page: it holds the same, and any browser prints it."

_one_at_a_time = asyncio.Semaphore(1)
_drawn_for: set[str] = set()


def can_be_drawn() -> bool:
    """The fonts are put in place at set-up; without them every page works, and there is no PDF."""
    return all((FONTS / name).exists() for name in (REGULAR, BOLD, BESIDE))


async def drawn(keepsake: Keepsake, *, of: str) -> bytes:
    """One at a time for each member."""
    with _place(of):
        async with _one_at_a_time:
            return await _draw(json.dumps(asdict(keepsake)).encode())


@contextmanager
def _place(member: str) -> Iterator[None]:
    if member in _drawn_for or len(_drawn_for) >= AT_ONCE:
        raise NotPossible(BUSY)
    _drawn_for.add(member)
    try:
        yield
    finally:
        _drawn_for.discard(member)


async def _draw(keepsake: bytes) -> bytes:
    drawing = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "portal.endings.draw",
        str(FONTS),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # it could name letters that somebody wrote
        cwd=Path(__file__).parents[2],
    )
    try:
        async with asyncio.timeout(AT_MOST):
            pdf, _ = await drawing.communicate(keepsake)
    except TimeoutError:
        raise NotPossible(NOT_DRAWN) from None
    finally:
        if drawing.returncode is None:
            drawing.kill()
            await drawing.wait()
    if drawing.returncode:
        raise NotPossible(NOT_DRAWN)
    return pdf
