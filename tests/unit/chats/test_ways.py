"""By which means: what is filled in to begin with, what works best stands for, and what both chose."""

from itertools import product

import pytest

from portal.chats.rules import ANY, HERE, MEANS, agreed, by_words, in_words, own_ways, spelled_out
from portal.members.rules import MEANS as ALL_MEANS

CALLS = ["phone", "text", "video", "email"]


def test_the_ways_there_are() -> None:
    assert list(MEANS) == [*CALLS, HERE, ANY]
    assert (MEANS[HERE], MEANS[ANY]) == ("Here", "Whatever works best")
    assert len(",".join(MEANS)) <= 60, "fits its column"


@pytest.mark.parametrize(
    ("ticked", "ways"),
    [
        ("", []),
        ("in_person", []),
        ("phone,text", ["phone", "text"]),
        ("messages,phone,in_person", ["phone", HERE]),
        (",".join(ALL_MEANS), [*CALLS, HERE]),
    ],
)
def test_what_somebody_said_under_ways_to_talk(ticked: str, ways: list[str]) -> None:
    assert own_ways(ticked) == ways


@pytest.mark.parametrize(
    ("chosen", "ticked", "ways"),
    [
        (["text", "phone"], "email", ["phone", "text"]),
        ([ANY], "email,in_person", ["email", HERE, ANY]),
        ([ANY, "phone"], "email", ["phone", "email", HERE, ANY]),
        ([ANY], "", [*CALLS, HERE, ANY]),
        ([ANY], "in_person", [*CALLS, HERE, ANY]),
        (["in_person", "messages", HERE], "phone", [HERE]),
    ],
)
def test_what_works_best_is_what_they_said_and_here(chosen: list[str], ticked: str, ways: list[str]) -> None:
    assert spelled_out(chosen, ticked=ticked) == ways


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("phone,text", "text,email", ["text"]),
        ("phone,here", "here", [HERE]),
        ("phone,here,any", "email,here,any", [HERE]),
        ("phone", "", []),
        ("", "", []),
    ],
)
def test_only_what_both_chose(one: str, other: str, both: list[str]) -> None:
    assert agreed(one, other) == both == agreed(other, one)


def test_what_both_chose_never_holds_more_than_either() -> None:
    some = [",".join(ways) for ways in product(["", "phone"], ["", "email"], ["", HERE], ["", ANY])]
    for one, other in product(some, some):
        assert set(agreed(one, other)) <= set(one.split(",")) & set(other.split(",")) - {ANY}


def test_in_words() -> None:
    assert in_words("phone,text,here") == "Phone, text or here"
    assert in_words("phone,here") == "Phone or here"
    assert in_words(["email"]) == "E-mail"
    assert in_words("phone,here,any") == "Whatever works best"
    assert in_words("") == ""


def test_as_how_the_two_talk() -> None:
    assert by_words(["phone", "text", HERE]) == "By phone, by text or here"
    assert by_words(["email"]) == "By e-mail"
    assert by_words("here") == "Here"
    assert by_words("phone,here,any") == "By whatever works best"
    assert by_words("") == ""
