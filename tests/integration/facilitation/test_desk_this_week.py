"""What there is to do this week: what is late first, then what is suggested, then what was just sent."""

from datetime import timedelta

from portal import clock
from portal.proposals.tables import Proposal
from tests.integration.cast import SATURDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import application, applies


async def test_after_five_days_an_open_question_is_a_thing_of_this_week(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")
    assert "This week: 1 thing<" in (await fay.get("/desk")).text
    opened = clock.now() - timedelta(days=5)
    await Proposal.update({Proposal.opened_at: opened}).where(Proposal.id == cast.proposal)

    desk = (await fay.get("/desk")).text

    assert "This week: 2 things" in desk
    assert "Noor + Theo: Noor and Theo have not answered yet" in desk


async def test_an_application_nobody_read_for_a_week_is_the_coordinators_thing(cast: Cast, enter: Enter) -> None:
    """In whichever group; a younger one is for whoever runs it."""
    await applies(cast, "lena", "mentee", days=8, group=SATURDAY)
    await applies(cast, "omar", "mentor", days=4)
    cora, gus = await enter("cora"), await enter("gus")

    desk = (await cora.get(f"/desk?group={cast.groups['tuesday']}")).text
    other = (await cora.get(f"/desk?group={cast.groups[SATURDAY]}")).text

    assert "Lena wishes for a mentor" in desk
    assert "Application, sent 8 days ago. Not read yet. It should be by now. Saturday Morning." in desk
    assert "Omar offers to mentor" in desk
    assert "Omar offers to mentor" not in other
    assert "Lena wishes for a mentor" in (await gus.get("/desk")).text


async def test_what_somebody_has_read_is_not_the_coordinators_in_another_group(cast: Cast, enter: Enter) -> None:
    await applies(cast, "lena", "mentee", days=8, group=SATURDAY, read_at=clock.now() - timedelta(days=2))
    cora = await enter("cora")

    assert "Lena" not in (await cora.get(f"/desk?group={cast.groups['tuesday']}")).text
    assert "Lena wishes for a mentor" in (await cora.get(f"/desk?group={cast.groups[SATURDAY]}")).text


async def test_an_application_stands_once_on_the_page(cast: Cast, enter: Enter) -> None:
    await applies(cast, "omar", "mentee", days=1)

    desk = (await (await enter("fay")).get("/desk")).text

    assert (desk.count(application(cast, "omar")), "Other applications" in desk) == (1, False)


async def test_what_is_late_comes_first_and_is_never_cut_off(cast: Cast, enter: Enter) -> None:
    """Then what is suggested, then what was just sent: as much of it as there is place for."""
    opened = clock.now() - timedelta(days=5)
    await Proposal.update({Proposal.opened_at: opened}).where(Proposal.id == cast.proposal)
    for name, days in (("maya", 1), ("noor", 2), ("omar", 3)):
        await applies(cast, name, "mentor", days=days)
    fay = await enter("fay")

    desk = (await fay.get("/desk")).text
    said = ["Noor + Theo: Noor", "Omar offers", "Ines + Ruth: both", "Noor offers", "Maya offers"]
    assert [desk.index(words) for words in said] == sorted(desk.index(words) for words in said)

    for name in ("ruth", "theo", "lena", "stranger", "gus", "cora"):
        await applies(cast, name, "mentee", days=4)
    desk = (await fay.get("/desk")).text
    assert "This week: 8 things<" in desk
    assert "Ines + Ruth: both" not in desk[: desk.index("Waiting, longest first")]
    assert [name for name in ("Noor", "Maya") if f"{name} offers" in desk] == []
    others = desk[desk.index("Other applications") :]
    assert [name for name in ("noor", "maya") if application(cast, name) not in others] == []


async def test_nothing_to_do_is_said_kindly(enter: Enter) -> None:
    desk = (await (await enter("gus")).get("/desk")).text

    assert "Nothing to do this week" in desk
    assert "Nobody waits for a mentor just now. No mentors have room." in desk
