from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from portal.feedback.hints import LONG, TOO_LONG
from portal.feedback.rules import (
    FEWEST,
    LONGEST,
    MENTEES,
    MENTORS,
    NOT_SAID,
    QUESTIONS,
    Could,
    Feedback,
    Planned,
    at_least,
    batches,
    counted,
    filled,
    hints,
    is_kept,
    last_monday,
    next_quarter,
    quarter_of,
)

NOW, BEFORE, LONG_AGO = "2026Q4", "2026Q3", "2026Q2"
ENOUGH = Could(of={("oak", MENTEES): 9, ("oak", MENTORS): 7, ("elm", MENTEES): 5}, everybody=30)


def said(many: int, group: str = "", side: str = "", quarter: str = NOW) -> list[Feedback]:
    return [Feedback(group, side, filled({}), f"{group}{side}{quarter}{one}", quarter) for one in range(many)]


def of_oak(many: int, quarter: str = NOW) -> list[Feedback]:
    return said(many, "oak", MENTEES, quarter)


def planned(pending: list[Feedback], could: Could = ENOUGH) -> list[tuple[str, str, int]]:
    """Group, side and how many; and nothing is lost or said twice."""
    found, waits = batches(pending, could, NOW)
    everything = [*waits, *(one for batch in found for one in batch.said)]
    assert sorted(map(repr, everything)) == sorted(map(repr, pending))
    return [(one.group, one.side, len(one.said)) for one in found]


def test_four_release_nothing_and_five_do() -> None:
    assert planned(of_oak(FEWEST - 1)) == []
    assert planned(of_oak(FEWEST)) == [("oak", MENTEES, 5)]


def test_five_who_could_are_needed_too() -> None:
    assert planned(of_oak(5), Could(of={("oak", MENTEES): 4}, everybody=4)) == []
    assert planned(said(5), Could(of={}, everybody=4)) == []
    assert planned(of_oak(5), Could(of={}, everybody=30)) == []


def test_every_side_of_every_group_by_itself() -> None:
    pending = [*of_oak(5), *said(6, "oak", MENTORS), *said(4, "elm", MENTEES)]
    assert planned(pending) == [("oak", MENTEES, 5), ("oak", MENTORS, 6)]


def test_what_is_left_waits_for_more_of_its_quarter() -> None:
    """Two of one group and three of another are not mixed while their own may still come."""
    assert planned([*said(2, "oak", MENTORS), *said(3, "elm", MENTEES)]) == []


def test_and_joins_the_programme_afterwards() -> None:
    pending = [*said(2, "oak", MENTORS, BEFORE), *said(3, "elm", MENTEES, BEFORE)]
    assert planned(pending) == [("", "", 5)]


def test_what_is_of_no_group_waits_for_the_end_of_its_quarter_too() -> None:
    """Else the programme's would be of the small places alone."""
    assert planned([*said(9), *of_oak(4)]) == []
    assert planned([*said(3, quarter=BEFORE), *of_oak(2, BEFORE), *said(9)]) == [("", "", 5)]


def test_five_of_two_quarters_may_be_three_people() -> None:
    assert planned([*of_oak(3), *of_oak(3, BEFORE)]) == []
    assert planned([*said(4), *said(4, quarter=BEFORE), *said(4, quarter=LONG_AGO)]) == []


def test_older_ones_ride_along_with_five() -> None:
    assert planned([*of_oak(5), *of_oak(2, BEFORE), *of_oak(1, LONG_AGO)]) == [("oak", MENTEES, 8)]
    assert planned([*said(5, quarter=BEFORE), *of_oak(3, LONG_AGO)]) == [("", "", 8)]


def test_a_group_of_the_last_quarter_comes_before_the_programme() -> None:
    assert planned([*of_oak(5, BEFORE), *said(5, quarter=BEFORE)]) == [("oak", MENTEES, 5), ("", "", 5)]


def test_a_group_in_which_too_few_could_write_by_now_is_not_named() -> None:
    few = Could(of={("oak", MENTEES): 4}, everybody=30)
    assert planned(of_oak(5, BEFORE), few) == [("", "", 5)]
    assert planned(of_oak(5), few) == []


@pytest.mark.parametrize(("now", "earlier", "could"), [(7, 0, 7), (5, 3, 5)])
def test_never_more_people_wrote_than_could(now: int, earlier: int, could: int) -> None:
    """Some may have no talks any more; and what rode along may be of the same people."""
    pending = [*of_oak(now), *of_oak(earlier, BEFORE)]
    [batch], _ = batches(pending, Could(of={("oak", MENTEES): 5}, everybody=5), NOW)
    assert batch == Planned(tuple(pending), could, "oak", MENTEES)


def test_at_least_so_many_people() -> None:
    assert at_least([]) == 0
    assert at_least([*of_oak(3), *of_oak(2, BEFORE)]) == 3


@pytest.mark.parametrize(
    ("moment", "quarter", "again"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026Q1", date(2026, 4, 1)),
        (datetime(2026, 3, 31, 23, 59, tzinfo=UTC), "2026Q1", date(2026, 4, 1)),
        (datetime(2026, 9, 30, tzinfo=UTC), "2026Q3", date(2026, 10, 1)),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), "2026Q4", date(2027, 1, 1)),
        (datetime(2027, 1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "2026Q4", date(2027, 1, 1)),
    ],
)
def test_quarters_are_everybodys_by_one_clock(moment: datetime, quarter: str, again: date) -> None:
    assert (quarter_of(moment), next_quarter(moment)) == (quarter, again)


@pytest.mark.parametrize(
    ("quarter", "kept"), [("2026Q4", True), ("2026Q1", True), ("2025Q4", True), ("2025Q3", False), ("2027Q1", True)]
)
def test_it_waits_for_four_quarters(quarter: str, kept: bool) -> None:
    assert is_kept(quarter, now=NOW) is kept


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2026, 11, 23, 5, 59, 59, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 23, 6, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 29, 23, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 30, 4, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_mondays_from_six(moment: datetime, monday: date) -> None:
    assert last_monday(moment) == monday


def test_a_handful_of_questions_with_a_way_past_each() -> None:
    assert 4 <= len(QUESTIONS) <= 6
    for name, question in QUESTIONS.items():
        assert list(question.choices)[-1] == NOT_SAID
        assert len(question.choices) == 4
        assert len(name) <= 16
        assert all(len(choice) <= 16 for choice in question.choices)
        assert not {"mentor", "mentee"} & set(question.words.lower().replace("?", "").split())


def test_what_is_left_out_or_unknown_was_not_said() -> None:
    assert filled({"talks": "good", "heard": "<b>", "else": "x"}) == {
        **dict.fromkeys(QUESTIONS, NOT_SAID),
        "talks": "good",
    }


def test_counted_by_question() -> None:
    found = counted([Feedback(choices={"talks": "good"}), Feedback(choices={"talks": "good"}), Feedback()])
    assert found["talks"] == {"good": 2, NOT_SAID: 1}
    assert found["safe"] == {NOT_SAID: 3}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", []),
        ("It helps. Thank you. I’m glad, and so am I.", []),
        ("It is NOT what I hoped for", []),
        ("Theo helps me", ["“Theo”: a name. Say it without."]),
        ("theo’s way helps", ["“theo”: a name. Say it without."]),
        ("my mentor Anna helps", ["“Anna”: if this is a person or a place, leave it out."]),
        ("we met in Leeds and Bath", ["“Leeds”, “Bath”: if this is a person or a place, leave it out."]),
        ("we met on tuesday", ["“tuesday”: this tells when it was. Say it without."]),
        ("on 3 May it was hard", ["“3 May”: this tells when it was. Say it without."]),
        ("it may march on", []),
        ("after 14 talks", ["“14”: a number can point to one person. Say it without."]),
        ("at 7:30 pm", ["“7:30”: this tells when it was. Say it without."]),
        ("anna@mail.example", ["“anna@mail.example”: this leads to somebody. Leave it out."]),
        ("+1 202 555 0101", ["“+1 202 555 0101”: this leads to somebody. Leave it out."]),
        ("outside the church", ["“church”: this tells where it was. Say it without."]),
        ("my wife left", ["“wife”: this tells about your own life. Could this only be you?"]),
        ("nobody else came", ["“nobody else”: could this only be you? Say it as others could say it too."]),
        ("good " * LONG, [TOO_LONG]),
    ],
)
def test_hints(words: str, told: list[str]) -> None:
    assert hints(words, ["Theo", "Will"]) == told


def test_a_name_that_is_a_word_too() -> None:
    assert hints("will it go on", ["Will"]) == []
    assert hints("and then Will said so", ["Will"]) == ["“Will”: a name. Say it without."]


def test_nobody_is_known_but_whom_the_writer_knows() -> None:
    """Whether somebody is here cannot be tried out: a name of others reads like any word."""
    assert hints("ruth helps", ["Theo"]) == hints("rain helps", ["Theo"]) == []


def test_hostile_words_are_looked_at_as_fast() -> None:
    for words in ("@" * LONGEST, "1 " * 300, "A " * 300, "." * LONGEST, "\x00" * LONGEST, "١" * LONGEST):
        assert len(hints(words, ["Theo"])) <= 4
