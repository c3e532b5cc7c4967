"""Who wishes for a mentor, who offers to be one, and how much room there is."""

from piccolo.columns import Boolean, Date, SmallInt, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, moment, sealed
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
    page = Varchar(length=12, null=False, default="", help_text="The page of the application that was saved last.")
    introduction = sealed(help_text="A mentor's own words, shown in a proposal.")
    depth = sealed(help_text="Why a mentor's depth of healing corresponds to twelve months.")
    qualities = sealed(help_text="A mentor's own look at the ten qualities.")
    agreed_at = moment(null=True, help_text="When a mentor agreed to the boundaries.")
    attending = Varchar(length=9, null=False, default="", help_text="A mentee's own word: yes, sometimes, not_now.")
    hard_about = sealed(help_text="What is hard now, for a mentee: what was ticked.")
    hard_now = sealed(help_text="What is hard now, for a mentee.")
    line = sealed(help_text="The one line a mentee lets a proposal show.")
    support = Varchar(length=13, null=False, default="", help_text="just_listen, some_thoughts, not_sure.")
    sent_at = moment(null=True)
    read_at = moment(null=True, help_text="When somebody who runs the group said that they have read it.")
    read_by = may_belong_to(Member)
    answered_at = moment(null=True)
    answered_by = may_belong_to(Member)
    answer = sealed(help_text="Kind words with a welcome or a not yet, sealed for the applicant.")
    told = SmallInt(null=False, default=0, help_text="How often they were told that it goes on.")


class Availability(
    Table, tablename="availabilities", help_text="How many mentees a mentor has room for, over all groups."
):
    id = identifier()
    member = belongs_to(Member, unique=True)
    capacity = SmallInt(null=False, default=1, help_text="Mentees at once.")
    paused_until = Date(null=True, default=None, help_text="Nobody new before this day.")
    rests_until = Date(null=True, default=None, help_text="After an ending, nobody new before this day.")
    rests_after = Boolean(null=False, default=False, help_text="They rest once the talks they are in have ended.")
    changed_at = moment(help_text="When capacity was last chosen.")


class Hold(Table, tablename="holds"):
    """Somebody for whom nobody new is looked just now, and who is proposed to nobody, for as long as a concern is not
    looked after. Which one is known by id alone."""

    id = identifier()
    member = belongs_to(Member)
    concern = Varchar(length=16, null=False)
    held_by = belongs_to(Member)
    created_at = moment()
