from datetime import timedelta

import pytest

from portal.endings.rules import TIME_TO_ANSWER, can_say_goodbye


def test_a_fortnight_to_answer() -> None:
    assert timedelta(days=14) == TIME_TO_ANSWER


@pytest.mark.parametrize(
    ("state", "possible"), [("active", True), ("paused", True), ("ending", True), ("ended", False), ("gone", False)]
)
def test_goodbye_is_said_once_by_each(state: str, possible: bool) -> None:
    assert can_say_goodbye(state, given_by_me=False) is possible
    assert can_say_goodbye(state, given_by_me=True) is False
