"""Goodbyes, and what each side keeps of them."""

from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship


class Farewell(Table, tablename="farewells"):
    """One side's goodbye: a draft until `given_at`.

    A given note is sealed twice: `note` for its author, `given_note` for the one who received it and who keeps it
    even when the author's key is erased.
    """

    id = identifier()
    mentorship = belongs_to(Mentorship)
    author = belongs_to(Member)
    remembered = sealed()
    note = sealed()
    given_note = sealed()
    created_at = moment()
    given_at = moment(null=True)
