"""The pair, once both said yes."""

from piccolo.columns import Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.proposals.tables import Proposal


class Mentorship(Table, tablename="mentorships", help_text="A mentor and a mentee who both said yes."):
    id = identifier()
    proposal = belongs_to(Proposal, unique=True)
    mentor = belongs_to(Member)
    mentee = belongs_to(Member)
    group = belongs_to(Group, help_text="The group in which it began.")
    state = Varchar(length=6, null=False, default="active", index=True)
    began_at = moment()
    closes_at = moment(null=True, help_text="After a goodbye: when the page closes, answered or not.")
    ended_at = moment(null=True)
