"""The front door: in by password, or by a one-time link; out by Leave."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from portal.accounts import access, actions
from portal.accounts.forms import PasswordForm, SignInForm
from portal.accounts.rules import ABSOLUTE, INVITATION_OVER
from portal.errors import NotPossible
from portal.settings import settings
from portal.visibility import Who
from portal.web.forms import only_here, read
from portal.web.pages import AnyRequest, page
from portal.web.visit import FORGET, door_cookie, drop, keep, session_cookie, visit_of


@get("/sign-in", who=Who.ANYONE)
async def door(request: AnyRequest) -> Response[Any]:
    onward = only_here(request.query_params.get("next", ""))
    if visit_of(request).me:
        return Redirect(onward, status_code=303)
    return _door(request, SignInForm(next=onward))


@post("/sign-in", who=Who.ANYONE, status_code=200)
async def sign_in(request: AnyRequest) -> Response[Any]:
    form = await read(request, SignInForm)
    if not form.validate():
        return _door(request, form, status=422)
    try:
        token = await actions.sign_in(
            form.name.data or "", form.password.data or "", own_phone=form.own_phone.data, address=_address(request)
        )
    except NotPossible as refusal:
        return _door(request, form, status=422, refusal=refusal.sentence)
    own_phone: bool = form.own_phone.data
    return await _let_in(request, token, own_phone=own_phone, onward=only_here(form.next.data or ""))


@get("/leave", who=Who.ANYONE)
async def left(request: AnyRequest) -> Response[str]:
    """The neutral page after leaving, which goes on to another site; for who is still signed in, the button.
    With `gone` it is the neutral page for anybody: scripts go there while the act itself is still on its way."""
    if visit_of(request).me and "gone" not in request.query_params:
        return page(request, "accounts/leave.html")
    return page(request, "accounts/left.html", outside=settings().outside)


@post("/leave", who=Who.ANYONE, leaves=True, status_code=200)
async def leave(request: AnyRequest) -> Response[Any]:
    visit = visit_of(request)
    if leaving := visit.me or visit.was:  # also a session the clock has ended: what was kept of it goes too
        await actions.leave(leaving.session, by=leaving.account)
    response = Redirect("/leave", status_code=303)
    response.headers["clear-site-data"] = FORGET
    drop(response, session_cookie())
    return response


@get("/invitation/{token:str}", who=Who.ANYONE)
async def invitation(request: AnyRequest, token: FromPath[str]) -> Response[str]:
    if not await access.is_open(token):
        return _link_is_over(request)
    return page(request, "accounts/invitation.html", form=PasswordForm(), token=token)


@post("/invitation/{token:str}", who=Who.ANYONE, status_code=200)
async def choose_password(request: AnyRequest, token: FromPath[str]) -> Response[Any]:
    if not await access.is_open(token):
        return _link_is_over(request)
    form = await read(request, PasswordForm)
    if not form.validate():
        return page(request, "accounts/invitation.html", form=form, token=token, status=422)
    account = await actions.choose_password(token, form.password.data or "")
    token_of_session = await actions.begin_session(account, own_phone=False)
    return await _let_in(request, token_of_session, own_phone=False, onward="/home")


def _link_is_over(request: AnyRequest) -> Response[str]:
    """Used, too old or never there: one answer, with a way on for whoever was sent a link."""
    return page(request, "accounts/link_is_over.html", status=404, sentence=INVITATION_OVER)


def _door(request: AnyRequest, form: SignInForm, *, status: int = 200, refusal: str = "") -> Response[str]:
    return page(request, "accounts/sign_in.html", form=form, refusal=refusal, status=status)


async def _let_in(request: AnyRequest, token: str, *, own_phone: bool, onward: str) -> Response[Any]:
    """Whoever was signed in on this browser before is not any more."""
    if before := visit_of(request).me:
        await actions.leave(before.session, by=before.account)
    response = Redirect(onward, status_code=303)
    keep(response, session_cookie(), token, seconds=int(ABSOLUTE.total_seconds()) if own_phone else None)
    drop(response, door_cookie())
    return response


def _address(request: AnyRequest) -> str:
    """Whom to slow down. A forwarded address is believed only from a proxy that the settings name."""
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return forwarded if forwarded and peer in settings().proxies else peer


router = Router("/", route_handlers=[door, sign_in, left, leave, invitation, choose_password])
