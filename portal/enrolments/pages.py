"""The pages of the two applications, each saved by itself; and the last look before it is sent."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal.enrolments import access, applying, steps
from portal.enrolments.applications import readers
from portal.enrolments.asking import ASKED, opened
from portal.enrolments.forms import SendForm
from portal.enrolments.rules import BOUNDARIES, MENTOR, OVER, why_not_sent
from portal.errors import NotAsTyped, NotFound
from portal.forms import Typed
from portal.members.rules import in_words, listed
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import fields, read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

ADDRESS = "/enrolments/{enrolment_id:str}"
ONE_PAGE = [f"{ADDRESS}/{name}" for name in ASKED]


@get(ONE_PAGE, who=Who.MEMBERS, of="enrolment")
async def one_page(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row, name = await _own_page(request, me, enrolment_id)
    if row["state"] in OVER:
        return go_to(request, f"/enrolments/{row['id']}")
    asking = ASKED[name]
    return page(request, "enrolments/page.html", place="me", **{**_around(row, name), **await asking.saved(me, row)})


@post(ONE_PAGE, who=Who.MEMBERS, of="enrolment", status_code=200)
async def save_page(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row, name = await _own_page(request, me, enrolment_id)
    asking, typed = ASKED[name], Typed(await fields(request))
    known = {**_around(row, name), **await asking.typed(me, row, typed)}
    form = known["form"]
    if form.validate():
        try:
            await asking.save(me, row, form)
            return go_to(request, _onwards(row, name, typed))
        except NotAsTyped as refusal:
            form.refuse(refusal.sentence, refusal.field)
    return ask_again(request, "enrolments/page.html", fragment=asking.fragment, place="me", **known)


@get(f"{ADDRESS}/send", who=Who.MEMBERS, of="enrolment")
async def last_look(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    if row["state"] != "draft":
        return go_to(request, f"/enrolments/{row['id']}")
    return page(request, "enrolments/page.html", place="me", **await _last_look(me, row, SendForm()))


@post(f"{ADDRESS}/sending", who=Who.MEMBERS, of="enrolment", status_code=200)
async def send(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    form = await read(request, SendForm)
    if row["state"] == "draft":
        for field, sentence in _missing(row, agreed=bool(form.agreed.data)).items():
            form.refuse(sentence, field)
    if form.errors:
        known = await _last_look(me, row, form)
        return ask_again(request, "enrolments/page.html", fragment="enrolments/_send_form.html", place="me", **known)
    await applying.send(row["id"], by=me, agreed=bool(form.agreed.data), once=form.key)
    return go_to(request, f"/enrolments/{row['id']}")


async def _own_page(request: AnyRequest, me: Person, enrolment_id: str) -> tuple[dict[str, Any], str]:
    """The other role's pages are not there."""
    name = request.url.path.rpartition("/")[2]
    row = await access.own_enrolment(me, enrolment_id)
    if not steps.has(row["role"], name):
        raise NotFound
    return row, name


def _around(row: dict[str, Any], name: str) -> dict[str, Any]:
    is_draft = row["state"] == "draft"
    return {
        "enrolment": row,
        "step": steps.Step(row["role"], name),
        "title": steps.TITLES[name],
        "lead": steps.LEADS[row["role"]][name],
        "piece": ASKED[name].fragment if name in ASKED else "enrolments/_send_form.html",
        "action": f"/enrolments/{row['id']}/{name}",
        "button": "Save and go on" if is_draft else "Save",
        "later": is_draft,
        "group": row["group_name"],
    }


def _onwards(row: dict[str, Any], name: str, typed: Typed) -> str:
    """A draft goes on with its next page, or with the last look; what was sent goes back to where it stands."""
    then = typed.getlist("then")
    if then == ["look"]:
        return f"/enrolments/{row['id']}/{name}"
    if row["state"] != "draft" or then == ["later"]:
        return f"/enrolments/{row['id']}"
    return f"/enrolments/{row['id']}/{steps.onwards(row['role'], row['page'], name)}"


def _missing(row: dict[str, Any], *, agreed: bool) -> dict[str, str]:
    return why_not_sent(row["role"], ways=listed(row["means"]), introduced=bool(row["introduction"]), agreed=agreed)


async def _last_look(me: Person, row: dict[str, Any], form: SendForm) -> dict[str, Any]:
    said = await opened(me, row)
    return {
        **_around(row, "send"),
        "form": form,
        "ways": in_words(row["means"]),
        "boundaries": BOUNDARIES if row["role"] == MENTOR else (),
        "own_words": said["introduction"] if row["role"] == MENTOR else said["line"],
        "reads": [one["name"] for one in await readers(row["group"], of=me.member)],
    }


page_handlers = [one_page, save_page, last_look, send]
