"""The desk shows the coordinator, and nobody else, that lines of Help now should be looked up."""

import pytest

from portal import clock
from portal.database import counted
from tests.integration.conftest import Enter
from tests.integration.guide.lines import DANGER, NIGHT, OVER, lay


@pytest.mark.parametrize("name", ["cora", "fay"])
async def test_the_coordinator_finds_it_among_the_things_of_this_week(enter: Enter, name: str) -> None:
    browser = await enter(name)
    for lines, shown in (
        ((DANGER, NIGHT, OVER), "2 lines of Help now to look up"),
        ((NIGHT,), "A line of Help now to look up"),
    ):
        await lay(*lines)
        with counted() as statements:
            page = (await browser.get("/desk")).text
        assert (shown in page) == (name == "cora")
        assert len(statements) <= 8
    await lay({**NIGHT, "reviewed_on": clock.now().date()})
    assert "to look up" not in (await browser.get("/desk")).text
