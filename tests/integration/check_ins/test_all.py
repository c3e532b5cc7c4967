"""All check-ins of a pair: in parts, at the same cost however many; and when they last talked."""

import re
from datetime import timedelta

from portal import clock, sealed
from portal.check_ins.queries import check_ins_of, days_of, strands_shared_by
from portal.check_ins.tables import CheckIn
from portal.database import counted
from portal.mentorships.path import way
from portal.milestones.actions import mark
from portal.web.drawing import path
from tests.integration.cast import Cast, once
from tests.integration.check_ins.logged import logged
from tests.integration.conftest import Enter


async def so_many(cast: Cast, many: int) -> None:
    """A day between each and the next; the newest is yesterday's."""
    ring = await sealed.ring(cast.members["maya"], cast.members["theo"])
    today, now = clock.now().date(), clock.now()
    await CheckIn.insert(
        *(
            CheckIn(
                mentorship=cast.talk,
                author=cast.members[name := ("maya", "theo")[at % 2]],
                day=today - timedelta(days=at + 1),
                means="phone",
                shared=ring.seal(f"words-{at:03}", of=cast.members[name]),
                hard_day=at % 7 == 0,
                created_at=now - timedelta(days=at + 1),
            )
            for at in range(many)
        )
    )


async def test_newest_first_in_parts_of_fifty(cast: Cast, enter: Enter) -> None:
    await logged(cast, "maya")
    await so_many(cast, 119)
    maya, page = await enter("maya"), f"/talks/{cast.talk}/check-ins"

    newest, older, oldest, none = [(await maya.get(f"{page}?part={part}")).text for part in range(4)]

    assert [f"words-{at:03}" in newest for at in (0, 48, 49)] == [True, True, False]
    assert [f"words-{at:03}" in older for at in (48, 49, 98, 99)] == [False, True, True, False]
    assert [f"words-{at:03}" in oldest for at in (98, 99, 118)] == [False, True, True]
    assert "Newer ones" not in newest
    assert "Older ones" not in oldest
    assert "No older ones" in none
    assert newest.index("words-000") < newest.index("words-001")
    for nonsense in ("", "-1", "x", "1e3", "²", "9" * 5):
        assert (await maya.get(f"{page}?part={nonsense}")).text.count("words-000") == 1


async def test_one_costs_as_many_statements_as_two_hundred(cast: Cast, enter: Enter) -> None:
    check_in, maya = await logged(cast, "maya"), await enter("maya")
    pages = [f"/talks/{cast.talk}{what}" for what in ("/check-in", "/check-ins", f"/check-ins/{check_in}")]

    async def asked() -> list[int]:
        found = []
        for page in pages:
            with counted() as heard:
                assert (await maya.get(page)).status_code == 200
            found.append(len(heard))
        return found

    with_one = await asked()
    await so_many(cast, 200)
    assert await asked() == with_one
    assert max(with_one) <= 8


async def test_of_many_only_the_newest_are_opened_and_all_of_them_are_drawn(cast: Cast) -> None:
    await so_many(cast, 200)
    ring = await sealed.ring(cast.members["maya"], cast.members["theo"])
    with counted() as heard:
        found = await check_ins_of(cast.talk, reader=cast.members["maya"], ring=ring, opened=3)
    assert len(heard) == 1
    assert [one.shared for one in found[-4:]] == ["", "words-002", "words-001", "words-000"]
    assert not any(one.shared or one.is_opened for one in found[:-3])
    assert len(way(found, []).letters) == 200


async def test_both_sides_see_the_same_picture(cast: Cast) -> None:
    await so_many(cast, 9)
    await logged(cast, "theo", hard_day=True, weighs=True)
    ring, drawn = await sealed.ring(cast.members["maya"], cast.members["theo"]), []
    for name in ("maya", "theo"):
        found = way(await check_ins_of(cast.talk, reader=cast.members[name], ring=ring), [])
        drawn.append((path(found.letters, "."), found.moments))
    assert drawn[0] == drawn[1]


async def test_for_who_looks_after_them_there_is_the_day_alone(cast: Cast) -> None:
    quiet = await cast.begin_talk("ines", "ruth")
    await so_many(cast, 3)
    with counted() as heard:
        found = await days_of([cast.talk, quiet])
    assert found == {cast.talk: clock.now().date() - timedelta(days=1)}
    assert len(heard) == 1
    assert await days_of([]) == {}


async def test_the_strands_somebody_shared_as_a_mentor(cast: Cast) -> None:
    assert await strands_shared_by(cast.members["theo"]) == []
    await logged(cast, "maya")
    assert await strands_shared_by(cast.members["theo"]) == ["connecting"]
    assert await strands_shared_by(cast.members["maya"]) is None


async def test_the_list_beside_the_picture_says_the_same_to_both(cast: Cast, enter: Enter) -> None:
    await so_many(cast, 20)
    for name in ("maya", "theo"):
        side, by = await cast.side(name), cast.person(name)
        await logged(cast, name, hard_day=name == "maya", weighs=True)
        await mark(side, by=by, words=f"Lit by {name}.", day=clock.now().date(), once=once())
    told = []
    for name, other in (("maya", "Theo"), ("theo", "Maya")):
        page = (await (await enter(name)).get(f"/talks/{cast.talk}")).text
        [figure] = re.findall(r'<figure class="path">.*?</figure>', page, re.DOTALL)
        [listed] = re.findall(r'</figure>.*?The same as a list.*?<ol class="rows">(.*?)</ol>', page, re.DOTALL)
        assert listed.count('<li class="row">') == 24
        assert listed.count('<p class="said">') == 3 + 2, "of the newest three, and of what was marked"
        for private in ("the-own_note", "the-along", "weigh"):
            assert private not in figure + listed
        told.append((figure.replace(other, "The other"), listed))
    assert told[0] == told[1]
