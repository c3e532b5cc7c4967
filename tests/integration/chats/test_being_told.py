"""Whether one is told of chats, and by night too: said by oneself alone, and off until then."""

import pytest

from portal.chats.tables import ToldOfChats
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts


async def opted(cast: Cast, name: str) -> tuple[bool, bool]:
    rows = await ToldOfChats.select().where(ToldOfChats.member == cast.members[name])
    return bool(rows), any(row["also_at_night"] for row in rows)


@pytest.mark.parametrize(
    ("form", "is_so", "says"),
    [
        ({"told": "y"}, (True, False), "You hear of chats from now on, between 8:00 am and 9:00 pm."),
        ({"told": "y", "also_at_night": "y"}, (True, True), "You hear of chats from now on, also at night."),
        (
            {"also_at_night": "y"},
            (False, False),
            "You do not hear of chats. To hear of them at night, tick the first one as well.",
        ),
        ({}, (False, False), "You do not hear of chats.</span>"),
    ],
)
async def test_one_says_whether_one_is_told(
    cast: Cast, enter: Enter, form: dict[str, str], is_so: tuple[bool, bool], says: str
) -> None:
    ruth = await enter("ruth")
    page = (await ruth.get("/me/chats")).text
    assert "checked" not in page, "nobody is told unasked"
    assert "Only you." in page
    answer = await ruth.post("/me/chats", form, page="/me/chats")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me/chats")
    assert await opted(cast, "ruth") == is_so
    assert (await ruth.get("/me/chats")).text.count("checked") == sum(is_so)
    piece = await ruth.post("/me/chats", form, page="/me/chats", hx_request="true", hx_request_type="partial")
    assert says in piece.text
    assert await opted(cast, "omar") == (False, False)


async def test_said_twice_it_is_said_once_and_taken_back_it_is_gone(cast: Cast, enter: Enter) -> None:
    ruth = await enter("ruth")
    form = {**await ruth.tokens("/me/chats"), "told": "y"}
    for _ in range(2):
        assert (await ruth.post_as_it_is("/me/chats", form)).status_code == 303
    assert await acts("chats.be_told") == ["chats.be_told"]
    await ruth.post("/me/chats", {"told": "y", "also_at_night": "y"}, page="/me/chats")
    assert await ToldOfChats.count() == 1
    await ruth.post("/me/chats", {}, page="/me/chats")
    assert await ToldOfChats.count() == 0


async def test_nobody_says_it_who_is_not_signed_in(enter: Enter) -> None:
    nobody = await enter("")
    before = await counts()
    assert (await nobody.get("/me/chats")).status_code == 303
    assert (await nobody.post("/me/chats", {"told": "y"})).status_code in (303, 403)
    assert await counts() == before
