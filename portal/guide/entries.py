"""Everything that can be found, as the search weighs it: the guide's own sections, and what the coordinator keeps."""

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from portal.guide.answering import Line, Place
from portal.guide.queries import Card, OnShelf
from portal.guide.sections import sections
from portal.guide.stems import stems, words_in
from portal.sentences import begun

GUIDE, SHELF, CARDS, HELP = "The guide", "The shelf", "Questions", "Help now"

Pair = tuple[str, str]  # two words that stand beside each other, as they are written


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `place` is where it stands, in words."""

    group: str
    address: str
    title: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighed:
    entry: Entry
    titled: frozenset[str]
    placed: frozenset[str]
    counted: Counter[str]
    long: int
    pairs: frozenset[Pair]

    @property
    def speaks_of(self) -> frozenset[str]:
        return self.titled | self.counted.keys()


# whoever is in danger, where no line answers what was typed, or none can be read just now
ANY_LINE = Entry(HELP, "/help-now", "Help now", "", "People who answer at any hour.")


@cache
def of_guide(*, for_members: bool) -> tuple[Weighed, ...]:
    return tuple(
        weighed(
            Entry(
                GUIDE,
                section.address,
                section.title,
                f"{section.page.title} · {section.under}" if section.under else section.page.title,
                section.text,
            )
        )
        for section in sections()
        if for_members or section.page.for_anyone
    )


def of_shelf(one: OnShelf) -> Entry:
    place = one.strand if one.link or not one.strand else f"{one.strand} · to read here"
    return Entry(SHELF, f"/guide/shelf#{one.id}", one.title, place, f"{one.why} {one.text}".strip())


def of_card(card: Card) -> Entry:
    return Entry(CARDS, f"/guide/questions#{card.id}", card.mentor_asks, "", card.mentee_says)


def of_help(place: Place, line: Line) -> Entry:
    ways = (f"Call {line.call_words}" if line.call else "", f"Text {line.text_words}" if line.text_to else "")
    said = ". ".join(way for way in (*ways, begun(line.hours)) if way)
    return Entry(HELP, "/help-now", line.what_for, place.name, said)


@lru_cache(maxsize=1_000)  # a long text on the shelf is taken apart once
def weighed(entry: Entry) -> Weighed:
    counted = Counter(stems(entry.text))
    titled, placed = frozenset(stems(entry.title)), frozenset(stems(entry.place))
    return Weighed(entry, titled, placed, counted, sum(counted.values()), pairs_in(f"{entry.title} {entry.text}"))


def pairs_in(text: str) -> frozenset[Pair]:
    words = [found[0].casefold() for found in words_in(text)]
    return frozenset(pairwise(words))
