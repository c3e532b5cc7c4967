"""What somebody tells whoever runs their group, or the coordinator, because something is not well."""

from piccolo.columns import Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, moment, sealed
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class Concern(Table, tablename="concerns"):
    """Sealed with its author's key; whoever it was sent to opens it with that. The person it is about never learns of
    it."""

    id = identifier()
    author = belongs_to(Member)
    group = belongs_to(Group)
    kind = Varchar(length=12, null=False, help_text="worried, unsafe, alone, someone_else, no_word, talk, off.")
    of = Varchar(length=12, null=False, default="person", help_text="person, conversation or programme.")
    about = may_belong_to(Member)
    mentorship = may_belong_to(Mentorship)
    reader = Varchar(length=11, null=False, default="facilitator", help_text="facilitator, coordinator or both.")
    words = sealed()
    state = Varchar(length=12, null=False, default="open", help_text="open, acknowledged, resolved.")
    created_at = moment()
    acknowledged_at = moment(null=True)
    acknowledged_by = may_belong_to(Member)
    resolved_at = moment(null=True)
    resolved_by = may_belong_to(Member)


class Step(Table, tablename="concern_steps"):
    """What is being done about it, in the words of whoever looks after it. Its author reads it too."""

    id = identifier()
    concern = belongs_to(Concern)
    author = belongs_to(Member)
    words = sealed()
    created_at = moment()


class ShownMessage(Table, tablename="shown_messages"):
    """A line of a pair that the author of a concern lets its readers see. Known by id alone, since lines are erased in
    their own time, and then this leads to nothing."""

    id = identifier()
    concern = belongs_to(Concern)
    message = Varchar(length=16, null=False)
