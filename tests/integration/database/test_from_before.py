"""A database from before there was anything outside of talks but chats without a line, with people in it."""

from tests.integration.conftest import BroughtUp


async def test_all_of_it_stays_and_what_is_new_can_be_done(brought_up: BroughtUp) -> None:
    assert brought_up("tests.integration.database.from_before") == {
        "now": {
            "new": [0] * 7,
            "of": ["person"],
            "lines of Help now": 4,
            "does not hold": [],
            "handed on": 0,
            "lines": ["Hello.", "Hello."],
        },
        "stays": True,
        "stays back then": True,
        "once more": True,
        "done": [1, 1, 1, 1, 0, 0, 0],
    }
