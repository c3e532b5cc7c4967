"""Whom somebody never wants to be put together with, and what people are found by."""

from piccolo.columns import Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed
from portal.members.tables import Member


class Exclusion(Table, tablename="exclusions"):
    """A name, a phone number or an e-mail address. Without its writer's key it can be told to mean nobody."""

    id = identifier()
    member = belongs_to(Member)
    kind = Varchar(length=5, null=False, help_text="name, phone or email")
    said = sealed(help_text="As it was typed.")
    created_at = moment()


class Block(Table, tablename="blocks"):
    """Somebody has met another here and wants nothing more of them. Taken back, the row is gone."""

    id = identifier()
    member = belongs_to(Member)
    other = belongs_to(Member)
    created_at = moment()


class Detail(Table, tablename="details"):
    """What somebody can be found by: the keyed hash of their own phone number or e-mail address."""

    id = identifier()
    member = belongs_to(Member)
    kind = Varchar(length=5, null=False, help_text="phone or email")
    mark = Varchar(length=64, null=False, index=True)
