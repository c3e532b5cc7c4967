"""What was published of feedback. No row knows a person, and what is not published yet is in no table at all."""

from piccolo.columns import Date, SmallInt, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, sealed
from portal.groups.tables import Group


class Batch(Table, tablename="feedback_batches"):
    """The feedback of at least five, published together. Every feedback is in one batch and in no other."""

    id = identifier()
    group = may_belong_to(Group)  # none: of the whole programme
    side = Varchar(length=7, null=False, default="", help_text="mentors, mentees, or both of them.")
    writers = SmallInt(null=False)  # how often somebody wrote: older feedback may be of the same people
    could_write = SmallInt(null=False)
    released_on = Date(null=False, default=None)


class Count(Table, tablename="feedback_counts"):
    """How many of a batch chose this. Choices of one feedback stand nowhere together."""

    id = identifier()
    batch = belongs_to(Batch)
    question = Varchar(length=16, null=False)
    choice = Varchar(length=16, null=False)
    how_many = SmallInt(null=False)


class Words(Table, tablename="feedback_words"):
    """What one of a batch wrote. Sealed with a key that is nobody's."""

    id = identifier()
    batch = belongs_to(Batch)
    words = sealed()
