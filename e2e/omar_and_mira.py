"""Omar looks for a mentor, Mira offers to be one, Fay brings them together: in the steps that journeys are made of."""

from e2e.pages.aspects import About
from e2e.pages.desk import Desk
from e2e.pages.enrolments import AGREED, INTRODUCTION, LINE, READY, Applying, Doors, Standing
from e2e.pages.home import Home
from e2e.pages.members import Times
from e2e.phone import Phone

TUESDAY = "Tuesday Evening"
EVENINGS = ("Tuesday evening", "Thursday evening")

HARD_NOW = "I go to work as if nothing was.\nThen I sit in the car."
OMARS_LINE = "I do not sleep, and I cannot say it at home."
DEPTH = "I had a mentor elsewhere for a year, and I come every week."
STORY = "I waited for it to be over. It was over when I stopped waiting.\nDoes any of it sound like yours?"
NOTE = "You both sit where it is quiet.\nNo hurry with this. Fay"

AGE, ROLE = "How old are you?", "Which side of it were you on?"


def omar_begins(omar: Phone) -> None:
    """Two pages, and then the phone is put away."""
    Home(omar.page).follow("Look for a mentor, or offer to be one")
    applying = Doors(omar.page).look_for_a_mentor().begin().is_on("What is hard now", "Step one of six")
    applying.tick("Sleep and nights", "Being alone with it", "Just listen", "Now and then")
    applying.fill("In your own words", HARD_NOW).fill(LINE, OMARS_LINE).save_and_go_on()

    applying.is_on("About you", "Step two of six")
    About(omar.page).answer(AGE, "Forties").wish(AGE, "No matter").answer(ROLE, "I was cheated on")
    applying.stop_for_today()


def omar_goes_on(omar: Phone) -> Standing:
    """Where he left off. What he has said before is filled in."""
    Home(omar.page).open(omar.server.url).follow("Your application: go on where you stopped")
    applying = Applying(omar.page).go_on_where_i_left_off().is_on("Ways to talk", "Step three of six")
    applying.has_chosen("Phone", "Text").untick("Phone", "Text").tick("Video").save_and_go_on()
    applying.is_on("When you can talk", "Step four of six")
    Times(omar.page).tick(*EVENINGS)
    applying.save_and_go_on().is_on("Someone to stay apart from", "Step five of six").go_on()
    applying.is_on("Look it over and send it", "Step six of six").sees(OMARS_LINE, "Video").does_not_see(HARD_NOW)
    return applying.send()


def mira_applies(mira: Phone) -> Standing:
    """Eight months in the group: why that is enough, she says in her own words."""
    Home(mira.page).go("Me").follow("Look for a mentor, or be one")
    applying = Doors(mira.page).offer_to_mentor().begin().is_on("Your time in the group", "Step one of eight")
    applying.sees(f"months in {TUESDAY}").fill(READY, DEPTH).save_and_go_on()
    applying.is_on("How you see yourself", "Step two of eight")
    applying.reflect("I can stay calm", "Already me").reflect("I answer honestly", "Growing").save_and_go_on()

    applying.is_on("Your story, in short", "Step three of eight").fill(INTRODUCTION, STORY)
    applying.see_it_as_they_will(STORY).save_and_go_on()

    applying.is_on("About you", "Step four of eight")
    About(mira.page).answer(AGE, "Forties").wish(AGE, "No matter").answer(ROLE, "I was cheated on")
    applying.save_and_go_on().is_on("Ways to talk", "Step five of eight")
    applying.untick("Phone", "Text").tick("Video", "E-mail").save_and_go_on()
    applying.is_on("When you can talk", "Step six of eight").tick("One")
    Times(mira.page).tick(*EVENINGS)
    applying.save_and_go_on().is_on("Someone to stay apart from", "Step seven of eight").go_on()
    applying.is_on("Look it over and send it", "Step eight of eight").sees("Does any of it sound like yours?")
    return applying.tick(AGREED).send()


def fay_welcomes(fay: Phone, name: str, words: str = "") -> None:
    desk = Desk(fay.page).open(fay.server.url)
    desk.open_application(name).welcome(words)


def fay_asks(fay: Phone, mentee: str, mentor: str, note: str = "") -> None:
    """In two taps from the list: the suggestion, and *Ask both* after a look."""
    desk = Desk(fay.page).open(fay.server.url)
    desk.look_at(mentee, mentor).ask_both(note)
    desk.has_asked(f"{mentee} + {mentor}", f"{mentee} and {mentor} have not answered yet", group=TUESDAY)
