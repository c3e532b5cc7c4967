"""What the picture is drawn from, and the list and the sentence that say the same."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from portal.mentorships.path import Shown, Way, way
from portal.web.drawing import thinned


@dataclass(frozen=True)
class Talked:
    day: date
    hard_day: bool = False
    shared: str = ""

    @property
    def title(self) -> str:
        return "A hard day, by text" if self.hard_day else "Half an hour by phone"


@dataclass(frozen=True)
class Marked:
    day: date
    is_hard: bool = False
    words: str = ""
    created_at: datetime = datetime(2026, 4, 1, tzinfo=UTC)


def on(day: int) -> date:
    return date(2026, 3, day)


def at(hour: int) -> datetime:
    return datetime(2026, 4, 2, hour, tzinfo=UTC)


def test_nothing_yet() -> None:
    assert way([], []).letters == ""
    assert way([], []).newest_light is None


def test_in_the_order_of_days_and_the_talk_before_the_milestone() -> None:
    talks = [Talked(on(9)), Talked(on(2), hard_day=True), Talked(on(5))]
    assert way(talks, [Marked(on(5)), Marked(on(1))]).letters == "mhtmt"


def test_a_hard_day_kept_as_a_milestone_is_a_dip_too() -> None:
    assert way([Talked(on(2))], [Marked(on(3), is_hard=True), Marked(on(4))]).letters == "thm"


def test_the_list_says_the_same_in_the_same_order() -> None:
    talks = [Talked(on(2), shared="It helped."), Talked(on(4), hard_day=True)]
    lights = [Marked(on(3), words="I slept."), Marked(on(5), is_hard=True)]
    assert way(talks, lights).moments == [
        Shown("t", on(2), "A talk, half an hour by phone", "It helped."),
        Shown("m", on(3), "A milestone", "I slept."),
        Shown("h", on(4), "A hard day, by text"),
        Shown("h", on(5), "A hard day"),
    ]


def test_what_was_marked_last_glows_wherever_it_stands() -> None:
    lights = [Marked(on(1), created_at=at(9)), Marked(on(3), created_at=at(8))]
    assert way([Talked(on(2))], lights).newest_light == 0


def test_a_hard_day_marked_last_does_not_glow() -> None:
    lights = [Marked(on(1), created_at=at(8)), Marked(on(3), is_hard=True, created_at=at(9))]
    assert way([], lights).newest_light is None


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("t", "a talk"),
        ("tt", "two talks"),
        ("tth", "two talks and a hard day"),
        ("hthmtmm", "two talks, two hard days and three milestones"),
        ("m" * 11, "eleven milestones"),
        ("t" * 12, "talks"),
        ("t" * 400 + "hm", "talks, a hard day and a milestone"),
    ],
)
def test_the_sentence_says_what_is_drawn(letters: str, said: str) -> None:
    assert a_way(letters).sentence("Theo") == (
        f"Your talks with Theo as a picture. Two lines start apart and run next to each other: {said}."
        " The same moments are listed below."
    )
    assert a_way(letters).sentence("Theo", ended=True) == (
        f"Your talks with Theo as a picture: two lines meet, run next to each other through {said}, and part."
    )


def test_where_the_picture_begins_later_than_the_talks_it_says_since_when() -> None:
    assert a_way("m" * 12).drawn_since == on(2)
    assert a_way("m" * 12).sentence("Theo").startswith("Your talks with Theo as a picture. Two lines run next to")
    assert a_way("t" * 30).drawn_since is None


@pytest.mark.parametrize("letters", ["t", "tmh", "tttthtttmtttttthhttttttmttttth", "mh" * 15])
def test_picture_and_sentence_have_the_same_moments_and_the_list_has_all(letters: str) -> None:
    found = a_way(letters)
    drawn, _ = thinned(found.letters)
    assert [moment.letter for moment in found.moments] == list(letters)
    for letter, many in (("h", "hard days"), ("m", "milestones")):
        number = sum(1 for index in drawn if letters[index] == letter)
        assert (many in found.sentence("Theo")) == (number > 1)


def a_way(letters: str) -> Way:
    days = [date.fromordinal(on(1).toordinal() + index) for index in range(len(letters))]
    talks = [Talked(day, hard_day=letter == "h") for day, letter in zip(days, letters, strict=True) if letter in "th"]
    return way(talks, [Marked(day) for day, letter in zip(days, letters, strict=True) if letter == "m"])
