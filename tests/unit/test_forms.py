"""What every form does with what was typed. The fields of each are in the rooms."""

from datetime import date

import pytest
from wtforms import RadioField, SelectMultipleField

from portal.forms import AtMost, PortalForm, Typed, day, line, tidy, words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        ("", ""),
        ("  \r\n\t ", ""),
        ("  Maya  ", "Maya"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("\x00", ""),
        ("half \ud83d a pair", "half  a pair"),
        ("🌊 שלום مرحبا e\u0301", "🌊 שלום مرحبا e\u0301"),
        ("\u202eright to left", "\u202eright to left"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_tidy_leaves_out_only_what_no_keyboard_writes(typed: str | None, kept: str) -> None:
    assert tidy(typed) == kept


class Letter(PortalForm):
    title = line("Title", longest=5)
    text = words("Text", longest=1200)
    when = day("When?", "Choose a day.", lambda form, chosen: "Not before 2026." if chosen.year < 2026 else None)
    how = RadioField("How?", choices={"a": "A", "b": "B"})
    more = SelectMultipleField("More", choices={"a": "A", "b": "B"})


def typed(**fields: str | list[str]) -> Letter:
    given: dict[str, str | list[str]] = {"when": "2026-03-29", "how": "a", **fields}
    return Letter(Typed({name: [value] if isinstance(value, str) else value for name, value in given.items()}))


def test_a_letter_that_will_do() -> None:
    letter = typed(title=" Maya ", text="one\r\ntwo", more=["a", "b"], once="k3v9")
    assert letter.validate()
    assert letter.data == {
        "once": "k3v9",
        "title": "Maya",
        "text": "one\ntwo",
        "when": date(2026, 3, 29),
        "how": "a",
        "more": ["a", "b"],
    }


def test_the_key_is_of_what_was_typed() -> None:
    """The same words again are the same act; words that were mended after the answer was lost are another one."""
    first, again, mended = (typed(title="Maya", text=text, once="k3v9") for text in ("one", "one", "one, and two"))
    assert first.key == again.key
    assert len({first.key, mended.key, typed(title="Maya", text="one", once="m2p7").key}) == 3


def test_no_once_key_is_an_empty_one() -> None:
    assert typed().key == ""


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "longer", AtMost(5).message),
        ("text", "x" * 1201, AtMost(1200).message),
        ("when", "", "Choose a day."),
        ("when", "2025-12-31", "Not before 2026."),
        ("when", "31.12.2026", "This is not a date we can read. Choose a day, or write it as 2026-03-28."),
        ("when", "2026-02-29", "This is not a date we can read. Choose a day, or write it as 2026-03-28."),
        ("when", "0000-00-00", "This is not a date we can read. Choose a day, or write it as 2026-03-28."),
        ("when", "soon 🌊", "This is not a date we can read. Choose a day, or write it as 2026-03-28."),
        ("how", "c", "Choose one of these."),
        ("more", ["a", "c"], "Choose among these."),
        ("more", ["c", "d"], "Choose among these."),
    ],
)
def test_what_will_not_do_is_said_at_its_field_alone(field: str, value: str | list[str], sentence: str) -> None:
    letter = typed(**{field: value})
    assert not letter.validate()
    assert letter.errors == {field: [sentence]}


def test_how_long_it_may_be_is_said_in_numbers() -> None:
    assert "1,200 characters" in str(AtMost(1200).message)


def test_an_act_can_refuse_at_a_field_as_well() -> None:
    letter = typed()
    assert letter.validate()
    letter.refuse("Somebody was quicker.", "title")
    letter.refuse("And louder.", "title")
    assert letter.errors == {"title": ["Somebody was quicker.", "And louder."]}


def test_typed_is_what_wtforms_asks_for() -> None:
    fields = Typed({"means": ["phone", "text"]})
    assert fields.getlist("means") == ["phone", "text"]
    assert fields.getlist("nothing") == []
    assert ("means" in fields, "nothing" in fields, list(fields), len(fields)) == (True, False, ["means"], 1)
