"""From *nothing yet* to talks, on three phones: Omar applies over two visits, Mira by another way of being ready."""

from e2e.omar_and_mira import (
    NOTE,
    OMARS_LINE,
    STORY,
    TUESDAY,
    fay_asks,
    fay_welcomes,
    mira_applies,
    omar_begins,
    omar_goes_on,
)
from e2e.pages.desk import Desk
from e2e.pages.enrolments import Applying, Standing
from e2e.pages.home import Home
from e2e.pages.mentorships import Talk
from e2e.pages.proposals import Proposal
from e2e.phone import GivePhone, Phone

NOT_YET = "Come to one more meeting first, so that we know each other a little."
WELCOME = "Good that you are here."


def test_two_applications_and_what_comes_of_them(phone: GivePhone) -> None:
    first_visit = phone("omar")
    omar_begins(first_visit)
    first_visit.close()
    omar, mira, fay = phone("omar", javascript=False), phone("mira"), phone("fay")
    omar_goes_on(omar)
    mira_applies(mira)

    is_read(fay, omar, "Omar")
    is_read(fay, mira, "Mira")
    hears_not_yet_and_sends_it_again(fay, omar)
    fay_welcomes(fay, "Omar", WELCOME)
    fay_welcomes(fay, "Mira")
    are_welcome(omar, mira)

    fay_asks(fay, "Ines", "Ruth")  # who waits longest is looked after first
    fay_asks(fay, "Omar", "Mira", NOTE)
    both_say_yes(omar, mira)


def is_read(fay: Phone, applicant: Phone, name: str) -> None:
    """By Fay, and whoever applied hears that at once."""
    Desk(fay.page).open(fay.server.url).open_application(name).say_it_is_read()
    home = Home(applicant.page).open(applicant.server.url)
    home.hears("Fay has read your application").open_news("Fay has read your application")
    Standing(applicant.page).is_sent().is_read_by("Fay")


def hears_not_yet_and_sends_it_again(fay: Phone, omar: Phone) -> None:
    """With words, and everything he wrote is still there."""
    Desk(fay.page).open(fay.server.url).open_application("Omar").say_not_yet(NOT_YET)
    home = Home(omar.page).open(omar.server.url)
    home.hears("Fay answered your application").open_news("Fay answered your application")
    Standing(omar.page).hears_not_yet("Fay", NOT_YET).change_and_send_again()
    applying = Applying(omar.page)
    applying.follow("What is hard now").choose("Yes").save_and_go_on()
    applying.is_on("Look it over and send it", "Step six of six").sees(OMARS_LINE).send()


def are_welcome(omar: Phone, mira: Phone) -> None:
    for one in (omar, mira):
        Home(one.page).open(one.server.url).open_news("Fay answered your application")
    Standing(omar.page).is_on_the_list(TUESDAY).sees(WELCOME, "Fay looks for somebody who suits you")
    Standing(mira.page).is_welcome_as_a_mentor()


def both_say_yes(omar: Phone, mira: Phone) -> None:
    for one, question in ((omar, "Would you like Mira as your mentor?"), (mira, "Would you be a mentor for Omar?")):
        Home(one.page).open(one.server.url).is_asked(question).read_and_answer()
    for_omar = Proposal(omar.page).sees(STORY, "No hurry with this.", "You share: age")
    for_omar.open_what_suits_both().sees("Video", "Tuesday 5:00", "Thursday 5:00")
    for_omar.does_not_see("which side of it").say_yes().is_waiting_for_the_other()
    Proposal(mira.page).sees(OMARS_LINE, "No hurry with this.").say_yes()
    talk = Talk(mira.page).is_with("Omar").id()
    Home(omar.page).open(omar.server.url).open_news("Talks with Mira: you both said yes")
    assert Talk(omar.page).is_with("Mira").id() == talk
