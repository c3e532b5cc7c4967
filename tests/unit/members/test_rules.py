from collections.abc import Iterable

import pytest

from portal.members.rules import (
    HOMES,
    MEANS,
    NEEDS,
    details_to_show,
    in_common,
    in_words,
    listed,
    stored,
    why_means_need_details,
)

NUMBER = "Phone and text need a number. Fill it in, or untick them."
ADDRESS = "E-mail and video need an e-mail address. Fill it in, or untick them."


def test_the_words() -> None:
    assert list(MEANS) == ["phone", "text", "video", "email", "in_person", "messages"]
    assert list(HOMES) == ["open", "hidden"]


@pytest.mark.parametrize("choices", [[], ["phone"], ["email", "phone"], list(MEANS)])
def test_what_is_stored_is_read_back(choices: list[str]) -> None:
    assert listed(stored(choices)) == choices


def test_what_is_sent_twice_is_stored_once() -> None:
    assert stored(["text", "phone", "text"]) == "text,phone"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("", "", []),
        ("phone", "", []),
        ("phone", "text", []),
        ("phone,text", "text,phone", ["phone", "text"]),
        ("in_person,email,phone", "phone,video,in_person", ["phone", "in_person"]),
        ("fax", "fax", []),
    ],
)
def test_in_common_is_what_both_ticked(one: str, other: str, both: list[str]) -> None:
    assert in_common(one, other) == both
    assert in_common(other, one) == both


@pytest.mark.parametrize(
    ("ways", "line"),
    [
        ("", ""),
        ("phone,text", "Phone or text"),
        (["email", "in_person"], "E-mail or in person"),
        ("fax,video", "Video"),
    ],
)
def test_several_ways_as_a_line(ways: str | Iterable[str], line: str) -> None:
    assert in_words(ways) == line


def test_only_the_details_that_the_ways_need() -> None:
    assert {way: details_to_show([way]) for way in MEANS} == {
        "phone": {"phone"},
        "text": {"phone"},
        "video": {"email"},
        "email": {"email"},
        "in_person": set(),
        "messages": set(),
    }
    assert details_to_show(MEANS) == {"phone", "email"} == set(NEEDS.values())
    assert details_to_show([]) == set()


@pytest.mark.parametrize(
    ("means", "phone", "email", "missing"),
    [
        ([], "", "", {}),
        (["in_person"], "", "", {}),
        (["phone"], "", "", {"phone": NUMBER}),
        (["text"], "", "a@b.example", {"phone": NUMBER}),
        (["video"], "555", "", {"email": ADDRESS}),
        (["email", "phone"], "", "", {"email": ADDRESS, "phone": NUMBER}),
        (["email", "phone"], "555", "a@b.example", {}),
    ],
)
def test_a_way_needs_its_detail(means: list[str], phone: str, email: str, missing: dict[str, str]) -> None:
    assert why_means_need_details(means, phone=phone, email=email) == missing
