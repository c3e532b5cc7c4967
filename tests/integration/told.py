"""What has happened between the people of the cast, told by the portal's own acts.

Maya and theo (in a talk) have logged check-ins, marked milestones, written and planned, with one plan behind them and
one ahead, and theo has offered another; maya has a goodbye note that is not given. Each keeps something alone. Theo is
worried about maya, who has told the coordinator past fay that something is off. Lena and gus, who runs their group, are
in a talk that gus has paused, and lena is worried about gus. Noor has said no to theo, who has not answered. Ines and
ruth had talks that are over, and are asked about each other again. Omar's chat was taken up with maya's reply, and the
two write to each other there; ines had replied as well. Maya's chat is open, and noor has replied to it. Ines is told
of chats.

With theo's worry goes a line of maya's, with what maya told one of theo's; fay and cora have read them, and say what is
being done. Maya wants nothing from lena. Maya's feedback waits, and earlier feedback was read.

Omar has sent an application as mentee, which nobody has read, and drafts one as mentor. Noor applied as mentor and was
told not yet. Maya never wants to be put together with somebody; fay has noted something about ines. Ines and ruth are
of an age, and let it be shown. Ruth would like to talk with whoever runs the group.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal import clock
from portal.aspects.actions import answer_all
from portal.chats.actions import put_up, reply, take
from portal.concerns.actions import ask_to_talk
from portal.endings.actions import end_without_goodbye, remember, say_goodbye, write_note
from portal.enrolments.actions import answer_application, wait_again
from portal.enrolments.applying import begin, save_page, send
from portal.exclusions.actions import exclude
from portal.facilitation.actions import keep_place
from portal.matching.people import Answer, Wish
from portal.messages.actions import send as write
from portal.plans.actions import offer
from tests.integration.again import once_more
from tests.integration.cast import TUESDAY, Cast, once, words
from tests.integration.told_in_talks import (
    OfTwo,
    be_worried,
    begin_with_who_runs_the_group,
    find_something_off,
    keep_alone,
    take_a_pause,
    talk_about_it,
)
from tests.integration.told_outside import (
    a_line_of_help,
    hear_of_chats,
    it_is_read,
    look_after,
    say_how_it_is,
    talk_here,
    want_nothing_from,
    write_what_is_shown,
)

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
    of_maya_and_theo: OfTwo = field(default_factory=OfTwo)
    of_ines_and_ruth: OfTwo = field(default_factory=OfTwo)
    offered: str = ""  # a plan of theo's that maya has not answered
    paused: str = ""  # the talk of lena and gus
    worry: str = ""  # theo's about maya
    worry_about_gus: str = ""  # lena's
    past_fay: str = ""  # what maya told the coordinator alone
    wish_to_talk: str = ""  # ruth's
    line: str = ""  # maya's, to bring
    moment: str = ""  # theo's own
    sent: str = ""  # omar's application as mentee
    draft: str = ""  # his as mentor, which is not sent
    answered: str = ""  # noor's as mentor
    exclusion: str = ""  # maya's
    block: str = ""  # maya's, of lena
    help_line: str = ""


async def tell(cast: Cast) -> Told:
    """With the clock where it was, afterwards."""
    try:
        return await once_more("told", cast, lambda: _tell(cast, clock.now()))
    finally:
        clock.reset()


async def _tell(cast: Cast, now: datetime) -> Told:
    told = Told()
    clock.set(now - timedelta(days=25))
    await _ines_and_ruth(cast, told)
    clock.set(now - timedelta(days=14))
    await _lena_and_gus(cast, told)
    clock.set(now - timedelta(days=11))
    await _maya_and_theo(cast, told)
    clock.set(now - timedelta(days=4))
    await _applications(cast, told)
    await _about_themselves(cast)
    await _looked_after(cast, told)
    told.exclusion = await exclude(by=cast.person("maya"), kind="name", said=words("exclusion", of="maya"), once=once())
    clock.set(now - timedelta(days=1))
    told.wish_to_talk = await ask_to_talk(cast.groups[TUESDAY], by=cast.person("ruth"), once=once())
    told.proposal = await cast.ask("ines", "ruth")
    await cast.say("no", cast.proposal, "noor", reason=words("reason", of="noor"))
    clock.set(now - timedelta(minutes=5))
    await _chats(cast, told)
    told.block = await want_nothing_from(cast, "maya", "lena")
    await say_how_it_is(cast, "maya", words("waiting_feedback", of="maya"))
    await it_is_read(cast)
    told.help_line = await a_line_of_help()
    return told


async def goodbye(cast: Cast, name: str, talk: str = "") -> None:
    side = await cast.side(name, talk)
    await remember(side, by=cast.person(name), remembered=words("remembered", of=name), once=once())
    await write_note(side, by=cast.person(name), note=words("gratitude_note", of=name), once=once())
    await say_goodbye(side, by=cast.person(name), once=once())


async def part(cast: Cast, name: str, how: str, said: str = "", talk: str = "") -> None:
    """Without a goodbye: alone, unsafe or someone_else."""
    await end_without_goodbye(await cast.side(name, talk), by=cast.person(name), how=how, words=said, once=once())


async def _ines_and_ruth(cast: Cast, told: Told) -> None:
    told.ended = await cast.begin_talk("ines", "ruth")
    told.of_ines_and_ruth = await talk_about_it(cast, told.ended, ("ines", "ruth"))
    for name in ("ines", "ruth"):
        await goodbye(cast, name, told.ended)
    await wait_again(by=cast.person("ines"), enrolment=cast.enrolments["ines"], once=once())


async def _maya_and_theo(cast: Cast, told: Told) -> None:
    told.of_maya_and_theo = await talk_about_it(cast, cast.talk, ("maya", "theo"))
    side, by = await cast.side("theo"), cast.person("theo")
    times = [clock.now() + timedelta(days=days) for days in (8, 9)]
    told.offered = await offer(side, by=by, times=times, means="phone", once=once())
    told.line, told.moment = await keep_alone(cast, "maya", "theo")
    of_maya, of_theo = [await write_what_is_shown(cast, name) for name in ("maya", "theo")]
    told.worry = await be_worried(cast, "theo", shown=[of_maya])
    told.past_fay = await find_something_off(cast, "maya", shown=[of_theo])
    side = await cast.side("maya")
    await write_note(side, by=cast.person("maya"), note=words("gratitude_note", of="maya"), once=once())


async def _looked_after(cast: Cast, told: Told) -> None:
    await look_after(cast, told.worry, "fay")
    await look_after(cast, told.past_fay, "cora")


async def _lena_and_gus(cast: Cast, told: Told) -> None:
    told.paused = await begin_with_who_runs_the_group(cast)
    for name in ("lena", "gus"):
        side = await cast.side(name, told.paused)
        await write(side, by=cast.person(name), words=words("message", of=name), once=once())
    told.worry_about_gus = await be_worried(cast, "lena", told.paused)
    await take_a_pause(cast, "gus", told.paused)


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
    await hear_of_chats(cast, "ines")
    told.taken_chat = await _chat(cast, "omar")
    told.taken_reply = await _reply(cast, told.taken_chat, "maya")
    told.other_reply = await _reply(cast, told.taken_chat, "ines")
    await take(told.taken_chat, told.taken_reply, by=cast.person("omar"), once=once())
    await talk_here(cast, told.taken_chat, "omar", "maya")
    told.open_chat = await _chat(cast, "maya")
    told.open_reply = await _reply(cast, told.open_chat, "noor")


async def _chat(cast: Cast, name: str) -> str:
    return await put_up(
        by=cast.person(name),
        group=cast.groups[TUESDAY],
        kind="ask",
        line=words("chat_line", of=name),
        means=["phone", "email", "here"],
        hours=8,
        once=once(),
    )


async def _reply(cast: Cast, chat: str, name: str) -> str:
    said = words("chat_reply", of=name)
    return await reply(chat, by=cast.person(name), words=said, means=["phone", "here"], once=once())
