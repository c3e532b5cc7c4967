"""Private lines between the two of a pair."""

from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class Message(Table, tablename="messages"):
    """Sealed with its author's key. Ninety days after the talks ended it is deleted."""

    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    words = sealed()
    created_at = moment()
