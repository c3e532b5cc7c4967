"""Everything the portal draws: icons, the path of a pair, and the small motifs. Pure: words in, inline SVG out."""

import re
from functools import cache
from heapq import heapify, heapreplace
from itertools import pairwise

from markupsafe import Markup

from portal.web.icons import ICONS, TURNS

Point = tuple[float, float]
Stop = tuple[float, float, str]  # where a moment stands between the two lines, and its kind


@cache
def icon(name: str, extra: str = "") -> Markup:
    """One of ICONS, decorative: the word stands beside it. `extra`: further classes."""
    classes = " ".join(filter(None, ["icon", "icon--turns" if name in TURNS else "", extra]))
    return Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(classes, _ours(ICONS[name]))


MOTIFS = {
    "meet": ("M2 6c34 0 34 13 66 13h50", "M2 44c34 0 34-13 66-13h50"),
    "gap": ("M2 19h44", "M2 31h44"),
    "part": ("M2 19h50c32 0 32-13 66-13", "M2 31h50c32 0 32 13 66 13"),
}
GAP_GOES_ON = '<path class="path-you path-next" d="M56 19h62"/><path class="path-me path-next" d="M56 31h62"/>'
DOOR = (
    '<svg class="motif door-light" viewBox="0 0 350 132" aria-hidden="true"><radialGradient id="door-halo">'
    '<stop class="path-halo" stop-opacity=".7"/><stop class="path-halo" offset=".35" stop-opacity=".26"/>'
    '<stop class="path-halo" offset="1" stop-opacity="0"/></radialGradient>'
    '<circle cx="236" cy="46" r="104" fill="url(#door-halo)"/>'
    '<path class="path-you" d="M-900 8H-40C70 8 86 78 170 78H1300"/>'
    '<path class="path-me" d="M-900 132H-40C60 132 96 102 170 102H1300"/>'
    '<path class="path-stem" d="M236 78V54"/><circle class="path-light" cx="236" cy="46" r="7.5"/></svg>'
)
LAMP = (
    '<svg class="lantern-light" viewBox="0 0 64 72" aria-hidden="true">'
    '<path d="M25 16a7 7 0 0 1 14 0M18 17h28M21 17l-4 38h30l-4-38M14 61h36"/><path class="lantern-flame"'
    ' d="M32 49c-4.5 0-7-3-7-6.5 0-4.2 5-6.5 7-11.5 2 5 7 7.3 7 11.5 0 3.5-2.5 6.5-7 6.5z"/></svg>'
)


@cache
def motif(kind: str = "meet", extra: str = "") -> Markup:
    """Two lines: "meet" where nothing is yet, "gap" for an error, "part" for an ending.

    Also "door", the wide drawing on the way in, and "lamp", the small light of a chat.
    """
    if kind in {"door", "lamp"}:
        return _ours(DOOR if kind == "door" else LAMP)
    other, own = MOTIFS[kind]
    classes = " ".join(filter(None, ["motif motif--small", "path-ending" if kind == "part" else "", extra]))
    return Markup(
        '<svg class="{}" viewBox="0 0 120 50" aria-hidden="true">'
        '<path class="path-you" d="{}"/><path class="path-me" d="{}"/>{}</svg>'
    ).format(classes, other, own, _ours(GAP_GOES_ON if kind == "gap" else ""))


MOST_DRAWN = 11
WIDTH, HEIGHT, MIDDLE = 360, 136, 70
OVERHANG = 20  # drawn beyond the column on both sides, faded by the style sheet
APART, LEANING_IN = 13, 9  # half the space between the lines; on a hard day the other leans in
RISE = {"t": 0, "m": -8, "h": 23}
STEM = 22  # from the upper line to the light of a milestone
BREATH = 6  # how low the lines stay between one hard day and the next: two dips, not one long one
NEWLY_LIT = ' class="path-new"'


def path(
    moments: str,
    label: str,
    *,
    new: int | None = None,
    ended: bool = False,
    planned: bool = False,
    ident: str = "path",
) -> Markup:
    """The pair's path, one moment beside the other.

    moments: t (talk), m (milestone), h (hard day), oldest first; label: one sentence that says the picture;
    new: the index in `moments` of a milestone just lit; planned: the next talk has its day, and is a ring to come;
    ident: another one for each further path of a page.
    x is order, not time: there are no empty stretches to be ashamed of.
    """
    if strange := set(moments) - set(RISE):
        raise ValueError(f"not moments of a path: {sorted(strange)}")
    kept, begun_earlier = thinned(moments)
    begin, today = 84, 276 if ended else 304
    stops = [_stop(i, moments[at], begin + (today - begin) * (i + 0.5) / len(kept)) for i, at in enumerate(kept)]
    other, own = (_line(side, stops, begin, today, begun_earlier=begun_earlier, ended=ended) for side in (-1, 1))
    lights = [(x, y - APART - STEM, at == new) for at, (x, y, kind) in zip(kept, stops, strict=True) if kind == "m"]
    drawn = [
        _halos(lights, ident),
        f'<path class="path-you" d="{smooth(other)}"/><path class="path-me" d="{smooth(own)}"/>',
        "" if ended else _still_to_come(today, planned=planned),
        *(_stone(i, x, y) for i, (x, y, kind) in enumerate(stops) if kind == "t"),
        *(_light(x, y) for x, y, _ in lights),
    ]
    return Markup('<svg viewBox="{} -6 {} {}" role="img" aria-label="{}">{}</svg>').format(
        -OVERHANG, WIDTH + 2 * OVERHANG, HEIGHT + 6, label, _ours("".join(drawn))
    )


def thinned(moments: str, most: int = MOST_DRAWN) -> tuple[list[int], bool]:
    """Which moments are drawn (their indices), and whether the path began before them.

    Talks drop out of the longest run of talks, never a milestone or a hard day; the list below keeps them all.
    """
    runs = [found.span() for found in re.finditer("t+|[mh]", moments)]
    longest_first = [(start - end, start, end) for start, end in runs]
    heapify(longest_first)
    for _ in range(len(moments) - most):
        shorter, start, end = longest_first[0]
        if shorter == -1:
            break
        heapreplace(longest_first, (shorter + 1, start + 1, end))
    kept = sorted(at for _, start, end in longest_first for at in range(start, end))
    return kept[-most:], len(kept) > most


def smooth(points: list[Point]) -> str:
    """Horizontal tangents at every point: a line that breathes, never a zigzag."""
    drawn = f"M{points[0][0]:g} {points[0][1]:g}"
    for (x0, y0), (x1, y1) in pairwise(points):
        half = round((x0 + x1) / 2, 1)
        drawn += f"C{half:g} {y0:g} {half:g} {y1:g} {x1:g} {y1:g}"
    return drawn


def _stop(i: int, kind: str, x: float) -> Stop:
    uneven = 3 if kind == "t" and i % 2 else 0
    return round(x, 1), MIDDLE + RISE[kind] + uneven, kind


def _line(side: int, stops: list[Stop], begin: int, today: int, *, begun_earlier: bool, ended: bool) -> list[Point]:
    """The other's line is above (side -1), one's own below (1): every reader finds their own in the same place."""
    level, outside = MIDDLE + side * APART, 12 if side < 0 else 128
    start: list[Point] = [(-OVERHANG, level)] if begun_earlier else [(-OVERHANG, outside), (begin - 12, level)]
    through = _through(side, stops)
    end: list[Point] = [(today + 8, level), (WIDTH + OVERHANG, outside)] if ended else [(today + 12, level)]
    return start + through + end


def _through(side: int, stops: list[Stop]) -> list[Point]:
    points: list[Point] = []
    for before, (x, y, kind) in zip([None, *stops], stops, strict=False):
        if before and before[2] == kind == "h":
            points.append((round((before[0] + x) / 2, 1), MIDDLE + BREATH + side * APART))
        points.append((x, y + side * (LEANING_IN if kind == "h" else APART)))
    return points


def _halos(lights: list[tuple[float, float, bool]], ident: str) -> str:
    if not lights:
        return ""
    name = Markup.escape(ident)
    circles = (
        f'<circle{NEWLY_LIT if lit else ""} cx="{x:g}" cy="{y:g}" r="30" fill="url(#{name}-halo)"/>'
        for x, y, lit in lights
    )
    return (
        f'<radialGradient id="{name}-halo"><stop class="path-halo" stop-opacity=".55"/>'
        f'<stop class="path-halo" offset="1" stop-opacity="0"/></radialGradient>{"".join(circles)}'
    )


def _light(x: float, y: float) -> str:
    return (
        f'<path class="path-stem" d="M{x:g} {y + STEM:g}v-17"/>'
        f'<circle class="path-light" cx="{x:g}" cy="{y:g}" r="4.75"/>'
    )


def _stone(i: int, x: float, y: float) -> str:
    size, turn = 6.5 + i % 3 * 0.6, (i * 37) % 31 - 15
    return (
        f'<ellipse class="path-stone" cx="{x:g}" cy="{y:g}" rx="{size:g}" ry="5"'
        f' transform="rotate({turn} {x:g} {y:g})"/>'
    )


def _still_to_come(today: int, *, planned: bool) -> str:
    upper, lower = (f"M{today + 19} {MIDDLE + side}H{WIDTH + OVERHANG}" for side in (-APART, APART))
    ring = f'<ellipse class="path-stone path-stone--next" cx="{today + 36}" cy="{MIDDLE}" rx="7.5" ry="6"/>'
    return (
        f'<path class="path-you path-next" d="{upper}"/><path class="path-me path-next" d="{lower}"/>'
        f"{ring if planned else ''}"
    )


def _ours(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704  (drawn in this house; a person's words go in through format(), escaped)
