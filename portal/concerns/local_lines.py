"""Who answers now, before anything is written of a worry."""

from collections.abc import Sequence

from portal.guide.answering import Line, Place

FROM_ONE_PLACE = 2


def call_first(places: Sequence[Place]) -> list[tuple[str, list[Line]]]:
    """By place. Nobody here says where they are: of several places each has its first line that is called, and its
    name. Where there is one alone it needs no name, and has two."""
    if len(places) == 1:
        return [("", list(places[0].lines[:FROM_ONE_PLACE]))]
    first = ((place.name, next((line for line in place.lines if line.call), place.lines[0])) for place in places)
    return [(name, [line]) for name, line in first]
