"""How a mentor is, in their own words alone."""

from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member


class CareAnswer(Table, tablename="care_answers"):
    """Three taps, all of them sealed: nobody but the mentor learns even which were skipped."""

    id = identifier()
    member = belongs_to(Member)
    said = sealed()
    created_at = moment()
