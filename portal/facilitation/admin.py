"""Piccolo Admin for staff: which tables they find in it, for facilitators and for the coordinator.

It only reads, and it lets in whoever the door (`admin_door`) says. What is added or changed in it is taken at the
door and handed to the acts the pages use (`admin_acts`).
"""

import logging
from functools import cache
from typing import Any

from piccolo.columns import Column
from piccolo_admin.endpoints import AdminRouter, TableConfig, create_admin
from piccolo_admin.translations.data import ENGLISH
from piccolo_admin.translations.models import Translation
from piccolo_api.crud.endpoints import OrderBy

from portal.facilitation.admin_aspects import ShownAspect, ShownAspectOption, ShownSuggestionRule
from portal.facilitation.admin_guide import ShownHelpLine, ShownQuestionCard, ShownResource
from portal.facilitation.admin_matching import ShownAvailability, ShownEnrolment, ShownMentorship, ShownProposal
from portal.facilitation.admin_people import (
    ShownAccount,
    ShownFacilitation,
    ShownGroup,
    ShownMember,
    ShownMembership,
)
from portal.facilitation.admin_scope import Window, looking

# It would log every error with its whole story, and so what was searched for. Ours says where, and no more.
logging.getLogger("piccolo_admin").setLevel(logging.CRITICAL + 1)

MATCHING, PEOPLE, PROGRAMME = "Matching", "People", "Programme"
WORDS = {
    **ENGLISH.translations,
    "Add Row": "Add",
    "Create": "Add",
    "Log Out": "Leave",
    "Select a table in the sidebar to get started.": "Choose in the menu what you want to look at.",
    "Tables": "Records",
}


@cache
def admin_for(*, coordinator: bool) -> AdminRouter:
    """Each is built once: it takes a fifth of a second, and the first one its imports."""
    admin: AdminRouter = create_admin(
        [*_for_facilitators(), *(_for_the_coordinator() if coordinator else ())],
        auth_table=_Staff,  # type: ignore[arg-type]
        session_table=_Session,  # type: ignore[arg-type]
        read_only=True,
        auto_include_related=False,
        site_name="Notes",
        default_language_code="en",
        translations=[Translation(language_name="English", language_code="en", translations=WORDS)],
        sidebar_links={"Desk": "/desk"},
    )
    return admin


def _for_facilitators() -> tuple[TableConfig, ...]:
    p, e, a, t = ShownProposal, ShownEnrolment, ShownAvailability, ShownMentorship
    people = [e.member, e.group, e.role, e.state, e.waiting_since]
    asked = [p.mentee, p.mentor, p.opened_at, p.state, p.mentee_answer, p.mentor_answer, p.closes_at]
    return (
        _table(p, MATCHING, asked, link=p.opened_at, by=p.opened_at, newest_first=True),
        _table(e, MATCHING, people, link=e.state, by=e.role, then=e.waiting_since),
        _table(a, MATCHING, [a.member, a.capacity, a.paused_until], link=a.capacity, by=a.id),
        _table(
            t,
            MATCHING,
            [t.mentor, t.mentee, t.group, t.began_at, t.state, t.ended_at],
            link=t.began_at,
            by=t.began_at,
            newest_first=True,
        ),
        *_people(ShownMember, ShownMembership, ShownGroup),
    )


def _people(m: type[ShownMember], b: type[ShownMembership], g: type[ShownGroup]) -> tuple[TableConfig, ...]:
    return (
        _table(m, PEOPLE, [m.name, m.zone], link=m.name, by=m.name),
        _table(b, PEOPLE, [b.member, b.group, b.joined_on, b.left_on, b.attending], link=b.joined_on, by=b.joined_on),
        _table(g, PEOPLE, [g.name, g.zone, g.meeting_weekday, g.meeting_time], link=g.name, by=g.name),
    )


def _for_the_coordinator() -> tuple[TableConfig, ...]:
    f, a = ShownFacilitation, ShownAccount
    accounts = [a.sign_in_name, a.is_coordinator, a.created_at, a.disabled_at]
    return (
        _table(f, PROGRAMME, [f.member, f.group], link=f.id, by=f.id),
        _table(a, PROGRAMME, accounts, link=a.sign_in_name, by=a.sign_in_name),
        *_aspects(ShownAspect, ShownAspectOption, ShownSuggestionRule),
        *_guide(ShownQuestionCard, ShownResource, ShownHelpLine),
    )


def _aspects(a: type[ShownAspect], o: type[ShownAspectOption], r: type[ShownSuggestionRule]) -> tuple[TableConfig, ...]:
    kinds = [a.weight, a.is_sensitive, a.across_only_if_both_agree]
    return (
        _table(a, PROGRAMME, [a.name, a.question, *kinds, a.position], link=a.name, by=a.position),
        _table(o, PROGRAMME, [o.aspect, o.words, o.position], link=o.words, by=o.aspect, then=o.position),
        _table(r, PROGRAMME, [r.floor], link=r.floor, by=r.id),
    )


def _guide(c: type[ShownQuestionCard], r: type[ShownResource], h: type[ShownHelpLine]) -> tuple[TableConfig, ...]:
    lines = [h.place, h.what_for, h.call, h.text_to, h.link, h.position, h.is_retired, h.reviewed_on]
    shelf = [r.title, r.why, r.link, r.strand, r.position, r.is_retired]
    return (
        _table(
            c, PROGRAMME, [c.mentor_asks, c.mentee_says, c.position, c.is_retired], link=c.mentor_asks, by=c.position
        ),
        _table(r, PROGRAMME, shelf, link=r.title, by=r.position),
        _table(h, PROGRAMME, lines, link=h.what_for, by=h.place, then=h.position),
    )


def _table(
    window: type[Window],
    group: str,
    columns: list[Any],
    *,
    link: Any,
    by: Column,
    then: Column | None = None,
    newest_first: bool = False,
) -> TableConfig:
    return TableConfig(
        window,
        visible_columns=columns,
        visible_filters=columns,
        link_column=link,
        order_by=[OrderBy(by, ascending=not newest_first), *([OrderBy(then)] if then else ())],
        menu_group=group,
    )


class _Session:
    """The admin's sessions: it has none of its own. Whoever the door let in, is in; nobody else is."""

    @classmethod
    async def get_user_id(cls, _token: str, **_: object) -> str:
        return looking().account


class _Staff:
    """The admin's users: the one whom the door let in."""

    _meta = ShownAccount._meta
    admin = active = True
    superuser = False

    def __init__(self) -> None:
        self.id = looking().account
        self.username = looking().name

    @classmethod
    def objects(cls) -> "_Staff":
        return cls()

    def where(self, *_: object) -> "_Staff":
        return self

    def first(self) -> "_Staff":
        return self

    async def run(self) -> "_Staff":
        return self
