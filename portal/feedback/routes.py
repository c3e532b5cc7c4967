"""Having one's say, or choosing not to; and, for staff, what was published of it."""

from typing import Any

from litestar import Response, Router, get, post

from portal import clock
from portal.errors import NotPossible
from portal.feedback import access, actions, rules
from portal.feedback.access import Standing
from portal.feedback.forms import SayForm
from portal.feedback.names import known_to
from portal.feedback.published import published
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to, page, wants_fragment
from portal.web.who import Me

SAY = "/me/say"


@get(SAY, who=Who.MEMBERS)
async def say(request: AnyRequest, me: Me) -> Response[str]:
    standing = await access.standing(me)
    if instead := _instead(me, standing):
        template, sentence = instead
        again_from = rules.next_quarter(clock.now())
        return page(request, template, place="me", sentence=sentence, again_from=again_from)
    return _shown(request, standing, SayForm(places=standing.places))


@post(SAY, who=Who.MEMBERS, status_code=200, forgets=True)
async def have_a_say(request: AnyRequest, me: Me) -> Response[Any]:
    """Sent or not, the same is asked of the database and the same comes back. The hints come once."""
    standing = await access.of_a_writer(me)
    form, refusal = await read(request, SayForm, places=standing.places), ""
    found = _hints(form, await known_to(me))
    if form.skip.data or (form.validate() and not form.not_yet_shown(found)):
        try:
            await actions.have_a_say(by=me, said=None if form.skip.data else form.said)
            return go_to(request, SAY)
        except NotPossible as not_possible:
            refusal = not_possible.sentence
    return _shown(request, standing, form, hints=found, refusal=refusal)


@post("/me/say/hints", who=Who.MEMBERS, status_code=200, forgets=True)
async def hints_while_typing(request: AnyRequest, me: Me) -> Response[str]:
    """What may give the writer away, from the words as they are just now. Nothing is written anywhere."""
    standing = await access.of_a_writer(me)
    form = await read(request, SayForm, places=standing.places)
    return page(request, "feedback/_hints.html", hints=_hints(form, await known_to(me)))


@get("/desk/feedback", who=Who.STAFF)
async def desk(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "feedback/desk.html", place="desk", batches=await published(me), questions=rules.QUESTIONS)


def _instead(me: Person, standing: Standing) -> tuple[str, str] | None:
    """The page for whom there is no form just now, and why not."""
    if me.is_staff:
        return "feedback/for_readers.html", rules.READS_IT
    if standing.has_had:
        return "feedback/said.html", ""
    if not standing.places:
        return "feedback/no_talks.html", rules.NO_TALKS
    return ("feedback/too_few.html", rules.TOO_FEW) if standing.too_few else None


def _shown(
    request: AnyRequest, standing: Standing, form: SayForm, *, hints: list[str] | None = None, refusal: str = ""
) -> Response[str]:
    """The form, also as it was typed, with what there is to look at."""
    return page(
        request,
        "feedback/_say_form.html" if wants_fragment(request) else "feedback/say.html",
        status=422 if form.errors or refusal else 200,
        place="me",
        standing=standing,
        form=form,
        hints=hints or [],
        refusal=refusal,
        longest=rules.LONGEST,
    )


def _hints(form: SayForm, names: list[str]) -> list[str]:
    return rules.hints((form.words.data or "")[: rules.LONGEST], names)


router = Router("/", route_handlers=[say, have_a_say, hints_while_typing, desk])
