"""Which ways to talk two have: what both agreed to here, as long as both let themselves be reached that way at all."""

from dataclasses import fields
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from portal.mentorships.talk import FOR_GOOD, PARTS, Talk

AGREED, ANY = "phone,messages", "phone,text,messages"


def row(**values: str) -> dict[str, Any]:
    """As it is read from the tables."""
    columns: dict[str, Any] = {field.name: None for field in fields(Talk)}
    columns |= {
        f"{role}_{name}": None for role, name in product(("mentor", "mentee"), (*PARTS, "feels", "block", "blocked_at"))
    }
    columns |= {"mentor": "theo", "mentee": "maya", "mentor_name": "Theo", "mentee_name": "Maya", "state": "active"}
    columns |= {"mentor_ways": AGREED, "mentee_ways": AGREED, "mentor_means": ANY, "mentee_means": ANY}
    return columns | values


@pytest.mark.parametrize("me", ["theo", "maya"])
@pytest.mark.parametrize(
    ("values", "ways"),
    [
        ({}, ["phone", "messages"]),
        ({"mentor_ways": "messages,phone"}, ["phone", "messages"]),
        ({"mentor_ways": "phone"}, ["phone"]),
        ({"mentee_ways": "messages"}, ["messages"]),
        ({"mentor_means": "phone"}, ["phone"]),
        ({"mentee_means": "messages,text"}, ["messages"]),
        ({"mentor_means": "phone", "mentee_means": "messages"}, []),
        ({"mentor_means": ""}, []),
        ({"mentee_ways": ""}, []),
    ],
)
def test_a_way_counts_where_both_agreed_and_both_still_have_it(
    me: str, values: dict[str, str], ways: list[str]
) -> None:
    talk = Talk.whole(row(**values), me)
    assert talk is not None
    assert talk.ways == ways


@pytest.mark.parametrize(
    ("paused_by", "meanwhile", "may"),
    [("maya", "", True), ("theo", "", False), ("theo", "wait", False), ("theo", "stand_in", True), (None, "", False)],
)
def test_who_took_a_pause_may_go_on_and_who_has_somebody_else(paused_by: str | None, meanwhile: str, may: bool) -> None:
    talk = Talk.whole(row(paused_by=paused_by, mentee_meanwhile=meanwhile), "maya")  # type: ignore[arg-type]
    assert talk is not None
    assert talk.may_go_on is may


@pytest.mark.parametrize(("me", "until"), [("maya", datetime(2026, 3, 1, tzinfo=UTC)), ("theo", FOR_GOOD)])
def test_what_one_of_the_two_has_blocked_is_theirs_alone(me: str, until: datetime) -> None:
    blocked: Any = {"mentee_block": "an id", "mentee_blocked_at": datetime(2026, 3, 1, tzinfo=UTC)}
    talk = Talk.whole(row(**blocked), me)
    assert talk is not None
    assert talk.hears_until == until
    assert talk.block == ("an id" if me == "maya" else None)
