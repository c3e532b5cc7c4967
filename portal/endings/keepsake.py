"""What one side keeps, in words: for the page here, and for a page to keep elsewhere. Pure: everything comes in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from portal.check_ins.notes import LoneNote
from portal.check_ins.queries import Moment
from portal.check_ins.rules import BY, STRANDS
from portal.endings.names import without
from portal.endings.queries import Goodbye
from portal.mentorships.queries import Talk
from portal.milestones.queries import Light
from portal.web.dates import Dates, in_words

TITLE = "Notes"
MOST_STRANDS = 3

Fact = tuple[str, str, bool]  # an icon, the words beside it, whether it is a light


@dataclass(frozen=True, slots=True)
class Line:
    """`said`: by a person, and so as it was written; else by the portal."""

    words: str
    said: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A page that says nothing of where it comes from, but for what the two have written themselves."""

    title: str
    when: str
    parts: tuple[Part, ...]


def happened(check_ins: Sequence[Moment], milestones: Sequence[Light]) -> list[Fact]:
    """14 talks, most of them by phone. Two milestones. Two hard days, and the days after them."""
    lights = sum(not one.is_hard for one in milestones)
    return [
        *([("stone", _talks(check_ins), False)] if check_ins else []),
        *([("light", _some(lights, "milestone"), True)] if lights else []),
        *_hard_days(sum(one.hard_day for one in check_ins) + len(milestones) - lights),
        *_strands(check_ins),
    ]


def keepsake(
    talk: Talk,
    goodbye: Goodbye,
    check_ins: Sequence[Moment],
    milestones: Sequence[Light],
    notes: Sequence[LoneNote] = (),
    *,
    dates: Dates,
    names: bool,
) -> Keepsake:
    """`names` False takes the names of the two out, also where they stand in what was written."""
    them = talk.other_name if names else ""
    hard = " and hard days" if any(one.is_hard for one in milestones) else ""
    parts = [
        _part(f"{them} wrote" if them else "Written to me", _said(goodbye.their_note)),
        _part("One thing to remember", _said(goodbye.remembered)),
        _part("I wrote", _said(goodbye.my_note if goodbye.given_by_me else "")),
        _part("What happened", [Line(_elsewhere(words)) for _, words, _ in happened(check_ins, milestones)]),
        _part(f"Milestones{hard}", [line for one in milestones for line in _milestone(one, them, dates)]),
        _part("Talks", [line for one in check_ins for line in _check_in(one, dates)]),
        _part("Notes for myself", [line for one in notes for line in _note(one, dates)]),
    ]
    whole = Keepsake(
        title=f"Talks with {talk.other_name}" if names else TITLE,
        when=from_to(talk, goodbye, dates),
        parts=tuple(part for part in parts if part.lines),
    )
    return whole if names else _without_names(whole, talk)


def from_to(talk: Talk, goodbye: Goodbye, dates: Dates) -> str:
    """For whoever has said goodbye it is over with that, also while the other can still answer."""
    over = talk.ended_at or goodbye.my_given_at or goodbye.their_given_at
    began = dates.month(dates.local(talk.began_at).date())
    ended = dates.month(dates.local(over).date()) if over else ""
    if began == ended:
        return f"In {began}"
    return f"From {began} to {ended}" if ended else f"From {began} on"


def _without_names(whole: Keepsake, talk: Talk) -> Keepsake:
    """Only in what the two have written: our own words have none."""
    clean = without(talk.other_name, talk.my_name)

    def cleaned(part: Part) -> Part:
        lines = (replace(line, words=clean(line.words)) if line.said else line for line in part.lines)
        return replace(part, lines=tuple(line for line in lines if line.words))

    parts = map(cleaned, whole.parts)
    return replace(whole, parts=tuple(part for part in parts if part.lines))


def _part(heading: str, lines: Iterable[Line]) -> Part:
    return Part(heading, tuple(lines))


def _said(*words: str) -> list[Line]:
    return [Line(one, said=True) for one in words if one]


def _milestone(light: Light, them: str, dates: Dates) -> Iterator[Line]:
    yield Line(f"{'A hard day. ' if light.is_hard else ''}{dates.full(light.day)}.")
    yield from _said(light.words) if light.words or light.is_hard else [Line(f"{light.title}.")]
    if light.saw:
        added = f"{them} added" if them else "Added to it"
        yield Line(f"{added if light.by_me else 'I added'}:")
        yield from _said(light.saw)


def _check_in(check_in: Moment, dates: Dates) -> Iterator[Line]:
    strands = f" {check_in.strands_in_words}." if check_in.strands else ""
    yield Line(f"{dates.full(check_in.day)}. {_elsewhere(check_in.title)}.{strands}")
    yield from _said(check_in.shared, check_in.added)
    if own := _said(check_in.own, check_in.along):
        yield Line("For myself:")
        yield from own


def _note(note: LoneNote, dates: Dates) -> Iterator[Line]:
    yield Line(f"{dates.full(note.day)}.")
    yield from _said(note.own, note.along)


def _elsewhere(words: str) -> str:
    """Where this is read, *here* is another place."""
    return words.replace("essages here", "essages")


def _talks(check_ins: Sequence[Moment]) -> str:
    [(means, most), *_] = Counter(one.means for one in check_ins).most_common(1)
    talks = _some(len(check_ins), "talk")
    if most * 2 <= len(check_ins):
        return talks
    return f"{talks}, {BY[means] if most == len(check_ins) else f'most of them {BY[means]}'}"


def _hard_days(how_many: int) -> list[Fact]:
    if not how_many:
        return []
    after = "the days after it" if how_many == 1 else "the days after them"
    return [("dip", f"{_some(how_many, 'hard day')}, and {after}", False)]


def _strands(check_ins: Sequence[Moment]) -> list[Fact]:
    """Those that came up most; in the programme's order where they came up as often."""
    often = Counter(strand for one in check_ins for strand in one.strands)
    most = sorted(often, key=lambda strand: (-often[strand], list(STRANDS).index(strand)))[:MOST_STRANDS]
    return [("talks", f"Most of all: {', '.join(STRANDS[strand].lower() for strand in most)}", False)] if most else []


def _some(number: int, what: str) -> str:
    return f"{in_words(number).capitalize()} {what}{'' if number == 1 else 's'}"
