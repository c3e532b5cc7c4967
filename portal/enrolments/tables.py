"""Who wishes for a mentor, who offers to be one, and how much room there is."""

from piccolo.columns import Date, SmallInt, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.groups.tables import Group
from portal.members.tables import Member


class Enrolment(
    Table, tablename="enrolments", help_text="A wish to be a mentee, or an offer to be a mentor, in a group."
):
    id = identifier()
    member = belongs_to(Member)
    group = belongs_to(Group)
    role = Varchar(length=6, null=False, help_text="mentee or mentor")
    state = Varchar(length=9, null=False, default="draft", help_text="draft, submitted, active, paused, ...")
    waiting_since = moment(null=True, help_text="A mentee's place in the queue.")
    introduction = sealed(help_text="A mentor's own words, shown in a proposal.")
    hard_now = sealed(help_text="What is hard now, for a mentee.")
    line = sealed(help_text="The one line a mentee lets a proposal show.")


class Availability(
    Table, tablename="availabilities", help_text="How many mentees a mentor has room for, over all groups."
):
    id = identifier()
    member = belongs_to(Member, unique=True)
    capacity = SmallInt(null=False, default=1, help_text="Mentees at once.")
    paused_until = Date(null=True, default=None, help_text="Nobody new before this day.")
    changed_at = moment(help_text="When capacity was last chosen.")
