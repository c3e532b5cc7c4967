"""How to call somebody without being heard by the wrong ears."""

import pytest

from portal.members.rules import ASKED_OF_A_CALLER, CALLING, MEANS, SAID_OF_VOICEMAIL, VOICEMAIL, how_to_call
from portal.members.tables import Member


def test_there_is_a_sentence_for_whatever_can_be_said() -> None:
    assert set(CALLING) == set(ASKED_OF_A_CALLER) == {"message_first", "just_call"}
    assert set(VOICEMAIL) == set(SAID_OF_VOICEMAIL) == {"yes", "no"}
    assert len(max(CALLING, key=len)) <= (Member.calling.length or 0)


@pytest.mark.parametrize(
    ("calling", "voicemail", "if_answered", "said"),
    [
        ("", "", "", []),
        ("message_first", "", "", ["Message first, please."]),
        ("just_call", "yes", "", ["You can just call.", "A voicemail is fine."]),
        ("", "no", "It is Sam.", ["No voicemail, please.", "If someone else answers: “It is Sam.”"]),
    ],
)
def test_what_was_said_in_sentences(calling: str, voicemail: str, if_answered: str, said: list[str]) -> None:
    assert how_to_call(["phone"], calling=calling, voicemail=voicemail, if_answered=if_answered) == said


def test_only_where_a_way_that_both_ticked_rings_a_phone() -> None:
    told = {way: bool(how_to_call([way], calling="message_first", voicemail="no", if_answered="Sam")) for way in MEANS}
    assert [way for way, rings in told.items() if rings] == ["phone", "text"]
    assert how_to_call([], calling="message_first", voicemail="no", if_answered="Sam") == []
