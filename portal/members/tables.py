"""The people in the programme."""

from piccolo.columns import Varchar
from piccolo.columns.readable import Readable
from piccolo.table import Table

from portal.accounts.tables import Account
from portal.columns import belongs_to, identifier, sealed


class Member(Table, tablename="members", help_text="A person in the programme, by the name they go by."):
    id = identifier()
    account = belongs_to(Account, unique=True)
    name = Varchar(length=60, null=False, index=True, help_text="The name they go by here.")
    zone = Varchar(length=40, null=False, default="UTC", help_text="Their time zone, such as Europe/London.")
    home = Varchar(length=6, null=False, default="hidden", help_text="What Home shows before a tap: open or hidden.")
    means = Varchar(
        length=60, null=False, default="", help_text="How somebody they agreed to talk with may reach them."
    )
    phone = sealed()
    email = sealed()
    calling = Varchar(length=13, null=False, default="", help_text="message_first, just_call, or not said.")
    voicemail = Varchar(length=3, null=False, default="", help_text="yes, no, or not said.")
    if_answered = sealed(help_text="What to say if someone else answers.")
    times = Varchar(length=120, null=False, default="", help_text="When they can talk, on their own clock.")

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.name])
