"""A proposal that is refused."""

import pytest

from portal.errors import NotPossible
from portal.person import Person
from portal.proposals.actions import propose
from tests.integration.cast import Cast, once
from tests.integration.ledger import counts


async def refusal(cast: Cast, mentee: str, mentor: str, by: Person | None = None) -> str:
    """The sentence, after making sure that it left nothing behind."""
    before = await counts()
    with pytest.raises(NotPossible) as refused:
        await propose(
            mentee=cast.enrolments[mentee],
            mentor=cast.rooms[mentor],
            note="Not to be kept.",
            by=by or cast.person("fay"),
            once=once(),
        )
    assert await counts() == before
    return refused.value.sentence
