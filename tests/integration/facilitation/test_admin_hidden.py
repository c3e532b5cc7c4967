"""What nobody sees in the admin, whoever asks and in whichever way; and questions that are not answered at all."""

from typing import Any

import pytest

from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import CANARY

TABLES = ("members", "memberships", "support_groups", "enrolments", "availabilities", "proposals", "mentorships")
FOR_THE_COORDINATOR = ("facilitations", "accounts")
WAYS = ("schema/", "count/", "ids/", "new/", "references/", "")


@pytest.mark.parametrize("table", FOR_THE_COORDINATOR)
async def test_what_is_the_coordinators_alone(fay: Browser, cora: Browser, table: str) -> None:
    for way in WAYS:
        assert (await fay.admin(f"/api/tables/{table}/{way}")).status_code == 404
        assert (await cora.admin(f"/api/tables/{table}/{way}")).status_code == 200
    assert table not in (await fay.admin("/api/tables/")).text
    assert table not in (await fay.admin("/api/tables/grouped/")).text
    assert table not in (await fay.admin("/api/tables/members/references/")).text


BETWEEN_TWO = ("talk_sides", "talk_prompts", "check_ins", "own_notes", "milestones", "messages", "plans", "farewells")
OF_ONE = ("care_answers", "concerns", "own_moments", "to_bring", "exclusions", "notices", "for_next_time")


@pytest.mark.parametrize(
    "table", ["sessions", "invitations", "attempts", "member_key", "chats", "audit_entries", *BETWEEN_TWO, *OF_ONE]
)
async def test_no_other_table_is_there_at_all(cora: Browser, table: str) -> None:
    for way in WAYS:
        assert (await cora.admin(f"/api/tables/{table}/{way}")).status_code == 404


async def test_nobodys_words_or_details_are_in_any_answer(cora: Browser) -> None:
    for table in (*TABLES, *FOR_THE_COORDINATOR):
        for way in (*WAYS, "?__readable=true&__page_size=1000"):
            answer = await cora.get(f"/admin/api/tables/{table}/{way}")
            assert answer.status_code == 200
            assert CANARY not in answer.text


HIDDEN: dict[str, tuple[str, ...]] = {
    "accounts": ("password_hash",),
    "members": ("phone", "email", "means", "home", "account"),
    "enrolments": ("introduction", "hard_now", "line"),
    "availabilities": ("rests_after", "rests_until"),
    "mentorships": ("ended_how", "pause_word", "paused_by", "paused_until", "feels_asked_at", "found_at", "first_by"),
    "proposals": ("note", "mentee_reason", "mentor_reason", "proposed_by"),
}


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in HIDDEN for column in HIDDEN[table]])
async def test_a_hidden_column_can_be_asked_for_in_no_way(cora: Browser, table: str, column: str) -> None:
    questions: list[dict[str, Any]] = [
        {column: "a"},
        {f"{column}__operator": "not_null"},
        {column: "a", f"{column}__match": "starts"},
        {"__order": column},
        {"__order": f"id,-{column}"},
        {"__visible_fields": f"id,{column}"},
    ]
    for question in questions:
        for way in ("", "count/"):
            assert (await cora.admin(f"/api/tables/{table}/{way}", **question)).status_code == 400
    schema = (await cora.admin(f"/api/tables/{table}/schema/")).json()
    assert column not in schema["properties"]
    assert column not in schema["extra"]["visible_fields_options"]


async def test_a_hidden_column_is_not_reached_through_a_foreign_key(cora: Browser) -> None:
    for way in ("__order", "__visible_fields"):
        answer = await cora.admin("/api/tables/memberships/", **{way: "member.phone"})
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "question",
    [
        "__page_size=-1",
        "__page=99999999999999999999",
        "id=%00",
        "__nothing=1",
        "__order=",
        "limit=x",
        "capacity=99999999999",
    ],
)
async def test_a_question_out_of_measure_is_refused(fay: Browser, question: str) -> None:
    for way in ("", "ids/"):
        assert (await fay.get(f"/admin/api/tables/availabilities/{way}?{question}")).status_code in (200, 400, 422)
