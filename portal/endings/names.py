"""Taking names out of what was written: whole words, however they are cased, accented, joined or apart. Pure.

Words and names are compared as they sound to a hurried eye: without signs above letters, without what is not seen at
all. What is left out is the place in the words as they were written.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

INSTEAD = "…"

_APART = re.compile(r"[\s\-‐‑.,·_']+")
_BETWEEN = r"[\W_]{0,3}"  # Anne-Marie, Anne Marie, AnneMarie
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"  # an underscore is no letter: people write _Theo_
_MARKS = "".join(one for one in map(chr, range(0x0900, 0xAC00)) if unicodedata.category(one) in ("Mn", "Mc"))
_NO_MARK = f"(?![{_MARKS}])"  # with its vowel sign, a letter of Hindi or Thai is another one
_FULL_STOP = rf"(?:\.+{_ENDS})?"  # or there would be four dots
# a name in these scripts may stand in a sentence without a space around it
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_AS_LETTERS = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"}
_APOSTROPHES = "’ʼʻ‘`´＇"
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", *map(chr, range(0xFE00, 0xFE10))}


def without(*names: str) -> Callable[[str], str]:
    """Of Ana María also Ana and María alone. A line in which nothing else stood goes with the name."""
    patterns = {pattern for name in names for pattern in _patterns(name)}
    if not patterns:
        return _composed
    found = re.compile("|".join(sorted(patterns, key=len, reverse=True)))
    return lambda words: "\n".join(_cleaned(_composed(words).split("\n"), found))


def _cleaned(lines: Iterable[str], names: re.Pattern[str]) -> Iterable[str]:
    for line in lines:
        clean = _clean(line, names)
        if clean == line or any(map(str.isalnum, clean)):
            yield clean


def _clean(line: str, names: re.Pattern[str]) -> str:
    in_one_way = [_IN_ONE_WAY[letter] for letter in line]
    found = [match.span() for match in names.finditer("".join(in_one_way))]
    if not found:
        return line
    ends = list(accumulate(map(len, in_one_way)))  # of each letter, in the words in one way
    clean: list[str] = []
    after = 0
    for begin, end in found:
        clean += [line[after : bisect_right(ends, begin)], INSTEAD]
        after = bisect_right(ends, end - 1) + 1
    return "".join([*clean, line[after:]])


def _patterns(name: str) -> list[str]:
    """An initial alone is none: of Sam A. every a would go."""
    whole = " ".join("".join(_IN_ONE_WAY[letter] for letter in _composed(name)).split())
    pieces = [piece for piece in _APART.split(whole) if piece]
    apart = [one for one in pieces if any(map(str.isalpha, one)) and (len(one) > 1 or _runs_on(one))]
    if len(pieces) > 1 and any(map(str.isalpha, whole)):
        return [_pattern(pieces), *(_pattern([one]) for one in apart)]
    return [_pattern([whole])] if any(map(str.isalnum, whole)) else []


def _pattern(pieces: list[str]) -> str:
    first, last = pieces[0][0], pieces[-1][-1]
    begins, ends = "" if _runs_on(first) else _BEGINS, _NO_MARK if _runs_on(last) else _NO_MARK + _ENDS
    return f"{begins}{_BETWEEN.join(map(re.escape, pieces))}{ends}{_FULL_STOP}"


def _runs_on(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_WITHOUT_SPACES)


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


class _InOneWay(dict[str, str]):
    """Of each letter, once."""

    def __missing__(self, letter: str) -> str:
        self[letter] = written = _in_one_way(letter)
        return written


_IN_ONE_WAY = _InOneWay()


def _in_one_way(letter: str) -> str:
    """Nothing for what is not seen. Signs that are letters of their own, as in Thai or Hindi, stay."""
    if letter in _UNSEEN or unicodedata.category(letter) == "Cf":
        return ""
    if letter in _APOSTROPHES:
        return "'"
    bare = "".join(one for one in unicodedata.normalize("NFKD", letter) if not _is_above(one))
    return "".join(_AS_LETTERS.get(one, one) for one in unicodedata.normalize("NFC", bare).casefold())


def _is_above(sign: str) -> bool:
    """By its class: Hebrew and Arabic points, and what stands above or below a letter of Europe."""
    its_class = unicodedata.combining(sign)
    return 10 <= its_class <= 36 or its_class >= 200
