"""A database from when what weighs on somebody was plain to see, and how talks ended."""

from tests.integration.conftest import BroughtUp


async def test_what_weighs_is_sealed_and_how_talks_ended_is_one_word(brought_up: BroughtUp) -> None:
    gone = "weighs, and their key is gone"
    assert brought_up("tests.integration.check_ins.from_before") == {
        "notes": {"weighs": "1", "weighs not": "0", "logged without a note": "0", gone: ""},
        "lengths": [100],
        "ended_how": "without",
        "before": {"weighs": True, "weighs not": False, "logged without a note": False, gone: False},
    }
