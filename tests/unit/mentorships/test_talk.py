"""Which ways to talk two have: what both agreed to here, as long as both let themselves be reached that way at all."""

from dataclasses import fields
from itertools import product
from typing import Any

import pytest

from portal.mentorships.talk import PARTS, Talk

AGREED, ANY = "phone,messages", "phone,text,messages"


def row(**values: str) -> dict[str, Any]:
    """As it is read from the tables."""
    columns: dict[str, Any] = {field.name: None for field in fields(Talk)}
    columns |= {f"{role}_{name}": None for role, name in product(("mentor", "mentee"), (*PARTS, "feels"))}
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
