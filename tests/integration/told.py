"""What has happened between the people of the cast, told by the portal's own acts.

Maya and theo (in a talk) have logged check-ins and marked milestones, and maya has a goodbye note that is not given.
Noor has said no to theo, who has not answered. Ines and ruth had talks that are over, and are asked about each
other again. Omar's chat was taken up with maya's reply; ines had replied as well. Maya's chat is open, and noor has
replied to it.

Omar has sent an application as mentee, which nobody has read, and drafts one as mentor. Noor applied as mentor and was
told not yet. Maya never wants to be put together with somebody; fay has noted something about ines. Ines and ruth are
of an age, and let it be shown.
"""

from dataclasses import dataclass
from datetime import timedelta

from portal import clock
from portal.aspects.actions import answer_all
from portal.chats.actions import put_up, reply, take
from portal.check_ins.actions import Said, log
from portal.endings.actions import remember, say_goodbye, write_note
from portal.enrolments.actions import answer_application, wait_again
from portal.enrolments.applying import begin, save_page, send
from portal.exclusions.actions import exclude
from portal.facilitation.actions import keep_place
from portal.matching.people import Answer, Wish
from portal.mentorships.queries import Talk
from portal.milestones.actions import mark, say_what_you_saw
from tests.integration.cast import TUESDAY, Cast, once, words

REFLECTED = '{"willing": "already", "safe": "growing"}'  # how somebody sees themselves


@dataclass
class Told:
    ended: str = ""  # the talk of ines and ruth
    proposal: str = ""  # of the same two, which is open
    taken_chat: str = ""  # omar's
    open_chat: str = ""  # maya's
    taken_reply: str = ""  # maya's, to omar's
    other_reply: str = ""  # ines's, to omar's
    open_reply: str = ""  # noor's, to maya's
    lit_by_maya: str = ""  # a milestone that theo has not answered
    lit_by_theo: str = ""  # one that maya has not answered
    lit_by_ines: str = ""  # one that ruth had not answered when it was over
    sent: str = ""  # omar's application as mentee
    draft: str = ""  # his as mentor, which is not sent
    answered: str = ""  # noor's as mentor
    exclusion: str = ""  # maya's


async def tell(cast: Cast) -> Told:
    """With the clock where it was, afterwards."""
    told, now = Told(), clock.now()
    try:
        clock.set(now - timedelta(days=25))
        await _ines_and_ruth(cast, told)
        clock.set(now - timedelta(days=10))
        await _maya_and_theo(cast, told)
        clock.set(now - timedelta(days=4))
        await _applications(cast, told)
        await _about_themselves(cast)
        told.exclusion = await exclude(
            by=cast.person("maya"), kind="name", said=words("exclusion", of="maya"), once=once()
        )
        clock.set(now - timedelta(days=1))
        told.proposal = await cast.ask("ines", "ruth")
        await cast.say("no", cast.proposal, "noor", reason=words("reason", of="noor"))
        clock.set(now - timedelta(minutes=5))
        await _chats(cast, told)
    finally:
        clock.reset()
    return told


async def goodbye(cast: Cast, name: str, talk: str = "") -> None:
    side = await cast.side(name, talk)
    await remember(side, by=cast.person(name), remembered=words("remembered", of=name), once=once())
    await write_note(side, by=cast.person(name), note=words("gratitude_note", of=name), once=once())
    await say_goodbye(side, by=cast.person(name), once=once())


async def _talk_about_it(cast: Cast, talk: str, names: tuple[str, str]) -> dict[str, str]:
    """Each logs a check-in and marks two milestones; the other answers the first. Returns the second of each."""
    unanswered: dict[str, str] = {}
    sides: dict[str, Talk] = {name: await cast.side(name, talk) for name in names}
    for name, other in (names, names[::-1]):
        by = cast.person(name)
        said = Said(
            day=clock.now().date(),
            means="phone",
            strands=["connecting"],
            shared=words("shared_note", of=name),
            own=words("own_note", of=name),
            hard_day=False,
            weighs=False,
        )
        await log(sides[name], by=by, said=said, once=once())
        today, light = clock.now().date(), words("milestone", of=name)
        first = await mark(sides[name], by=by, words=light, day=today, once=once())
        saw = words("saw", of=other)
        await say_what_you_saw(sides[other], first, by=cast.person(other), saw=saw, once=once())
        unanswered[name] = await mark(sides[name], by=by, words=light, day=today, once=once())
    return unanswered


async def _ines_and_ruth(cast: Cast, told: Told) -> None:
    told.ended = await cast.begin_talk("ines", "ruth")
    told.lit_by_ines = (await _talk_about_it(cast, told.ended, ("ines", "ruth")))["ines"]
    clock.travel(days=5)
    for name in ("ines", "ruth"):
        await goodbye(cast, name, told.ended)
    await wait_again(by=cast.person("ines"), enrolment=cast.enrolments["ines"], once=once())


async def _maya_and_theo(cast: Cast, told: Told) -> None:
    unanswered = await _talk_about_it(cast, cast.talk, ("maya", "theo"))
    told.lit_by_maya, told.lit_by_theo = unanswered["maya"], unanswered["theo"]
    side = await cast.side("maya")
    await write_note(side, by=cast.person("maya"), note=words("gratitude_note", of="maya"), once=once())


async def _applications(cast: Cast, told: Told) -> None:
    told.sent = await _applies(
        cast,
        "omar",
        "mentee",
        "now",
        "hard_now",
        "line",
        hard_about="nights,other",
        support="just_listen",
        attending="yes",
    )
    await send(told.sent, by=cast.person("omar"), agreed=True, once=once())
    told.draft = await _applies(cast, "omar", "mentor", "introduction", "introduction")
    await save_page(told.draft, "experience", by=cast.person("omar"), depth=words("depth", of="omar"), once=once())
    told.answered = await _applies(cast, "noor", "mentor", "introduction", "introduction")
    for page, said in (("experience", {"depth": words("depth", of="noor")}), ("qualities", {"qualities": REFLECTED})):
        await save_page(told.answered, page, by=cast.person("noor"), once=once(), **said)
    await send(told.answered, by=cast.person("noor"), agreed=True, once=once())
    kind = words("application_answer", of="fay")
    await answer_application(told.answered, by=cast.person("fay"), welcome=False, words=kind, once=once())


async def _applies(cast: Cast, name: str, role: str, page: str, *in_words: str, **more: str) -> str:
    """Begun, with one page saved."""
    by = cast.person(name)
    enrolment = await begin(by=by, role=role, group=cast.groups[TUESDAY], once=once())
    said = {what: words(what, of=name) for what in in_words} | more
    await save_page(enrolment, page, by=by, once=once(), **said)
    return enrolment


async def _about_themselves(cast: Cast) -> None:
    for name in ("ines", "ruth"):
        said = {cast.aspects["Age"]: Answer(cast.options["Forties"], Wish.CLOSER, shown=True)}
        await answer_all(by=cast.person(name), answers=said, once=once())
    note = words("facilitator_note", of="fay")
    await keep_place(cast.memberships["ines"], by=cast.person("fay"), attending="yes", note=note, once=once())


async def _chats(cast: Cast, told: Told) -> None:
    told.taken_chat = await _chat(cast, "omar")
    told.taken_reply = await _reply(cast, told.taken_chat, "maya")
    told.other_reply = await _reply(cast, told.taken_chat, "ines")
    await take(told.taken_chat, told.taken_reply, by=cast.person("omar"), once=once())
    told.open_chat = await _chat(cast, "maya")
    told.open_reply = await _reply(cast, told.open_chat, "noor")


async def _chat(cast: Cast, name: str) -> str:
    return await put_up(
        by=cast.person(name),
        group=cast.groups[TUESDAY],
        kind="ask",
        line=words("chat_line", of=name),
        means=["phone", "email"],
        hours=8,
        once=once(),
    )


async def _reply(cast: Cast, chat: str, name: str) -> str:
    said = words("chat_reply", of=name)
    return await reply(chat, by=cast.person(name), words=said, means=["phone"], once=once())
