"""What a pair is asked or told because time goes by, and pauses that end by themselves: the clock's acts."""

from dataclasses import replace
from datetime import datetime

from portal import audit
from portal.concerns.queries import staff_for
from portal.database import long_reads, write_transaction
from portal.mentorships.actions import ask_whether_it_feels_right, beside, go_on
from portal.mentorships.prompts import (
    DOORS,
    FEELS_RIGHT,
    FOUND,
    GOOD,
    HELLO,
    HOW_AGAIN,
    HOW_IS_IT,
    MAY_RETURN,
    NEVER_WAIT,
    NO_WORD,
    SAY,
    STILL,
    TASKS,
    UNANSWERED,
    Prompt,
    Story,
    due,
    may_be_said,
)
from portal.mentorships.queries import Row, pauses_until
from portal.mentorships.stories import Pair, note_prompt, pairs, who_may_say
from portal.notices.actions import tell
from portal.web import streams

NOTICES = {
    FOUND: "found",
    HOW_IS_IT: "how_is_it",
    HOW_AGAIN: "how_is_it",
    STILL: "still",
    GOOD: "good_for_both",
    DOORS: "doors",
    HELLO: "hello_again",
    UNANSWERED: "unanswered",
}


async def say_what_is_due(now: datetime) -> int:
    """Each prompt once, also where two clocks run. Returns how many were said."""
    said = 0
    with long_reads():
        everybody = await pairs(now)
    for pair in everybody:
        if _to_say(pair.story, now):  # what waits for another week keeps nobody from writing
            async with write_transaction():
                for again in await pairs(now, pair.id):
                    said += await _say(again, now)
    return said


def _to_say(story: Story, now: datetime) -> list[Prompt]:
    """What never waits is said at once; of what only asks, the newest, where nothing was said in the last week."""
    prompts = due(story, now)
    said = [prompt for prompt in prompts if prompt[0] in NEVER_WAIT]
    asks = [prompt for prompt in prompts if prompt not in said]
    told = {**story.told, **dict.fromkeys(said, now)}
    if asks and may_be_said(asks[-1], replace(story, told=told), now):
        said.append(asks[-1])
    return said


async def _say(pair: Pair, now: datetime) -> int:
    """What the newest question stands for is not asked any more."""
    said = _to_say(pair.story, now)
    if any(kind not in NEVER_WAIT for kind, _ in said):
        for older in due(pair.story, now):
            if older not in said:
                await note_prompt(pair.id, older, now)
    for prompt in said:
        await _tell(pair, prompt, now)
    return len(said)


async def _tell(pair: Pair, prompt: Prompt, now: datetime) -> None:
    await note_prompt(pair.id, prompt, now)
    kind = prompt[0]
    if kind in TASKS:
        await _ask_for_help(pair, NOTICES.get(kind, "silent"), waits=pair.waits if kind == NO_WORD else "")
    elif kind == FEELS_RIGHT:
        await ask_whether_it_feels_right(pair.id, at=now)
    elif kind == SAY:
        await _offer_to_say(pair, now)
    else:
        both = {pair.mentor: pair.mentee, pair.mentee: pair.mentor}
        await tell(*both, kind=NOTICES[kind], about=pair.id, whose=both)
    await audit.note("mentorships.say", by=audit.BY_THE_CLOCK, about=pair.id)


async def _offer_to_say(pair: Pair, now: datetime) -> None:
    """To each for themselves; what is offered leads to nothing of these talks."""
    if whom := await who_may_say(pair, now):
        await tell(*whom, kind=SAY, about=pair.id)


async def _ask_for_help(pair: Pair, kind: str, *, waits: str) -> None:
    """A task of whoever runs the group and is neither of the two; who `waits` hears whose it is."""
    staff = await staff_for(pair.group, author=pair.mentee, other=pair.mentor)
    hear = [row["id"] for row in staff if row["runs_it"]] or [row["id"] for row in staff]
    if hear:
        await tell(*hear, kind=kind, about=pair.id)
    if hear and waits:
        await tell(waits, kind="looked_after", about=pair.id, whose={waits: hear[0]})


async def resume_due(now: datetime) -> int:
    """A pause whose day has come is over; where the mentee has somebody else, or is being asked, they choose, and hear
    so once. Returns how many are over."""
    over = 0
    for row in await pauses_until(now):
        async with write_transaction():
            if row in await pauses_until(now):  # nobody has ended it since
                over += await _go_on(row, now)
        streams.tell(row["id"])
    return over


async def _go_on(row: Row, now: datetime) -> bool:
    talk, mentor, mentee, group = (row[name] for name in ("id", "mentor", "mentee", "group"))
    others, asked = await beside(talk, mentee, group)
    both = {mentor: mentee, mentee: mentor}
    if others or asked:
        if await note_prompt(talk, (MAY_RETURN, (row["paused_until"] - row["began_at"].date()).days), now):
            await tell(mentee, kind="still", about=talk, whose={mentee: mentor})
        return False
    until = row["paused_until"]
    await go_on(talk, mentor=mentor, mentee=mentee, group=group, by=audit.BY_THE_CLOCK, until=until)
    await tell(*both, kind="resumed", about=talk, whose=both)
    await audit.note("mentorships.resume", by=audit.BY_THE_CLOCK, about=talk)
    return True
