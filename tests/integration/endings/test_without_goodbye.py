"""Ended without a goodbye: at once over, told to whoever runs the group, and no way back."""

from datetime import timedelta

import pytest

from portal import clock
from portal.check import check
from portal.concerns.tables import Concern
from portal.endings.actions import close_for, end_due, end_without_goodbye
from portal.endings.rules import ADDRESS, OVER_ALREADY
from portal.enrolments.actions import wait_again
from portal.enrolments.rules import LONG_REST
from portal.enrolments.tables import Availability, Enrolment
from portal.errors import NotFound, NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.web import streams
from tests.integration.browser import alike, title
from tests.integration.cast import Cast, once, words
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything
from tests.integration.newcomers import offer, wait
from tests.integration.told import goodbye, part

HOWS = ["alone", "unsafe", "someone_else"]
SAID = "Said like nothing else 3101."


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now())


async def state_of(cast: Cast) -> tuple[str, str]:
    [row] = await Mentorship.select(Mentorship.state, Mentorship.ended_how).where(Mentorship.id == cast.talk)
    return row["state"], row["ended_how"]


async def wish_of(cast: Cast, name: str = "maya") -> dict[str, object]:
    columns = Enrolment.state, Enrolment.waiting_since
    [row] = await Enrolment.select(*columns).where(Enrolment.id == cast.enrolments[name])
    return row


async def rest_of(cast: Cast, name: str = "theo") -> object:
    [row] = await Availability.select(Availability.rests_until).where(Availability.id == cast.rooms[name])
    return row["rests_until"]


@pytest.mark.parametrize("how", ["alone", "unsafe"])
@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_one_button_ends_it(cast: Cast, enter: Enter, how: str, name: str) -> None:
    browser = await enter(name)
    page = f"/talks/{cast.talk}/ending/{ADDRESS[how]}"
    shown = await browser.get(page)
    assert shown.status_code == 200
    assert "Fay" in shown.text, "who hears of it"
    answer = await browser.post(page, {"words": SAID}, page=page)
    [concern] = await Concern.select(Concern.id)
    leads_to = f"/told/{concern['id']}" if how == "unsafe" else f"/talks/{cast.talk}/kept"
    assert answer.headers["location"] == leads_to
    assert await state_of(cast) == ("ended", "without")
    assert title(await browser.get(f"/talks/{cast.talk}/kept")).startswith("Your talks with")
    assert SAID not in await everything(), "sealed"
    assert await check() == []


async def test_nothing_changes_before_the_button(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    before = await counts()
    for way in ("", "/quiet", "/now"):
        assert (await maya.get(f"/talks/{cast.talk}/ending{way}")).status_code == 200
    assert await counts() == before


async def test_help_and_leaving_come_first_where_it_is_not_safe(cast: Cast, enter: Enter) -> None:
    page = (await (await enter("maya")).get(f"/talks/{cast.talk}/ending/now")).text
    main = page[page.index("<main") :]
    assert main.index('href="/help-now"') < main.index('action="/leave"') < main.index("End these talks now")
    assert main.count('class="btn btn--ending"') == 1


async def test_too_many_words_are_all_still_there(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/ending/now"
    answer = await maya.post(page, {"words": "x" * 2001}, page=page)
    assert answer.status_code == 422
    assert "x" * 2001 in answer.text
    assert await state_of(cast) == ("active", "")


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize(("name", "other"), [("maya", "theo"), ("theo", "maya")])
async def test_access_ends_at_once_for_both(cast: Cast, enter: Enter, how: str, name: str, other: str) -> None:
    browsers = [await enter(name), await enter(other)]
    absent = alike(await browsers[0].get("/talks/k3v9k3v9k3v9k3v9"))
    await part(cast, name, how, SAID)
    for browser in browsers:
        for way in ("", "/check-in", "/milestone", "/goodbye", "/goodbye/last", "/ending", "/ending/now", "/pause"):
            assert alike(await browser.get(f"/talks/{cast.talk}{way}")) == absent, way
        assert (await browser.get(f"/talks/{cast.talk}/kept")).status_code == 200
        assert f"/talks/{cast.talk}/kept" in (await browser.get("/me")).text


@pytest.mark.parametrize("how", HOWS)
async def test_who_runs_the_group_is_told_and_the_other_hears_only_that_it_is_over(cast: Cast, how: str) -> None:
    await part(cast, "maya", how, SAID)
    [concern] = await Concern.select(Concern.kind, Concern.author, Concern.about, Concern.mentorship)
    maya, theo = cast.members["maya"], cast.members["theo"]
    assert concern == {"kind": how, "author": maya, "about": theo, "mentorship": cast.talk}
    told = await Notice.select(Notice.kind).where(
        Notice.member == theo, Notice.seen_at.is_null(), Notice.about == cast.talk
    )
    assert told == [{"kind": "kept"}]
    assert await Notice.exists().where(Notice.member == cast.members["fay"], Notice.kind == "concern")


@pytest.mark.parametrize("how", HOWS)
async def test_they_are_never_asked_about_each_other_again(cast: Cast, how: str) -> None:
    await part(cast, "theo", how)
    clock.travel(days=1000)
    with pytest.raises(NotPossible) as refused:
        await cast.ask("maya", "theo")
    assert refused.value.sentence in ("This is not possible just now.", "Theo is resting after a talk that ended.")
    assert refused.value.sentence == "This is not possible just now."
    assert await check() == []


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_what_becomes_of_the_mentee(cast: Cast, how: str, name: str) -> None:
    """Whoever ends it rests, unless they would like someone else; the place in the queue is the one they had."""
    before = await wish_of(cast)
    clock.travel(days=10)
    await part(cast, name, how)
    rests = name == "maya" and how != "someone_else"
    assert await wish_of(cast) == {**before, "state": "paused" if rests else "active"}
    if rests:
        await wait_again(by=cast.person("maya"), enrolment=cast.enrolments["maya"], once=once())
        assert await wish_of(cast) == before


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_what_becomes_of_the_mentor(cast: Cast, how: str, name: str) -> None:
    await part(cast, name, how)
    rests = name == "theo" and how != "someone_else"
    assert await rest_of(cast) == (clock.now().date() + timedelta(days=14) if rests else None)


@pytest.mark.parametrize("by", ["goodbye", *HOWS])
async def test_who_wished_to_rest_after_it_rests_for_long(cast: Cast, by: str) -> None:
    await Availability.update({Availability.rests_after: True}).where(Availability.id == cast.rooms["theo"])
    await (goodbye(cast, "maya") if by == "goodbye" else part(cast, "maya", by))
    [row] = await Availability.select(Availability.rests_after).where(Availability.id == cast.rooms["theo"])
    assert await rest_of(cast) == clock.now().date() + LONG_REST
    assert not row["rests_after"]


async def test_after_a_goodbye_waiting_begins_anew(cast: Cast) -> None:
    await goodbye(cast, "maya")
    clock.travel(days=3)
    await wait_again(by=cast.person("maya"), enrolment=cast.enrolments["maya"], once=once())
    assert await wish_of(cast) == {"state": "active", "waiting_since": clock.now()}


@pytest.mark.parametrize("how", ["alone", "unsafe"])
async def test_an_ending_that_has_begun_is_cut_short(cast: Cast, enter: Enter, how: str) -> None:
    await goodbye(cast, "theo")
    maya, theo = await enter("maya"), await enter("theo")
    await part(cast, "maya", how, SAID)
    assert await state_of(cast) == ("ended", "without")
    assert words("gratitude_note", of="theo") in (await maya.get(f"/talks/{cast.talk}/kept")).text, "hers for ever"
    assert title(await theo.get(f"/talks/{cast.talk}/kept")) == "Kept from your talks with Maya"
    assert await check() == []


@pytest.mark.parametrize("how", HOWS)
async def test_twice_is_once(cast: Cast, how: str) -> None:
    side, key = await cast.side("maya"), once()

    await end_without_goodbye(side, by=cast.person("maya"), how=how, words=SAID, once=key)
    before = await counts()
    await end_without_goodbye(side, by=cast.person("maya"), how=how, words=SAID, once=key)
    assert await counts() == before
    with pytest.raises(NotPossible) as refused:
        await end_without_goodbye(side, by=cast.person("maya"), how=how, words=SAID, once=once())
    assert refused.value.sentence == OVER_ALREADY
    assert await counts() == before


async def test_that_it_is_not_safe_is_heard_after_an_ending_for_oneself(cast: Cast) -> None:
    """Once without words, and whatever is added."""
    await part(cast, "maya", "alone")
    await part(cast, "maya", "unsafe")
    for said in ("He waits at my door.", "He is still there."):
        await part(cast, "maya", "unsafe", said)
    before = await counts()
    for how, said in (("unsafe", ""), ("unsafe", "He is still there."), ("alone", ""), ("someone_else", "")):
        with pytest.raises(NotPossible) as refused:
            await part(cast, "maya", how, said)
        assert refused.value.sentence == OVER_ALREADY
    assert await counts() == before
    told = await Concern.select(Concern.kind).where(Concern.mentorship == cast.talk)
    assert sorted(row["kind"] for row in told) == ["alone", "unsafe", "unsafe", "unsafe"]
    assert await state_of(cast) == ("ended", "without"), "how it ended stays as it was"
    assert await check() == []


async def test_what_was_being_written_while_the_other_ended_it_is_heard(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/ending/now"
    hidden = await maya.tokens(page)
    await part(cast, "theo", "alone")
    answer = await maya.post_as_it_is(page, {**hidden, "words": SAID})
    assert SAID in (await maya.get(answer.headers["location"])).text
    assert await state_of(cast) == ("ended", "without"), "how it ended stays as it was"
    assert await Concern.exists().where(Concern.author == cast.members["maya"], Concern.kind == "unsafe")
    assert await check() == []


async def test_after_it_was_not_safe_who_hears_of_it_comes_first(cast: Cast, enter: Enter) -> None:
    maya, page = await enter("maya"), f"/talks/{cast.talk}/ending/now"
    form = {**await maya.tokens(page), "words": SAID}
    first, again = [(await maya.post_as_it_is(page, form)).headers["location"] for _ in range(2)]
    assert first == again
    told = (await maya.get(first)).text
    main = told[told.index("<main") :]
    assert "These talks are over. Theo cannot reach you here any more." in main
    places = [main.index(what) for what in ('action="/leave"', "You told Fay and the coordinator", "Next: it is read")]
    assert places == sorted(places)
    assert f'href="/talks/{cast.talk}/kept">What you keep of these talks</a>' in main


async def test_who_ends_it_answers_no_where_the_two_are_just_asked_about_each_other(cast: Cast) -> None:
    """Theo, who mentors Maya, could have one himself: asked about each other the other way round."""

    await wait(cast, "theo")
    await offer(cast, "maya")
    proposal = await cast.ask("theo", "maya")
    await part(cast, "theo", "alone")
    await cast.say("yes", proposal, "maya")
    assert await Mentorship.count().where(Mentorship.state == "active") == 0
    assert await check() == []


@pytest.mark.parametrize("name", ["noor", "ruth", "lena", "fay", "gus", "cora"])
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/ending"))
    assert absent[0] == 404
    for way in ("ending", "ending/quiet", "ending/now", "pause", "meanwhile", "kept", "kept/page", "kept/pdf"):
        assert alike(await browser.get(f"/talks/{cast.talk}/{way}")) == absent, way
    for way in ("ending/quiet", "ending/now", "pause", "meanwhile"):
        assert alike(await browser.post(f"/talks/{cast.talk}/{way}", {"words": SAID})) == absent, way
    assert await counts() == before


# --- by whoever runs the group ---


async def close(cast: Cast, by: str, key: str = "") -> None:

    await close_for(cast.talk, by=cast.person(by), once=key or once())


@pytest.mark.parametrize("by", ["fay", "cora"])
async def test_closed_for_both(cast: Cast, enter: Enter, by: str) -> None:
    key = once()
    await close(cast, by, key)
    before = await counts()
    await close(cast, by, key)
    assert await counts() == before
    assert await state_of(cast) == ("ended", "closed")
    for name, other in (("maya", "Theo"), ("theo", "Maya")):
        browser = await enter(name)
        assert title(await browser.get(f"/talks/{cast.talk}/kept")) == f"Your talks with {other} are over"
        assert f"Your talks with {other} are over" in (await browser.get("/home")).text
    assert (await wish_of(cast))["state"] == "paused"
    assert await rest_of(cast) == clock.now().date() + timedelta(days=14)
    assert await check() == []


@pytest.mark.parametrize("by", ["gus", "maya", "theo", "noor", "stranger"])
async def test_by_nobody_else(cast: Cast, by: str) -> None:
    before = await counts()
    with pytest.raises(NotFound):
        await close(cast, by)
    assert await counts() == before


async def test_what_is_over_is_not_closed(cast: Cast) -> None:
    await part(cast, "maya", "alone")
    before = await counts()
    with pytest.raises(NotPossible):
        await close(cast, "fay")
    assert await counts() == before


# --- in open tabs too ---


@pytest.mark.parametrize("way", ["alone", "closed", "second goodbye", "by the clock"])
async def test_open_pages_hear_that_it_is_over(cast: Cast, way: str) -> None:
    with streams.open_stream(cast.talk, "a session") as stream:
        if way == "alone":
            await part(cast, "maya", "alone")
        elif way == "closed":
            await close(cast, "fay")
        else:
            await goodbye(cast, "maya")
            assert not stream.ends, "it can still be read"
            clock.travel(days=14 if way == "by the clock" else 1)
            await (end_due(clock.now()) if way == "by the clock" else goodbye(cast, "theo"))
        assert stream.ends


async def test_nothing_is_said_over_what_was_refused(cast: Cast) -> None:
    await part(cast, "maya", "alone")
    with streams.open_stream(cast.talk, "a session") as stream:
        with pytest.raises(NotPossible):
            await part(cast, "maya", "alone")
        assert not stream.ends
