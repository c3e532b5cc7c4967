"""What somebody wants to bring to the next meeting of their group."""

from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member


class ToBring(Table, tablename="to_bring"):
    """One line of a private list."""

    id = identifier()
    member = belongs_to(Member)
    words = sealed()
    created_at = moment()
