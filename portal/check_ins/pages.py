"""What the pages of this room have in common: forms filled from a check-in and back, and where an act leads."""

from typing import Any

from litestar import Response

from portal import clock
from portal.check_ins.actions import Own, Said
from portal.check_ins.forms import CheckInForm, OwnNoteForm
from portal.check_ins.queries import Moment
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.mentorships.queries import Talk
from portal.mentorships.rules import GOODBYE_SAID
from portal.person import Person
from portal.web.pages import AnyRequest, ask_again, go_to, page


def insist_it_goes_on(talk: Talk) -> None:
    """Before a form is shown; its act asks again."""
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)


def between_its_days(form: CheckInForm, talk: Talk, me: Person) -> CheckInForm:
    form.began, form.today = me.local(talk.began_at).date(), me.today(clock.now())
    return form


def as_it_is(found: Moment) -> dict[str, Any]:
    """By the names of the form's fields."""
    names = ("day", "means", "length", "shared", "hard_day", "own", "along", "weighs")
    return {**{name: getattr(found, name) for name in names}, "strands": list(found.strands)}


def said_in(form: CheckInForm) -> Said:
    return Said(
        day=form.day.data or form.today,
        means=form.means.data,
        length=form.length.data or "",
        strands=form.strands.data or [],
        shared=form.shared.data or "",
        hard_day=form.hard_day.data,
        own=form.own.data or "",
        along=form.along.data or "",
        weighs=form.weighs.data,
    )


def own_in(form: OwnNoteForm) -> Own:
    return Own(own=form.own.data or "", along=form.along.data or "", weighs=form.weighs.data)


def lead_on(request: AnyRequest, talk: Talk, note: Own, *, back_to: str, weighed: bool = False) -> Response[Any]:
    """Where it begins to weigh on a mentor, to three taps about how they are; else back to where they were."""
    if note.weighs and not weighed and talk.role == "mentor":
        return go_to(request, "/me/care")
    return go_to(request, back_to)


def show(request: AnyRequest, name: str, talk: Talk, form: PortalForm, **more: Any) -> Response[str]:
    return page(request, f"check_ins/{name}.html", place="talks", talk=talk, form=form, **more)


def show_again(
    request: AnyRequest, name: str, talk: Talk, form: PortalForm, *, piece: str = "", **more: Any
) -> Response[str]:
    """`piece`: the form's own name, where it is not the page's."""
    fragment = f"check_ins/_{piece or name}_form.html"
    return ask_again(request, f"check_ins/{name}.html", fragment=fragment, place="talks", talk=talk, form=form, **more)
