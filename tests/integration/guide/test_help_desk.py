"""The coordinator sees which lines were tried and when, and is told of those that were not."""

from datetime import timedelta
from typing import Any

import pytest

from portal import clock
from portal.audit import BY_THE_CLOCK, AuditEntry
from portal.check import check
from portal.columns import new_id
from portal.database import counted
from portal.errors import NotFound
from portal.guide.actions import THE_LINES, Answers, change_line, remind_of_stale, review_line
from portal.guide.tables import HelpLine
from portal.notices.tables import Notice
from tests.integration.browser import alike
from tests.integration.cast import PEOPLE, Cast, once
from tests.integration.conftest import Enter
from tests.integration.guide.lines import ABROAD, DANGER, NIGHT, OVER, lay
from tests.integration.rows import all_rows

PAGE = "/desk/help"
NEVER = "Never call it to try it. Look it up."
OTHERS = [name for name in PEOPLE if name != "cora"]


async def acts() -> list[tuple[str, str, str]]:
    rows = await AuditEntry.select(AuditEntry.act, AuditEntry.by, AuditEntry.about).order_by(AuditEntry.at)
    return [(row["act"], row["by"], row["about"]) for row in rows if row["act"].startswith("guide.")]


async def reminded(cast: Cast, name: str = "cora") -> list[bool]:
    """Of each reminder: whether it was seen."""
    told = Notice.select(Notice.seen_at).where(Notice.member == cast.members[name], Notice.kind == "help_lines")
    return [row["seen_at"] is not None for row in await told.order_by(Notice.created_at)]


async def test_the_page_says_which_were_looked_up(enter: Enter) -> None:
    await lay(DANGER, NIGHT, {**ABROAD, "reviewed_on": clock.now().date()}, OVER)
    shown = (await (await enter("cora")).get(PAGE)).text
    assert "Two of them were not looked up in the last half a year." in shown
    assert shown.count("Nobody has looked it up yet.") == 1
    assert shown.count("That is long ago.") == 1
    assert shown.count(">It is still right<") == 2
    assert shown.count("today</time>. Kept, thank you.") == 1
    assert "12345" not in shown
    assert shown.index("Freedonia") < shown.index("Sylvania")


async def test_nobody_is_asked_to_call_a_number_for_emergencies(enter: Enter) -> None:
    await lay(
        DANGER,
        {**NIGHT, "what_for": "Short, and with hours", "call": "988", "text_word": ""},
        {**NIGHT, "what_for": "Longer", "reviewed_on": None},
    )
    shown = (await (await enter("cora")).get(PAGE)).text.partition("<main")[2]
    danger, short, longer = shown.split('<li class="card"')[1:]
    assert [NEVER in one for one in (danger, short, longer)] == [True, True, False]
    assert "Never call an emergency number to try it." in shown
    assert "tel:" not in shown


async def test_one_tap_says_that_it_is_still_right(cast: Cast, enter: Enter) -> None:
    danger, night = await lay(DANGER, NIGHT)
    cora = await enter("cora")
    answer = await cora.post(f"{PAGE}/{danger}/review", page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#line-{danger}")
    rows = {row["id"]: row["reviewed_on"] for row in await HelpLine.select()}
    assert rows == {danger: clock.now().date(), night: NIGHT["reviewed_on"]}
    assert await acts() == [("guide.review_line", cast.accounts["cora"], danger)]
    assert "One of them was not looked up" in (await cora.get(PAGE)).text
    await cora.post(f"{PAGE}/{night}/review", page=PAGE)
    assert "Nothing to do today." in (await cora.get(PAGE)).text
    assert await check() == []


async def test_by_htmx_it_is_said_in_its_card(enter: Enter) -> None:
    danger, _ = await lay(DANGER, NIGHT)
    cora = await enter("cora")
    answer = await cora.post(f"{PAGE}/{danger}/review", page=PAGE, hx_request="true", hx_request_type="partial")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="lines"')
    of_danger = answer.text.partition(f'id="line-{danger}"')[2].partition("</li>")[0]
    assert answer.text.count("autofocus") == of_danger.count("autofocus") == 1
    assert "Kept, thank you." in of_danger
    assert "One of them was not looked up" in answer.text


async def test_twice_is_once(enter: Enter) -> None:
    [danger] = await lay(DANGER)
    cora = await enter("cora")
    form = await cora.tokens(PAGE)
    for _ in range(2):
        assert (await cora.post_as_it_is(f"{PAGE}/{danger}/review", form)).status_code == 303
    assert len(await acts()) == 1


@pytest.mark.parametrize("name", OTHERS)
async def test_for_everybody_else_it_is_not_there(enter: Enter, name: str) -> None:
    [danger] = await lay(DANGER)
    browser = await enter(name)
    before = await all_rows()
    absent = alike(await browser.get("/nothing-of-ours"))
    assert absent[0] == 404
    assert alike(await browser.get(PAGE)) == absent
    assert alike(await browser.post(f"{PAGE}/{danger}/review"))[0] == 404
    assert (await all_rows())["help_lines"] == before["help_lines"]
    assert await acts() == []


async def test_the_act_itself_is_the_coordinators(cast: Cast) -> None:
    [danger] = await lay(DANGER)
    with pytest.raises(NotFound):
        await review_line(danger, by=cast.person("fay"), once=once())


async def test_what_is_not_shown_is_not_tried(enter: Enter) -> None:
    [over] = await lay(OVER)
    cora = await enter("cora")
    for line in (over, new_id()):
        assert (await cora.post(f"{PAGE}/{line}/review")).status_code == 404
    assert await acts() == []


@pytest.mark.parametrize("many", [1, 30])
async def test_as_many_statements_with_one_line_and_thirty(enter: Enter, many: int) -> None:
    await lay(*({**NIGHT, "what_for": f"Night {n}"} for n in range(many)))
    cora = await enter("cora")
    with counted() as statements:
        assert (await cora.get(PAGE)).status_code == 200
    assert len(statements) == 2


async def test_the_coordinator_is_told_once(cast: Cast, enter: Enter) -> None:
    await lay(DANGER, NIGHT)
    assert [await remind_of_stale(clock.now()) for _ in range(3)] == [1, 0, 0]
    assert await reminded(cast) == [False]
    assert await Notice.count().where(Notice.kind == "help_lines") == 1
    assert await acts() == [("guide.remind_of_stale", BY_THE_CLOCK, "")]
    assert "Lines of Help now should be looked up again" in (await (await enter("cora")).get("/home")).text
    assert await check() == []


async def test_told_again_after_a_month_once_it_was_seen(cast: Cast) -> None:
    await lay(DANGER)
    now = clock.now()
    await remind_of_stale(now)
    assert await remind_of_stale(now + timedelta(days=31)) == 0, "the first one is not seen yet"
    await Notice.update({Notice.seen_at: now}).where(Notice.kind == "help_lines")
    assert await remind_of_stale(now + timedelta(days=29)) == 0
    assert await remind_of_stale(now + timedelta(days=31)) == 1
    assert await reminded(cast) == [True, False]


async def test_nobody_is_told_where_all_were_tried(cast: Cast) -> None:
    today = clock.now().date()
    await lay({**DANGER, "reviewed_on": today - timedelta(days=180)}, OVER)
    assert await remind_of_stale(clock.now()) == 0
    assert await remind_of_stale(clock.now() + timedelta(days=1)) == 1


async def test_when_the_last_one_is_tried_the_reminder_goes(cast: Cast, enter: Enter) -> None:
    danger, night = await lay(DANGER, NIGHT)
    await remind_of_stale(clock.now())
    cora = await enter("cora")
    await cora.post(f"{PAGE}/{danger}/review", page=PAGE)
    assert await reminded(cast) == [False]
    await cora.post(f"{PAGE}/{night}/review", page=PAGE)
    assert await reminded(cast) == [True]


async def test_the_reminder_leads_to_the_page(cast: Cast, enter: Enter) -> None:
    await lay(DANGER)
    await remind_of_stale(clock.now())
    [told] = await Notice.select().where(Notice.about == THE_LINES)
    cora = await enter("cora")
    answer = await cora.post(f"/notices/{told['id']}", page="/home")
    assert answer.headers["location"] == PAGE
    assert await reminded(cast) == [True]


@pytest.mark.parametrize("changed", [{"is_retired": True}, {"hours": "at night"}])
async def test_a_line_that_is_not_shown_any_more_is_not_waited_for(
    cast: Cast, enter: Enter, changed: dict[str, Any]
) -> None:
    [night] = await lay(NIGHT)
    await remind_of_stale(clock.now())
    line = {field: value for field, value in NIGHT.items() if field != "reviewed_on"}
    as_it_is = {"place": "Freedonia", "position": 0, "is_retired": False, **line}
    await change_line(night, by=cast.person("cora"), line=Answers(**as_it_is | changed), once=once())
    assert await reminded(cast) == [changed.get("is_retired", False)]
