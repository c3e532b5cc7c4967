"""Support groups, who belongs to them and who runs them."""

from piccolo.columns import Date, SmallInt, Varchar
from piccolo.columns.readable import Readable
from piccolo.table import Table

from portal.columns import belongs_to, identifier, sealed
from portal.members.tables import Member


class Group(Table, tablename="support_groups", help_text="A support group."):
    id = identifier()
    name = Varchar(length=80, null=False, unique=True)
    zone = Varchar(length=40, null=False, default="UTC", help_text="Its time zone, such as Europe/London.")
    meeting_weekday = SmallInt(null=True, default=None, help_text="0 is Monday, 6 is Sunday.")
    meeting_time = Varchar(length=5, null=False, default="", help_text="As 19:00, in the group's own zone.")

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.name])


class Membership(Table, tablename="memberships", help_text="Who belongs to which group."):
    id = identifier()
    member = belongs_to(Member)
    group = belongs_to(Group)
    joined_on = Date(null=False, default=None, help_text="When they first came.")
    left_on = Date(null=True, default=None, help_text="Empty for a current member.")
    attending = Varchar(
        length=9, null=False, default="not_known", help_text="At a meeting lately: yes, no or not_known."
    )
    note = sealed(help_text="The facilitator's own note, sealed with the key of the member it is about.")


class Facilitation(Table, tablename="facilitations", help_text="Who runs which group."):
    id = identifier()
    member = belongs_to(Member)
    group = belongs_to(Group)
