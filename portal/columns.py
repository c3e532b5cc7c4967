"""The kinds of column every table of the portal is made of."""

import secrets
from typing import Any

from piccolo.columns import ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.table import Table

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
ID_LENGTH = 16


def new_id() -> str:
    """A random id, 82 bits: it cannot be guessed and says nothing of order or number."""
    number, letters = secrets.randbelow(len(ALPHABET) ** ID_LENGTH), []  # one draw: a twentieth of the time of sixteen
    for _ in range(ID_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def could_be_an_id(text: str) -> bool:
    """Anything else can name nothing, and need not reach a database that chokes on some of it."""
    return len(text) == ID_LENGTH and set(text) <= set(ALPHABET)


def identifier() -> Varchar:
    return Varchar(length=ID_LENGTH, primary_key=True, default=new_id)


def belongs_to(table: type[Table], **options: Any) -> ForeignKey[Any]:
    """A row of that table, always. It cannot be deleted while this row points to it."""
    return ForeignKey(**{**_reference(table), "null": False, **options})


def may_belong_to(table: type[Table], **options: Any) -> ForeignKey[Any]:
    """A row of that table, or none."""
    return ForeignKey(**{**_reference(table), "null": True, **options})


def moment(null: bool = False, **options: Any) -> Timestamptz:
    """A moment in UTC. Whoever writes the row says which: Piccolo's own default would be the server's clock."""
    return Timestamptz(default=None, null=null, **options)


def sealed(**options: Any) -> Text:
    """A person's words as `portal.sealed` wrote them, or nothing. Left out where secrets are excluded."""
    return Text(default=None, null=True, secret=True, **options)


def _reference(table: type[Table]) -> dict[str, Any]:
    return {
        "references": table,
        "default": None,
        # Piccolo's own defaults are CASCADE: erasing one person would delete what belongs to another.
        "on_delete": OnDelete.restrict,
        "on_update": OnUpdate.restrict,
        "index": True,
    }
