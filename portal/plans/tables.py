"""Conversations to come, and what is put aside for them."""

from piccolo.columns import Boolean, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, moment
from portal.guide.tables import QuestionCard, Resource
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class Plan(Table, tablename="plans", help_text="A conversation to come: times offered, one taken."):
    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    state = Varchar(length=9, null=False, default="offered", help_text="offered, taken, declined, withdrawn.")
    means = Varchar(length=9, null=False, default="phone")
    is_meeting = Boolean(null=False, default=False, help_text="They go to a meeting of their group.")
    first = moment(help_text="The times offered: one, two or three of them.")
    second = moment(null=True)
    third = moment(null=True)
    taken = moment(null=True, help_text="The time that was taken.")
    took_place = Varchar(length=7, null=False, default="", help_text="Asked afterwards: yes, not_yet.")
    created_at = moment()


class ForNextTime(Table, tablename="for_next_time"):
    """A question card or a resource that one of the two has put aside for their next conversation."""

    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    card = may_belong_to(QuestionCard)
    resource = may_belong_to(Resource)
    created_at = moment()
