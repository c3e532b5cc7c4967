"""Read, and looked after: by whoever it was sent to, once; whoever told it sees where it stands."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.concerns.actions import acknowledge, hand_on, resolve, say_it_is_off
from portal.concerns.rules import READ_FIRST, SOMEONE_ELSE, WORRIED
from portal.concerns.steps import take_step
from portal.database import counted, write_transaction
from portal.errors import NotFound, NotPossible
from portal.groups.tables import Facilitation
from portal.notices.actions import put_away
from portal.notices.rules import KINDS
from portal.notices.tables import Notice
from portal.web.dates import Dates
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast, once, phone
from tests.integration.concerns.telling import WORDS, heard, is_worried, row_of, tells
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import runs
from tests.integration.ledger import acts, counts
from tests.integration.told import goodbye


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def fay(cast: Cast, enter: Enter) -> Browser:
    return await enter("fay")


async def test_on_the_desk_in_words_before_anything_else(cast: Cast, fay: Browser) -> None:
    concern = await is_worried(cast)

    desk = (await fay.get("/desk")).text
    [first, *_] = re.findall(r'<a class="whole" href="([^"]*)">([^<]*)</a></h3><p class="soft small">([^<]*)<', desk)
    assert first == (f"/desk/concerns/{concern}", "Theo is worried about Maya", "Told today. Not read yet.")

    answer = await fay.get(f"/desk/concerns/{concern}")
    assert title(answer) == "Theo is worried about Maya"
    assert WORDS in answer.text
    for sentence in ("Get in touch with Theo today.", "call the local line", "I have read this"):
        assert sentence in answer.text
    assert "This is looked after" not in answer.text


async def test_a_wish_for_someone_else_says_no_more_than_that(cast: Cast, fay: Browser) -> None:
    concern = await tells(cast, SOMEONE_ELSE, words="")

    answer = await fay.get(f"/desk/concerns/{concern}")

    assert title(answer) == "Maya would like someone else"
    assert "Nothing was written with it." in answer.text


async def test_whoever_is_to_read_it_reads_by_when_and_what_comes_else(cast: Cast, enter: Enter, fay: Browser) -> None:
    told_at, side = clock.now(), await cast.side("maya")
    alone = await say_it_is_off(side, by=cast.person("maya"), words="", past_them=False, once=once())
    both = await is_worried(cast)
    by = Dates(told_at).by(told_at + timedelta(days=3))
    said = {concern: plain((await fay.get(f"/desk/concerns/{concern}")).text) for concern in (alone, both)}
    assert f"Say by {by} that you have read it, or the coordinator is told as well." in said[alone]
    assert f"Say by {by} that you have read it." in said[both]
    clock.travel(days=3, minutes=1)
    fay = await enter("fay")
    assert "It should have been read by" in plain((await fay.get(f"/desk/concerns/{alone}")).text)
    await acknowledge(alone, by=cast.person("fay"), once=once())
    assert "have been read by" not in plain((await fay.get(f"/desk/concerns/{alone}")).text)


def plain(html: str) -> str:
    return re.sub("</?time[^>]*>", "", html)


async def test_read_then_looked_after(cast: Cast, enter: Enter, fay: Browser) -> None:
    concern = await is_worried(cast)
    clock.travel(minutes=10)
    at = f"/desk/concerns/{concern}"
    answer = await fay.post(f"{at}/reading", page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, at)
    row = await row_of(concern)
    assert (row["state"], row["acknowledged_at"], row["acknowledged_by"]) == (
        "acknowledged",
        clock.now(),
        cast.members["fay"],
    )
    assert await heard(cast, concern) == {("cora", "concern"), ("theo", "concern_read")}
    theo = await enter("theo")
    assert "Fay has read it" in (await theo.get(f"/told/{concern}")).text
    assert "Fay has read what you told" in (await theo.get("/home")).text
    assert "Read, not looked after yet." in (await fay.get("/desk")).text

    clock.travel(minutes=10)
    answer = await fay.post(f"{at}/looked-after", page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk?group={cast.groups['tuesday']}")
    row = await row_of(concern)
    assert (row["state"], row["resolved_at"], row["resolved_by"]) == ("resolved", clock.now(), cast.members["fay"])
    assert await heard(cast, concern) == {("theo", "concern_read"), ("theo", "concern_over")}
    assert "/desk/concerns/" not in (await fay.get("/desk")).text
    assert "Fay has looked after it" in (await theo.get(f"/told/{concern}")).text
    page = (await fay.get(at)).text
    assert "Looked after today by Fay" in page
    assert "What to do now" not in page
    assert "<form" not in page.partition("<main")[2]
    assert await acts("concerns.acknowledge", "concerns.resolve") == ["concerns.acknowledge", "concerns.resolve"]


async def test_what_is_told_on_home_leads_there(cast: Cast, fay: Browser) -> None:
    concern = await is_worried(cast)

    assert KINDS["concern"].leads_to.format(about=concern) == f"/desk/concerns/{concern}"
    assert "Theo told you something" in (await fay.get("/home")).text


@pytest.mark.parametrize("what", ["reading", "looked-after"])
async def test_twice_is_once(cast: Cast, fay: Browser, what: str) -> None:
    concern = await is_worried(cast)
    if what == "looked-after":
        await acknowledge(concern, by=cast.person("fay"), once=once())
    typed = await fay.tokens()
    first = await fay.post_as_it_is(f"/desk/concerns/{concern}/{what}", typed)
    after = (await row_of(concern), await counts())
    clock.travel(minutes=1)

    second = await fay.post_as_it_is(f"/desk/concerns/{concern}/{what}", typed)

    assert (second.status_code, second.headers) == (first.status_code, first.headers)
    assert (await row_of(concern), await counts()) == after


async def test_the_first_readers_name_stays(cast: Cast) -> None:
    concern = await is_worried(cast)
    await acknowledge(concern, by=cast.person("fay"), once=once())
    await acknowledge(concern, by=cast.person("cora"), once=once())

    assert (await row_of(concern))["acknowledged_by"] == cast.members["fay"]
    assert await heard(cast, concern) == {("theo", "concern_read")}
    await resolve(concern, by=cast.person("cora"), once=once())
    assert (await row_of(concern))["resolved_by"] == cast.members["cora"]


async def test_it_is_read_before_it_is_looked_after(cast: Cast, fay: Browser) -> None:
    concern = await is_worried(cast)
    with pytest.raises(NotPossible) as refused:
        await resolve(concern, by=cast.person("fay"), once=once())
    assert refused.value.sentence == READ_FIRST

    answer = await fay.post(f"/desk/concerns/{concern}/looked-after")
    assert answer.status_code == 409
    assert READ_FIRST in answer.text
    assert (await row_of(concern))["state"] == "open"


@pytest.mark.parametrize("name", ["theo", "maya", "noor", "gus", "cora", "stranger"])
async def test_nobody_else_can(cast: Cast, enter: Enter, name: str) -> None:
    """Nor the coordinator of what was sent to the facilitator."""
    concern = await tells(cast, SOMEONE_ELSE)
    browser, before = await enter(name), await counts("sessions")

    for what in ("reading", "looked-after"):
        assert (await browser.post(f"/desk/concerns/{concern}/{what}")).status_code == 404
    for act in (acknowledge, resolve):
        with pytest.raises(NotFound):
            await act(concern, by=cast.person(name), once=once())
    assert await counts("sessions") == before


async def test_the_other_side_cannot_though_they_run_the_group(cast: Cast, enter: Enter) -> None:
    await runs(cast, "theo")
    concern = await tells(cast, WORRIED, "maya")
    theo = await enter("theo")

    assert (await theo.get(f"/desk/concerns/{concern}")).status_code == 404
    assert (await theo.post(f"/desk/concerns/{concern}/reading")).status_code == 404


# --- not read in time ---


async def test_handed_on_on_the_third_day_and_the_writer_knew_both_dates(cast: Cast, enter: Enter) -> None:
    concern = await tells(cast, SOMEONE_ELSE)
    due = clock.now() + timedelta(days=3)
    page = (await (await enter("maya")).get(f"/told/{concern}")).text
    assert "You told Fay" in page
    assert f'datetime="{due.isoformat()}">{Dates(clock.now()).by(due)}' in page
    assert (
        f'The coordinator is told as well, on <time datetime="{due.isoformat()}">{Dates(clock.now()).plain(due.date())}'
        in page
    )

    clock.travel(days=3, seconds=-1)
    assert await hand_on(clock.now()) == 0
    assert await heard(cast, concern) == {("fay", "concern")}
    clock.travel(seconds=1)
    assert await hand_on(clock.now()) == 1
    assert await hand_on(clock.now()) == 0

    assert await heard(cast, concern) == {("fay", "concern"), ("cora", "concern")}
    assert (await row_of(concern))["reader"] == "both"
    page = (await (await enter("maya")).get(f"/told/{concern}")).text
    assert "You told Fay<" in page
    assert "The coordinator was told as well" in page
    assert "It should be by now." in (await (await enter("fay")).get("/desk")).text
    assert await acts("concerns.hand_on") == ["concerns.hand_on"]
    asked = Notice.member == cast.members["fay"], Notice.about == concern
    rows = await Notice.select(Notice.created_at, Notice.seen_at).where(*asked).order_by(Notice.created_at)
    told, again = due - timedelta(days=3), due
    assert [(row["created_at"], row["seen_at"]) for row in rows] == [(told, again), (again, None)], "asked once more"


async def test_what_was_read_in_time_is_not_handed_on(cast: Cast) -> None:
    concern = await tells(cast, SOMEONE_ELSE)
    await acknowledge(concern, by=cast.person("fay"), once=once())
    before = await heard(cast, concern)
    clock.travel(days=14, seconds=-1)

    assert await hand_on(clock.now()) == 0
    assert await heard(cast, concern) == before


async def asked_again(concern: str, after: timedelta, *names: str) -> bool:
    """In `after` from now, not a second before; once; and these and nobody else, by what stands on Home alone."""
    clock.travel(seconds=after.total_seconds() - 1)
    assert await hand_on(clock.now()) == 0
    clock.travel(seconds=1)
    before = await Notice.count()
    assert [await hand_on(clock.now()) for _ in range(2)] == [1, 0]
    rows = await Notice.select(Notice.member.name, Notice.created_at).where(
        Notice.about == concern, Notice.kind == "concern", Notice.seen_at.is_null()
    )
    assert await Notice.count() == before + len(names)
    return sorted((row["member.name"], row["created_at"]) for row in rows) == [(name, clock.now()) for name in names]


async def test_who_did_not_look_is_asked_again_too(cast: Cast) -> None:
    """By a notice of that day, before all else on Home: the old one is put away."""
    concern = await tells(cast, SOMEONE_ELSE)
    assert await asked_again(concern, timedelta(days=3), "Cora", "Fay")


@pytest.mark.parametrize(
    ("kind", "readers"), [(SOMEONE_ELSE, ("Fay",)), (WORRIED, ("Cora", "Fay"))], ids=["one", "both"]
)
async def test_read_and_never_looked_after_it_comes_back_every_fortnight(
    cast: Cast, kind: str, readers: tuple[str, ...]
) -> None:
    """To whoever reads it, and to nobody besides; what is done about it, or reading it, begins the fortnight anew."""
    fay, fortnight = cast.person("fay"), timedelta(days=14)
    concern = await tells(cast, kind)
    clock.travel(days=1)
    await acknowledge(concern, by=fay, once=once())
    assert await asked_again(concern, fortnight, *readers)
    assert await asked_again(concern, fortnight, *readers)
    clock.travel(days=5)
    await take_step(concern, by=fay, words="I call you.", once=once())
    assert await asked_again(concern, fortnight, *readers)
    assert await acts("concerns.hand_on", "concerns.remind") == ["concerns.remind"] * 3
    await resolve(concern, by=fay, once=once())
    clock.travel(days=60)
    assert await hand_on(clock.now()) == 0


async def test_what_nobody_reads_comes_back_every_fortnight_too(cast: Cast) -> None:
    """Past whoever runs the group, and the coordinator is away."""
    side = await cast.side("maya")
    concern = await say_it_is_off(side, by=cast.person("maya"), words="", past_them=True, once=once())
    assert await asked_again(concern, timedelta(days=3), "Cora")
    assert await asked_again(concern, timedelta(days=14), "Cora")
    assert await asked_again(concern, timedelta(days=14), "Cora")


async def test_whoever_opened_it_and_did_not_say_so_is_asked_once_more(cast: Cast, enter: Enter) -> None:
    """Told to both at once: nobody is left to hand it on to."""
    concern = await is_worried(cast)
    async with write_transaction():
        await put_away("concern", concern, member=cast.members["fay"])
    clock.travel(days=3)

    assert await hand_on(clock.now()) == 1
    assert await heard(cast, concern) == {("fay", "concern"), ("cora", "concern")}
    page = (await (await enter("theo")).get(f"/told/{concern}")).text
    assert "It is not read yet" in page
    assert "Whoever reads it was asked again." in page
    assert "The coordinator was told as well" not in page
    clock.travel(days=3)
    assert await hand_on(clock.now()) == 0


async def test_a_coordinator_who_runs_the_group_is_told_once(cast: Cast) -> None:
    await Facilitation.insert(Facilitation(member=cast.members["cora"], group=cast.groups["tuesday"]))
    concern = await tells(cast, SOMEONE_ELSE)
    assert await heard(cast, concern) == {("fay", "concern"), ("cora", "concern")}
    clock.travel(days=4)

    assert await hand_on(clock.now()) == 1
    assert await heard(cast, concern) == {("fay", "concern"), ("cora", "concern")}


async def test_one_page_costs_as_many_statements_as_ever(cast: Cast, enter: Enter, fay: Browser) -> None:
    concern, theo = await is_worried(cast), await enter("theo")
    pages = [
        (fay, "/desk"),
        (fay, f"/desk/concerns/{concern}"),
        (theo, f"/told/{concern}"),
        (theo, f"/talks/{cast.talk}/question"),
    ]
    with_one = [await _statements(*page) for page in pages]
    for _ in range(29):
        await is_worried(cast)

    assert [await _statements(*page) for page in pages] == with_one
    assert max(with_one) <= 8


async def _statements(browser: Browser, address: str) -> int:
    with counted() as heard:
        assert (await browser.get(address)).status_code == 200
    return len(heard)


async def test_what_one_has_told_is_under_me_until_long_after_it_is_looked_after(cast: Cast, enter: Enter) -> None:
    """Without a name: whoever looks at that page learns not of whom it is."""
    concern = await is_worried(cast, "maya")

    async def seen(name: str = "maya") -> str:
        page = (await (await enter(name)).get("/me")).text
        return page[page.index(concern) :].split("</li>")[0] if concern in page else ""

    assert "Not read yet" in await seen()
    assert "Theo" not in await seen()
    assert await seen("theo") == await seen("fay") == ""
    await acknowledge(concern, by=cast.person("fay"), once=once())
    assert "Fay has read it" in await seen()
    await resolve(concern, by=cast.person("fay"), once=once())
    clock.travel(days=89)
    assert "Fay has looked after it" in await seen()
    clock.travel(days=2)
    assert await seen() == ""


async def test_its_page_leads_back_to_the_talks(cast: Cast, enter: Enter) -> None:
    concern = await is_worried(cast, "maya")
    page = await (await enter("maya")).get(f"/told/{concern}")
    assert f'href="/talks/{cast.talk}">' in page.text
    for name in ("maya", "theo"):
        await goodbye(cast, name)
    page = await (await enter("maya")).get(f"/told/{concern}")
    assert f'href="/talks/{cast.talk}/kept">' in page.text


async def test_it_leaves_home_of_whoever_may_not_read_it_any_more(cast: Cast) -> None:
    """Fay was told, and does not run the group any more when it is looked after."""
    concern = await is_worried(cast)
    assert await heard(cast, concern) == {("fay", "concern"), ("cora", "concern")}
    await Facilitation.delete().where(Facilitation.member == cast.members["fay"])
    for act in (acknowledge, resolve):
        await act(concern, by=cast.person("cora"), once=once())
    assert ("fay", "concern") not in await heard(cast, concern)


async def test_the_desk_says_how_they_can_be_reached(cast: Cast, enter: Enter) -> None:
    """No number of theirs goes with it: it is asked for where they write, and they are asked for it there."""
    concern = await is_worried(cast)
    assert "how you can be reached" in (await (await enter("theo")).get(f"/talks/{cast.talk}/question")).text
    page = (await (await enter("fay")).get(f"/desk/concerns/{concern}")).text
    assert "How to reach Theo" in page
    assert phone("theo") not in page
