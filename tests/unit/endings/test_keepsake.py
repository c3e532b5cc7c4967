"""What is kept, in words; and that nothing of ours that leaves says what it is about."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.check_ins.notes import LoneNote
from portal.check_ins.queries import Moment
from portal.check_ins.rules import BY, STRANDS
from portal.endings.keepsake import Keepsake, from_to, happened, keepsake
from portal.endings.queries import Goodbye
from portal.mentorships.queries import Talk
from portal.milestones.queries import Light
from portal.web.dates import Dates

NOW = datetime(2026, 10, 2, 12, tzinfo=UTC)
FORBIDDEN = re.compile(r"mentor|mentee|heal\b|affair|infidel|cheat|programme|portal|group", re.IGNORECASE)

TALK = Talk(
    id="t",
    me="maya",
    role="mentee",
    other="theo",
    other_name="Theo",
    my_name="Maya",
    group="g",
    group_name="Tuesday Evening",
    state="ended",
    began_at=datetime(2026, 2, 3, tzinfo=UTC),
    closes_at=None,
    ended_at=datetime(2026, 9, 27, tzinfo=UTC),
    paused_until=None,
)
GOODBYE = Goodbye(
    remembered="That Theo just listened.",
    my_note="Thank you, Theo.",
    my_given_at=NOW,
    their_note="Maya, thank you. theo",
    their_given_at=NOW,
)


def check_in(means: str = "phone", *, hard: bool = False, strands: tuple[str, ...] = (), own: str = "") -> Moment:
    return Moment(
        id="c",
        day=date(2026, 3, 1),
        means=means,
        length="",
        strands=strands,
        hard_day=hard,
        by_me=True,
        created_at=NOW,
        can_change=False,
        can_add=False,
        is_opened=True,
        shared="Theo’s idea of a list.",
        own=own,
    )


def light(words: str = "I told Theo.", saw: str = "Maya was brave.") -> Light:
    return Light(
        id="l",
        day=date(2026, 4, 1),
        is_hard=False,
        by_me=True,
        created_at=NOW,
        can_change=False,
        is_opened=True,
        open_for_me=False,
        words=words,
        saw=saw,
    )


def kept(*check_ins: Moment, names: bool, goodbye: Goodbye = GOODBYE) -> Keepsake:
    return keepsake(TALK, goodbye, check_ins, [light()], dates=Dates(NOW), names=names)


def words_of(page: Keepsake, *, said: bool | None = None) -> list[str]:
    lines = [line for part in page.parts for line in part.lines if said is None or line.said is said]
    return [page.title, page.when, *(part.heading for part in page.parts), *(line.words for line in lines)]


def test_what_happened_in_words() -> None:
    talks = [check_in(), check_in(strands=("sharing",)), check_in("video", hard=True, strands=("sharing", "learning"))]
    assert [words for _, words, _ in happened(talks, [light(), light()])] == [
        "Three talks, most of them by phone",
        "Two milestones",
        "One hard day, and the days after it",
        "Most of all: sharing, learning",
    ]


@pytest.mark.parametrize(
    ("means", "said"),
    [
        (["phone"], "One talk, by phone"),
        (["phone", "video"], "Two talks"),
        (["text", "text"], "Two talks, by text"),
        (["phone", "video", "text"], "Three talks"),
    ],
)
def test_most_is_more_than_half(means: list[str], said: str) -> None:
    assert happened([check_in(one) for one in means], [])[0][1] == said


def test_nothing_happened() -> None:
    assert happened([], []) == []


def test_with_names_it_is_all_there() -> None:
    page = kept(check_in(own="Mine."), names=True)
    assert page.title == "Talks with Theo"
    assert page.when == "From February to September"
    assert [part.heading for part in page.parts] == [
        "Theo wrote",
        "One thing to remember",
        "I wrote",
        "What happened",
        "Milestones",
        "Talks",
    ]
    assert {"Thank you, Theo.", "That Theo just listened.", "Mine.", "Theo’s idea of a list."} <= set(words_of(page))


def test_without_names_there_are_none() -> None:
    words = words_of(kept(check_in(own="Ask Maya and THEO."), names=False))
    assert [one for one in words if re.search("theo|maya", one, re.IGNORECASE)] == []
    assert {"…, thank you. …", "Thank you, …", "I told …", "… was brave.", "Added to it:"} <= set(words)
    assert words[0] == "Notes"
    assert {"Written to me", "I wrote"} <= set(words)
    assert [one for one in words if "the other" in one.lower()] == []


@pytest.mark.parametrize("names", [True, False])
def test_messages_are_not_here_where_it_is_read(names: bool) -> None:
    said = words_of(kept(check_in("messages"), names=names), said=False)
    assert "One talk, in messages" in said
    assert [one for one in said if "here" in one] == []


def test_a_hard_day_is_said_to_be_one() -> None:
    hard = replace(light(), is_hard=True, day=date(2026, 4, 2))
    page = keepsake(TALK, GOODBYE, [], [light(), hard], dates=Dates(NOW), names=True)
    assert "Milestones and hard days" in words_of(page)
    assert "A hard day. Thursday, 2 April." in words_of(page, said=False)


def test_a_note_that_outlived_its_check_in_is_kept_too() -> None:
    note = LoneNote(date(2026, 3, 2), own="What Theo said.", along="", weighs=True)
    page = keepsake(TALK, GOODBYE, [], [], [note], dates=Dates(NOW), names=False)
    assert page.parts[-1].heading == "Notes for myself"
    assert "What … said." in words_of(page)


def test_it_is_over_for_whoever_said_goodbye() -> None:
    said = replace(GOODBYE, their_note="", their_given_at=None, my_given_at=datetime(2026, 5, 3, tzinfo=UTC))
    open_still = replace(TALK, state="ending", ended_at=None)
    assert from_to(open_still, said, Dates(NOW)) == "From February to May"


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("means", list(BY))
def test_no_word_of_ours_says_what_it_is_about(names: bool, means: str) -> None:
    page = kept(check_in(means, strands=tuple(STRANDS), hard=True, own="x"), names=names)
    assert [one for one in words_of(page, said=False) if FORBIDDEN.search(one)] == []


def test_a_note_that_was_not_given_is_not_kept() -> None:
    drafted = Goodbye(remembered="", my_note="A draft.", my_given_at=None, their_note="", their_given_at=None)
    assert "A draft." not in words_of(kept(names=True, goodbye=drafted))
