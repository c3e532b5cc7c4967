"""The programme's main story, lived once through from every side: with JavaScript, and with it switched off."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from e2e.pages.admin import Admin
from e2e.pages.check_ins import CheckIn
from e2e.pages.desk import Desk
from e2e.pages.endings import Goodbye, Kept, Told
from e2e.pages.enrolments import ROOM, Room
from e2e.pages.home import Home
from e2e.pages.mentorships import Talk, Talks
from e2e.pages.milestones import Milestone, Saw
from e2e.pages.page import Nothing
from e2e.pages.proposals import Proposal
from e2e.pages.sign_in import SignIn
from e2e.phone import GivePhone, Phone

TUESDAY = "Tuesday Evening"
OF_SATURDAY = ("Lena", "Kofi", "Bruno", "Dmitri", "Saturday Morning")

NOTE = "You both know what it is to check everything.\nNo hurry with this. Fay"
SHARED = "We talked about Sundays, and laughed once."
FOR_INES_ALONE = "I did not say how often I looked."
MILESTONE = "One evening without looking at his phone"
SEEN = "You put it down yourself. I heard it in your voice."
REMEMBERED = "That you said: it got quieter."
GOODBYE = "Thank you, Ruth. I sleep again.\nInes"
ANSWER = "You did that, Ines. I was glad to be near."


@dataclass
class Pair:
    ines: Phone
    ruth: Phone
    talk: str = ""  # the id that both addresses share

    def home_of(self, one: Phone) -> Home:
        return Home(one.page).open(one.server.url)

    def talk_of(self, one: Phone) -> Talk:
        one.go_to(f"/talks/{self.talk}")
        return Talk(one.page).is_with("Ruth" if one is self.ines else "Ines")


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_the_whole_journey(phone: GivePhone, javascript: bool) -> None:
    ines = phone(javascript=javascript)
    pair = Pair(comes_in("ines", ines), phone("ruth", javascript=javascript))
    fay = phone("fay")

    changes_how_much_room_there_is(pair.ruth)
    finds_only_her_own_group(fay)
    proposes_twice("Ines", "Ruth", fay)
    both_say_yes(pair)
    they_find_each_other(pair)
    they_log_check_ins(pair)
    they_mark_a_milestone(pair)
    ines_says_goodbye(pair)
    ruth_answers(pair)
    both_keep_their_own_page(pair)


def test_a_no_looks_the_same_whoever_said_it(phone: GivePhone) -> None:
    pair = Pair(phone("ines", javascript=False), phone("ruth", javascript=False))
    fay = phone("fay")
    proposes("Ines", "Ruth", fay)

    for_ruth = Proposal(pair.ruth.page)
    pair.home_of(pair.ruth).read_and_answer()
    before = for_ruth.asks("Would you be a mentor for Ines?").source()
    home_before = pair.home_of(pair.ruth).source()

    pair.home_of(pair.ines).read_and_answer()
    for_ines = Proposal(pair.ines.page).asks("Would you like Ruth as your mentor?")
    for_ines.say_not_this_time("I would rather talk with someone who has just been through it.")
    for_ines.has_said_no()

    assert pair.home_of(pair.ruth).is_asked("Would you be a mentor for Ines?").source() == home_before
    pair.home_of(pair.ruth).read_and_answer()
    assert for_ruth.asks("Would you be a mentor for Ines?").source() == before

    for_ruth.say_yes().is_over_with("Ines").does_not_see("rather talk", "Ines said")
    pair.home_of(pair.ines).hears("Talks with Ruth: not this time").open_news("Talks with Ruth: not this time")
    for_ines.is_over_with("Ruth")
    pair.home_of(pair.ines).is_asked_nothing()


def comes_in(name: str, stranger: Phone) -> Phone:
    """By the front door."""
    SignIn(stranger.page).open(stranger.server.url).sign_in_as(name)
    return stranger


def changes_how_much_room_there_is(ruth: Phone) -> None:
    """Two taps from Me: the row, then a number."""
    Home(ruth.page).go("Me").follow(ROOM)
    room = Room(ruth.page).says("Room for one at once")
    room.make_room_for("two").says("Room for two at once")
    room.go("Me").follow(ROOM).make_room_for("one").says("Room for one at once")

    back = date.today() + timedelta(days=20)  # noqa: DTZ011 - as a person reads it off their own calendar
    room.go("Me").follow(ROOM).pause_until(back).says(f"You are taking a pause until {_as_said(back)}")
    room.go("Me").follow(ROOM).says(f"You are taking a pause until {_as_said(back)}")
    room.return_now().says("Room for one at once")


def finds_only_her_own_group(fay: Phone) -> None:
    desk = Desk(fay.page).open(fay.server.url)
    desk.waits("Ines", "16 days", group=TUESDAY).has_room("Ruth", "Room for one", group=TUESDAY)
    desk.does_not_see(*OF_SATURDAY)

    admin = Admin(fay.page).open(fay.server.url)
    admin.look_at("Members").sees("Ines", "Noor", "Ruth").does_not_see(*OF_SATURDAY)
    admin.look_at("Enrolments").sees("Ines", "Ruth").does_not_see(*OF_SATURDAY)


def proposes(mentee: str, mentor: str, fay: Phone) -> None:
    """By adding a row to Proposals."""
    Desk(fay.page).open(fay.server.url).follow("Propose two people")
    _pick(Admin(fay.page), mentee, mentor).write(NOTE).send().is_added()
    Desk(fay.page).open(fay.server.url).has_asked(f"{mentee} and {mentor}", "have not answered", group=TUESDAY)


def proposes_twice(mentee: str, mentor: str, fay: Phone) -> None:
    """From a form that was open before: refused in words. Nobody is offered again; no state is changed."""
    fay.watch.expect_status(422)
    before = Admin(fay.context.new_page()).open(fay.server.url).look_at("Proposals").add()
    _pick(before, mentee, mentor)
    proposes(mentee, mentor, fay)

    before.send().is_refused(f"{mentee} has been asked already")
    before.look_at("Proposals").open_row(mentee).cannot_be_changed()
    before.look_at("Proposals").add().does_not_offer("mentee", mentee)
    before.page.close()


def _pick(admin: Admin, mentee: str, mentor: str) -> Admin:
    return admin.pick("mentee", f"{mentee} · waiting 16 days").pick("mentor", f"{mentor} · room for 1")


def both_say_yes(pair: Pair) -> None:
    """Ines first: nothing changes for Ruth, not by a byte. Then Ruth, and both hear."""
    home_before = pair.home_of(pair.ruth).is_asked("Would you be a mentor for Ines?").source()
    pair.home_of(pair.ruth).read_and_answer()
    for_ruth = Proposal(pair.ruth.page).asks("Would you be a mentor for Ines?").sees("You both know what it is")
    before = for_ruth.source()

    pair.home_of(pair.ines).is_asked("Would you like Ruth as your mentor?").read_and_answer()
    for_ines = Proposal(pair.ines.page).asks("Would you like Ruth as your mentor?").sees("You both know what it is")
    for_ines.sees("I checked everything for a year").say_yes().is_waiting_for_the_other()

    assert pair.home_of(pair.ruth).source() == home_before
    pair.home_of(pair.ruth).read_and_answer()
    assert for_ruth.asks("Would you be a mentor for Ines?").source() == before

    for_ruth.say_yes()
    pair.talk = Talk(pair.ruth.page).is_with("Ines").id()
    pair.home_of(pair.ines).hears("Talks with Ruth: you both said yes").open_news("Talks with Ruth: you both said yes")
    assert Talk(pair.ines.page).is_with("Ruth").id() == pair.talk
    pair.home_of(pair.ruth).hears("Talks with Ines: you both said yes").open_news("Talks with Ines: you both said yes")
    assert Talk(pair.ruth.page).is_with("Ines").id() == pair.talk


def they_find_each_other(pair: Pair) -> None:
    """Ruth called. Before that the page says who begins, and nothing yet of what was."""
    pair.talk_of(pair.ruth).says_who_begins("You call first, by ")
    Home(pair.ines.page).go("Talks")
    talk = Talks(pair.ines.page).open_talk_with("Ruth").says_who_begins("Ruth calls first, by ")
    talk.found_each_other("Ruth")


def they_log_check_ins(pair: Pair) -> None:
    Home(pair.ines.page).go("Talks")
    Talks(pair.ines.page).open_talk_with("Ruth").log_a_check_in()
    CheckIn(pair.ines.page).fill_in(strands=("Connecting", "Sharing"), for_both=SHARED, for_me=FOR_INES_ALONE).save()
    Talk(pair.ines.page).has_check_in(SHARED, FOR_INES_ALONE, "Connecting")

    pair.home_of(pair.ruth).hears("Ines logged a check-in").open_news("Ines logged a check-in")
    Talk(pair.ruth.page).has_check_in(SHARED).does_not_see(FOR_INES_ALONE).log_a_check_in()
    CheckIn(pair.ruth.page).fill_in(how="Text", strands=("Supporting",), for_both="I wrote in the evening.").save()
    Talk(pair.ruth.page).has_check_in("I wrote in the evening.", "Supporting")
    pair.talk_of(pair.ines).has_check_in("I wrote in the evening.", FOR_INES_ALONE)


def they_mark_a_milestone(pair: Pair) -> None:
    pair.talk_of(pair.ines).add_a_milestone()
    Milestone(pair.ines.page).keep(MILESTONE)
    Talk(pair.ines.page).has_milestone(MILESTONE)

    pair.home_of(pair.ruth).open_news("Ines marked a milestone")
    Talk(pair.ruth.page).has_milestone(MILESTONE).say_what_you_saw()
    Saw(pair.ruth.page).add(SEEN)
    Talk(pair.ruth.page).has_milestone(MILESTONE, SEEN)

    pair.home_of(pair.ines).open_news("Ruth added to your milestone")
    Talk(pair.ines.page).has_milestone(MILESTONE, SEEN)


def ines_says_goodbye(pair: Pair) -> None:
    """In three small steps, with a pause in the middle. Until the last one Ruth's page is as it was."""
    before = pair.talk_of(pair.ruth).source()
    pair.talk_of(pair.ines).say_goodbye()
    goodbye = Goodbye(pair.ines.page).remember(REMEMBERED)
    goodbye.write_and_stop_for_today(GOODBYE)
    Talk(pair.ines.page).is_with("Ruth")  # back where they talk, before anything else is opened
    assert pair.talk_of(pair.ruth).source() == before

    pair.talk_of(pair.ines).say_goodbye()
    goodbye.has_remembered(REMEMBERED).press("Keep it and go on")
    goodbye.has_note(GOODBYE).go_on()
    assert pair.talk_of(pair.ruth).source() == before

    goodbye.say_it("Ruth").sees(REMEMBERED, MILESTONE)
    pair.talk_of(pair.ines).can_only_be_read()


def ruth_answers(pair: Pair) -> None:
    pair.ines.watch.expect_status(404)  # where her page of their talks is still open, it goes by itself
    pair.home_of(pair.ruth).hears("Ines said goodbye").open_news("Ines said goodbye")
    told = Told(pair.ruth.page).is_from("Ines").sees("I sleep again.").does_not_see(REMEMBERED)
    pair.talk_of(pair.ruth).can_only_be_read().follow("Read the goodbye")
    told.is_from("Ines").answer().remember("How she put it down.").write(ANSWER).say_it("Ines").sees("I sleep again.")
    pair.home_of(pair.ines).hears("Ruth answered your goodbye").open_news("Ruth answered your goodbye")
    Kept(pair.ines.page).is_of("Ruth").sees(ANSWER)


def both_keep_their_own_page(pair: Pair) -> None:
    for one, other, kept, not_theirs in (
        (pair.ines, "Ruth", (REMEMBERED, MILESTONE, SEEN, ANSWER, "I sleep again."), ("How she put it down.",)),
        (
            pair.ruth,
            "Ines",
            ("How she put it down.", MILESTONE, SEEN, ANSWER, "I sleep again."),
            (REMEMBERED, FOR_INES_ALONE),
        ),
    ):
        Home(one.page).go("Me").follow(f"Your talks with {other}")
        Kept(one.page).is_of(other).sees(*kept).does_not_see(*not_theirs)
        one.watch.expect_status(404)
        one.go_to(f"/talks/{pair.talk}")
        Nothing(one.page).is_shown()


def _as_said(day: date) -> str:
    return f"{day.day} {day:%B}" + ("" if day.year == date.today().year else f" {day.year}")  # noqa: DTZ011
