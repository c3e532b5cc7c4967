"""Wanting nothing from somebody one has met here: one tap, where one has met them, and taken back with another."""

from typing import Any

from litestar import Response, post
from litestar.params import FromPath

from portal import clock
from portal.chats import access as chats
from portal.exclusions import actions
from portal.exclusions.queries import blocked_by
from portal.forms import PortalForm
from portal.mentorships import access as mentorships
from portal.mentorships.rules import is_over
from portal.visibility import Who
from portal.web.forms import here, read
from portal.web.pages import AnyRequest, go_to, show_change
from portal.web.who import Me

PAGE, CHATS = "/me/apart", "/chats"


@post("/talks/{talk_id:str}/apart", who=Who.MEMBERS, of="ended talk", status_code=200)
async def block_in_talks(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """Ends nothing by itself. Until the talks are over, the next page is theirs: it says what holds now, and leads to
    where they can be ended."""
    talk = await mentorships.talk_with_goodbye(me, talk_id)
    form = await read(request, PortalForm)
    await actions.block(talk.other, by=me, once=form.key)
    over = is_over(talk.state, talk.closes_at, clock.now())
    return go_to(request, PAGE if over else f"/talks/{talk.id}")


@post("/chats/{chat_id:str}/apart", who=Who.MEMBERS, of="other chat", status_code=200)
async def block_author(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.block(await chats.author_to_keep_apart(me, chat_id), by=me, once=form.key)
    return go_to(request, f"{CHATS}?done=apart")


@post("/chats/{chat_id:str}/replies/{reply_id:str}/apart", who=Who.MEMBERS, of="own chat", status_code=200)
async def block_who_replied(
    request: AnyRequest, chat_id: FromPath[str], reply_id: FromPath[str], me: Me
) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.block(await chats.replier_to_keep_apart(me, chat_id, reply_id), by=me, once=form.key)
    return go_to(request, f"{CHATS}/{chat_id}?done=apart")


@post("/me/apart/{block_id:str}/return", who=Who.MEMBERS, of="block", status_code=200)
async def unblock(request: AnyRequest, block_id: FromPath[str], me: Me) -> Response[Any]:
    """From the list, or from where one is reminded of it: back there."""
    form = await read(request, PortalForm)
    await actions.unblock(block_id, by=me, once=form.key)
    back = here(request)
    if back not in (PAGE, request.url.path):
        return go_to(request, back)
    return show_change(
        request, "exclusions/_blocks.html", or_go_to=PAGE, told="Taken back.", blocks=await blocked_by(me.member)
    )


block_handlers = [block_in_talks, block_author, block_who_replied, unblock]
