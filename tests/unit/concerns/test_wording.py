"""Every kind has its words, whoever and whatever it is about."""

from itertools import product
from typing import Any

import pytest

from portal.concerns.rules import CONVERSATION, KINDS, OF, OFF, PERSON, PROGRAMME, WORRIED
from portal.concerns.wording import in_own_words, not_told, on_the_desk, what_to_do


def row(kind: str, of: str = PERSON, other: str | None = "Theo") -> dict[str, Any]:
    return {"kind": kind, "of": of, "author_name": "Maya", "other_name": other}


@pytest.mark.parametrize(("kind", "of", "other"), list(product(KINDS, OF, ("Theo", None))))
def test_every_kind_has_its_words(kind: str, of: str, other: str | None) -> None:
    told = row(kind, of, other)
    for words in (on_the_desk(told), in_own_words(told), *what_to_do(told)):
        assert not {"{", "!"} & set(words)
        assert "None" not in words


@pytest.mark.parametrize(
    ("of", "other", "what"),
    [
        (PERSON, "Theo", "Theo"),
        (PERSON, None, "somebody"),
        (CONVERSATION, "Theo", "a conversation with Theo"),
        (CONVERSATION, None, "a conversation with somebody"),
        (PROGRAMME, None, "the programme"),
    ],
)
def test_what_something_is_off_with(of: str, other: str | None, what: str) -> None:
    assert on_the_desk(row(OFF, of, other)) == f"Maya says that something is off with {what}"
    assert in_own_words(row(OFF, of, other)) == f"Something is off with {what}"


def test_a_worry_about_somebody_who_is_not_named() -> None:
    assert on_the_desk(row(WORRIED, other=None)) == "Maya is worried about somebody"
    assert "Decide with Maya who gets in touch with whoever it is about." in what_to_do(row(WORRIED, other=None))[2]


def test_who_does_not_learn_of_it() -> None:
    assert not_told(PERSON, "Theo") == not_told(CONVERSATION, "Theo") == "Theo"
    assert not_told(PERSON, None) == "Whoever it is about"
    assert not_told(PROGRAMME, None) == "Your group"
