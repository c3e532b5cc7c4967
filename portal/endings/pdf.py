"""A keepsake as a PDF, made in a process of its own: the packages that draw it would stay in this one's memory.

What is to be drawn goes in through a pipe and the file comes back through another: nothing is written anywhere.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from portal.endings.keepsake import Keepsake

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
REGULAR, BOLD, BESIDE = "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"  # the last has more scripts
AT_MOST = 30.0  # seconds

_one_at_a_time = asyncio.Semaphore(1)


class NotDrawn(Exception):
    """It took too long, or could not be drawn."""


def can_be_drawn() -> bool:
    """The fonts are put in place at set-up; without them every page works, and there is no PDF."""
    return all((FONTS / name).exists() for name in (REGULAR, BOLD, BESIDE))


async def drawn(keepsake: Keepsake) -> bytes:
    async with _one_at_a_time:
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
                pdf, _ = await drawing.communicate(json.dumps(asdict(keepsake)).encode())
        except BaseException:
            drawing.kill()
            await drawing.wait()
            raise
    if drawing.returncode:
        raise NotDrawn
    return pdf
