"""How a name, a phone number or an e-mail address is brought to one way of writing, so that two of them can be told
to be the same.

Nobody is ever told whether one was: what is written here holds for whoever answers to it, now or when they join.
"""

import re
import unicodedata
from datetime import timedelta

Key = tuple[str, str]  # a way of being found, and by what

NAME, PHONE, EMAIL = KINDS = ("name", "phone", "email")
MOST = 50  # how many one person may keep
A_DAY = timedelta(hours=24)
NEW_A_DAY = 5  # how many of them may be new in that time
CHANGES_A_DAY = 5  # how often one's own number or address may be another in that time
LONGEST = 254
NEVER_AGAIN = "without"  # a goodbye: how talks ended whose two are kept apart from then on
# What is told of somebody also to who has blocked them: the work of whoever runs a group, how what one has told goes
# on, and what is not theirs but ours to say. Everything else with their name waits until it is taken back.
TOLD_ALL_THE_SAME = frozenset(
    {
        *("application", "application_unread", "application_back", "application_read", "application_answered"),
        *("stepped_back", "looked_after", "concern", "concern_read", "concern_step", "concern_over"),
        *("not_this_time", "feels", "doors", "hello_again", "kept"),
    }
)
LAST_DIGITS = 7  # every way of writing a number ends in the same ones, whatever stands before them
MOST_DIGITS = 19  # an international number with its prefix; more are two numbers
MOST_AT_HOME = 13  # and without one

NEEDED = {
    NAME: "Write the name they go by.",
    PHONE: "Write their phone number.",
    EMAIL: "Write their e-mail address.",
}
ONE_NAME = "One name at a time, the way they would say it: Sam, or Sam Lee."
ONE_NUMBER = "One number at a time, please."
TOO_FEW_DIGITS = "Write the whole number. It needs at least seven digits."
NO_ADDRESS = "An address looks like name@example.org."
RATHER_AN_ADDRESS = "This looks like an e-mail address. Choose “An e-mail address” above."
RATHER_A_NUMBER = "This looks like a phone number. Choose “A phone number” above."
ENOUGH = "You have fifty here, which is as many as we can keep. Take one back first."
ENOUGH_TODAY = "You have added five within a day. You can add the next one tomorrow. What you have here holds."
TOO_OFTEN = "Your number and address were changed five times within a day. You can change them again tomorrow."

_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_SEVERAL_NAMES = re.compile(r"[,;/&|\n]")
_VOICING, _VIRAMA = 8, 9  # signs that make another letter of it, where others only stand above one
_NO_SIGN_ABOVE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def why_not(kind: str, said: str) -> str | None:
    """The sentence for what could never be found by, or None."""
    if not said.strip():
        return NEEDED[kind]
    return {NAME: _why_no_name, PHONE: _why_no_number, EMAIL: _why_no_address}[kind](said)


def in_one_way(kind: str, said: str) -> str:
    """The same words for every way of writing the same; nothing for what is none."""
    return {NAME: name_in_one_way, PHONE: phone_in_one_way, EMAIL: email_in_one_way}[kind](said)


def name_in_one_way(said: str) -> str:
    """Small, without accents, points or quotes, one space between words. A name of signs alone stays what it is."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _seen(said)).casefold())
    letters = "".join(one for one in flat if not _stands_above(one)).translate(_NO_SIGN_ABOVE)
    words = " ".join("".join(map(_letter_or_space, letters)).split())
    return words if any(one.isalnum() for one in words) else " ".join(flat.split())


def first_word(name: str) -> str:
    """Of a name of several words in one way of writing, its first; of one word, nothing."""
    first, _, more = name.partition(" ")
    return first if more else ""


def phone_in_one_way(said: str) -> str:
    """Its last seven digits, in whatever script and however they are set apart; an extension is none of it."""
    digits, _ = _digits(said)
    return digits[-LAST_DIGITS:] if len(digits) >= LAST_DIGITS else ""


def email_in_one_way(said: str) -> str:
    """Small, and without what stands after a +, which reaches the same person."""
    flat = unicodedata.normalize("NFKC", _seen(said)).strip().casefold()
    if not _ADDRESS.fullmatch(flat):
        return ""
    person, _, place = flat.partition("@")
    return f"{person.partition('+')[0] or person}@{place}"


def masked(kind: str, said: str) -> str:
    """Enough to know it again, and too little for whoever looks over a shoulder or holds the phone."""
    written = in_one_way(kind, said)
    if kind == PHONE:
        return f"A phone number ending in {written[-2:]}"
    if kind == EMAIL:
        return f"An address beginning with {written[:1]}"
    first = next((one for one in unicodedata.normalize("NFC", _seen(said)) if one.isalnum()), written[:1])
    return f"A name beginning with {first.upper()}"


def found_by(whole: str, first: str) -> set[Key]:
    """What somebody of this name is found by. Takes a name in one way of writing, and its `first_word`."""
    return {("whole", whole), ("begins", first) if first else ("alone", whole)}


def looks_for(whole: str, first: str) -> set[Key]:
    """What a name that was said looks for: the same, or, of the two, one is a single word and the other begins so."""
    return {("whole", whole), ("alone", first) if first else ("begins", whole)}


def _why_no_name(said: str) -> str | None:
    if email_in_one_way(said):
        return RATHER_AN_ADDRESS
    if phone_in_one_way(said) and not any(one.isalpha() for one in said):
        return RATHER_A_NUMBER
    if _SEVERAL_NAMES.search(unicodedata.normalize("NFKC", said.strip())):
        return ONE_NAME
    return None if name_in_one_way(said) else NEEDED[NAME]


def _why_no_number(said: str) -> str | None:
    if email_in_one_way(said):
        return RATHER_AN_ADDRESS
    digits, after = _digits(said)
    if len(digits) < LAST_DIGITS:
        return TOO_FEW_DIGITS
    several = sum(bool(phone_in_one_way(part)) for part in re.split(r"[/|\n+＋]", said)) > 1
    from_abroad = "+" in unicodedata.normalize("NFKC", said) or digits.startswith(("00", "011"))
    too_many = len(digits) > (MOST_DIGITS if from_abroad else MOST_AT_HOME)
    return ONE_NUMBER if several or too_many or phone_in_one_way(after) else None


def _why_no_address(said: str) -> str | None:
    return None if email_in_one_way(said) else NO_ADDRESS


def _digits(said: str) -> tuple[str, str]:
    """The digits of the first number there, and what stands after it."""
    found = ""
    for place, one in enumerate(said):
        digit = unicodedata.decimal(one, None)
        if digit is not None:
            found += str(digit)
        elif len(found) >= LAST_DIGITS and (one.isalpha() or one in ",;#*"):
            return found, said[place:]
    return found, ""


def _seen(said: str) -> str:
    """Without what nobody sees: joiners, marks of direction, choices of how a sign is drawn."""
    return "".join(one for one in said if unicodedata.category(one) != "Cf" and not "\ufe00" <= one <= "\ufe0f")


def _stands_above(one: str) -> bool:
    return one in "'’‘ʼ`´" or unicodedata.combining(one) not in (0, _VOICING, _VIRAMA)


def _letter_or_space(one: str) -> str:
    return one if unicodedata.category(one)[0] in "LNM" else " "
