"""What staff see of people and groups, column by column, and of whom. No contact details are here, and no hashes.

Rows follow `visibility`: a facilitator has their own groups, the coordinator every group.
"""

from typing import Any

from piccolo.columns import ForeignKey
from piccolo.columns.readable import Readable
from piccolo.custom_types import Combinable

from portal import clock
from portal.accounts.tables import Account
from portal.columns import new_id
from portal.enrolments.beside import not_beside
from portal.facilitation.admin_columns import Typed, one_of
from portal.facilitation.admin_scope import Window
from portal.groups.rules import ATTENDING
from portal.groups.tables import Facilitation, Group, Membership
from portal.members.tables import Member
from portal.person import Person


def seen_in(window: type[Window], **options: Any) -> ForeignKey[Any]:
    return ForeignKey(**{"references": window, "null": False, "default": None, **options})


def groups_of(person: Person) -> list[str]:
    return sorted(person.facilitates) or [""]  # SQL has no empty list


def people_of(person: Person) -> Any:
    """The current members of a facilitator's groups."""
    return Membership.select(Membership.member).where(
        Membership.group.is_in(groups_of(person)), Membership.left_on.is_null()
    )


def of_others(window: Any, person: Person) -> Combinable:
    """Rows with a `member` who is nobody beside whom this person stands: those are read and kept by another."""
    table = window._meta.tablename
    return not_beside(f'"{table}"."member"', person.member, clock.now())


class ForTheCoordinator(Window):
    id: Any

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        nobody: Combinable = cls.id == ""
        return None if person.is_coordinator else nobody


class InAGroup(Window):
    group: Any

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        return None if person.is_coordinator else cls.group.is_in(groups_of(person))


class ShownAccount(ForTheCoordinator, tablename=Account._meta.tablename, help_text=Account._meta.help_text):
    id = Account.id
    sign_in_name = Account.sign_in_name
    is_coordinator = Account.is_coordinator
    created_at = Account.created_at
    disabled_at = Account.disabled_at


class ShownMember(Window, tablename=Member._meta.tablename, help_text=Member._meta.help_text):
    id = Member.id
    name = Member.name
    zone = Member.zone

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.name])

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        return None if person.is_coordinator else cls.id.is_in(people_of(person))

    @classmethod
    def offered_first(cls) -> Any:
        return cls.name


class ShownGroup(Window, tablename=Group._meta.tablename, help_text=Group._meta.help_text):
    id = Group.id
    name = Group.name
    zone = Group.zone
    meeting_weekday = Group.meeting_weekday
    meeting_time = Group.meeting_time

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.name])

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        return None if person.is_coordinator else cls.id.is_in(groups_of(person))

    @classmethod
    def offered_first(cls) -> Any:
        return cls.name


class ShownMembership(InAGroup, tablename=Membership._meta.tablename, help_text=Membership._meta.help_text):
    id = Membership.id
    member = seen_in(ShownMember)
    group = seen_in(ShownGroup)
    joined_on = Membership.joined_on
    left_on = Membership.left_on
    attending = one_of(Membership.attending, ATTENDING)

    @classmethod
    def shown_to(cls, person: Person) -> Combinable | None:
        """Whoever runs a group and belongs to it is noted by another: their own row is not theirs to keep, nor that of
        whom they are a side."""
        not_theirs: Combinable = (cls.member != person.member) & of_others(cls, person)
        theirs = super().shown_to(person)
        return not_theirs if theirs is None else not_theirs & theirs


class ShownFacilitation(
    ForTheCoordinator, tablename=Facilitation._meta.tablename, help_text=Facilitation._meta.help_text
):
    id = Facilitation.id
    member = seen_in(ShownMember, required=True, help_text="They see their group's people from their next page on.")
    group = seen_in(ShownGroup, required=True)
    once = Typed(default=new_id)
