"""Taking names out of what was written: whole words, however they are cased or composed. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping

_APART = re.compile(r"[\s\-‐‑.,·_]+")
_APOSTROPHES = "'’ʼ"
# a name in these scripts may stand in a sentence without a space around it
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def without(instead: Mapping[str, str]) -> Callable[[str], str]:
    """Name to what is said instead: of Ana María also Ana and María alone. The longest comes first."""
    said = {part: words for name, words in instead.items() for part in _parts(name)}
    if not said:
        return _composed
    names = re.compile("|".join(_pattern(part) for part in sorted(said, key=len, reverse=True)), re.IGNORECASE)
    by_key = {_key(part): words for part, words in said.items()}

    def clean(words: str) -> str:
        return names.sub(lambda found: by_key.get(_key(found[0]), "…"), _composed(words))

    return clean


def _parts(name: str) -> list[str]:
    """An initial alone is none: of Sam A. every a would go."""
    whole = " ".join(_composed(name).split())
    apart = [part for part in _APART.split(whole) if any(map(str.isalpha, part)) and (len(part) > 1 or _runs_on(part))]
    return [*apart, *([whole] if any(one.isalnum() for one in whole) else [])]


def _pattern(part: str) -> str:
    text = "".join(
        r"\s+" if one == " " else f"[{_APOSTROPHES}]" if one in _APOSTROPHES else re.escape(one) for one in part
    )
    begins, ends = "" if _runs_on(part[0]) else r"(?<!\w)", "" if _runs_on(part[-1]) else r"(?!\w)"
    return f"{begins}{text}{ends}"


def _runs_on(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_WITHOUT_SPACES)


def _key(words: str) -> str:
    return re.sub(f"[{_APOSTROPHES}]", "'", re.sub(r"\s+", " ", words)).casefold()


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)
