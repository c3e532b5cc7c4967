"""The desk for whoever runs a group: not-this-time with its reason, and nothing of what they are a side of."""

import pytest

from portal.groups.tables import Facilitation
from tests.integration.cast import Cast
from tests.integration.conftest import Enter

REASON = "Not-with-this-person-please."


async def test_whoever_runs_the_group_reads_who_said_no_and_why_at_once(cast: Cast, enter: Enter) -> None:
    await cast.say("no", cast.proposal, "noor", reason=REASON)

    desk = (await (await enter("fay")).get("/desk")).text

    assert ("Noor said: not this time" in desk, REASON in desk) == (True, True)


@pytest.mark.parametrize("name", ["gus", "cora"])
async def test_another_groups_facilitator_reads_nothing_of_it_and_the_coordinator_does(
    cast: Cast, enter: Enter, name: str
) -> None:
    await cast.say("no", cast.proposal, "noor", reason=REASON)

    desk = (await (await enter(name)).get("/desk")).text

    assert (REASON in desk) is (name == "cora")


async def test_a_facilitator_who_is_a_side_of_it_has_the_sides_way_alone(cast: Cast, enter: Enter) -> None:
    """Theo runs the group as well: of the proposal he is asked about he sees, and does, no more than anybody asked."""
    await Facilitation.insert(Facilitation(member=cast.members["theo"], group=cast.groups["tuesday"]))
    await cast.say("no", cast.proposal, "noor", reason=REASON)
    theo = await enter("theo")

    desk = (await theo.get("/desk")).text
    taken_back = await theo.post_as_it_is(
        f"/desk/proposals/{cast.proposal}/withdrawal", {"csrf": (await theo.tokens())["csrf"]}
    )

    assert (REASON in desk, cast.proposal in desk, taken_back.status_code) == (False, False, 404)
