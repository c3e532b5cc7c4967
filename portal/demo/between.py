"""Between Maya and Theo, besides their talks: how they agreed to begin, and what they write to each other."""

from portal.demo.telling import Telling
from portal.mentorships.agreeing import agree, wish
from portal.mentorships.queries import Talk
from portal.messages.actions import read, send

# days ago, who, what; the newest waits for Maya
LINES = (
    (81.3, "theo", "Hello Maya, this is Theo. I am glad. When would a first talk suit you? Evenings are good for me."),
    (81.04, "maya", "Hello Theo. Thursday after seven? I may be short at first."),
    (80.71, "theo", "Short is fine. Thursday half past seven, then. I call you."),
    (60.62, "maya", "Thank you for answering at once yesterday."),
    (60.13, "theo", "Any time it is like that. How was the night?"),
    (59.38, "maya", "I slept four hours in one piece."),
    (17.21, "maya", "I wrote down the three sentences for my mother. I am scared of Sunday."),
    (16.57, "theo", "Read them to me on Thursday, if you like. You do not have to use all three."),
    (0.08, "theo", "I thought of your three sentences today. No need to answer before Thursday."),
)


async def begin_well(tell: Telling, maya: Talk, theo: Talk) -> None:
    """Called when both have just said yes."""
    for talk, name in ((theo, "theo"), (maya, "maya")):
        await agree(talk, by=await tell.person(name), often="weekly", first_by="mentor", once=tell.once())


async def write_to_each_other(tell: Telling, maya: Talk, theo: Talk) -> None:
    sides = {"maya": maya, "theo": theo}
    for days, name, words in LINES:
        tell.at(days=days)
        newest = await send(sides[name], by=await tell.person(name), words=words, once=tell.once())
        if days > 1:
            await read(maya if name == "theo" else theo, seen=newest)
    await wish(maya, by=await tell.person("maya"), said="just_listen", once=tell.once())
