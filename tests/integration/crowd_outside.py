"""Many of what there is outside of talks, written straight into the tables."""

from portal import clock, sealed
from portal.chats.tables import ChatLine, ToldOfChats
from portal.columns import new_id
from portal.concerns.tables import ShownMessage, Step
from portal.enrolments.tables import Hold
from portal.exclusions.tables import Block
from portal.feedback.release import publish
from portal.feedback.rules import FEWEST, MENTEES, Feedback, Planned
from portal.guide.tables import HelpLine
from portal.messages.tables import Message
from tests.integration.cast import TUESDAY, Cast
from tests.integration.told import Told


async def outside(many: int, cast: Cast, told: Told, members: list[str]) -> None:
    """`members` of the group, one for each; inside a write transaction."""
    now = clock.now()
    await _between_two(many, cast, told)
    await _looked_after(many, cast, told, members)
    await ToldOfChats.insert(*(ToldOfChats(member=one) for one in members))
    await Block.insert(*(Block(member=cast.members["maya"], other=one, created_at=now) for one in members))
    await HelpLine.insert(*(HelpLine(place=f"Place {new_id()}", what_for="At night", call="555") for _ in range(many)))
    said = (Feedback(words="words"),) * FEWEST
    for _ in range(many):
        for group, side in ((cast.groups[TUESDAY], MENTEES), ("", "")):
            planned = Planned(said, FEWEST, group, side, now.date().isoformat())
            await publish(planned, id_=new_id(), groups=list(cast.groups.values()))


async def _between_two(many: int, cast: Cast, told: Told) -> None:
    """Omar and maya in their chat, by turns."""
    two, now = (cast.members["omar"], cast.members["maya"]), clock.now()
    ring = await sealed.ring_to_write(*two)
    for nth in range(many):
        author = two[nth % 2]
        line = ChatLine(chat=told.taken_chat, author=author, words=ring.seal("line", of=author), created_at=now)
        await ChatLine.insert(line)


async def _looked_after(many: int, cast: Cast, told: Told, members: list[str]) -> None:
    """Theo's worry: fay says what is being done, shown are lines of the two, and it holds somebody."""
    fay, now = cast.members["fay"], clock.now()
    ring = await sealed.ring_to_write(fay)
    words = [ring.seal("step", of=fay) for _ in range(many)]
    await Step.insert(*(Step(concern=told.worry, author=fay, words=one, created_at=now) for one in words))
    lines = await Message.select(Message.id).where(Message.mentorship == cast.talk)
    there = await ShownMessage.select(ShownMessage.message).where(ShownMessage.concern == told.worry)
    new = {row["id"] for row in lines} - {row["message"] for row in there}
    await ShownMessage.insert(*(ShownMessage(concern=told.worry, message=one) for one in sorted(new)[:many]))
    held_by = cast.members["cora"]
    await Hold.insert(*(Hold(member=one, concern=told.worry, held_by=held_by, created_at=now) for one in members))
