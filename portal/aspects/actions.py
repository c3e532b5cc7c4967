"""A member says something about themselves; the coordinator keeps what is asked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portal import audit, sealed
from portal.aspects import rules
from portal.aspects.queries import all_answers, answers_of, aspects
from portal.aspects.tables import Aspect, AspectAnswers, AspectOption
from portal.errors import NotFound, NotPossible
from portal.matching.people import Answer
from portal.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An aspect as the coordinator typed it, checked already. The fields are called as the table's columns."""

    name: str
    question: str
    shared_as: str
    why: str
    position: int
    weight: int
    is_sensitive: bool
    across_only_if_both_agree: bool


async def answer_all(*, by: Person, answers: Mapping[str, Answer], once: str) -> None:
    """Their own, in one sealed piece. What they said before of aspects that are not among these stays."""
    async with audit.act("aspects.answer_all", by=by, once=once) as act:
        if act.repeated:
            return
        if not rules.are_offered(answers, {aspect.id: aspect.options for aspect in await aspects()}):
            raise NotPossible(rules.NOT_OFFERED)
        ring = await sealed.ring_to_write(by.member)
        said = await answers_of(by.member, ring=ring) | dict(answers)
        await _keep(by.member, ring.seal(rules.written(said), of=by.member))


async def add_aspect(*, by: Person, wording: Wording, once: str) -> str:
    """Returns its id. Members are asked it as soon as it has an option."""
    _for_the_coordinator(by)
    async with audit.act("aspects.add_aspect", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _refuse_a_name_in_use(wording.name)
        aspect = Aspect(**asdict(wording))
        await Aspect.insert(aspect)
        act.about = aspect.id
        return aspect.id


async def change_aspect(aspect: str, *, by: Person, wording: Wording, once: str) -> None:
    """What members have answered stays theirs, by whatever words it is asked from now on.

    Whether those who differ meet only if both agree stays as well: who is possible before and after would name what
    somebody answered for matching only.
    """
    _for_the_coordinator(by)
    async with audit.act("aspects.change_aspect", by=by, once=once, about=aspect) as act:
        if act.repeated:
            return
        await _refuse_a_name_in_use(wording.name, besides=aspect)
        before = await Aspect.select(Aspect.across_only_if_both_agree).where(Aspect.id == aspect).first()
        if before is None:
            raise NotFound
        is_other = bool(before["across_only_if_both_agree"]) is not wording.across_only_if_both_agree
        if is_other and rules.is_answered(aspect, await all_answers()):
            raise NotPossible(rules.ACROSS_IN_USE)
        values: dict[Any, Any] = asdict(wording)
        await Aspect.update(values).where(Aspect.id == aspect)


async def remove_aspect(aspect: str, *, by: Person, once: str) -> None:
    """With its options, as long as nobody has answered it."""
    _for_the_coordinator(by)
    async with audit.act("aspects.remove_aspect", by=by, once=once, about=aspect) as act:
        if act.repeated:
            return
        if rules.is_answered(aspect, await all_answers()):
            raise NotPossible(rules.ASPECT_IN_USE)
        await AspectOption.delete().where(AspectOption.aspect == aspect)
        if not await Aspect.delete().where(Aspect.id == aspect).returning(Aspect.id):
            raise NotFound


async def add_option(aspect: str, *, by: Person, words: str, position: int, once: str) -> str:
    """Returns its id."""
    _for_the_coordinator(by)
    async with audit.act("aspects.add_option", by=by, once=once) as act:
        if act.repeated:
            return act.about
        if not await Aspect.exists().where(Aspect.id == aspect):
            raise NotFound
        await _refuse_words_in_use(aspect, words)
        option = AspectOption(aspect=aspect, words=words, position=position)
        await AspectOption.insert(option)
        act.about = option.id
        return option.id


async def change_option(option: str, *, by: Person, words: str, position: int, once: str) -> None:
    """Also where somebody has chosen it: a renaming is for better words, and they keep their answer."""
    _for_the_coordinator(by)
    async with audit.act("aspects.change_option", by=by, once=once, about=option) as act:
        if act.repeated:
            return
        row = await AspectOption.select(AspectOption.aspect).where(AspectOption.id == option).first()
        if row is None:
            raise NotFound
        await _refuse_words_in_use(row["aspect"], words, besides=option)
        await AspectOption.update({AspectOption.words: words, AspectOption.position: position}).where(
            AspectOption.id == option
        )


async def remove_option(option: str, *, by: Person, once: str) -> None:
    """As long as nobody has chosen it: an answer that vanishes would be taken back in somebody's name."""
    _for_the_coordinator(by)
    async with audit.act("aspects.remove_option", by=by, once=once, about=option) as act:
        if act.repeated:
            return
        if rules.is_chosen(option, await all_answers()):
            raise NotPossible(rules.OPTION_IN_USE)
        if not await AspectOption.delete().where(AspectOption.id == option).returning(AspectOption.id):
            raise NotFound


async def _keep(member: str, said: str | None) -> None:
    """Whoever answers for the first time has no row yet, and gets one. No other writer comes between."""
    mine = AspectAnswers.member == member
    changed = await AspectAnswers.update({AspectAnswers.said: said}).where(mine).returning(AspectAnswers.id)
    if not changed:
        await AspectAnswers.insert(AspectAnswers(member=member, said=said))


def _for_the_coordinator(by: Person) -> None:
    if not by.is_coordinator:
        raise NotFound


async def _refuse_a_name_in_use(name: str, *, besides: str = "") -> None:
    if await Aspect.exists().where(Aspect.name == name, Aspect.id != besides):
        raise NotPossible(rules.CALLED_SO)


async def _refuse_words_in_use(aspect: str, words: str, *, besides: str = "") -> None:
    if await AspectOption.exists().where(
        AspectOption.aspect == aspect, AspectOption.words == words, AspectOption.id != besides
    ):
        raise NotPossible(rules.OFFERED_ALREADY)
