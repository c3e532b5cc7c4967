"""The plan of the house: which rooms there are, and what stands around all of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from litestar import Litestar
from litestar.datastructures import CacheControlHeader
from litestar.di import Provide
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from portal.accounts.kept import keep, typed_before
from portal.accounts.routes import router as accounts
from portal.aspects.routes import router as aspects
from portal.care.routes import router as care
from portal.chats.routes import router as chats
from portal.check_ins.routes import router as check_ins
from portal.concerns.routes import router as concerns
from portal.database import close_database, open_database
from portal.endings.routes import router as endings
from portal.enrolments.routes import router as enrolments
from portal.exclusions.routes import router as exclusions
from portal.facilitation.admin_door import admin
from portal.facilitation.routes import router as facilitation
from portal.feedback.routes import router as feedback
from portal.groups.actions import recognise
from portal.guide.routes import router as guide
from portal.home.health import health
from portal.home.routes import router as home
from portal.meetings.routes import router as meetings
from portal.members.routes import router as members
from portal.mentorships.routes import router as mentorships
from portal.messages.routes import router as messages
from portal.milestones.routes import router as milestones
from portal.plans.routes import router as plans
from portal.proposals.routes import router as proposals
from portal.tick import tick_for_ever
from portal.visibility import Who
from portal.web.errors import HANDLERS
from portal.web.headers import Headers
from portal.web.pages import STATIC
from portal.web.visit import Doorkeeper, Visits
from portal.web.who import at_the_door, provide_me

LARGEST_BODY = 1_000_000  # bytes; a form with 100 kB of text still comes back with a sentence at its field
FOR_A_YEAR = CacheControlHeader(public=True, max_age=31_536_000, immutable=True)  # the address changes with the file


def create_app() -> ASGIApp:
    """The whole portal as one ASGI application; opens its database when it is started and closes it when stopped."""
    return Headers(Visits(rooms(), Doorkeeper(recognise, keep, typed_before)))


def rooms() -> Litestar:
    static = create_static_files_router(
        path="/static", directories=[STATIC], opt={"who": Who.ANYONE}, cache_control=FOR_A_YEAR
    )
    return Litestar(
        route_handlers=[
            guide,
            accounts,
            home,
            members,
            aspects,
            exclusions,
            enrolments,
            proposals,
            mentorships,
            plans,
            check_ins,
            milestones,
            messages,
            endings,
            concerns,
            care,
            meetings,
            chats,
            facilitation,
            feedback,
            admin,
            health,
            static,
        ],
        guards=[at_the_door],
        dependencies={"me": Provide(provide_me, sync_to_thread=False)},
        exception_handlers=HANDLERS,
        lifespan=[_database],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=LARGEST_BODY,
    )


@asynccontextmanager
async def _database(_: Litestar) -> AsyncIterator[None]:
    """Open while the portal serves, and the clock's acts run beside it."""
    await open_database()
    clockwork = asyncio.create_task(tick_for_ever())
    yield
    clockwork.cancel()
    with suppress(asyncio.CancelledError):
        await clockwork
    await close_database()
