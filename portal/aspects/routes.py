"""About you: what may matter in bringing two people together, said by each for themselves."""

from typing import Any

from litestar import Response, Router, get, post

from portal import sealed
from portal.aspects import actions
from portal.aspects.forms import about_form, answers_in
from portal.aspects.queries import answers_of, aspects
from portal.forms import Typed
from portal.groups.queries import groups_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import fields
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

ADDRESS = "/me/about"
PAGE, FRAGMENT = "aspects/about.html", "aspects/_about_form.html"


@get(ADDRESS, who=Who.MEMBERS)
async def about(request: AnyRequest, me: Me) -> Response[str]:
    asked = await aspects()
    answers = await answers_of(me.member, ring=await sealed.ring(me.member))
    return page(request, PAGE, place="me", form=about_form(asked, answers), **await _around(me))


@post(ADDRESS, who=Who.MEMBERS, status_code=200)
async def answer_all(request: AnyRequest, me: Me) -> Response[Any]:
    asked = await aspects()
    form = about_form(asked, Typed(await fields(request)))
    if not form.validate():
        return ask_again(request, PAGE, fragment=FRAGMENT, place="me", form=form, **await _around(me))
    await actions.answer_all(by=me, answers=answers_in(form, asked), once=form.key)
    return go_to(request, "/me")


async def _around(me: Person) -> dict[str, Any]:
    """What the form needs besides its fields. Of several groups none is named: the answers hold in all of them."""
    names = [group["name"] for group in await groups_of(me.member)]
    return {"action": ADDRESS, "button": "Save", "group": names[0] if len(names) == 1 else "your group"}


router = Router("/", route_handlers=[about, answer_all])
