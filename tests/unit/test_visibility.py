"""Who may see what: the table itself, row by row, and what is made from it."""

import string

import pytest

from portal.visibility import OPENS, SEES, SENTENCES, As, Sight, alone, opens, sees, who_can_see

OWN, PROPOSED, MATCHED, ENDED = As.OWN, As.PROPOSED, As.MATCHED, As.ENDED
FACILITATOR, MEMBER, COORDINATOR = As.FACILITATOR, As.MEMBER, As.COORDINATOR
ALL = Sight.ALL

OF_BOTH = {OWN: ALL, MATCHED: ALL, ENDED: Sight.COPY}
FOR_STAFF_TOO = {OWN: ALL, FACILITATOR: ALL, COORDINATOR: ALL}

# As the rules of the programme say it. Whoever changes the one has to change the other, and mean it.
TABLE = {
    "name": {**FOR_STAFF_TOO, PROPOSED: ALL, MATCHED: ALL, ENDED: Sight.NAME, MEMBER: Sight.NAME},
    "introduction": {**FOR_STAFF_TOO, PROPOSED: ALL, MATCHED: ALL},
    "hard_now": {**FOR_STAFF_TOO, PROPOSED: Sight.LINE, MATCHED: ALL},
    "availability": FOR_STAFF_TOO,
    "attending": FOR_STAFF_TOO,
    "support": {**FOR_STAFF_TOO, MATCHED: ALL},
    "qualities": FOR_STAFF_TOO,
    "depth": FOR_STAFF_TOO,
    "application_answer": FOR_STAFF_TOO,
    "aspect_answers": {
        OWN: ALL,
        PROPOSED: Sight.BOTH,
        MATCHED: Sight.BOTH,
        FACILITATOR: Sight.SHOWN,
        COORDINATOR: Sight.SHOWN,
    },
    "times": {
        OWN: ALL,
        PROPOSED: Sight.BOTH,
        MATCHED: Sight.BOTH,
        FACILITATOR: Sight.OVERLAP,
        COORDINATOR: Sight.OVERLAP,
    },
    "exclusion": {OWN: ALL},
    "block": {OWN: ALL},
    "told_of_chats": {OWN: ALL},
    "concern_step": {OWN: ALL, FACILITATOR: Sight.SENT, COORDINATOR: Sight.SENT},
    "shown_message": {OWN: ALL, FACILITATOR: Sight.SENT, COORDINATOR: Sight.SENT},
    "feedback": {FACILITATOR: Sight.BATCH, COORDINATOR: Sight.BATCH},
    "chat_said": {OWN: ALL, MEMBER: Sight.TAKEN},
    "facilitator_note": {FACILITATOR: ALL, COORDINATOR: ALL},
    "contact": {OWN: ALL, MATCHED: Sight.AGREED, MEMBER: Sight.TAKEN},
    "check_in": {**OF_BOTH, FACILITATOR: Sight.WHEN, COORDINATOR: Sight.WHEN},
    "shared_note": OF_BOTH,
    "hard_day": OF_BOTH,
    "added": OF_BOTH,
    "own_note": {OWN: ALL},
    "along": {OWN: ALL},
    "weighs": {OWN: ALL},
    "agreement": OF_BOTH,
    "plan": OF_BOTH,
    "for_next_time": OF_BOTH,
    "to_bring": {OWN: ALL},
    "pause_word": {OWN: ALL, MATCHED: ALL},
    "feels": {OWN: ALL, FACILITATOR: Sight.WISH, COORDINATOR: Sight.WISH},
    "message": {OWN: ALL, MATCHED: ALL, ENDED: Sight.TO_SHOW},
    "care": {OWN: ALL},
    "concern": {OWN: ALL, FACILITATOR: Sight.SENT, COORDINATOR: Sight.SENT},
    "milestone": OF_BOTH,
    "own_moment": {OWN: ALL},
    "remembered": {OWN: ALL},
    "gratitude_note": OF_BOTH,
    "answer": FOR_STAFF_TOO,
    "reason": FOR_STAFF_TOO,
    "proposal_note": {**FOR_STAFF_TOO, PROPOSED: ALL},
    "chat_line": {OWN: ALL, MEMBER: ALL},
    "chat_reply": {OWN: ALL, MEMBER: Sight.TAKEN},
}

DOORS = {
    "proposal": {PROPOSED},
    "proposal on the desk": {FACILITATOR, COORDINATOR},
    "talk": {MATCHED},
    "ended talk": {MATCHED, ENDED},
    "enrolment": {OWN},
    "enrolment on the desk": {FACILITATOR, COORDINATOR},
    "membership on the desk": {FACILITATOR, COORDINATOR},
    "talk on the desk": {FACILITATOR, COORDINATOR},
    "concern on the desk": {FACILITATOR, COORDINATOR},
    "help line on the desk": {COORDINATOR},
    "exclusion": {OWN},
    "block": {OWN},
    "taken chat": {OWN, MEMBER},
    "line to bring": {OWN},
    "own moment": {OWN},
    "own concern": {OWN},
    "chat": {OWN, MEMBER},
    "own chat": {OWN},
    "other chat": {MEMBER},
    "notice": {OWN},
}


@pytest.mark.parametrize("what", sorted({*TABLE, *SEES}))
@pytest.mark.parametrize("relation", [*As, None])
def test_each_sees_what_the_rules_grant(what: str, relation: As | None) -> None:
    assert sees(relation, what) == (TABLE[what].get(relation) if relation else None)


@pytest.mark.parametrize("record", sorted({*DOORS, *OPENS}))
@pytest.mark.parametrize("relation", [*As, None])
def test_each_record_opens_to_whom_the_rules_say(record: str, relation: As | None) -> None:
    assert opens(record, relation) == (relation in DOORS[record])


def test_everybody_sees_what_is_their_own() -> None:
    """What a facilitator notes about them is theirs in the export, and on no page; what they said in feedback is
    nobody's, theirs neither."""
    nobodys = {"facilitator_note": None, "feedback": None}

    assert {what: sees(OWN, what) for what in SEES} == dict.fromkeys(SEES, ALL) | nobodys


def test_staff_read_no_words_that_two_people_share() -> None:
    theirs = {what for what in SEES if sees(FACILITATOR, what) or sees(COORDINATOR, what)}

    assert theirs == {
        "name", "introduction", "hard_now", "availability", "attending", "support", "qualities", "depth",
        "application_answer", "aspect_answers", "times", "facilitator_note", "check_in", "answer", "reason",
        "proposal_note", "concern", "feels", "concern_step", "shown_message", "feedback"
    }  # fmt: skip
    assert sees(FACILITATOR, "check_in") == sees(COORDINATOR, "check_in") == Sight.WHEN


def test_the_other_side_never_learns_of_an_answer() -> None:
    sides = (PROPOSED, MATCHED, ENDED, MEMBER)

    assert [sees(side, what) for what in ("answer", "reason") for side in sides] == [None] * 8


def test_it_cannot_be_changed_while_it_is_used() -> None:
    with pytest.raises(TypeError):
        SEES["own_note"] = {MEMBER: ALL}  # type: ignore[index]


@pytest.mark.parametrize(
    ("what", "is_alone"),
    [
        ("own_note", True),
        ("remembered", True),
        ("weighs", True),
        ("shared_note", False),
        ("contact", False),
        ("no such thing", False),
    ],
)
def test_the_lock_stands_beside_what_nobody_else_sees(what: str, is_alone: bool) -> None:
    assert alone(what) == is_alone


def test_a_sentence_beside_a_field_names_who_is_meant() -> None:
    said = {
        "shared_note": "You and Theo can read this. Nobody else.",
        "reason": "Only whoever runs Tuesday Evening, and the coordinator, can read this. Theo never does.",
        "own_note": "Only you.",
        "introduction": "Whoever is asked about a talk with you reads this, Tuesday Evening’s facilitator and "
        "the coordinator.",
    }
    names = {"other": "Theo", "facilitator": "Fay", "group": "Tuesday Evening"}

    assert {what: who_can_see(what, **names) for what in said} == said


@pytest.mark.parametrize("what", SENTENCES)
def test_each_sentence_is_about_something_in_the_table_and_asks_for_names_alone(what: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[what]) if name}

    assert what in SEES
    assert names <= {"other", "group", "facilitator", "reader"}


def test_only_you_is_said_where_it_is_so() -> None:
    assert {what for what, said in SENTENCES.items() if said == "Only you."} <= {what for what in SEES if alone(what)}
