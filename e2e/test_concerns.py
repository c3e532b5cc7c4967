"""Something is off with Theo: Maya tells it past Fay, Cora reads and follows it, and nobody else finds a trace.

Who reads what, from every side: tests/integration/concerns/test_matrix.py.
"""

from datetime import timedelta
from pathlib import Path

from e2e.alike import assert_alike, everything, read_by
from e2e.pages.concerns import Concern, Off, ToldOnTheDesk
from e2e.pages.exclusions import Apart
from e2e.pages.home import Home
from e2e.pages.mentorships import Talks
from e2e.pages.messages import Messages
from e2e.phone import Phone, PhonesOf
from e2e.server import Server
from e2e.world import TUESDAY, lived_in

WORDS = "It feels too close. I would rather not be asked about Sundays."
SHOWN = "Read them to me on Thursday", "I thought of your three sentences today."
NOT_SHOWN = "I slept four hours in one piece."
DOING = "I talk with you first. Nothing is said to anybody before."
MEANWHILE = "Are you well? I call on Thursday."
TITLE = "Maya says that something is off with Theo"


def test_something_is_off_and_who_runs_the_group_does_not_read_it(
    phones_in: PhonesOf, on_tuesday: Server, tmp_path: Path
) -> None:
    server = on_tuesday.copy_to(tmp_path / "var")
    server.now = TUESDAY + timedelta(minutes=20)
    with lived_in(server), phones_in(server) as phone:
        maya, theo, fay = phone("maya", javascript=False), phone("theo", javascript=False), phone("fay")
        cora = phone("cora")
        before = found_by(fay, theo)
        told = maya_tells_cora(maya)
        cora_reads_it(cora)
        Home(maya.page).open(server.url).hears("Cora has read what you told").open_news("Cora says how it goes on")
        Concern(maya.page).is_read_by("Cora").says_what_is_done("Cora", DOING)
        assert_alike({"before": before, "after": found_by(fay, theo)})

        theo_writes(theo, maya)
        cora_looks_after_it(cora)
        Home(maya.page).open(server.url).open_news("Cora has looked after what you told")
        Concern(maya.page).is_looked_after_by("Cora")
        maya_hears_from_theo_again(maya)
        last = (
            read_by(fay, ("/home", "/desk", "/desk/talks", "/desk/people")),
            read_by(theo, ("/home", "/talks", "/me")),
        )
        traces = "".join(html for pages in last for html in pages.values())
        assert [words for words in (WORDS, DOING, TITLE, told) if words in traces] == []


def found_by(*people: Phone) -> dict[str, str]:
    """Whatever they can come to by links."""
    return {f"{one.name} {at}": html for one in people for at, html in everything(one, "/home", "/me").items()}


def maya_tells_cora(maya: Phone) -> str:
    Home(maya.page).go("Talks")
    Talks(maya.page).open_talk_with("Theo").say_that_something_is_off()
    off = Off(maya.page).is_open().sees("Theo is not told").show_lines(*SHOWN).want_nothing_from("Theo")
    off.tell(WORDS, to="The coordinator, and not Fay").sees("You told the coordinator", "You want nothing from Theo")
    return maya.page.url.removeprefix(maya.server.url)


def cora_reads_it(cora: Phone) -> None:
    Home(cora.page).open(cora.server.url).open_news("Maya told you something")
    told = ToldOnTheDesk(cora.page).says(TITLE, WORDS).does_not_see(*SHOWN)
    told.read_the_lines("two").sees(*SHOWN).does_not_see(NOT_SHOWN)
    told.say_it_is_read().say_what_is_done(DOING, to="Maya")


def theo_writes(theo: Phone, maya: Phone) -> None:
    """As ever. It does not come to Maya."""
    Talks(theo.page).open(theo.server.url).open_talk_with("Maya").follow("Messages")
    Messages(theo.page).is_with("Maya").send(MEANWHILE).has(MEANWHILE)
    Home(maya.page).open(maya.server.url).hears_nothing_of("Theo wrote to you")


def cora_looks_after_it(cora: Phone) -> None:
    """Nobody new for Theo while it is open. Fay's desk says that it is not possible, and not why."""
    told = ToldOnTheDesk(cora.page).suggest_nobody_to("Theo")
    told.say_it_is_looked_after()


def maya_hears_from_theo_again(maya: Phone) -> None:
    """What was written meanwhile is there."""
    maya.page.get_by_role("link", name="You want nothing from Theo").click()
    Apart(maya.page).has_nothing_from("Theo").hear_again_from("Theo")
    Talks(maya.page).open(maya.server.url).open_talk_with("Theo").open_messages("Theo", listening=False).has(MEANWHILE)
