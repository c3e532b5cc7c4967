"""Moments worth keeping."""

from piccolo.columns import Date
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class Milestone(Table, tablename="milestones", help_text="A moment worth keeping."):
    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    day = Date(null=False, default=None)
    words = sealed()
    saw = sealed(help_text="What the other side saw in it.")
    saw_at = moment(null=True)
    created_at = moment()
