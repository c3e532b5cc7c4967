"""What was typed in the admin, made ready for an act: over the row as it is, and checked by a form of ours."""

from datetime import date
from typing import Any

from portal import clock
from portal.columns import new_id
from portal.errors import NotFound, NotPossible
from portal.facilitation.admin_scope import Window
from portal.forms import PortalForm, Typed
from portal.person import Person

NOT_CHANGED_HERE = "This is not changed here."

Said = dict[str, Any]  # the JSON the admin sends: every field of its form


async def changed(window: type[Window], row: str, said: Said, *, may_change: set[str]) -> Said:
    """The row, with what was typed over it. The admin sends every field, so the others must be as they were."""
    stored: Said | None = await window.select().where(window._meta.primary_key == row).first()
    if stored is None:
        raise NotFound
    for name in said.keys() & stored.keys() - may_change:
        if _plain(said[name]) != _plain(stored[name]):
            raise NotPossible(NOT_CHANGED_HERE)
    return {**stored, **{name: said[name] for name in said.keys() & may_change}}


def checked(kind: type[PortalForm], said: Said, me: Person) -> dict[str, Any]:
    form = kind(Typed({name: [_plain(value)] for name, value in said.items()}))
    form.today = me.today(clock.now())  # type: ignore[attr-defined] # of those that ask for a day
    if not form.validate():
        raise NotPossible(next(str(field.errors[0]) for field in form if field.errors))
    typed: dict[str, Any] = form.data
    return typed


def once(typed: dict[str, Any]) -> str:
    """A form that knows no once-key only writes what it says: sent again, it does the same."""
    return typed["once"] or new_id()


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | date) else ""
