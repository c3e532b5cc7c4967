"""What members do outside their talks, by the portal's own acts: lines in a chat, what becomes of what somebody told,
who wants nothing from whom, and feedback that waits or was read."""

from portal import clock
from portal.chats.saying import say
from portal.chats.telling import be_told
from portal.columns import new_id
from portal.concerns.actions import acknowledge
from portal.concerns.following import open_lines
from portal.concerns.steps import take_step
from portal.database import write_transaction
from portal.exclusions.actions import block
from portal.feedback.actions import have_a_say
from portal.feedback.release import publish
from portal.feedback.rules import FEWEST, MENTEES, Feedback, Planned
from portal.guide.tables import HelpLine
from portal.messages.actions import send
from tests.integration.cast import TUESDAY, Cast, once, words

PROGRAMME = "programme"  # as whose word something is of what the whole programme has said


async def hear_of_chats(cast: Cast, name: str) -> None:
    """By night as well, so that it is the same at whatever hour this runs."""
    await be_told(by=cast.person(name), told=True, also_at_night=True, once=once())


async def talk_here(cast: Cast, chat: str, *names: str) -> None:
    for name in names:
        await say(chat, by=cast.person(name), words=words("chat_said", of=name), once=once())


async def write_what_is_shown(cast: Cast, name: str) -> str:
    """A line to the other of the two, who lets it be read later on. Returns it."""
    said = words("shown_message", of=name)
    return await send(await cast.side(name), by=cast.person(name), words=said, once=once())


async def look_after(cast: Cast, concern: str, name: str) -> None:
    """Read, with the lines that go with it; and what is being done is said."""
    by = cast.person(name)
    await acknowledge(concern, by=by, once=once())
    await open_lines(concern, by=by)
    await take_step(concern, by=by, words=words("concern_step", of=name), once=once())


async def want_nothing_from(cast: Cast, name: str, other: str) -> str:
    """Returns the block."""
    return await block(cast.members[other], by=cast.person(name), once=once())


async def say_how_it_is(cast: Cast, name: str, said: str) -> None:
    """As a mentee of Tuesday Evening. It waits."""
    feedback = Feedback(cast.groups[TUESDAY], MENTEES, {"talks": "good"}, said)
    await have_a_say(by=cast.person(name), said=feedback)


async def it_is_read(cast: Cast) -> None:
    """What five have said of each: of one side of Tuesday Evening, and of the whole programme."""
    groups, today = list(cast.groups.values()), clock.now().date().isoformat()
    async with write_transaction():
        for of, group in ((TUESDAY, cast.groups[TUESDAY]), (PROGRAMME, "")):
            one = Feedback(choices={"talks": "good"}, words=words("feedback", of=of))
            said, side = (one, *[Feedback(choices={"talks": "hard"})] * (FEWEST - 1)), MENTEES if group else ""
            await publish(Planned(said, FEWEST, group, side, today), id_=new_id(), groups=groups)


async def a_line_of_help() -> str:
    row = await HelpLine.select(HelpLine.id).order_by(HelpLine.position).first()
    assert row is not None
    return str(row["id"])
