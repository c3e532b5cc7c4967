"""What was found, as it is shown: a short piece of it, with the words that were looked for standing out."""

from markupsafe import Markup

from portal.guide.stems import LITTLE, stem, words_in

BEFORE, AFTER = 60, 150  # characters around the first word that was found


def excerpt(text: str, wanted: frozenset[str]) -> str:
    """Around the first word that was found, whole words only."""
    first = next((found.start() for found in words_in(text) if _is_wanted(found[0], wanted)), 0)
    begin, end = max(0, first - BEFORE), min(len(text), first + AFTER)
    if begin:
        begin = text.find(" ", begin, first) + 1 or first
    if end < len(text):
        end = max(text.rfind(" ", first, end), 0) or end
    words = " ".join(text[begin:end].split())
    return f"{'… ' if begin else ''}{words}{' …' if end < len(text) else ''}"


def marked(text: str, wanted: frozenset[str]) -> Markup:
    """All of it is escaped."""
    done, at = Markup(), 0
    for found in words_in(text):
        if _is_wanted(found[0], wanted):
            done += text[at : found.start()]
            done += Markup("<mark>{}</mark>").format(found[0])
            at = found.end()
    return done + text[at:]


def _is_wanted(word: str, wanted: frozenset[str]) -> bool:
    plain = word.casefold()
    return plain not in LITTLE and stem(plain) in wanted
