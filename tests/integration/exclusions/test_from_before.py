"""A database from before there were exclusions: whoever left a number or an address there is found by it."""

from tests.integration.conftest import BroughtUp


async def test_what_was_left_before_is_found(brought_up: BroughtUp) -> None:
    found = brought_up("tests.integration.exclusions.from_before")
    assert found == {"marks": 2, "phone": True, "email": True, "another": False, "too short": False}
