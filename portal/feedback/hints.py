"""What may give a writer away, asked about while they write. Pure; nothing of it is kept.

It sees some of it and never all: the last look is the writer's own.
"""

import re
from collections.abc import Iterable, Iterator

LONG = 300  # characters
MOST = 3  # words quoted in one sentence

NAME = "{words}: a name. Say it without."
CAPITAL = "{words}: if this is a person or a place, leave it out."
CONTACT = "{words}: this leads to somebody. Leave it out."
WHEN = "{words}: this tells when it was. Say it without."
NUMBER = "{words}: a number can point to one person. Say it without."
WHERE = "{words}: this tells where it was. Say it without."
CLOSE = "{words}: this tells about your own life. Could this only be you?"
ONLY = "{words}: could this only be you? Say it as others could say it too."
TOO_LONG = "The more you write, the easier it is to know you by your words. A few are enough."

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEGINS_A_SENTENCE = re.compile(r"(^|[.!?:…\n])[\s\"“”‘’'(•*-]*$")
_EVERYDAY = re.compile(  # names that are words as well: asked about with a capital letter only
    "angel|art|bill|bob|chance|chase|dawn|dean|drew|faith|frank|grace|grant|guy|holly|hope|iris|ivy|jack|joy|lily|mark"
    "|max|may|miles|olive|pat|ray|rich|rob|robin|rose|ruby|sandy|sky|sue|summer|will"
)
_CAPITALISED_ANYHOW = re.compile(r"(?i)i([’'](m|ve|d|ll))?|ok|english")


def _of(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(words)})\b")


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
_CONTACT = re.compile(r"\S+@\S+|(?i:https?://\S+|www\.\S+)|\+?\d[\d ()/-]{6,}\d")
_WHEN = (
    re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\b(?i:\d{1,2} ?[ap]\.?m\b)"),
    re.compile(rf"\b(?i:(?:{_MONTHS}) \d+|\d+(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}))\b"),
    _of("january", "february", "april", "june", "july", "august", "september", "october", "november", "december"),
    re.compile(r"\b(?:March|May)\b(?! I\b)"),  # small, they are words
    _of("mondays?", "tuesdays?", "wednesdays?", "thursdays?", "fridays?", "saturdays?", "sundays?"),
    _of("yesterday", "today", "tonight", "tomorrow", "(?:last|this|next) (?:week|weekend|month|year|night|morning)"),
    _of("last (?:spring|summer|autumn|fall|winter)", "christmas", "easter", "birthday", "anniversary", "thanksgiving"),
)
_NUMBER = (
    re.compile(r"\b\d+(?:st|nd|rd|th)?\b"),
    _of(rf"(?:{_COUNTED}) (?:years?|months?|weeks?|days?|times|children|kids|sons|daughters|talks|mentors|mentees)"),
)
_WHERE = (
    _of("street", "road", "avenue", "town", "city", "village", "church", "mosque", "synagogue", "temple", "school"),
    _of("college", "university", "hospital", "clinic", "office", "factory", "café", "cafe", "restaurant", "pub", "bar"),
    _of("gym", "park", "library", "airport", "station", "hotel", "neighbou?rhood"),
)
_CLOSE = (
    _of("husband", "wife", "ex", "boyfriend", "girlfriend", "sons?", "daughters?", "child(?:ren)?", "kids?", "baby"),
    _of("mother", "father", "mum", "mom", "dad", "brother", "sister", "neighbou?r", "boss", "colleague", "job"),
    _of("nurse", "teacher", "doctor", "lawyer", "police", "court", "divorced?", "pregnan(?:t|cy)", "diagnos(?:is|ed)"),
    _of("surgery", "cancer", "affair", "wedding", "funeral", "baptism"),
)
_ONLY = (_of("the only", "only i", "only me", "nobody else", "no one else", "the first", "as you know", "ever since"),)


def hints(words: str, known_names: Iterable[str] = ()) -> list[str]:
    """Sentences; none where nothing stands out. `known_names` are of whom the writer knows anyway, and of nobody else:
    a hint about any other name would tell who is here."""
    names = list(_names(words, known_names))
    contacts = [found.group() for found in _CONTACT.finditer(words)]
    rest = _CONTACT.sub(" ", words)
    when = _found(rest, _WHEN)
    numbers = [one for one in _found(rest, _NUMBER) if not any(one in other for other in when)]
    seen = {one.casefold() for said in (*names, *when) for one in _WORD.findall(said)}
    capitals = [one for one in _capitalised(rest) if one.casefold() not in seen]
    by_kind = {
        NAME: names,
        CAPITAL: capitals,
        CONTACT: contacts,
        WHEN: when,
        NUMBER: numbers,
        WHERE: _found(rest, _WHERE),
        CLOSE: _found(rest, _CLOSE),
        ONLY: _found(rest, _ONLY),
    }
    told = [sentence.format(words=_quoted(found)) for sentence, found in by_kind.items() if found]
    return [*told, TOO_LONG] if len(words) > LONG else told


def _names(words: str, known: Iterable[str]) -> Iterator[str]:
    parts = {part.casefold() for name in known for part in _WORD.findall(name) if len(part) > 1}
    for found in _WORD.finditer(words):
        said = re.sub(r"[’']s?$", "", found.group())
        if said.casefold() in parts and (
            not _EVERYDAY.fullmatch(said.casefold()) or _is_capitalised_inside(words, found)
        ):
            yield said


def _capitalised(words: str) -> list[str]:
    """Inside a sentence; what is written in capitals throughout is somebody being loud."""
    return [found.group() for found in _WORD.finditer(words) if _is_capitalised_inside(words, found)]


def _is_capitalised_inside(words: str, found: re.Match[str]) -> bool:
    said = found.group()
    if not said[0].isupper() or (len(said) > 1 and said.isupper()) or _CAPITALISED_ANYHOW.fullmatch(said):
        return False
    return not _BEGINS_A_SENTENCE.search(words[max(0, found.start() - 20) : found.start()] or "\n")


def _found(words: str, patterns: Iterable[re.Pattern[str]]) -> list[str]:
    """What stands inside something found before is not told again."""
    found: list[str] = []
    for pattern in patterns:
        found += [one for one in pattern.findall(words) if not any(one in before for before in found)]
    return found


def _quoted(found: list[str]) -> str:
    once = list(dict.fromkeys(" ".join(one.split())[:40] for one in found))
    return ", ".join(f"“{one}”" for one in once[:MOST])
