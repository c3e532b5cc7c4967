"""`python -m portal.endings.draw <fonts>`: a keepsake as JSON comes in, a PDF goes out. See `pdf.py`."""

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import Align

from portal.endings.pdf import BESIDE, BOLD, REGULAR

SERIF, SANS = "serif", "sans"
MARGIN = 24  # mm
RIGHT_TO_LEFT = {"R", "AL"}


def draw(keepsake: dict[str, Any], fonts: Path, *, compressed: bool = True) -> bytes:
    page = FPDF(format="A4")
    page.set_compression(compressed)
    page.add_font(SERIF, "", fonts / REGULAR)
    page.add_font(SERIF, "B", fonts / BOLD)
    page.add_font(SANS, "", fonts / BESIDE)
    page.set_fallback_fonts([SANS], exact_match=False)
    page.set_title(keepsake["title"])
    page.set_margin(MARGIN)
    page.set_auto_page_break(True, margin=MARGIN)
    page.add_page()
    _write(page, keepsake["title"], size=20, bold=True)
    _write(page, keepsake["when"], size=11, after=6)
    for part in keepsake["parts"]:
        _write(page, part["heading"], size=14, bold=True, after=2)
        for line in part["lines"]:
            _write(page, line["words"], size=12 if line["said"] else 10, after=4 if line["said"] else 2)
        page.ln(4)
    return bytes(page.output())


def _write(page: FPDF, words: str, *, size: int, bold: bool = False, after: float = 0) -> None:
    page.set_font(SERIF, "B" if bold else "", size)
    align = Align.R if _begins_on_the_right(words) else Align.L
    page.multi_cell(0, size * 0.55, words, align=align, new_x="LMARGIN", new_y="NEXT")
    page.ln(after)


def _begins_on_the_right(words: str) -> bool:
    first = next((kind for one in words if (kind := unicodedata.bidirectional(one)) in {"L", *RIGHT_TO_LEFT}), "L")
    return first in RIGHT_TO_LEFT


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin), Path(sys.argv[1])))
