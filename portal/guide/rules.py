"""What the coordinator may put on a question card, on the shelf and among the lines of Help now; and in whose voice a
card speaks."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import quote, urlsplit

LONGEST_CARD = 300
LONGEST_TITLE = 120
LONGEST_WHY = 400
LONGEST_LINK = 400
LONGEST_TEXT = 20_000
LAST_PLACE = 999

LONGEST_COUNTRY = 60
LONGEST_WHAT_FOR = 120
LONGEST_NUMBER = 30
LONGEST_WORD = 30
LONGEST_HOURS = 60
LONGEST_SEARCH = 500
LONGEST_EMERGENCY = 4  # digits

GOOD_FOR = timedelta(days=180)  # a line that nobody has looked up for longer may not answer any more
REMIND_AFTER = timedelta(days=30)

SAID_ALREADY = "There is a card with these words already."
CALLED_SO = "There is something of this title on the shelf already."
LINK_OR_TEXT = "Give a link, or write the text itself."
ONE_OF_THEM = "Give a link or the text, not both: members are led to one of them."
NOT_A_NUMBER = "Write the number in digits, at least two. Spaces, - and a + at the beginning may stand in it."
NO_WAY_TO_REACH = "Give a number to call, a number to text, or a link."
WORD_FOR_NOTHING = "A word to text needs the number to text it to."
NOT_A_WORD = "The word to text is one word, of letters and digits."
ON_HELP_NOW = "This line is there already, for the same place."
NOTHING_TO_SEARCH = "Write a word or two about what you look for."
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


def why_not_this_number(number: str) -> str | None:
    """As people write it, and still a phone can dial it. Empty is for a line that is reached in another way."""
    if not number:
        return None
    digits = re.sub(r"[^0-9]", "", number)
    return None if re.fullmatch(r"\+?[0-9 -]+", number) and len(digits) > 1 else NOT_A_NUMBER


def why_not_reached(call: str, text_to: str, link: str) -> str | None:
    return None if call or text_to or link else NO_WAY_TO_REACH


def why_not_this_word(word: str, text_to: str) -> str | None:
    if not word:
        return None
    if not text_to:
        return WORD_FOR_NOTHING
    return None if word.isalnum() else NOT_A_WORD


def is_for_emergencies(number: str) -> bool:
    """As far as digits tell: 911, 112, 988. Whoever tries it keeps it from somebody, and in many places may not."""
    return 0 < len(dialled(number)) <= LONGEST_EMERGENCY


def is_stale(reviewed_on: date | None, today: date) -> bool:
    """Nobody has looked it up, or not for a long time."""
    return reviewed_on is None or today - reviewed_on > GOOD_FOR


def dialled(number: str) -> str:
    """For `tel:` and `sms:`: 1-800-799-7233 is dialled 18007997233."""
    return re.sub(r"[^0-9+]", "", number)


def texted(number: str, word: str) -> str:
    """An address that opens a text to this number, with the word in it where one is asked for."""
    return f"sms:{dialled(number)}" + (f"?body={quote(word)}" if word else "")


def in_one_piece(number: str) -> str:
    """To read: it does not break at the end of a line."""
    return number.replace("-", "\u2011").replace(" ", "\u00a0")
