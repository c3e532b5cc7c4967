"""How long somebody stays signed in, and how often one may try."""

import hashlib
from datetime import datetime, timedelta

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128

IDLE = timedelta(minutes=30)
IDLE_OWN_PHONE = timedelta(hours=12)
ABSOLUTE = timedelta(days=30)
ABSOLUTE_STAFF = timedelta(hours=4)
TOUCH_EVERY = timedelta(minutes=1)

INVITATION_LASTS = timedelta(days=7)

TYPED_IS_KEPT = timedelta(hours=1)

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 50
TRIES_IN_ALL = 1000

NOT_RECOGNISED = "This name and password do not fit. Check both, then try again."
WAIT_A_LITTLE = "That was tried often just now. Wait a quarter of an hour, then try again."
INVITATION_OVER = "A link works once, and for seven days. Ask the person who sent it for a new one."


def is_over(*, began_at: datetime, seen_at: datetime, own_phone: bool, staff: bool, now: datetime) -> bool:
    """Whether a session has ended by the clock: 30 minutes unused (12 hours on one's own phone), 30 days in all.
    Staff: 30 minutes unused, 4 hours in all, whatever the phone."""
    idle = IDLE_OWN_PHONE if own_phone and not staff else IDLE
    absolute = ABSOLUTE_STAFF if staff else ABSOLUTE
    return now >= seen_at + idle or now >= began_at + absolute


def why_not_this_length(password: str) -> str | None:
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters. A few words in a row are easy to remember."
    if len(password) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters."
    return None


def token_hash(token: str) -> str:
    """What is kept of a token. Tokens are random, so a plain hash is enough to make a stolen table useless."""
    return hashlib.sha256(token.encode()).hexdigest()
