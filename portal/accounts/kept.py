"""What was typed into a page whose session had ended by the clock: kept for an hour, given back unsent to its writer.

Never after *Leave*: then there is no session it could be told by, and what was kept before is gone.
"""

import json

from portal import clock, sealed
from portal.accounts.rules import TYPED_IS_KEPT
from portal.accounts.tables import KeptForm
from portal.columns import could_be_an_id
from portal.database import write_transaction
from portal.person import Person

NEVER_KEPT = frozenset({"csrf", "once", "page", "password", "again"})


async def keep(typed: dict[str, list[str]], *, of: Person) -> str:
    """Returns the id by which it is found again."""
    words = {field: values for field, values in typed.items() if field not in NEVER_KEPT}
    async with write_transaction():
        ring = await sealed.ring_to_write(of.member)
        kept = KeptForm(account=of.account, typed=ring.seal(json.dumps(words), of=of.member), kept_at=clock.now())
        await KeptForm.delete().where(KeptForm.account == of.account)  # the last one only: nobody can fill the disk
        await KeptForm.insert(kept)
        return kept.id


async def typed_before(kept: str, *, by: Person) -> dict[str, list[str]]:
    """Nothing for anybody else, and nothing after an hour."""
    if not could_be_an_id(kept):
        return {}
    row = await (
        KeptForm.select(KeptForm.typed)
        .where(KeptForm.id == kept, KeptForm.account == by.account, KeptForm.kept_at > clock.now() - TYPED_IS_KEPT)
        .first()
    )
    words = (await sealed.ring(by.member)).open(row["typed"], of=by.member) if row else ""
    typed: dict[str, list[str]] = json.loads(words) if words else {}
    return typed
