"""A mentor and a mentee put before each other."""

from piccolo.columns import Boolean, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.enrolments.tables import Availability, Enrolment
from portal.groups.tables import Group
from portal.members.tables import Member


class Proposal(Table, tablename="proposals", help_text="A mentor and a mentee put before each other."):
    id = identifier()
    mentee = belongs_to(Enrolment, help_text="Who waits for a mentor.")
    mentor = belongs_to(Availability, help_text="Who has room.")
    group = belongs_to(Group)
    proposed_by = belongs_to(Member)
    note = sealed(help_text="A few words to both.")
    in_common = sealed(help_text="Where the two are alike and where not, as both let it be shown when asked.")
    state = Varchar(length=13, null=False, default="open", index=True)
    opened_at = moment()
    closes_at = moment(help_text="When it lapses if somebody has not answered.")
    closed_at = moment(null=True)
    mentee_answer = Varchar(length=4, null=False, default="none")
    mentor_answer = Varchar(length=4, null=False, default="none")
    mentee_reason = sealed()
    mentor_reason = sealed()
    mentee_reopened = Boolean(null=False, default=False, help_text="The mentee has taken their no back since.")
    mentor_reopened = Boolean(null=False, default=False, help_text="The mentor has taken their no back since.")
