"""`python -m portal.endings.draw <fonts>`: a keepsake as JSON comes in, a PDF goes out. See `pdf.py`."""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, Literal

from fpdf import FPDF
from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import Align, MethodReturnValue, TextDirection, XPos, YPos

from portal.endings.keepsake import TITLE
from portal.endings.pdf import BESIDE, BOLD, REGULAR

SERIF, SANS = "serif", "sans"
MARGIN = 24  # mm
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
LEADING = 0.55  # mm of height for each point of a letter
TOGETHER = 2  # lines of what follows that are on the same page as the words that announce it
MOST_MEMORY, MOST_SECONDS = 768 * 2**20, 25  # what is drawn here must not stand in anybody's way


def draw(keepsake: dict[str, Any], fonts: Path) -> bytes:
    """What runs from right to left is put in the order in which it is seen, line by line. A letter that no font of
    ours has leaves its place empty."""
    page = FPDF(format="A4")
    page.add_font(SERIF, "", fonts / REGULAR)
    page.add_font(SERIF, "B", fonts / BOLD)
    page.add_font(SANS, "", fonts / BESIDE)
    page.set_title(TITLE)
    page.set_margin(MARGIN)
    page.set_auto_page_break(True, margin=MARGIN)
    page.add_page()
    _write(page, keepsake["title"], size=20, bold=True)
    _write(page, keepsake["when"], size=11, after=6)
    for part in keepsake["parts"]:
        _stay_with_what_follows(page, lines=2 * TOGETHER)
        _write(page, part["heading"], size=14, bold=True, after=2)
        for line in part["lines"]:
            if not line["said"]:
                _stay_with_what_follows(page, lines=1 + TOGETHER)
            _write(page, line["words"], size=12 if line["said"] else 10, after=4 if line["said"] else 2)
        page.ln(4)
    return bytes(page.output())


def _stay_with_what_follows(page: FPDF, *, lines: int) -> None:
    """A heading, or *Theo added:*, is not the last thing on a page."""
    if page.will_page_break(lines * 12 * LEADING + 4):
        page.add_page()


def _write(page: FPDF, words: str, *, size: int, bold: bool = False, after: float = 0) -> None:
    height = size * LEADING
    for paragraph in words.split("\n"):
        page.set_font(*_font(page, paragraph, bold=bold), size)
        direction = auto_detect_base_direction(paragraph)
        align = Align.R if direction is TextDirection.RTL else Align.L
        for line in _lines(page, paragraph, height):
            in_sight = _in_sight(BidiParagraph(text=line, base_direction=direction))
            page.cell(0, height, in_sight, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(after)


def _font(page: FPDF, paragraph: str, *, bold: bool) -> tuple[str, Literal["", "B"]]:
    """One for the whole paragraph: the letters of two on one line are mixed up by the package that draws them."""
    style: Literal["", "B"] = "B" if bold else ""
    has = page.fonts[SERIF + style].cmap  # type: ignore[union-attr]
    return (SERIF, style) if all(ord(letter) in has for letter in paragraph) else (SANS, "")


def _lines(page: FPDF, paragraph: str, height: float) -> list[str]:
    lines: list[str] = page.multi_cell(0, height, paragraph, dry_run=True, output=MethodReturnValue.LINES)  # type: ignore[assignment]
    return lines


def _in_sight(line: BidiParagraph) -> str:
    """From left to right as it is seen. A bracket that runs the other way is the other one of its pair."""
    return "".join(
        MIRRORED.get(one.character, one.character) if one.embedding_level % 2 else one.character
        for one in line.get_reordered_characters()
    )


def _step_back() -> None:
    """Behind everybody's pages, and not without end."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # it would hold what was written


if __name__ == "__main__":
    _step_back()
    sys.stdout.buffer.write(draw(json.load(sys.stdin), Path(sys.argv[1])))
