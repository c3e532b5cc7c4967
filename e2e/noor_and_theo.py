"""Noor and Theo, from the second yes to a pause: in the steps that the story of their talks is made of."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from e2e.pages.care import Care, WaysOn
from e2e.pages.check_ins import WEIGHS, CheckIn
from e2e.pages.endings import Meanwhile, Pause
from e2e.pages.enrolments import Room
from e2e.pages.home import Home
from e2e.pages.members import Contact
from e2e.pages.mentorships import Beginning, Feels, Talk, Ways
from e2e.pages.messages import Messages
from e2e.pages.milestones import Milestone, Saw
from e2e.pages.page import Shown
from e2e.pages.plans import NextTime, Plans
from e2e.pages.proposals import Proposal
from e2e.phone import Phone

HERE = "Messages here"
CLOCK = ZoneInfo("America/New_York")
WEDNESDAY_EVENING = datetime(2027, 1, 13, 19, 30, tzinfo=CLOCK)
FRIDAY_EVENING = datetime(2027, 1, 15, 20, tzinfo=CLOCK)
FEELS, CARE = "Does this feel right? You are asked alone", "How are you? Three taps that nobody else sees"
BACK_ON = datetime(2027, 2, 20, tzinfo=CLOCK).date()

HELLO, ANSWER = (
    "Hello Noor, this is Theo. When is it quiet where you are?",
    "Hello Theo. In the evening, when I am in the car.",
)
CARD = "Is there anything I can do that will be of benefit to you right now?"
CARD_AS_NOOR_READS_IT = "This would help me right now: …"
HARD = "It was the anniversary, and you stayed on the line."
FOR_THEO_ALONE = "It went home with me. Ask for a break."
SHARED_BY_THEO = "Noor did the talking today."
MILESTONE, SEEN = "I said no, and it stood.", "You said it without an excuse."
WORD = "I need to sleep. You did nothing wrong."


@dataclass
class Pair:
    noor: Phone
    theo: Phone
    javascript: bool
    talk: str  # the id that both addresses share

    def home_of(self, one: Phone) -> Home:
        return Home(one.page).open(one.server.url)

    def talk_of(self, one: Phone) -> Talk:
        one.go_to(f"/talks/{self.talk}")
        return Talk(one.page).is_with("Theo" if one is self.noor else "Noor")


def both_say_yes(noor: Phone, theo: Phone, javascript: bool) -> Pair:
    """What it begins with, and who writes first."""
    for one in (noor, theo):
        Home(one.page).read_and_answer()
        Proposal(one.page).say_yes()
        Shown(one.page).sees("You said yes" if one is noor else "You both said yes.")
    talk = Talk(theo.page).is_with("Noor").says_who_begins("You write first, by Friday").id()
    Home(noor.page).open(noor.server.url).open_news("Talks with Theo: you both said yes")
    Talk(noor.page).is_with("Theo").says_who_begins("Theo writes first, by Friday")
    return Pair(noor, theo, javascript, talk)


def they_agree_how_to_begin(pair: Pair) -> None:
    """What these talks are, how often; and one way more, offered by one and added by the other."""
    Talk(pair.noor.page).follow("How these talks begin")
    Beginning(pair.noor.page).sees("It is not therapy").agree(often="Once a week")
    Talk(pair.noor.page).is_with("Theo")
    pair.home_of(pair.theo).open_news("Noor said how your talks could begin")
    Beginning(pair.theo.page).sees("Noor has agreed to this.").agree(often="Once a week")
    Talk(pair.theo.page).is_with("Noor")

    Contact(pair.noor.page).open(pair.noor.server.url).tick(HERE).save().sees_heading("What you have said")
    pair.talk_of(pair.noor).follow("Change the ways to talk")
    Ways(pair.noor.page).add(HERE)
    for one in (pair.noor, pair.theo):
        Talk(one.page).is_with("Theo" if one is pair.noor else "Noor")
        pair.talk_of(one).sees(HERE)


def they_say_hello(pair: Pair) -> None:
    """What one writes stands on the other's open page within a second; without JavaScript, once it is loaded anew."""
    for_theo = pair.talk_of(pair.theo).open_messages("Noor", listening=pair.javascript)
    for_noor = pair.talk_of(pair.noor).open_messages("Theo", listening=pair.javascript)
    says(pair, for_theo, HELLO, to=for_noor)
    says(pair, for_noor, ANSWER, to=for_theo.has(HELLO))
    for_theo.has(HELLO, ANSWER)
    pair.home_of(pair.noor).hears_nothing_of("Theo wrote to you")  # it has been read


def says(pair: Pair, one: Messages, words: str, *, to: Messages) -> None:
    if pair.javascript:
        with to.is_read_by_itself():
            one.send(words).has(words)
            to.has_at_once(words)
    else:
        one.send(words).has(words)
        to.page.reload()
        to.has(words).says_it_is_read()


def they_plan_the_next_talk(pair: Pair) -> None:
    pair.talk_of(pair.theo).plan_the_next_talk()
    Plans(pair.theo.page).suggest([WEDNESDAY_EVENING, FRIDAY_EVENING], how="Phone", to="Noor")
    pair.home_of(pair.noor).hears("Theo suggests a time to talk").open_news("Theo suggests a time to talk")
    Plans(pair.noor.page).is_open().take("Tomorrow 7:30 pm")
    pair.home_of(pair.theo).hears("Noor took a time to talk").open_news("Noor took a time to talk")
    Talk(pair.theo.page).is_with("Noor").talks_next("Tomorrow 7:30 pm · phone")
    pair.talk_of(pair.noor).talks_next("Tomorrow 7:30 pm · phone").wishes("just listen")
    pair.talk_of(pair.theo).sees("Noor asked: just listen.")


def theo_puts_a_card_aside(pair: Pair) -> None:
    pair.talk_of(pair.theo).put_something_aside()
    NextTime(pair.theo.page).put_aside(CARD)
    pair.home_of(pair.noor).open_news("Theo put something aside for next time")
    Talk(pair.noor.page).is_with("Theo").has_for_next_time(CARD_AS_NOOR_READS_IT, sender="From Theo")


def they_log_three_check_ins(pair: Pair) -> None:
    """One by one tap, one by Noor with words, one that weighs on Theo, which is for Theo alone."""
    pair.talk_of(pair.noor).has_talked().has_check_in("By phone")
    pair.talk_of(pair.theo).has_check_in("By phone")

    pair.talk_of(pair.noor).log_a_check_in()
    form = CheckIn(pair.noor.page).fill_in(how="Video", strands=("Supporting",), for_both=HARD)
    form.choose("Half an hour").choose("Hard day for me").save()
    Talk(pair.noor.page).is_with("Theo").has_check_in("A hard day, by video", HARD, "Supporting")

    pair.home_of(pair.theo).open_news("Noor logged a check-in")
    Talk(pair.theo.page).is_with("Noor").has_check_in(HARD).log_a_check_in()
    form = CheckIn(pair.theo.page).fill_in(how="In person", for_both=SHARED_BY_THEO, for_me=FOR_THEO_ALONE)
    form.choose(WEIGHS).save()
    Shown(pair.theo.page).sees_heading("How are you, Theo?")  # it can be answered at once, or later
    pair.talk_of(pair.theo).has_check_in("In person", FOR_THEO_ALONE, "This weighed on you.")
    pair.talk_of(pair.noor).has_check_in(SHARED_BY_THEO).does_not_see(FOR_THEO_ALONE, "weighed")


def it_feels_right_to_noor(pair: Pair) -> None:
    """Asked alone once they have talked. What Noor says, Theo's page does not know."""
    before = pair.talk_of(pair.theo).source()
    pair.home_of(pair.noor).open_news(FEELS)
    Feels(pair.noor.page).answer("It feels right")
    Talk(pair.noor.page).is_with("Theo")
    assert pair.talk_of(pair.theo).source() == before


def they_mark_a_milestone(pair: Pair) -> None:
    pair.talk_of(pair.noor).add_a_milestone()
    Milestone(pair.noor.page).keep(MILESTONE)
    Talk(pair.noor.page).is_with("Theo").has_milestone(MILESTONE)
    pair.home_of(pair.theo).open_news("Noor marked a milestone")
    Talk(pair.theo.page).is_with("Noor").has_milestone(MILESTONE).say_what_you_saw()
    Saw(pair.theo.page).add(SEEN)
    Talk(pair.theo.page).is_with("Noor").has_milestone(MILESTONE, SEEN)
    pair.home_of(pair.noor).open_news("Theo added to your milestone")
    Talk(pair.noor.page).is_with("Theo").has_milestone(MILESTONE, SEEN)


def it_weighs_on_theo(pair: Pair) -> None:
    """Asked how it is, alone; three taps lead to a rest from new people. Noor's page does not change by it."""
    before = pair.talk_of(pair.noor).source()
    pair.home_of(pair.theo).open_news(CARE)
    ways_on = Care(pair.theo.page).tap(energy="Low", weight="A lot", glad="Mixed")
    ways_on.sees_heading("That sounds like a lot to carry")
    WaysOn(pair.theo.page).rest_until_a_day()
    Room(pair.theo.page).pause_until(BACK_ON).says("You are taking a pause until 20 February")
    assert pair.talk_of(pair.noor).source() == before


def theo_needs_a_pause(pair: Pair) -> None:
    pair.talk_of(pair.theo).take_a_pause()
    Pause(pair.theo.page).until(BACK_ON, WORD)
    pair.talk_of(pair.theo).is_paused_by("You are")
    pair.home_of(pair.noor).hears("Theo needs a pause").open_news("Theo needs a pause")
    Talk(pair.noor.page).is_with("Theo").is_paused_by("Theo is", WORD).follow("Wait, or have someone else")
    Meanwhile(pair.noor.page).choose_to("I wait for Theo")
    Talk(pair.noor.page).is_with("Theo")
    pair.talk_of(pair.theo).go_on_now()
    pair.home_of(pair.noor).hears("Talks with Theo go on")
