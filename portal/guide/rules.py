"""What the coordinator may put on a question card and on the shelf, and in whose voice a card speaks."""

from collections.abc import Mapping
from urllib.parse import urlsplit

LONGEST_CARD = 300
LONGEST_TITLE = 120
LONGEST_WHY = 400
LONGEST_LINK = 400
LONGEST_TEXT = 20_000
LAST_PLACE = 999

SAID_ALREADY = "There is a card with these words already."
CALLED_SO = "There is something of this title on the shelf already."
LINK_OR_TEXT = "Give a link, or write the text itself."
ONE_OF_THEM = "Give a link or the text, not both: members are led to one of them."
NOT_A_LINK = "A link begins with https:// and names a place, such as https://example.org/a-page."


def said_by(role: str, card: Mapping[str, str]) -> str:
    """What a mentor could ask; what a mentee could say beforehand."""
    return card["mentor_asks" if role == "mentor" else "mentee_says"]


def why_not_this_link(link: str) -> str | None:
    """Empty is for a text. A link leads away from here, so it is a plain one: no names, no passwords in it."""
    if not link:
        return None
    try:
        parts = urlsplit(link)
        plain = bool(parts.hostname) and "." in str(parts.hostname) and parts.username is None
    except ValueError:
        return NOT_A_LINK
    return None if link.startswith("https://") and plain and link.isprintable() and " " not in link else NOT_A_LINK


def why_not_these(link: str, text: str) -> str | None:
    if not link and not text:
        return LINK_OR_TEXT
    return ONE_OF_THEM if link and text else None
