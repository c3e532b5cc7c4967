"""Who signs in, and with what."""

from piccolo.columns import Boolean, Text, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, moment, sealed


class Account(Table, tablename="accounts", help_text="Who signs in. The sign-in name is given by the portal."):
    id = identifier()
    sign_in_name = Varchar(length=40, unique=True, null=False, help_text="Typed at the door. Not shown to others.")
    password_hash = Text(null=True, default=None, secret=True)
    is_coordinator = Boolean(default=False, null=False, help_text="Looks after the whole programme.")
    created_at = moment()
    disabled_at = moment(null=True, help_text="From this moment nobody signs in with it.")


class Session(Table, tablename="sessions"):
    """One phone that is signed in. Only the hash of its token is kept."""

    token_hash = Varchar(length=64, primary_key=True, secret=True)
    account = belongs_to(Account)
    own_phone = Boolean(default=False, null=False)
    began_at = moment()
    seen_at = moment()


class Invitation(Table, tablename="invitations"):
    """A one-time link to choose a password: the first one, or a new one."""

    token_hash = Varchar(length=64, primary_key=True, secret=True)
    account = belongs_to(Account)
    created_at = moment()
    expires_at = moment()
    used_at = moment(null=True)


class Attempt(Table, tablename="attempts"):
    """A sign-in that failed; `against` is a keyed hash of the name or the address it came from."""

    id = identifier()
    against = Varchar(length=64, null=False, index=True, secret=True)
    at = moment()


class KeptForm(Table, tablename="kept_forms"):
    """What somebody had typed when their session ended by the clock: sealed, for an hour, for that account alone."""

    id = identifier()
    account = belongs_to(Account)
    typed = sealed()
    kept_at = moment()
