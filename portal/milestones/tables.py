"""Moments worth keeping."""

from piccolo.columns import Boolean, Date
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class Milestone(Table, tablename="milestones", help_text="A moment worth keeping."):
    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    day = Date(null=False, default=None)
    is_hard = Boolean(null=False, default=False, help_text="A hard day, kept on the same path.")
    words = sealed()
    saw = sealed(help_text="What the other side saw in it.")
    saw_at = moment(null=True)
    created_at = moment()


class OwnMoment(Table, tablename="own_moments"):
    """What a mentor keeps for themselves of how far they have come. It belongs to no talk and nobody else reads it."""

    id = identifier()
    member = belongs_to(Member)
    day = Date(null=False, default=None)
    words = sealed()
    created_at = moment()
