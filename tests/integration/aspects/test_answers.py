"""About you: said in part or whole, kept sealed, there again next time, and each mistake beside its question."""

from collections.abc import Mapping

import pytest

from portal.aspects.actions import answer_all
from portal.aspects.queries import Asked, answers_of, aspects
from portal.aspects.rules import NOT_OFFERED
from portal.aspects.tables import AspectAnswers, AspectOption
from portal.errors import NotPossible
from portal.matching.people import Answer, Wish
from portal.sealed import erase_key, ring
from tests.integration.browser import Browser
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, everything, on_disk, sql

PAGE = "/me/about"


@pytest.fixture
async def asked() -> dict[str, Asked]:
    """By name, as the coordinator calls them."""
    return {aspect.name: aspect for aspect in await aspects()}


@pytest.fixture
async def omar(enter: Enter) -> Browser:
    return await enter("omar")


def option(aspect: Asked, words: str) -> str:
    [found] = [option for option, said in aspect.options.items() if said == words]
    return found


async def kept(cast: Cast, name: str = "omar") -> Mapping[str, Answer]:
    member = cast.members[name]
    return await answers_of(member, ring=await ring(member))


def typed(aspect: Asked, words: str | None = None, wish: str = "", shown: str = "") -> dict[str, str]:
    """As a browser sends it: of radio buttons only what was chosen."""
    chosen = {"option": option(aspect, words) if words else words, "wish": wish or None, "shown": shown or None}
    return {f"{part}_{aspect.id}": value for part, value in chosen.items() if value is not None}


async def test_the_aspects_come_with_their_options_in_the_coordinators_order(asked: dict[str, Asked]) -> None:
    assert list(asked) == ["Gender", "Age", "Reconciliation", "Affair type", "Language", "Role in it"]
    assert list(asked["Gender"].options.values()) == ["Woman", "Man", "Neither of these"]
    assert [name for name, aspect in asked.items() if aspect.is_sensitive] == ["Affair type", "Role in it"]
    matching = asked["Role in it"].for_matching()
    assert (matching.id, matching.weight, matching.across_only_if_both_agree) == (asked["Role in it"].id, 3, True)


async def test_an_aspect_without_options_asks_nothing(asked: dict[str, Asked]) -> None:
    await AspectOption.delete().where(AspectOption.aspect == asked["Age"].id)
    assert "Age" not in [aspect.name for aspect in await aspects()]


async def test_what_was_said_is_kept_and_there_again(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    age, role = asked["Age"], asked["Role in it"]
    form = typed(age, "Forties", "closer to mine", "no") | typed(role, "Both", "open to different", "yes")
    answer = await omar.post(PAGE, form, page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")

    assert await kept(cast) == {
        age.id: Answer(option(age, "Forties"), Wish.CLOSER, shown=False),
        role.id: Answer(option(role, "Both"), Wish.DIFFERENT, shown=True),
    }
    page = (await omar.get(PAGE)).text
    for field, value in form.items():
        assert f'name="{field}" value="{value}" checked' in page
    assert page.count("<details open>") == 2
    assert await acts("aspects.answer_all") == ["aspects.answer_all"]


async def test_an_untouched_form_says_nothing(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    """As it comes, only what may be shown is chosen: matching only where it is sensitive."""
    page = (await omar.get(PAGE)).text
    shown = {aspect.id: "no" if aspect.is_sensitive else "yes" for aspect in asked.values()}
    for aspect, chosen in shown.items():
        assert f'name="shown_{aspect}" value="{chosen}" checked' in page
    assert page.count(" checked") == len(shown)
    assert "<details open>" not in page

    form = {f"shown_{aspect}": chosen for aspect, chosen in shown.items()}
    assert (await omar.post(PAGE, form, page=PAGE)).status_code == 303
    assert await kept(cast) == {}


async def test_one_may_prefer_not_to_say(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    age = asked["Age"]
    await omar.post(PAGE, typed(age, "Forties", "closer to mine"), page=PAGE)
    await omar.post(PAGE, typed(age, "", "no matter"), page=PAGE)
    assert await kept(cast) == {age.id: Answer(None, Wish.NO_MATTER, shown=True)}
    assert f'name="option_{age.id}" value="" checked' in (await omar.get(PAGE)).text


async def test_what_is_not_on_the_form_stays(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    age, language = asked["Age"], asked["Language"]
    await omar.post(PAGE, typed(age, "Forties"), page=PAGE)
    await omar.post(PAGE, typed(language, "French", "closer to mine"), page=PAGE)
    assert await kept(cast) == {
        age.id: Answer(option(age, "Forties")),
        language.id: Answer(option(language, "French"), Wish.CLOSER),
    }


async def test_where_it_is_sensitive_matching_only_is_meant_unless_said(
    cast: Cast, omar: Browser, asked: dict[str, Asked]
) -> None:
    form = typed(asked["Affair type"], "Online") | typed(asked["Age"], "Forties")
    await omar.post(PAGE, form, page=PAGE)
    said = await kept(cast)
    assert (said[asked["Affair type"].id].shown, said[asked["Age"].id].shown) == (False, True)


async def test_no_word_of_it_can_be_read_at_rest(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    age = asked["Age"]
    chosen = option(age, "Forties")
    await omar.post(PAGE, typed(age, "Forties", "open to different"), page=PAGE)

    [row] = await sql('SELECT * FROM "aspect_answers"')
    for words in (chosen, age.id, "Forties", "open to different", "shown"):
        assert words not in str(row)
    dump = await everything()
    assert dump.count(chosen) == 1, "the option itself, and nowhere who chose it"
    assert b"open to different" not in on_disk()
    assert b'"option"' not in on_disk()


async def test_with_the_key_erased_nothing_was_said(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    await omar.post(PAGE, typed(asked["Age"], "Forties"), page=PAGE)
    await erase_key(cast.members["omar"])
    assert await kept(cast) == {}
    assert (await omar.get(PAGE)).status_code == 200


@pytest.mark.parametrize("part", ["option", "wish", "shown"])
@pytest.mark.parametrize("value", ["🌊", "<script>alert(1)</script>", "k3v9k3v9k3v9k3v9", "CLOSER"])
async def test_what_is_not_offered_comes_back_with_a_sentence(
    cast: Cast, omar: Browser, asked: dict[str, Asked], part: str, value: str
) -> None:
    age, gender = asked["Age"], asked["Gender"]
    form = typed(gender, "Woman", "open to different") | {f"{part}_{age.id}": value}
    answer = await omar.post(PAGE, form, page=PAGE)
    assert answer.status_code == 422
    assert f'id="{part}_{age.id}-error"' in answer.text
    assert "Choose one of these." in answer.text
    assert f'value="{option(gender, "Woman")}" checked' in answer.text
    assert answer.text.count("<details open>") == (1 if part == "option" else 2)
    assert value not in answer.text
    assert await AspectAnswers.count() == 0


async def test_another_aspects_option_is_no_answer(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    age, gender = asked["Age"], asked["Gender"]
    answer = await omar.post(PAGE, {f"option_{age.id}": option(gender, "Woman")}, page=PAGE)
    assert answer.status_code == 422
    assert await AspectAnswers.count() == 0


@pytest.mark.parametrize("about", ["aspect", "option"])
async def test_what_was_taken_away_meanwhile_is_refused(cast: Cast, asked: dict[str, Asked], about: str) -> None:
    answers = {"k3v9k3v9k3v9k3v9": Answer()} if about == "aspect" else {asked["Age"].id: Answer("k3v9k3v9k3v9k3v9")}
    with pytest.raises(NotPossible, match=NOT_OFFERED):
        await answer_all(by=cast.person("omar"), answers=answers, once=once())
    assert await AspectAnswers.count() == 0
    assert await acts("aspects.answer_all") == []


async def test_the_same_form_twice_is_one_act(cast: Cast, omar: Browser, asked: dict[str, Asked]) -> None:
    age = asked["Age"]
    form = {**await omar.tokens(PAGE), **typed(age, "Forties")}
    first, again = [await omar.post_as_it_is(PAGE, form) for _ in range(2)]
    assert (first.status_code, again.status_code) == (303, 303)
    assert await acts("aspects.answer_all") == ["aspects.answer_all"]
    assert await AspectAnswers.count() == 1

    await omar.post(PAGE, typed(age, "Fifties"), page=PAGE)
    await omar.post_as_it_is(PAGE, form)
    assert (await kept(cast))[age.id].option == option(age, "Fifties"), "an old tab takes nothing back"


async def test_everybody_says_it_for_themselves(cast: Cast, enter: Enter, asked: dict[str, Asked]) -> None:
    for name, words in (("omar", "Forties"), ("maya", "Fifties")):
        await (await enter(name)).post(PAGE, typed(asked["Age"], words), page=PAGE)
        assert (await kept(cast, name))[asked["Age"].id].option == option(asked["Age"], words)
    assert await kept(cast, "theo") == {}


async def test_who_can_see_it_names_the_group(omar: Browser) -> None:
    page = (await omar.get(PAGE)).text
    assert "“May be shown”: Tuesday Evening’s facilitator and the coordinator see it" in page
    assert page.count("Why: ") == 6


async def test_nobody_is_asked_who_is_not_signed_in(enter: Enter) -> None:
    stranger = await enter("")
    assert (await stranger.get(PAGE)).status_code == 303
