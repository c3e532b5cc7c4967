"""What may matter in bringing two people together, as the coordinator keeps it, and what members said of it."""

from piccolo.columns import Boolean, SmallInt, Varchar
from piccolo.columns.readable import Readable
from piccolo.table import Table

from portal.columns import belongs_to, identifier, sealed
from portal.members.tables import Member


class Aspect(Table, tablename="aspects", help_text="A characteristic that may matter in bringing two people together."):
    id = identifier()
    name = Varchar(length=40, null=False, unique=True, help_text="On the desk: Age, Reconciliation, ...")
    question = Varchar(length=120, null=False, help_text="As members are asked: How old are you?")
    shared_as = Varchar(length=60, null=False, help_text="In a proposal, after “You share:”. Members read it.")
    why = Varchar(length=200, null=False, help_text="Why we ask, in one sentence. Members read it.")
    position = SmallInt(null=False, default=0, help_text="Lower comes first.")
    weight = SmallInt(null=False, default=1, help_text="How much it counts in a suggestion, from 1 to 5.")
    is_sensitive = Boolean(
        null=False, default=False, help_text="Then “matching only” is chosen unless they say otherwise."
    )
    across_only_if_both_agree = Boolean(
        null=False, default=False, help_text="People who differ here meet only if both said “open to different”."
    )

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.name])


class AspectOption(Table, tablename="aspect_options", help_text="One of the answers an aspect offers."):
    id = identifier()
    aspect = belongs_to(Aspect)
    words = Varchar(length=60, null=False, help_text="As members read it.")
    position = SmallInt(null=False, default=0, help_text="Lower comes first.")


class AspectAnswers(Table, tablename="aspect_answers"):
    """All that one member said of the aspects, sealed in one piece."""

    id = identifier()
    member = belongs_to(Member, unique=True)
    said = sealed()
