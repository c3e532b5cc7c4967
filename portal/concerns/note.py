"""*Something is off* and *I am worried about …* from anywhere: first of whom it is, then who reads it and the words.

What is written goes with every step, forth and back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response, get, post

from portal import clock
from portal.concerns import actions
from portal.concerns.actions import With
from portal.concerns.forms import AboutForm, NoteForm
from portal.concerns.local_lines import call_first
from portal.concerns.people import Known, groups_to_tell_in, known_to
from portal.concerns.queries import could_read, staff_for
from portal.concerns.reading import said_before
from portal.concerns.rules import CONVERSATION, OFF, WORRIED, handed_on_at
from portal.concerns.wording import not_told
from portal.guide.queries import help_places
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import fields, read
from portal.web.pages import AnyRequest, ask_again, go_to, page, wants_fragment
from portal.web.who import Me

NOTE, QUESTION = "/note", "/question"
ADDRESS = {OFF: NOTE, WORRIED: QUESTION}
TELL, AGAIN = "tell", "again"  # the buttons that do not lead one step on

_PAGES = {
    "about": ("concerns/about.html", "concerns/_about_form.html"),
    "note": ("concerns/note.html", "concerns/_note_form.html"),
}


@dataclass(frozen=True, slots=True)
class From:
    """Who somebody knows here, and where they can tell it."""

    people: list[Known]
    groups: Mapping[str, str]


@get(NOTE, who=Who.MEMBERS)
async def before_note(request: AnyRequest, me: Me) -> Response[str]:
    return await _before(request, OFF, me)


@post(NOTE, who=Who.MEMBERS, status_code=200)
async def note(request: AnyRequest, me: Me) -> Response[Any]:
    return await _go_on(request, OFF, me)


@get(QUESTION, who=Who.MEMBERS)
async def before_question(request: AnyRequest, me: Me) -> Response[str]:
    return await _before(request, WORRIED, me)


@post(QUESTION, who=Who.MEMBERS, status_code=200)
async def question(request: AnyRequest, me: Me) -> Response[Any]:
    return await _go_on(request, WORRIED, me)


async def _before(request: AnyRequest, kind: str, me: Person) -> Response[str]:
    known = await _from(me)
    form = AboutForm(kind=kind, people=known.people, groups=known.groups)
    return page(request, "concerns/about.html", **await _on_both(kind, known), form=form)


async def _go_on(request: AnyRequest, kind: str, me: Person) -> Response[Any]:
    known = await _from(me)
    button = (await fields(request)).get("step", [""])[0]
    about = await read(request, AboutForm, kind=kind, people=known.people, groups=known.groups)
    if not known.groups:
        return ask_again(
            request,
            "concerns/about.html",
            fragment="concerns/_about_form.html",
            **await _on_both(kind, known),
            form=about,
        )
    if button == AGAIN:
        return _show(request, "about", **await _on_both(kind, known), form=about)
    if not about.validate():
        return _show(request, "about", again=True, **await _on_both(kind, known), form=about)
    if button != TELL and about.about and about.about.talk and not about.words.data:
        return go_to(request, _of_talk(kind, about))
    return await _write(request, kind, me, known, about, is_sent=button == TELL)


async def _write(
    request: AnyRequest, kind: str, me: Person, known: From, about: AboutForm, *, is_sent: bool
) -> Response[Any]:
    """The second step: who reads it, of this person and in this group, and what is told."""
    other, group = about.about, about.in_group
    staff = await staff_for(group, author=me.member, other=other.member if other else "")
    could = could_read(staff)
    form = await read(request, NoteForm, kind=kind, people=known.people, groups=known.groups, **could)
    if is_sent and form.validate():
        concern = await actions.tell(
            group,
            other.member if other else None,
            by=me,
            kind=kind,
            words=form.words.data or "",
            past_them=form.past_them,
            also=With(of=form.what, apart=form.is_apart),
            once=form.key,
        )
        return go_to(request, f"/told/{concern}")
    seen = {
        **await _on_both(kind, known),
        **said_before(staff, kind),
        "other": other.name if other else "",
        "talk": other.talk if other else "",
        "not_told": not_told(form.what, other.name if other else None),
    }
    return _show(request, "note", again=is_sent, **seen, form=form)


async def _from(me: Person) -> From:
    return From(await known_to(me.member), await groups_to_tell_in(me.member))


async def _on_both(kind: str, known: From) -> dict[str, Any]:
    """What both steps show: of a worry, the local lines come first."""
    return {
        "place": "me",
        "kind": kind,
        "at": ADDRESS[kind],
        "groups": known.groups,
        "by": handed_on_at(clock.now()),
        "call_first": call_first(await help_places()) if kind == WORRIED else [],
    }


def _of_talk(kind: str, about: AboutForm) -> str:
    """There lines of the two can go with it."""
    talk = about.about.talk if about.about else ""
    if kind == WORRIED:
        return f"/talks/{talk}/question"
    return f"/talks/{talk}/note" + (f"?of={CONVERSATION}" if about.what == CONVERSATION else "")


def _show(request: AnyRequest, step: str, *, again: bool = False, **known: Any) -> Response[Any]:
    """A step, with sentences at the fields where it has to be looked at again."""
    whole, piece = _PAGES[step]
    if again:
        return ask_again(request, whole, fragment=piece, **known)
    return page(request, piece if wants_fragment(request) else whole, **known)


note_handlers = [before_note, note, before_question, question]
