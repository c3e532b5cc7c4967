"""What has happened so far in the demo community."""

from datetime import datetime, timedelta

from portal import clock
from portal.care.actions import ask_monthly
from portal.chats.actions import put_up
from portal.demo.between import begin_well, write_to_each_other
from portal.demo.next_talk import plan_ahead
from portal.demo.people import COORDINATOR, TUESDAY
from portal.demo.saturday import pairs_of_saturday, what_they_say
from portal.demo.telling import Groups, Members, Telling
from portal.endings.actions import remember, say_goodbye, write_note
from portal.enrolments.tables import Enrolment
from portal.guide.actions import review_line
from portal.guide.tables import HelpLine
from portal.mentorships.telling import say_what_is_due
from portal.milestones.actions import mark, say_what_you_saw


async def tell_it(members: Members, groups: Groups, now: datetime) -> None:
    """Acts are told with the clock set to when they were done; afterwards it runs on."""
    tell = Telling(members, groups, now)
    try:
        await greta_and_ruth(tell)
        await help_now_was_tried(tell)
        await pairs_of_saturday(tell)
        await maya_and_theo(tell)
        await noor_and_theo(tell)
        await what_they_say(tell)
        await chats(tell)
    finally:
        clock.reset()


async def maya_and_theo(tell: Telling) -> None:
    tell.at(days=84)
    proposal = await tell.ask("maya", "theo", "You both said evenings are long. Theo has time for them.")
    tell.at(days=82)
    maya, theo = await tell.both_say_yes(proposal, "maya", "theo")
    await begin_well(tell, maya, theo)
    await tell.talked(
        maya, "maya", days=79, means="phone", strands="connecting", shared="It helped that you just listened."
    )
    await tell.talked(theo, "theo", days=72, means="phone", strands="connecting supporting")
    await tell.talked(
        maya,
        "maya",
        days=61,
        means="text",
        strands="supporting",
        hard_day=True,
        shared="I saw the car outside and could not breathe. Thank you for answering at once.",
        own="It was the anniversary. I had forgotten, my body had not.",
    )
    await tell.talked(theo, "theo", days=52, means="phone", strands="sharing", own="I told about my first winter.")
    tell.at(days=39)
    first = await mark(
        maya,
        by=await tell.person("maya"),
        words="I told my sister",
        day=(tell.now - timedelta(days=39)).date(),
        once=tell.once(),
    )
    tell.at(days=38)
    await say_what_you_saw(
        theo,
        first,
        by=await tell.person("theo"),
        saw="You said it as if it were nothing. It is a lot.",
        once=tell.once(),
    )
    await tell.talked(maya, "maya", days=30, means="meeting", strands="learning", shared="We sat in the back row.")
    await tell.talked(
        maya, "maya", days=16, means="text", strands="connecting", hard_day=True, own="Sundays. Look at Sundays."
    )
    await tell.talked(
        theo,
        "theo",
        days=9,
        means="phone",
        strands="supporting questioning celebrating",
        shared="You asked what a wise, kind adult would do, and then answered it yourself.",
    )
    tell.at(days=3)
    await mark(
        maya,
        by=await tell.person("maya"),
        words="A whole week of good sleep",
        day=(tell.now - timedelta(days=3)).date(),
        once=tell.once(),
    )
    await plan_ahead(tell, maya, theo)
    await as_time_went_by(tell)
    await tell.read_so_far("maya", "theo", "ruth", "greta")
    await tell.talked(theo, "theo", days=1, means="phone", strands="supporting", shared="Same time next week?")
    await write_to_each_other(tell, maya, theo)


async def as_time_went_by(tell: Telling) -> None:
    """What the clock would have asked of them by now: so that nobody is asked all of it at the first look."""
    tell.at(days=2)
    await say_what_is_due(clock.now())
    await ask_monthly(clock.now())


async def help_now_was_tried(tell: Telling) -> None:
    """So that it is not the first thing to do for whoever looks around."""
    tell.at(days=40)
    for line in await HelpLine.select(HelpLine.id).order_by(HelpLine.position):
        await review_line(line["id"], by=await tell.person(COORDINATOR), once=tell.once())


async def noor_and_theo(tell: Telling) -> None:
    tell.at(days=2, hours=3)
    await tell.ask("noor", "theo", "You both know long nights. No hurry with this.")


async def greta_and_ruth(tell: Telling) -> None:
    """Ruth has finished one mentorship, with gratitude."""
    tell.at(days=400)
    await Enrolment.insert(
        Enrolment(
            member=tell.members["greta"],
            group=tell.groups[TUESDAY],
            role="mentee",
            state="active",
            waiting_since=clock.now(),
        )
    )
    proposal = await tell.ask("greta", "ruth", "")
    tell.at(days=396)
    greta, ruth = await tell.both_say_yes(proposal, "greta", "ruth")
    for days in (390, 371, 340, 300, 262, 230):
        await tell.talked(greta, "greta", days=days, means="phone", strands="connecting supporting")
    tell.at(days=210)
    await remember(
        greta,
        by=await tell.person("greta"),
        remembered="The talk in which nobody was in a hurry.",
        once=tell.once(),
    )
    note = "Thank you, Ruth. You never told me what to do. That helped me find out what I want."
    await write_note(greta, by=await tell.person("greta"), note=note, once=tell.once())
    await say_goodbye(greta, by=await tell.person("greta"), once=tell.once())
    tell.at(days=207)
    await remember(ruth, by=await tell.person("ruth"), remembered="How Greta laughed in June.", once=tell.once())
    note = "Thank you for trusting a stranger with hard questions. I wish you well with the group."
    await write_note(ruth, by=await tell.person("ruth"), note=note, once=tell.once())
    await say_goodbye(ruth, by=await tell.person("ruth"), once=tell.once())
    await tell.read_so_far("greta", "ruth")


async def chats(tell: Telling) -> None:
    tell.at(hours=1)
    tuesday = tell.groups[TUESDAY]
    await put_up(
        by=await tell.person("jonas"),
        group=tuesday,
        kind="ask",
        line="Could someone listen for ten minutes? No advice needed.",
        means=["phone", "text"],
        hours=8,
        once=tell.once(),
    )
    tell.at(hours=0.5)
    await put_up(
        by=await tell.person("leila"),
        group=tuesday,
        kind="offer",
        line="I have a free hour and can listen.",
        means=["phone"],
        hours=8,
        once=tell.once(),
    )
