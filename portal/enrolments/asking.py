"""What each page of an application is drawn from, how it is read, and what it saves."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal import clock, sealed
from portal.aspects.actions import answer_all
from portal.aspects.forms import about_form, answers_in
from portal.aspects.queries import answers_of, aspects
from portal.enrolments import applying, rules
from portal.enrolments.actions import make_room
from portal.enrolments.applications import groups_ever
from portal.enrolments.forms import ExperienceForm, IntroductionForm, NowForm, OfferTimesForm, QualitiesForm, WaysForm
from portal.enrolments.queries import chosen_capacity
from portal.exclusions.routes import apart_of
from portal.forms import PortalForm, Typed
from portal.members.actions import change_contact, change_times
from portal.members.forms import TimesForm
from portal.members.queries import own_details, own_times
from portal.members.rules import listed
from portal.mentorships.queries import was_mentored
from portal.person import Person

Row = dict[str, Any]
Known = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """`saved` is how the page is first shown, `typed` the same with what was typed; both hold its `form`."""

    fragment: str
    saved: Callable[[Person, Row], Awaitable[Known]]
    typed: Callable[[Person, Row, Typed], Awaitable[Known]]
    save: Callable[[Person, Row, Any], Awaitable[None]]


async def _nothing_more(_me: Person, _row: Row) -> Known:
    return {}


def _own_words(
    page: str,
    form: type[PortalForm],
    said: Callable[[Any], Mapping[str, str]],
    shown: Callable[[Mapping[str, str]], Mapping[str, Any]],
    beside: Callable[[Person, Row], Awaitable[Known]] = _nothing_more,
) -> Asking:
    """A page of the application itself: what is said goes into columns of the enrolment, most of them sealed."""

    async def saved(me: Person, row: Row) -> Known:
        return {"form": form(data=shown(await opened(me, row))), **await beside(me, row)}

    async def typed(me: Person, row: Row, what: Typed) -> Known:
        return {"form": form(what), **await beside(me, row)}

    async def save(me: Person, row: Row, filled: Any) -> None:
        await applying.save_page(row["id"], page, by=me, once=filled.key, **said(filled))

    return Asking(f"enrolments/_{page}_form.html", saved, typed, save)


async def opened(me: Person, row: Row) -> dict[str, str]:
    """What the writer has written in it, by the names of the columns."""
    ring = await sealed.ring(me.member)
    return {
        **{name: ring.open(row[name], of=me.member) for name in applying.SEALED},
        **{name: row[name] for name in applying.PLAIN},
    }


def _now_said(form: NowForm) -> dict[str, str]:
    return {
        "attending": form.attending.data or "",
        "hard_about": ",".join(dict.fromkeys(form.hard_about.data or [])),
        "hard_now": form.hard_now.data or "",
        "line": form.line.data or "",
        "support": form.support.data or "",
    }


def _now_shown(known: Mapping[str, str]) -> dict[str, Any]:
    """Where nothing was chosen, nothing is: “prefer not to say” is theirs to say."""
    chosen = {name: known[name] or None for name in applying.PLAIN}
    return {**known, **chosen, "hard_about": listed(known["hard_about"])}


async def experience_of(me: Person, row: Row) -> Known:
    """Months in the group, worked out; and whether they were mentored here themselves."""
    joined = [one["joined_on"] for one in await groups_ever(me.member) if one["group"] == row["group"]]
    today = me.today(clock.now())
    first = min(joined, default=today)
    return {
        "months": rules.months_since(first, today),
        "asks_for_depth": rules.asks_for_depth(first, today),
        "was_mentored": await was_mentored(me.member),
    }


async def _its_words(me: Person, row: Row) -> Known:
    return {"own_words": (await opened(me, row))["introduction"]}


async def _about_saved(me: Person, _row: Row) -> Known:
    return {"form": about_form(await aspects(), await answers_of(me.member, ring=await sealed.ring(me.member)))}


async def _about_typed(_me: Person, _row: Row, what: Typed) -> Known:
    return {"form": about_form(await aspects(), what)}


async def _about_save(me: Person, row: Row, form: Any) -> None:
    async with applying.saving(row["id"], "about", by=me, once=form.key) as is_new:
        if is_new:
            await answer_all(by=me, answers=answers_in(form, form.asked), once=form.key)


async def _ways_saved(me: Person, row: Row) -> Known:
    details = await own_details(me.member, ring=await sealed.ring(me.member))
    return {"form": WaysForm(data=details, is_draft=row["state"] == "draft")}


async def _ways_typed(_me: Person, row: Row, what: Typed) -> Known:
    return {"form": WaysForm(what, is_draft=row["state"] == "draft")}


async def _ways_save(me: Person, row: Row, form: WaysForm) -> None:
    said = {name: form[name].data or "" for name in ("phone", "email", "calling", "voicemail", "if_answered")}
    async with applying.saving(row["id"], "ways", by=me, once=form.key) as is_new:
        if is_new:
            await change_contact(by=me, means=form.means.data or [], once=form.key, **said)


def _times_form(row: Row) -> type[TimesForm]:
    return OfferTimesForm if row["role"] == rules.MENTOR else TimesForm


async def _times_saved(me: Person, row: Row) -> Known:
    said: Known = {"times": await own_times(me.member)}
    if row["role"] == rules.MENTOR:
        capacity = await chosen_capacity(me.member)
        said["capacity"] = str(1 if capacity is None else capacity)
    return {"form": _times_form(row)(zone=me.zone, data=said)}


async def _times_typed(me: Person, row: Row, what: Typed) -> Known:
    return {"form": _times_form(row)(what, zone=me.zone)}


async def _times_save(me: Person, row: Row, form: TimesForm) -> None:
    async with applying.saving(row["id"], "times", by=me, once=form.key) as is_new:
        if not is_new:
            return
        await change_times(by=me, times=form.times.data or [], zone=form.zone.data, once=form.key)
        if isinstance(form, OfferTimesForm):
            await make_room(me.member, int(form.capacity.data))


async def _apart_saved(me: Person, _row: Row) -> Known:
    return await apart_of(me)


async def _apart_typed(_me: Person, _row: Row, what: Typed) -> Known:
    """Nobody need be on the list: the list has forms of its own, and this one only goes on."""
    return {"form": PortalForm(what)}


async def _apart_save(me: Person, row: Row, form: PortalForm) -> None:
    await applying.save_page(row["id"], "apart", by=me, once=form.key)


ASKED: Mapping[str, Asking] = {
    "now": _own_words("now", NowForm, _now_said, _now_shown),
    "experience": _own_words(
        "experience",
        ExperienceForm,
        lambda form: {"depth": form.depth.data or ""},
        lambda known: known,
        beside=experience_of,
    ),
    "qualities": _own_words(
        "qualities",
        QualitiesForm,
        lambda form: {"qualities": json.dumps(said) if (said := form.said()) else ""},
        lambda known: json.loads(known["qualities"] or "{}"),
    ),
    "introduction": _own_words(
        "introduction",
        IntroductionForm,
        lambda form: {"introduction": form.introduction.data or ""},
        lambda known: known,
        beside=_its_words,
    ),
    "about": Asking("aspects/_about_form.html", _about_saved, _about_typed, _about_save),
    "ways": Asking("members/_contact_form.html", _ways_saved, _ways_typed, _ways_save),
    "times": Asking("members/_times_form.html", _times_saved, _times_typed, _times_save),
    "apart": Asking("exclusions/_apart.html", _apart_saved, _apart_typed, _apart_save),
}
