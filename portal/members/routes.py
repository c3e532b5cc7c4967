"""Me: what I have said about myself, and how much room I have."""

from typing import Any

from litestar import Response, Router, get, post

from portal import clock, sealed
from portal.concerns.queries import told_lately
from portal.endings.queries import kept_by
from portal.enrolments.queries import enrolments_of
from portal.enrolments.routes import room_of
from portal.errors import NotAsTyped
from portal.members import actions
from portal.members.forms import ContactForm, HomeForm, TimesForm
from portal.members.queries import own_details, own_times
from portal.members.rules import in_words, times_in_words
from portal.mentorships.queries import talks_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me


@get("/me", who=Who.MEMBERS)
async def me_page(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "members/me.html", place="me", **await _about(me))


@get("/me/contact", who=Who.MEMBERS)
async def contact(request: AnyRequest, me: Me) -> Response[str]:
    details = await own_details(me.member, ring=await sealed.ring(me.member))
    return page(request, "members/contact.html", place="me", form=ContactForm(**details))


@post("/me/contact", who=Who.MEMBERS, status_code=200)
async def change_contact(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, ContactForm)
    if form.validate() and await _contact_changed(me, form):
        return go_to(request, "/me")
    return ask_again(request, "members/contact.html", fragment="members/_contact_form.html", place="me", form=form)


@get("/me/times", who=Who.MEMBERS)
async def times(request: AnyRequest, me: Me) -> Response[str]:
    form = TimesForm(times=await own_times(me.member), zone=me.zone)
    return page(request, "members/times.html", place="me", form=form)


@post("/me/times", who=Who.MEMBERS, status_code=200)
async def change_times(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, TimesForm, zone=me.zone)
    if not form.validate():
        return ask_again(request, "members/times.html", fragment="members/_times_form.html", place="me", form=form)
    await actions.change_times(by=me, times=form.times.data or [], zone=form.zone.data, once=form.key)
    return go_to(request, "/me")


@post("/me/home", who=Who.MEMBERS, status_code=200)
async def change_home(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, HomeForm)
    if not form.validate():
        form.home.data = me.home
        known = {**await _about(me), "home_form": form}
        return ask_again(request, "members/me.html", fragment="members/_home_form.html", place="me", **known)
    await actions.change_home(by=me, home=form.home.data, once=form.key)
    return show_change(request, "members/_home_form.html", or_go_to="/me", home_form=form, saved=True)


async def _contact_changed(me: Person, form: ContactForm) -> bool:
    """False where it was refused at a field."""
    try:
        await actions.change_contact(
            by=me,
            means=form.means.data or [],
            phone=form.phone.data or "",
            email=form.email.data or "",
            calling=form.calling.data or "",
            voicemail=form.voicemail.data or "",
            if_answered=form.if_answered.data or "",
            once=form.key,
        )
    except NotAsTyped as refusal:
        form.refuse(refusal.sentence, refusal.field)
        return False
    return True


async def _about(me: Person) -> dict[str, Any]:
    """What the page about oneself is drawn from."""
    now = clock.now()
    details = await own_details(me.member, ring=await sealed.ring(me.member))
    in_talks = {talk.group for talk in await talks_of(me.member, now) if talk.role == "mentee" and talk.goes_on}
    return {
        "details": details,
        "home_form": HomeForm(home=me.home),
        "enrolments": [one for one in await enrolments_of(me.member) if one["group"] not in in_talks],
        "kept": await kept_by(me.member, now),
        "told": await told_lately(me.member),
        "room": await room_of(me),
        "chosen": in_words,
        "times": times_in_words(",".join(details["times"])),
    }


router = Router("/", route_handlers=[me_page, contact, change_contact, times, change_times, change_home])
