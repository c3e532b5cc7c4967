"""The path, whole: the same moments are the same picture, any other is another, and it can be made out at 320 px.

After a change that was meant, draw them again and look at them: `python -m tests.unit.web.test_drawing_path`.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from portal.web.drawing import OVERHANG, WIDTH, path, thinned

GOLDEN = Path(__file__).parent / "golden"
SAYS = "Your talks as a picture."

FOUR_HUNDRED = "ttthtttmttttttthttttttttmttttttttttttttt" * 10
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "none": ("", {}),
    "one": ("t", {}),
    "three": ("tht", {}),
    "thirty": ("tttthtttmtttttthhttttttmttttth", {"planned": True}),
    "four-hundred": (FOUR_HUNDRED, {}),
    "four-hundred-talks": ("t" * 400, {}),
    "new-light": ("thttm", {"new": 4, "planned": True}),
    "ended": ("tthtmtthttmt", {"ended": True}),
}

# How wide it is on the narrowest phone: its column of 280 px and the 2.5 rem that it reaches beyond, of 18 px each.
AT_320 = (280 + 2.5 * 18) / (WIDTH + 2 * OVERHANG)
STONE, LIGHT = 2 * 7.7, 2 * 4.75


def drawn(name: str) -> str:
    moments, how = PICTURES[name]
    return str(path(moments, SAYS, **how)).replace("><", ">\n<") + "\n"


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_moments_are_the_same_picture(name: str) -> None:
    assert drawn(name) == (GOLDEN / f"{name}.svg").read_text()


def test_there_is_a_picture_for_each_and_no_other() -> None:
    assert {file.stem for file in GOLDEN.glob("*.svg")} == set(PICTURES)


@pytest.mark.parametrize("moments", ["tht", "tmhttmh", "tttthtttmtt", "hhmmtt"])
def test_any_other_moment_is_another_picture(moments: str) -> None:
    others = {
        moments[:at] + kind + moments[at + 1 :] for at in range(len(moments)) for kind in "tmh" if kind != moments[at]
    } | {moments + kind for kind in "mh"}
    pictures = {path(other, SAYS) for other in {*others, moments}}
    assert len(pictures) == len(others | {moments})


@pytest.mark.parametrize(
    "moments", ["t", "m", "h", "tht", "hhh", PICTURES["thirty"][0], FOUR_HUNDRED, "h" * 400, "m" * 400]
)
def test_the_picture_has_what_is_drawn_of_the_list_and_nothing_else(moments: str) -> None:
    kept, _ = thinned(moments)
    letters = "".join(moments[at] for at in kept)
    picture = path(moments, SAYS)

    assert picture.count('class="path-stone"') == letters.count("t")
    assert picture.count('class="path-light"') == letters.count("m")
    assert dips(picture) == letters.count("h")


@pytest.mark.parametrize("moments", ["t", "m", "h", "thm", "t" * 30, FOUR_HUNDRED, "m" * 400, "h" * 400])
@pytest.mark.parametrize("ended", [False, True])
def test_no_two_moments_touch_on_the_narrowest_phone(moments: str, ended: bool) -> None:
    picture = path(moments, SAYS, ended=ended)
    stones, lights = places(picture, "path-stone"), places(picture, "path-light")

    for all_of_them, wide in ((stones, STONE), (lights, LIGHT)):
        assert all((b - a - wide) * AT_320 >= 1.5 for a, b in pairwise(all_of_them))
    assert len(stones) + len(lights) <= 11
    if stones:
        assert STONE * AT_320 >= 12  # px across
    assert all(-OVERHANG + 0.08 * WIDTH < x < WIDTH for x in (*stones, *lights))  # not where it fades


def test_two_hard_days_are_two_dips() -> None:
    assert dips(path("hh", SAYS)) == 2
    assert dips(path("thhht", SAYS, ended=True)) == 3


def test_the_next_talk_is_a_ring_only_where_it_has_its_day() -> None:
    assert path("t", SAYS, planned=True).count("path-stone--next") == 1
    assert path("t", SAYS).count("path-stone--next") == 0
    assert path("t", SAYS, planned=True, ended=True).count("path-stone--next") == 0


def dips(picture: str) -> int:
    """How often one's own line comes down to where a hard day is."""
    [own] = re.findall(r'<path class="path-me" d="([^"]+)"', picture)
    return len(re.findall(r" 102(?=C|$)", own))


def places(picture: str, kind: str) -> list[float]:
    return [float(x) for x in re.findall(rf'class="{kind}" cx="([\d.]+)"', picture)]


if __name__ == "__main__":
    for picture in PICTURES:
        (GOLDEN / f"{picture}.svg").write_text(drawn(picture))
