"""When a pair is asked what: a table, read by the clock."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.mentorships.prompts import (
    DOORS,
    FEELS_RIGHT,
    FOUND,
    GOOD,
    HELLO,
    HOW_AGAIN,
    HOW_IS_IT,
    IN_TOUCH,
    NEVER_WAIT,
    NO_WORD,
    NOT_YET,
    PACE,
    PAUSE_OVER,
    SAY,
    SILENT,
    STILL,
    UNANSWERED,
    Pace,
    Prompt,
    Story,
    due,
    may_be_said,
    writes_by,
)
from portal.mentorships.rules import ACTIVE, ENDED, ENDING, PAUSED

BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def day(number: float) -> datetime:
    return BEGAN + timedelta(days=number)


NEW = Story(state=ACTIVE, began_at=BEGAN)
ASKED = replace(NEW, feels_asked_at=BEGAN)
FOUND_EACH_OTHER = replace(ASKED, found_at=day(1))


def lived_through(story: Story, days: int) -> list[tuple[int, Prompt]]:
    """Which prompts fall due on which day, each said at once and nothing ever answered."""
    heard = []
    for number in range(days + 1):
        for prompt in due(story, day(number)):
            heard.append((number, prompt))
            story = replace(story, told={**story.told, prompt: day(number)})
    return heard


def test_the_first_contact() -> None:
    assert lived_through(ASKED, 30) == [(3, (FOUND, 1)), (10, (FOUND, 2)), (14, (NO_WORD, 1))]


def test_nothing_is_asked_of_it_once_they_have_found_each_other() -> None:
    kinds = {prompt[0] for _, prompt in lived_through(FOUND_EACH_OTHER, 400)}
    assert kinds.isdisjoint({FOUND, NO_WORD})


def test_who_said_not_yet_has_asked_for_help_already() -> None:
    said = replace(ASKED, told={(NOT_YET, 2): day(5)})
    assert (NO_WORD, 1) not in [prompt for _, prompt in lived_through(said, 30)]


def test_check_ins_are_asked_for_on_day_14_and_28_and_then_every_30_each_time_once_more() -> None:
    asked = [(on, prompt) for on, prompt in lived_through(FOUND_EACH_OTHER, 120) if prompt[0] in (HOW_IS_IT, HOW_AGAIN)]
    assert asked == [
        (14, (HOW_IS_IT, 1)),
        (19, (HOW_AGAIN, 1)),
        (28, (HOW_IS_IT, 2)),
        (33, (HOW_AGAIN, 2)),
        (58, (HOW_IS_IT, 3)),
        (63, (HOW_AGAIN, 3)),
        (88, (HOW_IS_IT, 4)),
        (93, (HOW_AGAIN, 4)),
        (118, (HOW_IS_IT, 5)),
    ]


def test_a_check_in_since_the_last_prompt_makes_the_next_one_needless() -> None:
    logged = replace(FOUND_EACH_OTHER, last_check_in=day(20), lived=day(20))
    assert (HOW_IS_IT, 2) not in due(logged, day(28))
    assert (HOW_IS_IT, 3) in due(logged, day(58))
    came = replace(logged, last_check_in=day(30), lived=day(30), told={(HOW_IS_IT, 2): day(28)})
    assert (HOW_AGAIN, 2) not in due(came, day(33))


def test_whether_it_feels_right_is_asked_on_day_21_if_it_was_not_asked_yet() -> None:
    assert (FEELS_RIGHT, 1) not in due(NEW, day(21) - A_MINUTE)
    assert (FEELS_RIGHT, 1) in due(NEW, day(21))
    assert (FEELS_RIGHT, 1) not in due(ASKED, day(21))


def test_a_quiet_pair_is_asked_after_35_days_and_a_week_later_it_is_a_task() -> None:
    quiet = replace(FOUND_EACH_OTHER, lived=day(10), last_check_in=day(10))
    asked = [(on, prompt) for on, prompt in lived_through(quiet, 80) if prompt[0] in (STILL, SILENT)]
    assert asked == [(45, (STILL, 10)), (52, (SILENT, 10))]


@pytest.mark.parametrize("sign", [44, 50])
def test_a_sign_of_life_puts_it_off(sign: int) -> None:
    quiet = replace(FOUND_EACH_OTHER, lived=day(sign), told={(STILL, 10): day(45)})
    assert due(quiet, day(60)) == [] or {prompt[0] for prompt in due(quiet, day(60))} <= {HOW_IS_IT}
    assert (STILL, sign) in due(quiet, day(sign + 35))


def test_still_good_for_both_every_90_days() -> None:
    asked = [(on, prompt) for on, prompt in lived_through(FOUND_EACH_OTHER, 300) if prompt[0] == GOOD]
    assert asked == [(90, (GOOD, 1)), (180, (GOOD, 2)), (270, (GOOD, 3))]


def test_in_a_pause_nothing_is_asked_and_nothing_is_caught_up_with() -> None:
    paused = replace(FOUND_EACH_OTHER, state=PAUSED)
    assert lived_through(paused, 200) == []
    back = replace(FOUND_EACH_OTHER, pause_ended=day(100), lived=day(101), last_check_in=day(101))
    assert due(back, day(101)) == []


def test_whether_it_feels_right_waits_for_the_end_of_a_pause() -> None:
    back = replace(NEW, found_at=day(1), lived=day(51), pause_ended=day(50))
    assert (FEELS_RIGHT, 1) in due(back, day(51))


@pytest.mark.parametrize("state", [ACTIVE, PAUSED])
def test_a_week_after_a_pause_with_nothing_said_it_is_a_task(state: str) -> None:
    back = replace(FOUND_EACH_OTHER, state=state, pause_ended=day(50))
    assert (PAUSE_OVER, 50) not in due(back, day(57) - A_MINUTE)
    assert (PAUSE_OVER, 50) in due(back, day(57))
    assert (PAUSE_OVER, 50) not in due(replace(back, lived=day(52)), day(57))


def test_after_a_goodbye_nothing_is_asked() -> None:
    assert lived_through(replace(FOUND_EACH_OTHER, state=ENDING), 200) == []


@pytest.mark.parametrize(("how", "say"), [("goodbye", 103), ("without", 110)])
def test_after_the_end_both_hear_three_times(how: str, say: int) -> None:
    """How it has been is asked later where there was no goodbye: not in the first week."""
    ended = replace(FOUND_EACH_OTHER, state=ENDED, ended_at=day(100), ended_how=how)
    assert lived_through(ended, 400) == [(say, (SAY, 1)), (121, (DOORS, 1)), (190, (HELLO, 1))]


@pytest.mark.parametrize(("how", "say"), [("goodbye", 3), ("without", 10)])
def test_how_it_has_been_is_asked_within_a_week_or_not_at_all(how: str, say: int) -> None:
    ended = replace(ASKED, state=ENDED, ended_at=day(0), ended_how=how)
    assert due(ended, day(say) - A_MINUTE) == []
    assert due(ended, day(say)) == due(ended, day(say + 7) - A_MINUTE) == [(SAY, 1)]
    assert due(ended, day(say + 7)) == []


def test_where_somebody_had_to_close_it_nothing_is_said_any_more() -> None:
    assert lived_through(replace(ASKED, state=ENDED, ended_at=day(100), ended_how="closed"), 400) == []


def test_what_fell_due_long_ago_is_not_said_any_more() -> None:
    ended = replace(ASKED, state=ENDED, ended_at=day(0), ended_how="goodbye")
    assert due(ended, day(90 + 30) - A_MINUTE) == [(HELLO, 1)]
    assert due(ended, day(90 + 30)) == []


def test_one_automatic_message_a_week() -> None:
    for kind in (HOW_IS_IT, STILL, GOOD, SAY, DOORS, HELLO):
        said = replace(ASKED, told={(FOUND, 2): day(10)})
        assert may_be_said((kind, 1), said, day(17) - A_MINUTE) is False
        assert may_be_said((kind, 1), said, day(17)) is True
    for kind in NEVER_WAIT:
        assert may_be_said((kind, 1), replace(ASKED, told={(GOOD, 1): day(90)}), day(90)) is True


def test_a_repeat_belongs_to_what_it_repeats() -> None:
    said = replace(ASKED, told={(HOW_IS_IT, 1): day(14)})
    assert may_be_said((HOW_AGAIN, 1), said, day(19)) is True
    assert may_be_said((HOW_AGAIN, 1), replace(said, told={**said.told, (FEELS_RIGHT, 1): day(16)}), day(19)) is False


def test_a_repeat_gives_way_to_what_is_asked_in_that_week() -> None:
    """On day 35 they are asked whether they are still in touch."""
    said = replace(FOUND_EACH_OTHER, told={(HOW_IS_IT, 2): day(28)})
    assert may_be_said((HOW_AGAIN, 2), said, day(33)) is False
    assert may_be_said((STILL, 1), said, day(35)) is True
    assert due(replace(said, told={**said.told, (STILL, 1): day(35)}), day(40)) == []


def test_what_was_not_sent_to_the_two_keeps_nothing_waiting() -> None:
    for kind in (NO_WORD, SILENT, PAUSE_OVER, IN_TOUCH, NOT_YET):
        assert may_be_said((STILL, 1), replace(ASKED, told={(kind, 1): day(40)}), day(40)) is True


def test_another_pace_is_one_place() -> None:
    slow = Pace(did_you_find=(5,), no_word=20)
    assert due(ASKED, day(3), slow) == []
    assert due(ASKED, day(5), slow) == [(FOUND, 1)]
    assert all(isinstance(getattr(PACE, field.name), int | tuple) for field in fields(Pace))


def test_by_when_the_first_word_should_have_come() -> None:
    assert writes_by(BEGAN) == day(3)


moments = st.none() | st.floats(0, 400).map(day)
stories = st.builds(
    Story,
    state=st.sampled_from([ACTIVE, PAUSED, ENDING, ENDED]),
    began_at=st.just(BEGAN),
    found_at=moments,
    feels_asked_at=moments,
    pause_ended=moments,
    last_check_in=moments,
    lived=moments,
    ended_at=moments,
    ended_how=st.sampled_from(["", "goodbye", "without", "closed"]),
    told=st.dictionaries(
        st.tuples(st.sampled_from([FOUND, HOW_IS_IT, STILL, GOOD, IN_TOUCH]), st.integers(1, 400)),
        st.floats(0, 400).map(day),
        max_size=5,
    ),
)


@given(stories, st.floats(0, 500))
def test_nothing_is_due_twice_or_before_its_time(story: Story, at: float) -> None:
    """And whatever is due is not due any more once it was said."""
    now = day(at)
    prompts = due(story, now)
    assert len(prompts) == len(set(prompts))
    assert set(prompts).isdisjoint(story.told)
    said = replace(story, told={**story.told, **dict.fromkeys(prompts, now)})
    assert set(due(said, now)).isdisjoint(prompts)
    if story.state == ENDING:
        assert prompts == []
    if story.state == PAUSED:
        assert {kind for kind, _ in prompts} <= {PAUSE_OVER}
    if story.state != ENDED:
        assert {kind for kind, _ in prompts}.isdisjoint({SAY, DOORS, HELLO})


@given(stories, st.floats(0, 500), st.floats(0, 40))
def test_saying_what_is_due_a_little_later_never_says_more_of_a_kind(story: Story, at: float, late: float) -> None:
    """Downtime is not caught up with: of each kind at most one is due at any moment."""
    kinds = [kind for kind, _ in due(story, day(at + late))]
    assert len(kinds) == len(set(kinds))


def test_a_goodbye_that_is_not_answered_is_told_once_a_week_before_it_closes() -> None:
    goodbye = replace(FOUND_EACH_OTHER, state=ENDING, closes_at=day(54))
    assert lived_through(goodbye, 60) == [(47, (UNANSWERED, 1))]


@given(st.integers(0, 14 * 24 * 60))
def test_a_question_waits_a_week_after_whatever_one_of_them_was_asked_beside(minutes: int) -> None:
    told_at = day(14)
    story = replace(FOUND_EACH_OTHER, told_beside=told_at)
    now = told_at + minutes * A_MINUTE
    assert may_be_said((HOW_IS_IT, 1), story, now) is (minutes >= 7 * 24 * 60)
    assert may_be_said((NO_WORD, 1), story, now) is True
    assert may_be_said((FOUND, 1), story, now) is True
