"""A keepsake drawn as a PDF: what was written is read there, whatever it is."""

import subprocess
import sys
from typing import Any

import pytest

from portal.endings.draw import MOST_MEMORY, MOST_SECONDS, draw
from portal.endings.pdf import FONTS
from tests.printed import facts, pages_of, printed

HOSTILE = [
    "<script>alert(1)</script> & \"quotes\" 'and' </blockquote>",
    "{{ 7 * 7 }} {% raw %} \\ (a) \\) ((b",
    "漢字 ไทย हिन्दी \U0001f9e1\U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301\u0301\u0301",
    "שלום עולם، مرحبا بالعالم. Left, then ימין.",
    "\u202eright to left by force\u202c \u2066isolated\u2069 \u00a0\u2028 line",
    "x" * 3000,
    "a\tb\n\n\n\nc",
]


def page(*said: str) -> dict[str, Any]:
    lines = [{"words": words, "said": True} for words in said]
    return {"title": "Talks with Theo", "when": "In May", "parts": [{"heading": "Theo wrote", "lines": lines}]}


def lines(*said: str) -> list[str]:
    return [line for line in printed(draw(page(*said), FONTS)).split("\n") if line]


def test_it_is_read_in_order() -> None:
    assert lines("One — “two”.", "Žluťoučký κόσμος привет") == [
        "Talks with Theo",
        "In May",
        "Theo wrote",
        "One — “two”.",
        "Žluťoučký κόσμος привет",
    ]


def test_what_runs_from_right_to_left_is_seen_so() -> None:
    """Each line in the order of its place on the page, its brackets turned."""
    assert lines("שלום (שלום) abc\nHello שלום!", "after")[3:] == ["abc (םולש) םולש", "Hello םולש!", "after"]


def test_it_says_nothing_of_itself_but_notes() -> None:
    said = facts(draw(page("x"), FONTS))
    assert b"/Title (Notes)" in said
    assert b"Theo" not in said


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_was_written_breaks_it(said: str) -> None:
    assert draw(page(said), FONTS).startswith(b"%PDF-")


def test_a_long_life_fills_several_pages() -> None:
    drawn = draw(page(*["A line that is said. " * 30] * 60), FONTS)
    assert printed(drawn).count("A line") > 1000


def test_it_steps_back_behind_everybody_and_has_an_end() -> None:
    asked = (
        "import os, resource as r; from portal.endings.draw import _step_back; _step_back();"
        "print(os.nice(0), *(r.getrlimit(one)[0] for one in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    nice, memory, seconds, core = map(int, done.stdout.split())
    assert nice >= 10
    assert (memory, seconds, core) == (MOST_MEMORY, MOST_SECONDS, 0)


def test_what_announces_a_line_is_on_its_page() -> None:
    """However much stands before it."""
    for above in range(30, 42):
        told = page(*["A line."] * above)
        told["parts"][0]["lines"] += [{"words": "Theo added:", "said": False}, {"words": "Bravo.", "said": True}]
        pages = pages_of(draw(told, FONTS))
        assert [("Theo added:" in one) for one in pages] == [("Bravo." in one) for one in pages], above
