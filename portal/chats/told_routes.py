"""Whether one hears of chats that are open."""

from typing import Any

from litestar import Response, get, post

from portal.chats.forms import ToldForm
from portal.chats.telling import be_told, is_told
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, page, show_change
from portal.web.who import Me


@get("/me/chats", who=Who.MEMBERS)
async def told(request: AnyRequest, me: Me) -> Response[str]:
    is_so, also_at_night = await is_told(me.member)
    return page(request, "chats/told.html", place="me", form=ToldForm(told=is_so, also_at_night=also_at_night))


@post("/me/chats", who=Who.MEMBERS, status_code=200)
async def change_told(request: AnyRequest, me: Me) -> Response[Any]:
    """At night alone is not at all, and that is said: who wants to hear nothing has one tick to take away."""
    form = await read(request, ToldForm)
    night_alone = bool(form.also_at_night.data and not form.told.data)
    form.also_at_night.data = bool(form.told.data and form.also_at_night.data)
    await be_told(by=me, told=bool(form.told.data), also_at_night=form.also_at_night.data, once=form.key)
    return show_change(
        request, "chats/_told_form.html", or_go_to="/me/chats", form=form, saved=True, night_alone=night_alone
    )
