from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal.enrolments.rules import why_not_paused_until as why_no_room_until
from portal.errors import NotPossible
from portal.mentorships.rules import (
    ACTIVE,
    CHANGED,
    ENDED,
    ENDING,
    OCCUPYING,
    PAUSED,
    SOMEONE_ELSE_GOES_ON,
    THEIR_PAUSE,
    THEIRS_TO_CHOOSE,
    TRANSITIONS,
    can_write,
    has_just_begun,
    is_over,
    move,
    why_not_paused_until,
    why_not_resumed,
    why_not_sooner,
)

STATES = (ACTIVE, PAUSED, ENDING, ENDED)
ALLOWED = {
    (ACTIVE, PAUSED),
    (PAUSED, ACTIVE),
    (ACTIVE, ENDING),
    (PAUSED, ENDING),
    (ENDING, ENDED),
    (ACTIVE, ENDED),
    (PAUSED, ENDED),
}
FORBIDDEN = sorted(set(product((*STATES, "gone"), repeat=2)) - ALLOWED)
NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_the_table_is_all_there_is() -> None:
    assert TRANSITIONS == ALLOWED


@pytest.mark.parametrize(("state", "to"), sorted(ALLOWED))
def test_a_way_it_may_go(state: str, to: str) -> None:
    assert move(state, to) == to


@pytest.mark.parametrize(("state", "to"), FORBIDDEN)
def test_a_way_it_may_not_go(state: str, to: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        move(state, to)
    assert refusal.value.sentence == CHANGED


def test_nothing_new_is_written_after_a_goodbye() -> None:
    assert {state: can_write(state) for state in STATES} == {ACTIVE: True, PAUSED: True, ENDING: False, ENDED: False}


def test_a_paused_talk_keeps_its_place() -> None:
    assert OCCUPYING == (ACTIVE, PAUSED)


@pytest.mark.parametrize("state", STATES)
def test_over_by_its_state_or_by_the_clock(state: str) -> None:
    ended = state == ENDED
    assert is_over(state, None, NOW) is ended
    assert is_over(state, NOW + timedelta(microseconds=1), NOW) is ended
    assert is_over(state, NOW, NOW) is True
    assert is_over(state, NOW - timedelta(days=1), NOW) is True


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 14, 366, 367])
def test_a_pause_is_until_a_day_as_a_mentors_own_is(days: int) -> None:
    today = NOW.date()
    day = today + timedelta(days=days)
    assert why_not_paused_until(day, today) == why_no_room_until(day, today)
    assert (why_not_paused_until(day, today) is None) is (0 < days <= 366)


def test_a_pause_beside_somebody_else_ends_by_the_mentees_choice_alone() -> None:
    theirs = THEIRS_TO_CHOOSE.format(name="Maya")
    goes_on = SOMEONE_ELSE_GOES_ON.format(name="Ruth")
    refusals = {
        (role, state, may): why_not_resumed(role, {state: "Ruth"} if state else {}, theirs=may, mentee="Maya")
        for role, state, may in product(("mentor", "mentee"), ("", ACTIVE, PAUSED), (True, False))
    }
    assert refusals == {
        ("mentor", "", False): None,
        ("mentor", "", True): theirs,
        ("mentor", ACTIVE, False): theirs,
        ("mentor", ACTIVE, True): theirs,
        ("mentor", PAUSED, False): theirs,
        ("mentor", PAUSED, True): theirs,
        ("mentee", "", False): None,
        ("mentee", "", True): None,
        ("mentee", ACTIVE, False): goes_on,
        ("mentee", ACTIVE, True): goes_on,
        ("mentee", PAUSED, False): None,
        ("mentee", PAUSED, True): None,
    }


def test_before_its_day_a_pause_is_of_whoever_took_it() -> None:
    sentence = THEIR_PAUSE.format(name="Theo")
    assert sentence == "Theo asked for this pause. Theo can go on sooner, and you hear it here."
    today = NOW.date()
    for days, may in product((-1, 0, 1, 40), (True, False)):
        refusal = why_not_sooner(today + timedelta(days=days), today, may=may, other="Theo")
        assert refusal == (None if may or days <= 0 else sentence)


def test_it_has_just_begun_until_something_shows_that_they_found_each_other() -> None:
    assert has_just_begun(None, talked=False) is True
    assert has_just_begun(NOW, talked=False) is False
    assert has_just_begun(None, talked=True) is False
