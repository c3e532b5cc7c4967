"""What we tell a member."""

from piccolo.columns import Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, moment
from portal.members.tables import Member


class Notice(Table, tablename="notices"):
    """One thing told to one member. `about` is the id of what it leads to; the words are in `rules.py`."""

    id = identifier()
    member = belongs_to(Member)
    kind = Varchar(length=20, null=False)
    about = Varchar(length=16, null=False)
    whose = may_belong_to(Member)
    created_at = moment()
    seen_at = moment(null=True)
