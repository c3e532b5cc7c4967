"""What was told, in words: for whoever reads it, and for whoever told it. Nothing of what they wrote is in them."""

from collections.abc import Mapping
from typing import Any

from portal.concerns.rules import (
    ALONE,
    CONVERSATION,
    NO_WORD,
    OFF,
    PROGRAMME,
    SOMEONE_ELSE,
    TALK,
    UNSAFE,
    WORRIED,
)

SOMEBODY, WHOEVER = "somebody", "whoever it is about"

# For whoever reads it: {author} told it, {other} is whom it is about, {what} something is off with.
_ON_THE_DESK = {
    WORRIED: "{author} is worried about {other}",
    UNSAFE: "{author} ended the talks with {other} and does not feel safe",
    ALONE: "{author} ended the talks with {other} without a goodbye",
    SOMEONE_ELSE: "{author} would like someone else",
    NO_WORD: "{author} has not heard from {other}",
    TALK: "{author} would like to talk with you",
    OFF: "{author} says that something is off with {what}",
}

# For whoever told it.
_IN_OWN_WORDS = {
    WORRIED: "You are worried about {other}",
    UNSAFE: "You ended the talks with {other}, and you do not feel safe",
    ALONE: "You ended the talks with {other} without a goodbye",
    SOMEONE_ELSE: "You would like someone else",
    NO_WORD: "You have not heard from {other}",
    TALK: "You would like to talk",
    OFF: "Something is off with {what}",
}

# What to do next, for whoever reads it.
_TOLD_ONLY_THAT = "{other} was told only that the talks are over. Please do not say who ended them, or why."
_WHAT_TO_DO = {
    WORRIED: (
        "Get in touch with {author} today. Ask what {author} heard, and how things are now.",
        "If a life may be in danger, call the local line. You can do it with {author}.",
        "Decide with {author} who gets in touch with {other}. Please do not say who told you, unless {author} agrees.",
    ),
    UNSAFE: (
        "Get in touch with {author} today. Ask whether {author} is safe now, and what would help.",
        _TOLD_ONLY_THAT,
    ),
    ALONE: ("Nothing has to be done. You can ask {author} how it is now.", _TOLD_ONLY_THAT),
    SOMEONE_ELSE: ("Look for someone else on the desk. Nobody has to explain anything.", _TOLD_ONLY_THAT),
    NO_WORD: ("Ask {other} kindly how things are. There may be a good reason.", "Then tell {author} what to expect."),
    TALK: ("Get in touch with {author}.", "{author} says what it is about, or not. There is nothing more to read."),
    OFF: (
        "Get in touch with {author} soon. Ask what happened, and what would help.",
        "Please say nothing of it to {other} before you know what {author} wants.",
    ),
}
_OF_THE_PROGRAMME = ("Ask {author} what would help.", "Then write below what becomes of it. {author} reads it.")


def on_the_desk(row: Mapping[str, Any]) -> str:
    return _ON_THE_DESK[row["kind"]].format(author=row["author_name"], **_of(row))


def in_own_words(row: Mapping[str, Any]) -> str:
    return _IN_OWN_WORDS[row["kind"]].format(**_of(row))


def what_to_do(row: Mapping[str, Any]) -> list[str]:
    sentences = _OF_THE_PROGRAMME if row["of"] == PROGRAMME else _WHAT_TO_DO[row["kind"]]
    names = {"author": row["author_name"], "other": row["other_name"] or WHOEVER}
    return [sentence.format(**names) for sentence in sentences]


def not_told(of: str, other: str | None) -> str:
    """Who does not learn of it, to begin a sentence."""
    if of == PROGRAMME:
        return "Your group"
    return other or "Whoever it is about"


def _of(row: Mapping[str, Any]) -> dict[str, str]:
    other = row["other_name"] or SOMEBODY
    if row["of"] == PROGRAMME:
        return {"other": other, "what": "the programme"}
    if row["of"] == CONVERSATION:
        return {"other": other, "what": f"a conversation with {other}"}
    return {"other": other, "what": other}
