"""What staff see of matching: who waits, who has room, who was asked, who talks. Nobody's words or reasons are here.

Whoever is a side of a proposal or a mentorship reads it as a side does, on the page for it and not here. Of somebody
beside whom they stand nothing is here either: who else is there for them meanwhile is not a side's to know.
"""

from typing import Any

from piccolo.columns import ForeignKey
from piccolo.columns.combination import WhereRaw
from piccolo.columns.readable import Readable
from piccolo.custom_types import Combinable

from portal import clock
from portal.columns import new_id
from portal.enrolments.beside import not_beside
from portal.enrolments.queries import WAITS
from portal.enrolments.rules import NOT_ON_THE_DESK
from portal.enrolments.rules import TRANSITIONS as ENROLMENTS_GO
from portal.enrolments.tables import Availability, Enrolment
from portal.facilitation.admin_columns import ANSWERED, ProposalAnswer, ProposalState, Room, Typed, Waiting, one_of
from portal.facilitation.admin_people import InAGroup, ShownGroup, ShownMember, groups_of, of_others, people_of, seen_in
from portal.facilitation.admin_scope import Window
from portal.mentorships.rules import ACTIVE, ENDED, ENDING, PAUSED
from portal.mentorships.tables import Mentorship
from portal.person import Person
from portal.proposals import rules as proposals
from portal.proposals.tables import Proposal

ENROLMENT_STATES = sorted({state for way in ENROLMENTS_GO for state in way}.difference(NOT_ON_THE_DESK))
PROPOSAL_STATES = (proposals.OPEN, proposals.MATCHED, proposals.NOT_THIS_TIME, proposals.LAPSED, proposals.WITHDRAWN)
ANSWERS = (proposals.NONE, ANSWERED, proposals.YES, proposals.NO)


class ShownEnrolment(InAGroup, tablename=Enrolment._meta.tablename, help_text=Enrolment._meta.help_text):
    id = Enrolment.id
    member = seen_in(ShownMember)
    group = seen_in(ShownGroup)
    role = one_of(Enrolment.role, ("mentee", "mentor"))
    state = one_of(Enrolment.state, ENROLMENT_STATES)
    waiting_since = Enrolment.waiting_since

    @classmethod
    def get_readable(cls) -> Readable:
        return Waiting(template="%s", columns=[cls.member.name])

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        """A draft is nobody's business yet, and what was taken back is not any more; a side has a side's page alone."""
        sent: Combinable = cls.state.not_in(list(NOT_ON_THE_DESK)) & of_others(cls, person)
        theirs = super().shown_to(person)
        return sent if theirs is None else sent & theirs

    @classmethod
    def offered_to(cls, person: Person) -> Combinable | None:
        """Who waits, and is not the one who asks."""
        others: Combinable = cls.member != person.member
        return others & WhereRaw(WAITS, clock.now())

    @classmethod
    def offered_first(cls) -> Any:
        return cls.waiting_since


class ShownAvailability(Window, tablename=Availability._meta.tablename, help_text=Availability._meta.help_text):
    id = Availability.id
    member = seen_in(ShownMember)
    capacity = Availability.capacity
    paused_until = Availability.paused_until

    @classmethod
    def get_readable(cls) -> Readable:
        return Room(template="%s", columns=[cls.member.name])

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        """Of who offers to mentor, or has sent an application for it."""
        sent = Enrolment.select(Enrolment.member).where(
            Enrolment.role == "mentor", Enrolment.state.not_in(list(NOT_ON_THE_DESK))
        )
        offering: Combinable = cls.member.is_in(sent) & of_others(cls, person)
        return offering if person.is_coordinator else offering & cls.member.is_in(people_of(person))

    @classmethod
    def offered_to(cls, person: Person) -> Combinable | None:
        offers = Enrolment.select(Enrolment.member).where(Enrolment.role == "mentor", Enrolment.state == "active")
        if not person.is_coordinator:
            offers = offers.where(Enrolment.group.is_in(groups_of(person)))
        others: Combinable = cls.member.is_in(offers) & (cls.member != person.member)
        return others

    @classmethod
    def offered_first(cls) -> Any:
        return cls.member.name


class ShownProposal(InAGroup, tablename=Proposal._meta.tablename, help_text=Proposal._meta.help_text):
    id = Proposal.id
    mentee = seen_in(ShownEnrolment, required=True, help_text=Proposal.mentee._meta.help_text)
    mentor = seen_in(ShownAvailability, required=True, help_text=Proposal.mentor._meta.help_text)
    note_to_both = Typed(help_text="A few words to both. They read it; it is not shown here again.")
    once = Typed(default=new_id)
    group = seen_in(ShownGroup)
    state = one_of(ProposalState(default=proposals.OPEN), PROPOSAL_STATES)
    opened_at = Proposal.opened_at
    closes_at = Proposal.closes_at
    closed_at = Proposal.closed_at
    mentee_answer = one_of(ProposalAnswer(default=proposals.NONE), ANSWERS)
    mentor_answer = one_of(ProposalAnswer(default=proposals.NONE), ANSWERS)

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        asked = Enrolment.select(Enrolment.id).where(_is_another(Enrolment.member, person))
        offering = Availability.select(Availability.id).where(_is_another(Availability.member, person))
        others: Combinable = cls.mentee.is_in(asked) & cls.mentor.is_in(offering)
        theirs = super().shown_to(person)
        return others if theirs is None else others & theirs


class ShownMentorship(InAGroup, tablename=Mentorship._meta.tablename, help_text=Mentorship._meta.help_text):
    id = Mentorship.id
    mentor = seen_in(ShownMember)
    mentee = seen_in(ShownMember)
    group = seen_in(ShownGroup)
    state = one_of(Mentorship.state, (ACTIVE, PAUSED, ENDING, ENDED))
    began_at = Mentorship.began_at
    ended_at = Mentorship.ended_at

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        others: Combinable = _is_another(cls.mentor, person) & _is_another(cls.mentee, person)
        theirs = super().shown_to(person)
        return others if theirs is None else others & theirs


def _is_another(member: ForeignKey[Any], person: Person) -> Combinable:
    """Neither this person nor anybody beside whom they stand."""
    column = f'"{member._meta.table._meta.tablename}"."{member._meta.db_column_name}"'
    return (member != person.member) & not_beside(column, person.member, clock.now())
