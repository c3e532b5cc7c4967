"""The whole shelf, for whoever is signed in: also for who waits for a mentor."""

import pytest

from portal.database import counted
from portal.guide.tables import Resource
from tests.integration.browser import alike
from tests.integration.conftest import Enter

PAGE = "/guide/shelf"


async def put_up(many: int = 1) -> None:
    await Resource.insert(
        *(Resource(title=f"A text {one}", why="It helps.", text="One.\n\nTwo.", position=one) for one in range(many))
    )


@pytest.mark.parametrize("name", ["maya", "ines", "ruth", "lena", "fay", "stranger"])
async def test_whoever_is_signed_in_reads_it(enter: Enter, name: str) -> None:
    await put_up()
    await Resource.insert(
        Resource(title="Away", why="Long.", link="https://example.org/a", position=5),
        Resource(title="Old", why="Old.", text="Old.", is_retired=True),
    )
    shown = (await (await enter(name)).get(PAGE)).text
    assert "<p>One.</p><p>Two.</p>" in shown
    assert '<a class="plain plain--flush" href="https://example.org/a" rel="noreferrer noopener">Away</a>' in shown
    assert shown.count("This leads out of here.") == 1
    assert "Old" not in shown
    assert f'href="{PAGE}"' in (await (await enter(name)).get("/guide")).text


async def test_signed_out_it_is_behind_the_door(enter: Enter) -> None:
    nobody = await enter("")
    answer = await nobody.get(PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={PAGE}")
    assert PAGE not in (await nobody.get("/guide")).text
    assert alike(await nobody.get("/guide"))[0] == 200


async def test_an_empty_shelf_says_so(enter: Enter) -> None:
    assert "Nothing is on the shelf yet." in (await (await enter("maya")).get(PAGE)).text


@pytest.mark.parametrize("many", [1, 200])
async def test_as_many_statements_with_one_text_and_two_hundred(enter: Enter, many: int) -> None:
    await put_up(many)
    maya = await enter("maya")
    with counted() as statements:
        await maya.get(PAGE)
    assert len(statements) == 2
