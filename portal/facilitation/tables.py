"""What the coordinator asks of a suggestion on the desk."""

from piccolo.columns import Varchar
from piccolo.table import Table

from portal.columns import identifier


class SuggestionRule(Table, tablename="suggestion_rules", help_text="What the desk suggests at all. There is one row."):
    id = identifier()
    floor = Varchar(length=20, null=False, default="anything", help_text="How many of their wishes must be met.")
