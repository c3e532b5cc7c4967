"""How a sentence is put together, whatever it is about."""


def begun(sentence: str) -> str:
    """With a capital, where words that stand within a sentence as they are come first in one."""
    return sentence[:1].upper() + sentence[1:]


def either(*words: str) -> str:
    """Several of which one is meant: phone, text or here."""
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
