"""What a pair is asked because time goes by, and when: pure, and every number of it in one place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.mentorships.rules import ACTIVE, ENDED, ENDING, PAUSED


@dataclass(frozen=True)
class Pace:
    """Every number by which the portal speaks up in talks, in days."""

    writes_first: int = 3  # whoever writes first does so within these
    did_you_find: tuple[int, ...] = (3, 10)
    no_word: int = 14  # then whoever runs the group looks after it
    check_in: tuple[int, ...] = (14, 28)
    check_in_every: int = 30  # from the last of those on
    check_in_again: int = 5  # once more, if nothing came
    feels: int = 21
    quiet: int = 35
    quiet_task: int = 7  # after both were asked
    good_for_both: int = 90
    pause_over: int = 7  # after its end, if nothing is said
    unanswered: int = 7  # before the page closes after a goodbye
    say: int = 3  # after a goodbye: how it has been, if they like
    say_later: int = 10  # without one: the first week is for getting over it
    say_within: int = 7
    say_again: int = 90  # of one person, whichever talks it is
    doors: int = 21
    hello: int = 90
    too_late: int = 30  # what fell due longer ago is not said any more
    between: int = 7  # from one automatic message to the next


PACE = Pace()


def writes_by(began_at: datetime, pace: Pace = PACE) -> datetime:
    """By when the first word should have come."""
    return began_at + timedelta(days=pace.writes_first)


FOUND, NO_WORD, HOW_IS_IT, HOW_AGAIN, FEELS_RIGHT = "found", "no_word", "how_is_it", "how_again", "feels"
STILL, SILENT, GOOD, PAUSE_OVER, DOORS, HELLO = "still", "silent", "good", "pause_over", "doors", "hello_again"
UNANSWERED = "unanswered"  # a goodbye
SAY = "say"  # an offer
IN_TOUCH, NOT_YET = "in_touch", "not_yet"  # nothing was sent: one of them said so
SEEN_TO = "seen_to"  # likewise, by whoever runs the group: they have asked how it is
MAY_RETURN = "may_return"  # to a mentee whose mentor is back, and who has somebody else

TASKS = frozenset({NO_WORD, SILENT, PAUSE_OVER, UNANSWERED})  # of whoever runs the group
NEVER_WAIT = TASKS | {FOUND, FEELS_RIGHT}
QUIET = TASKS | {IN_TOUCH, NOT_YET, SEEN_TO}  # not a message to the two

Prompt = tuple[str, int]  # a kind, and which of its kind


@dataclass(frozen=True)
class Story:
    """What the clock knows of a pair. `lived`: the last check-in, message, kept plan or word that they are in touch."""

    state: str
    began_at: datetime
    found_at: datetime | None = None
    feels_asked_at: datetime | None = None
    pause_ended: datetime | None = None  # of the last pause, if it is over by the clock
    last_check_in: datetime | None = None
    lived: datetime | None = None
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    ended_how: str = ""
    told: Mapping[Prompt, datetime] = field(default_factory=dict)
    told_beside: datetime | None = None  # one of the two, and not of this pair: by another pair, or as a mentor

    @property
    def awake_since(self) -> datetime:
        return self.pause_ended or self.began_at

    @property
    def have_found(self) -> bool:
        return self.found_at is not None or self.lived is not None

    @property
    def quiet_since(self) -> datetime:
        return max(self.began_at, self.awake_since, *(at for at in (self.lived, self.found_at) if at))

    def day(self, moment: datetime) -> int:
        return (moment - self.began_at).days


def due(story: Story, now: datetime, pace: Pace = PACE) -> list[Prompt]:
    """What has fallen due and was not said, the newest last; a repeat gives way to whatever else there is to ask. Of
    those that only ask, the last alone is to be said."""
    after = {ACTIVE: _while_it_goes_on, PAUSED: _in_a_pause, ENDING: _in_an_ending, ENDED: _afterwards}[story.state]
    found = [
        (at, prompt)
        for at, prompt in after(story, now, pace)
        if at <= now < at + timedelta(days=pace.too_late) and prompt not in story.told
    ]
    return [prompt for _, prompt in sorted(found, key=lambda one: (one[1][0] != HOW_AGAIN, *one))]


def may_be_said(prompt: Prompt, story: Story, now: datetime, pace: Pace = PACE) -> bool:
    """At most one automatic message a week for each of the two, of whichever talks it is. A repeat belongs to what it
    repeats, and gives way to what there will be to ask in that week."""
    kind, nth = prompt
    if kind in NEVER_WAIT:
        return True
    week, repeats = timedelta(days=pace.between), (HOW_IS_IT, nth)
    if kind == HOW_AGAIN and any(other not in NEVER_WAIT | {HOW_AGAIN} for other, _ in due(story, now + week, pace)):
        return False
    said = [at for told, at in story.told.items() if told[0] not in QUIET and (kind, told) != (HOW_AGAIN, repeats)]
    return all(at is None or at <= now - week for at in (*said, story.told_beside))


Due = Iterator[tuple[datetime, Prompt]]


def _while_it_goes_on(story: Story, now: datetime, pace: Pace) -> Due:
    """Nothing that fell into a pause is caught up with, but the question that is asked once in all."""
    if not story.have_found:
        yield from _since_awake(story, _first_contact(story, now, pace))
    if story.have_found:
        yield from _since_awake(story, _check_ins(story, now, pace))
    if story.feels_asked_at is None:
        yield max(story.began_at + timedelta(days=pace.feels), story.awake_since), (FEELS_RIGHT, 1)
    yield from _quiet(story, pace)
    times = story.day(now) // pace.good_for_both
    if times:
        at = story.began_at + timedelta(days=times * pace.good_for_both)
        yield from _since_awake(story, iter([(at, (GOOD, times))]))
    yield from _in_a_pause(story, now, pace)


def _since_awake(story: Story, prompts: Due) -> Due:
    return (one for one in prompts if one[0] > story.awake_since)


def _first_contact(story: Story, now: datetime, pace: Pace) -> Due:
    asked = [nth for nth, day in enumerate(pace.did_you_find, 1) if story.day(now) >= day]
    for nth in asked[-1:]:
        yield story.began_at + timedelta(days=pace.did_you_find[nth - 1]), (FOUND, nth)
    if not any(kind == NOT_YET for kind, _ in story.told):  # else whoever runs the group was asked by one of them
        yield story.began_at + timedelta(days=pace.no_word), (NO_WORD, 1)


def _check_ins(story: Story, now: datetime, pace: Pace) -> Due:
    """Asked of a stretch in which nothing was logged, and once more if nothing came."""
    nth = _times_asked(story.day(now), pace)
    before = story.began_at + timedelta(days=_day_of_check_in(nth - 1, pace))
    if nth == 0 or (story.last_check_in and story.last_check_in > before):
        return
    yield story.began_at + timedelta(days=_day_of_check_in(nth, pace)), (HOW_IS_IT, nth)
    asked_at = story.told.get((HOW_IS_IT, nth))
    if asked_at and now < asked_at + timedelta(days=pace.check_in_again + pace.between):
        yield asked_at + timedelta(days=pace.check_in_again), (HOW_AGAIN, nth)


def _times_asked(day: int, pace: Pace) -> int:
    first = sum(day >= one for one in pace.check_in)
    return first + max(0, (day - pace.check_in[-1]) // pace.check_in_every)


def _day_of_check_in(nth: int, pace: Pace) -> int:
    if nth <= 0:
        return 0
    beyond = nth - len(pace.check_in)
    return pace.check_in[nth - 1] if beyond <= 0 else pace.check_in[-1] + beyond * pace.check_in_every


def _quiet(story: Story, pace: Pace) -> Due:
    nth = story.day(story.quiet_since)
    yield story.quiet_since + timedelta(days=pace.quiet), (STILL, nth)
    if asked_at := story.told.get((STILL, nth)):
        yield asked_at + timedelta(days=pace.quiet_task), (SILENT, nth)


def _in_a_pause(story: Story, now: datetime, pace: Pace) -> Due:
    ended = story.pause_ended
    if ended and not (story.lived and story.lived > ended):
        yield ended + timedelta(days=pace.pause_over), (PAUSE_OVER, story.day(ended))


def _in_an_ending(story: Story, now: datetime, pace: Pace) -> Due:
    """The two are left in peace; somebody who could help to close it knows while there is still time to answer."""
    if story.closes_at:
        yield story.closes_at - timedelta(days=pace.unanswered), (UNANSWERED, 1)


def _afterwards(story: Story, now: datetime, pace: Pace) -> Due:
    """Of talks that somebody else had to close nothing is said any more: the other may have died. How it has been is
    asked later where there was no goodbye, and of both alike: whoever did not feel safe needs that week for other
    things, and nobody is to tell from the day which of the three ways it was."""
    if story.ended_at and story.ended_how != "closed":
        say = story.ended_at + timedelta(days=pace.say if story.ended_how == "goodbye" else pace.say_later)
        if now < say + timedelta(days=pace.say_within):
            yield say, (SAY, 1)
        yield story.ended_at + timedelta(days=pace.doors), (DOORS, 1)
        yield story.ended_at + timedelta(days=pace.hello), (HELLO, 1)
