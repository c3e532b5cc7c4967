"""The people of a group: who was at a meeting lately, and a note that nobody else reads."""

import pytest

from portal import sealed
from portal.groups.tables import Membership
from tests.integration.browser import alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import joins

NOTE = "Comes with her sister. Sits near the door."


async def place(cast: Cast, name: str) -> str:
    row = await Membership.select(Membership.id).where(Membership.member == cast.members[name]).first()
    assert row is not None
    return f"/desk/people/{row['id']}"


async def test_everybody_of_the_group_and_nobody_else(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")

    page = (await fay.get("/desk/people")).text

    assert ("Ines" in page, "Omar" in page, "Lena" in page) == (True, True, False)
    assert "13 months in the group. At a meeting lately: not known." in page


@pytest.mark.parametrize("name", ["fay", "cora"])
async def test_what_is_noted_is_sealed_with_their_key(cast: Cast, enter: Enter, name: str) -> None:
    browser, page = await enter(name), await place(cast, "ines")

    assert (await browser.post(page, {"attending": "yes", "note": NOTE}, page=page)).status_code == 303

    row = await Membership.select(Membership.note, Membership.attending).where(Membership.id == page[-16:]).first()
    assert row is not None
    assert row["attending"] == "yes"
    assert NOTE not in row["note"]
    assert (await sealed.ring(cast.members["ines"])).open(row["note"], of=cast.members["ines"]) == NOTE
    assert NOTE in (await browser.get(page)).text
    assert "At a meeting lately: yes." in (await browser.get(f"/desk/people?group={cast.groups['tuesday']}")).text


async def test_the_person_does_not_read_it_on_any_page(cast: Cast, enter: Enter) -> None:
    fay, page = await enter("fay"), await place(cast, "ines")
    await fay.post(page, {"attending": "no", "note": NOTE}, page=page)
    ines = await enter("ines")

    for address in ("/home", "/me", "/enrolments", f"/enrolments/{cast.enrolments['ines']}"):
        assert NOTE not in (await ines.get(address)).text
    assert (await ines.get(page)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"attending": "", "note": NOTE}, "Choose one."),
        ({"attending": "now and then", "note": NOTE}, "Choose one of these."),
        ({"attending": "yes", "note": "a" * 1001}, "longer than the 1,000 characters"),
    ],
)
async def test_what_will_not_do_is_said_and_the_note_stays(
    cast: Cast, enter: Enter, typed: dict[str, str], sentence: str
) -> None:
    fay, page = await enter("fay"), await place(cast, "ines")

    answer = await fay.post(page, typed, page=page)

    assert (answer.status_code, sentence in answer.text, typed["note"] in answer.text) == (422, True, True)


async def test_ones_own_row_is_anothers_to_keep(cast: Cast, enter: Enter) -> None:
    await joins(cast, "fay")
    fay, cora = await enter("fay"), await enter("cora")
    own = await place(cast, "fay")

    assert alike(await fay.get(own)) == alike(await fay.get("/desk/people/" + "a" * 16))
    typed = {**await fay.tokens(), "attending": "yes", "note": ""}
    assert (await fay.post_as_it_is(own, typed)).status_code == 404
    assert ">Fay<" not in (await fay.get("/desk/people")).text
    assert (await cora.get(own)).status_code == 200


async def test_another_groups_people_are_not_there(cast: Cast, enter: Enter) -> None:
    assert (await (await enter("fay")).get(await place(cast, "lena"))).status_code == 404
    assert (await (await enter("gus")).get(await place(cast, "lena"))).status_code == 200
