"""What two who talk have told each other, and what each of them has kept alone, by the portal's own acts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from portal import clock
from portal.care import actions as care
from portal.care.rules import Said as HowTheyAre
from portal.check_ins.actions import Own, Said, add, log, take_back
from portal.check_ins.actions import keep_own as keep_own_note
from portal.concerns.actions import With, say_it_is_off, worry
from portal.guide.queries import cards
from portal.guide.tables import Resource
from portal.meetings.actions import add_line
from portal.mentorships import actions as mentorships
from portal.mentorships import agreeing
from portal.mentorships.queries import Talk
from portal.messages import actions as messages
from portal.milestones.actions import keep_own, mark, say_what_you_saw
from portal.plans.actions import offer, take
from portal.plans.aside import put_aside
from portal.plans.tables import ForNextTime
from tests.integration.cast import SATURDAY, Cast, once, words
from tests.integration.newcomers import offer as offer_to_mentor
from tests.integration.newcomers import wait

HOW_THEY_ARE = HowTheyAre(energy="enough", weight="some", glad="mixed")


@dataclass
class OfTwo:
    """The ids of what each of two has told: by name."""

    check_ins: dict[str, str] = field(default_factory=dict)
    lights: dict[str, str] = field(default_factory=dict)  # the other has not said what they saw
    plans: dict[str, str] = field(default_factory=dict)  # which the other took: one is behind them, one ahead
    aside: dict[str, str] = field(default_factory=dict)
    resource: str = ""  # which the second one put aside


async def talk_about_it(cast: Cast, talk: str, names: tuple[str, str]) -> OfTwo:
    """Over seven days. Each logs a check-in, to which the other adds, and marks two milestones, of which the other
    answers the first; each writes, plans and puts something aside. One logs another and takes it back, of which the
    other had kept something."""
    sides = {name: await cast.side(name, talk) for name in names}
    check_ins, lights = {}, {}
    for name, other in (names, names[::-1]):
        check_ins[name] = await _check_in(cast, sides, name, other)
        lights[name] = await _milestones(cast, sides, name, other, is_hard=name == names[1])
        await messages.send(sides[name], by=cast.person(name), words=words("message", of=name), once=once())
        how = {"often": "two_weeks", "first_by": ""}
        await agreeing.agree(sides[name], by=cast.person(name), once=once(), **how)
    await _taken_back(cast, sides, *names)
    plans = {names[0]: await _plan(cast, sides, *names)}
    clock.travel(days=7)
    plans[names[1]] = await _plan(cast, sides, *names[::-1])
    resource = await shelve()
    aside = {
        names[0]: await _put_aside(cast, sides, names[0], "card", (await cards())[0].id),
        names[1]: await _put_aside(cast, sides, names[1], "resource", resource),
    }
    return OfTwo(check_ins, lights, plans, aside, resource)


async def shelve() -> str:
    """Something to read here."""
    resource = Resource(title="A short text", why="It helps.", text="One evening after the other.")
    await Resource.insert(resource)
    return resource.id


async def keep_alone(cast: Cast, mentee: str, mentor: str) -> tuple[str, str]:
    """What nobody else reads: a line to bring, whether it feels right; a moment of one's own, and how one is. Returns
    the line and the moment."""
    line = await add_line(by=cast.person(mentee), words=words("to_bring", of=mentee), once=once())
    await agreeing.feel(await cast.side(mentee), by=cast.person(mentee), said="finding_out", once=once())
    by, today = cast.person(mentor), clock.now().date()
    moment = await keep_own(by=by, words=words("own_moment", of=mentor), day=today, once=once())
    await care.answer(by=by, said=HOW_THEY_ARE, once=once())
    return line, moment


async def be_worried(cast: Cast, name: str, talk: str = "", shown: Sequence[str] = ()) -> str:
    """About the other of the two. Returns the concern."""
    said = words("concern", of=name)
    return await worry(await cast.side(name, talk), by=cast.person(name), words=said, shown=shown, once=once())


async def find_something_off(cast: Cast, name: str, shown: Sequence[str] = ()) -> str:
    """Told to the coordinator, past whoever runs the group. Returns the concern."""
    said, also = words("concern", of=name), With(shown=shown)
    side, by = await cast.side(name), cast.person(name)
    return await say_it_is_off(side, by=by, words=said, past_them=True, also=also, once=once())


async def take_a_pause(cast: Cast, name: str, talk: str = "", *, days: int = 30) -> None:
    word, until = words("pause_word", of=name), clock.now().date() + timedelta(days=days)
    await mentorships.pause(await cast.side(name, talk), by=cast.person(name), until=until, word=word, once=once())


async def begin_with_who_runs_the_group(cast: Cast) -> str:
    """Gus, who runs it, mentors lena; cora has put them before each other, since nobody else runs that group."""
    await wait(cast, "lena", group=SATURDAY)
    await offer_to_mentor(cast, "gus", SATURDAY)
    return await cast.begin_talk("lena", "gus", by="cora")


async def _check_in(cast: Cast, sides: dict[str, Talk], name: str, other: str) -> str:
    said = Said(
        day=clock.now().date(),
        means="phone",
        strands=["connecting"],
        shared=words("shared_note", of=name),
        own=words("own_note", of=name),
        along=words("along", of=name),
        hard_day=False,
        weighs=False,
        length="half",
    )
    check_in = await log(sides[name], by=cast.person(name), said=said, once=once())
    added = words("added", of=other)
    await add(sides[other], check_in, by=cast.person(other), words=added, once=once())
    return check_in


async def _taken_back(cast: Cast, sides: dict[str, Talk], name: str, other: str) -> None:
    said = Said(clock.now().date(), "text", [], shared="", own="", hard_day=False, weighs=False)
    check_in = await log(sides[name], by=cast.person(name), said=said, once=once())
    note = Own(words("left_note", of=other), words("left_along", of=other), weighs=False)
    await keep_own_note(sides[other], check_in, by=cast.person(other), note=note, once=once())
    await take_back(sides[name], check_in, by=cast.person(name), once=once())


async def _milestones(cast: Cast, sides: dict[str, Talk], name: str, other: str, *, is_hard: bool) -> str:
    """Returns the second one."""
    by, today, light = cast.person(name), clock.now().date(), words("milestone", of=name)
    first = await mark(sides[name], by=by, words=light, day=today, once=once())
    saw = words("saw", of=other)
    await say_what_you_saw(sides[other], first, by=cast.person(other), saw=saw, once=once())
    return await mark(sides[name], by=by, words=light, day=today, is_hard=is_hard, once=once())


async def _plan(cast: Cast, sides: dict[str, Talk], name: str, other: str) -> str:
    """Six and seven days ahead; the other takes the first of the two."""
    times = [clock.now() + timedelta(days=days) for days in (6, 7)]
    plan = await offer(sides[name], by=cast.person(name), times=times, means="phone", once=once())
    await take(sides[other], plan, by=cast.person(other), time="first", once=once())
    return plan


async def _put_aside(cast: Cast, sides: dict[str, Talk], name: str, kind: str, what: str) -> str:
    await put_aside(sides[name], by=cast.person(name), kind=kind, what=what, once=once())
    row = await ForNextTime.select(ForNextTime.id).where(
        ForNextTime.mentorship == sides[name].id, ForNextTime.author == cast.members[name]
    )
    return str(row[0]["id"])
