"""Three pairs of another group, and what they say of their talks: so that there is feedback to read, of nobody."""

from datetime import UTC, datetime, time, timedelta

from portal import clock
from portal.demo.people import SATURDAY
from portal.demo.telling import Telling
from portal.feedback.actions import have_a_say, release_due
from portal.feedback.rules import MENTEES, MENTORS, QUESTIONS, Feedback, last_monday

PAIRS = (("wen", "kofi"), ("esra", "ada"), ("farid", "dmitri"))
BEGAN = 24.5  # days ago: by now the clock has asked all it asks of such a pair

# taps in the order of the questions, and words; they are mixed, and nobody of the demo reads who said which
SAID = (
    ("wen", MENTEES, "good yes yes right yes yes", "I was asked what I want from a talk. Nobody had asked me that."),
    ("kofi", MENTORS, "good yes yes right partly yes", ""),
    ("esra", MENTEES, "mixed partly yes few yes yes", "Good when we talk. The weeks between are long."),
    ("ada", MENTORS, "good yes yes right yes yes", "It helps that a pause is a normal thing here."),
    ("farid", MENTEES, "good yes yes right no partly", ""),
    ("dmitri", MENTORS, "hard partly not_said right no yes", "I did not know who to ask when it got heavy."),
)


async def pairs_of_saturday(tell: Telling) -> None:
    for mentee, mentor in PAIRS:
        tell.at(days=BEGAN)
        proposal = await tell.ask(mentee, mentor, "", by="gus")
        talk, _ = await tell.both_say_yes(proposal, mentee, mentor)
        for days in (20, 9):
            await tell.talked(talk, mentee, days=days, means="phone", strands="connecting supporting")
    await tell.read_so_far(*(name for name, *_ in SAID))


async def what_they_say(tell: Telling) -> None:
    """All on one day of the quarter before, since what so few say waits for its end; published on the last Monday."""
    monday = datetime.combine(last_monday(tell.now), time(6), UTC)
    clock.set(datetime(monday.year, (monday.month - 1) // 3 * 3 + 1, 1, 12, tzinfo=UTC) - timedelta(days=2))
    for name, side, taps, words in SAID:
        choices = dict(zip(QUESTIONS, taps.split(), strict=True))
        said = Feedback(group=tell.groups[SATURDAY], side=side, choices=choices, words=words)
        await have_a_say(by=await tell.person(name), said=said)
    clock.set(monday)
    await release_due(clock.now())
