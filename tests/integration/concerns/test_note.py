"""Telling from anywhere: of whom it is first, then who reads it, then the words; nothing that was typed is lost."""

import re

import pytest

from portal import clock
from portal.accounts.tables import Account
from portal.chats.actions import put_up, reply, take
from portal.concerns.actions import With, hand_on, tell
from portal.concerns.rules import CONVERSATION, OFF, PROGRAMME, WORRIED
from portal.concerns.tables import Concern
from portal.errors import NotFound
from portal.exclusions.actions import block, exclude
from portal.groups.tables import Facilitation, Membership
from portal.guide.tables import HelpLine
from portal.members.tables import Member
from tests.integration.browser import Browser, title
from tests.integration.cast import PEOPLE, SATURDAY, TUESDAY, Cast, once, phone
from tests.integration.concerns.telling import WORDS, finds, heard, row_of
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import joins, offers, runs, waits
from tests.integration.ledger import counts, everything
from tests.integration.told import part

NOTE, QUESTION = "/note", "/question"
CORA = "Cora, who looks after all groups"
SOMEBODY = "else"


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def omar(cast: Cast, enter: Enter) -> Browser:
    return await enter("omar")


async def chose(browser: Browser, form: dict[str, str], at: str = NOTE) -> str:
    """The second step, as it comes back."""
    answer = await browser.post(at, {"step": "write", **form}, page=at)
    assert answer.status_code == 200, answer.text
    return answer.text


async def told(browser: Browser, form: dict[str, str], at: str = NOTE) -> str:
    answer = await browser.post(at, {"step": "tell", "words": WORDS, **form}, page=at)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removeprefix("/told/")


async def who_finds(cast: Cast, enter: Enter, concern: str) -> dict[str, set[str]]:
    found = {one: await finds(await enter(one), concern) for one in PEOPLE}
    return {one: what for one, what in found.items() if what}


def offered(page: str) -> list[str]:
    """Whom one can choose, in words."""
    whole = page.partition('id="whom"')[2].partition("</fieldset>")[0]
    return re.findall(r"<span>([^<]*)</span></label>", whole)


async def chat_with(cast: Cast, author: str, replier: str, *, taken: bool) -> None:
    chat = await put_up(
        by=cast.person(author), group=cast.groups[TUESDAY], kind="ask", line="", means=["phone"], hours=2, once=once()
    )
    replied = await reply(chat, by=cast.person(replier), words="Gladly.", means=["phone"], once=once())
    if taken:
        await take(chat, replied, by=cast.person(author), once=once())


async def test_two_taps_from_anywhere(cast: Cast, enter: Enter) -> None:
    for name in ("maya", "omar", "fay", "stranger"):
        browser = await enter(name)
        assert 'href="/me"' in (await browser.get("/guide")).text
        page = (await browser.get("/me")).text
        for address, words in ((NOTE, "Something is off"), (QUESTION, "I am worried about someone")):
            assert f'href="{address}">{words}</a>' in page
            assert (await browser.get(address)).status_code == 200


async def test_whom_one_knows_here_is_offered_and_nobody_else(cast: Cast, enter: Enter) -> None:
    assert offered((await (await enter("omar")).get(NOTE)).text) == [
        "Fay, who runs Tuesday Evening",
        CORA,
        "Somebody else",
    ]
    await chat_with(cast, "omar", "ines", taken=False)
    await chat_with(cast, "ruth", "omar", taken=True)

    assert offered((await (await enter("omar")).get(NOTE)).text) == [
        "Fay, who runs Tuesday Evening",
        "Ines, from a chat",
        "Ruth, from a chat",
        CORA,
        "Somebody else",
    ]
    assert offered((await (await enter("maya")).get(NOTE)).text) == [
        "Theo, from your talks",
        "Fay, who runs Tuesday Evening",
        CORA,
        "Somebody else",
    ]
    await part(cast, "theo", "alone")
    assert offered((await (await enter("maya")).get(QUESTION)).text)[0] == "Theo, from your talks"


@pytest.mark.parametrize("way", ["block", "exclude"])
async def test_who_wants_nothing_from_them_is_not_offered_and_cannot_be_named(
    cast: Cast, enter: Enter, way: str
) -> None:
    """Ruth replied to Omar's chat, was not taken up, and asked since never to be seen by him."""
    await chat_with(cast, "omar", "ruth", taken=False)
    assert "Ruth, from a chat" in offered((await (await enter("omar")).get(NOTE)).text)
    ruth = cast.person("ruth")
    if way == "block":
        await block(cast.members["omar"], by=ruth, once=once())
    else:
        await exclude(by=ruth, kind="phone", said=phone("omar"), once=once())

    omar = await enter("omar")
    for at in (NOTE, QUESTION):
        assert "Ruth" not in (await omar.get(at)).text
        assert (await omar.post(at, {"step": "write", "of": "person", "whom": cast.members["ruth"]})).status_code == 422
    with pytest.raises(NotFound):
        await _tells(cast, cast.groups[TUESDAY], cast.members["ruth"])


@pytest.mark.parametrize("kind", [OFF, WORRIED])
async def test_who_may_not_sign_in_any_more_is_neither_told_nor_named(cast: Cast, enter: Enter, kind: str) -> None:
    """Fay runs the group, and was shut out: the coordinator reads it instead, at once."""
    await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.accounts["fay"])
    omar, at = await enter("omar"), NOTE if kind == OFF else QUESTION
    form = {"of": "person", "whom": SOMEBODY} if kind == OFF else {"whom": SOMEBODY}
    page = await chose(omar, form, at)
    assert "Fay" not in page
    assert "The coordinator is told at once" in page or 'value="coordinator" checked' in page
    concern = await told(omar, form | ({"reader": "coordinator"} if kind == OFF else {}), at)
    assert await heard(cast, concern) == {("cora", "concern")}
    assert (await row_of(concern))["reader"] == "coordinator"
    assert "You told the coordinator" in (await omar.get(f"/told/{concern}")).text


@pytest.mark.parametrize("name", ["Cora and Sons", "Coordinator"])
async def test_a_name_is_only_a_name(cast: Cast, omar: Browser, name: str) -> None:
    """Whatever words are in it: one person *is* told."""
    await Account.update({Account.is_coordinator: False}).where(Account.id == cast.accounts["cora"])
    await Member.update({Member.name: name}).where(Member.id == cast.members["fay"])
    page = await chose(omar, {"whom": SOMEBODY}, QUESTION)
    assert f"{name} is told at once" in page
    assert "so is the coordinator" not in page


async def test_something_about_a_coordinator_never_reaches_that_coordinator(
    cast: Cast, enter: Enter, omar: Browser
) -> None:
    concern = await told(omar, {"of": "person", "whom": cast.members["cora"], "reader": "facilitator"})
    clock.travel(days=3, minutes=1)
    await hand_on(clock.now())
    assert await heard(cast, concern) == {("fay", "concern")}
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "fay": {"desk"}}


@pytest.mark.parametrize(("kind", "at"), [(OFF, NOTE), (WORRIED, QUESTION)])
async def test_of_somebody_from_talks_it_is_told_where_the_talks_are(
    cast: Cast, enter: Enter, kind: str, at: str
) -> None:
    """Whoever runs another group reads nothing of what two people said in this one, whatever was chosen."""
    await joins(cast, "maya", SATURDAY)
    of_theo = {"of": "person", "whom": cast.members["theo"], "group": cast.groups[SATURDAY]}
    if kind == OFF:
        of_theo["reader"] = "facilitator"
    concern = await told(await enter("maya"), of_theo, at)
    assert (await row_of(concern))["group"] == cast.groups[TUESDAY]
    assert "gus" not in await who_finds(cast, enter, concern)
    with pytest.raises(NotFound):
        await tell(
            cast.groups[SATURDAY], cast.members["theo"], by=cast.person("maya"), kind=kind, words="", once=once()
        )


@pytest.mark.parametrize("places", [1, 2])
async def test_of_several_places_each_has_its_line_first(cast: Cast, enter: Enter, places: int) -> None:
    """Nobody here says where they are: another country's number alone would help nobody."""
    await HelpLine.delete(force=True)
    for number, place in enumerate(("United States", "United Kingdom")[:places]):
        for second, call in enumerate(("999", "111")):
            await HelpLine.insert(
                HelpLine(place=place, what_for="Danger", call=f"{call}{number}", position=10 * number + second)
            )
    for name, at in (("omar", QUESTION), ("maya", f"/talks/{cast.talk}/question")):
        first = (await (await enter(name)).get(at)).text.partition('id="call-first"')[2].partition("</section>")[0]
        numbers = re.findall(r'href="tel:(\d+)"', first)
        assert numbers == (["9990", "1110"] if places == 1 else ["9990", "9991"])
        assert re.findall("<h3>([^<]*)</h3>", first) == ([] if places == 1 else ["United States", "United Kingdom"])


async def test_of_somebody_from_a_chat(cast: Cast, enter: Enter, omar: Browser) -> None:
    await chat_with(cast, "ruth", "omar", taken=True)
    of_ruth = {"of": "person", "whom": cast.members["ruth"]}

    page = await chose(omar, of_ruth)
    assert "Ruth is not told." in page
    assert "<h2>About Ruth</h2>" in page
    for words in ("<span>Fay</span>", "<span>The coordinator, and not Fay</span>", "I want nothing from Ruth for now"):
        assert words in page
    assert "Nobody but the one you choose can read this. Ruth does not learn of it here." in page
    assert await Concern.count() == 0
    concern = await told(omar, {**of_ruth, "reader": "facilitator"})

    assert await heard(cast, concern) == {("fay", "concern")}
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "fay": {"desk"}}
    assert (
        title(await (await enter("fay")).get(f"/desk/concerns/{concern}"))
        == "Omar says that something is off with Ruth"
    )
    assert "Something is off with Ruth</figcaption>" in (await omar.get(f"/told/{concern}")).text
    assert WORDS not in await everything()
    assert (await row_of(concern))["mentorship"] is None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"of": "person", "whom": SOMEBODY}, ("somebody", "Whoever it is about")),
        ({"of": "conversation", "whom": SOMEBODY}, ("a conversation with somebody", "Whoever it is about")),
        ({"of": "programme"}, ("the programme", "Your group")),
        ({"of": "programme", "whom": SOMEBODY}, ("the programme", "Your group")),
    ],
)
async def test_of_nobody_who_is_named(
    cast: Cast, enter: Enter, omar: Browser, form: dict[str, str], said: tuple[str, str]
) -> None:
    what, not_told = said
    page = await chose(omar, form)
    assert f"{not_told} does not learn of it here." in page
    assert 'name="apart"' not in page
    concern = await told(omar, {**form, "reader": "coordinator"})

    assert (await row_of(concern))["about"] is None
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "cora": {"desk"}}
    desk = await (await enter("cora")).get(f"/desk/concerns/{concern}")
    assert title(desk) == f"Omar says that something is off with {what}"
    assert "None" not in desk.text + (await omar.get(f"/told/{concern}")).text
    assert f"Omar says that something is off with {what}" in (await (await enter("cora")).get("/desk")).text


@pytest.mark.parametrize("kind", [OFF, WORRIED])
async def test_about_who_runs_the_group_never_goes_to_them(cast: Cast, enter: Enter, omar: Browser, kind: str) -> None:
    at = NOTE if kind == OFF else QUESTION
    of_fay = {"whom": cast.members["fay"], **({"of": "person"} if kind == OFF else {})}
    page = await chose(omar, of_fay, at)
    assert "and not Fay" not in page
    if kind == OFF:
        assert (await omar.post(NOTE, {"step": "tell", **of_fay, "reader": "facilitator"})).status_code == 422
    concern = await told(omar, {**of_fay, **({"reader": "coordinator"} if kind == OFF else {})}, at)

    assert await heard(cast, concern) == {("cora", "concern")}
    clock.travel(days=4)
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "cora": {"desk"}}
    fay = await enter("fay")
    for address in ("/desk", "/home", "/me"):
        assert concern not in (await fay.get(address)).text


async def test_another_who_runs_it_reads_what_is_about_one_of_them(cast: Cast, enter: Enter, omar: Browser) -> None:
    await runs(cast, "ruth")
    of_fay = {"of": "person", "whom": cast.members["fay"]}
    assert "<span>Ruth</span>" in await chose(omar, of_fay)
    concern = await told(omar, {**of_fay, "reader": "facilitator"})
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "ruth": {"desk"}}


async def test_nor_who_has_something_of_their_own_with_them(cast: Cast, enter: Enter, omar: Browser) -> None:
    """Ruth runs the group as well, and is asked about talks with Fay."""
    await runs(cast, "ruth")
    await waits(cast, "ruth", days=3)
    await offers(cast, "fay")
    await cast.ask("ruth", "fay", by="cora")
    of_fay = {"of": "person", "whom": cast.members["fay"]}
    page = await chose(omar, of_fay)
    assert "<span>Ruth</span>" not in page
    assert 'value="coordinator" checked' in page
    concern = await told(omar, {**of_fay, "reader": "coordinator"})
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "cora": {"desk"}}


@pytest.mark.parametrize(("at", "leads"), [(NOTE, "note"), (QUESTION, "question")])
async def test_of_who_one_talks_with_it_goes_on_at_the_talks(cast: Cast, enter: Enter, at: str, leads: str) -> None:
    """There lines of the two can go with it."""
    maya = await enter("maya")
    form = {"step": "write", "of": "conversation", "whom": cast.members["theo"]}
    answer = await maya.post(at, form, page=at)
    assert answer.status_code == 303
    there = answer.headers["location"]
    assert there == f"/talks/{cast.talk}/{leads}" + ("?of=conversation" if at == NOTE else "")
    if at == NOTE:
        assert '<input type="hidden" name="of" value="conversation">' in (await maya.get(there)).text


async def test_and_with_words_it_stays_where_they_are(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    form = {"of": "conversation", "whom": cast.members["theo"], "words": WORDS}
    assert f"\n{WORDS}</textarea>" in await chose(maya, form)
    concern = await told(maya, {**form, "reader": "coordinator"})
    row = await row_of(concern)
    assert (row["of"], row["about"], row["mentorship"]) == (CONVERSATION, cast.members["theo"], cast.talk)
    assert "Something is off with a conversation with Theo</fig" in (await maya.get(f"/told/{concern}")).text


async def test_what_is_written_goes_back_and_forth(cast: Cast, omar: Browser) -> None:
    form = {"of": "person", "whom": SOMEBODY, "words": WORDS}
    back = await omar.post(NOTE, {**form, "step": "again"}, page=NOTE)
    assert back.status_code == 200
    assert f"\n{WORDS}</textarea>" in back.text
    assert 'value="else" checked' in back.text
    assert f"\n{WORDS}</textarea>" in await chose(omar, form)
    assert await Concern.count() == 0


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "of"),
        ({"of": "person"}, "whom"),
        ({"of": "conversation", "whom": ""}, "whom"),
        ({"of": "weather", "whom": SOMEBODY}, "of"),
        ({"of": "person", "whom": "lena"}, "whom"),
        ({"of": "person", "whom": SOMEBODY, "step": "tell"}, "reader"),
        ({"of": "person", "whom": SOMEBODY, "step": "tell", "reader": "both"}, "reader"),
        ({"of": "person", "whom": SOMEBODY, "step": "tell", "reader": "facilitator", "words": "x" * 3000}, "words"),
    ],
)
async def test_asked_again_with_everything_there(cast: Cast, omar: Browser, form: dict[str, str], field: str) -> None:
    before = await counts("sessions")
    sent = {"step": "write", "words": WORDS, **form}
    if form.get("whom") == "lena":
        sent["whom"] = cast.members["lena"]
    for htmx in ({}, {"hx_request_type": "partial"}):
        answer = await omar.post(NOTE, sent, page=NOTE, **htmx)
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
        assert f"\n{sent['words']}</textarea>" in answer.text
        assert answer.text.startswith('<div id="note-form"') == bool(htmx)
    assert await counts("sessions") == before


async def test_in_which_group_is_asked_where_there_are_several(cast: Cast, enter: Enter, omar: Browser) -> None:
    assert 'name="group"' not in (await omar.get(NOTE)).text
    await joins(cast, "omar", SATURDAY)
    form = {"of": "programme"}
    page = await omar.get(NOTE)
    assert "<span>Saturday Morning</span>" in page.text
    assert 'id="group-error"' in (await omar.post(NOTE, {"step": "write", **form})).text

    in_saturday = {**form, "group": cast.groups[SATURDAY]}
    assert "<span>Gus</span>" in await chose(omar, in_saturday)
    concern = await told(omar, {**in_saturday, "reader": "facilitator"})
    assert await who_finds(cast, enter, concern) == {"omar": {"own"}, "gus": {"desk"}}
    await Membership.delete().where(Membership.member == cast.members["omar"])


async def test_worried_the_local_line_first_and_both_at_once(cast: Cast, enter: Enter, omar: Browser) -> None:
    page = (await omar.get(QUESTION)).text
    assert "tel:911" in page.partition("<form class")[0]
    page = await chose(omar, {"whom": SOMEBODY}, QUESTION)
    assert "Fay and the coordinator are told at once" in page
    assert 'name="reader"' not in page
    assert page.index("tel:911") < page.index("<textarea")
    concern = await told(omar, {"whom": SOMEBODY}, QUESTION)

    assert await heard(cast, concern) == {("fay", "concern"), ("cora", "concern")}
    assert title(await (await enter("fay")).get(f"/desk/concerns/{concern}")) == "Omar is worried about somebody"
    assert "You are worried about somebody</figcaption>" in (await omar.get(f"/told/{concern}")).text


async def test_who_belongs_nowhere_is_told_so(cast: Cast, enter: Enter) -> None:
    stranger = await enter("stranger")
    for at in (NOTE, QUESTION):
        assert "You belong to no group here" in (await stranger.get(at)).text
        answer = await stranger.post(at, {"step": "tell", "of": "programme", "whom": SOMEBODY, "reader": "coordinator"})
        assert answer.status_code == 422
    assert await Concern.count() == 0


async def test_who_runs_a_group_tells_the_coordinator(cast: Cast, enter: Enter) -> None:
    fay = await enter("fay")
    concern = await told(fay, {"of": "programme", "reader": "coordinator"})
    assert await who_finds(cast, enter, concern) == {"fay": {"own"}, "cora": {"desk"}}


async def test_where_nobody_may_read_it_it_is_kept(cast: Cast, omar: Browser) -> None:
    await Facilitation.delete(force=True)
    await Account.update({Account.is_coordinator: False}).where(Account.id == cast.accounts["cora"])
    page = await chose(omar, {"of": "person", "whom": SOMEBODY})
    assert "Nobody here may read it just now" in page
    assert ">Keep it here</button>" in page
    concern = await told(omar, {"of": "person", "whom": SOMEBODY, "reader": "coordinator"})
    assert await heard(cast, concern) == set()
    assert "You kept it here" in (await omar.get(f"/told/{concern}")).text


async def test_twice_is_once(cast: Cast, omar: Browser) -> None:
    typed = {**await omar.tokens(), "step": "tell", "of": "programme", "reader": "facilitator", "words": WORDS}
    first, second = [await omar.post_as_it_is(NOTE, typed) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"]
    assert await Concern.count() == 1


@pytest.mark.parametrize("about", ["lena", "maya", "omar"])
async def test_the_act_itself_refuses_whom_they_do_not_know(cast: Cast, about: str) -> None:
    before = await counts()
    with pytest.raises(NotFound):
        await _tells(cast, cast.groups[TUESDAY], cast.members[about])
    with pytest.raises(NotFound):
        await _tells(cast, cast.groups[SATURDAY], None)
    assert await counts() == before


async def _tells(cast: Cast, group: str, about: str | None) -> str:
    return await tell(group, about, by=cast.person("omar"), kind=OFF, words=WORDS, also=With(of=PROGRAMME), once=once())
