"""The first letter, and nothing after it."""

import pytest

from portal.sentences import begun


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("waits since today", "Waits since today"),
        ("Fay and the coordinator", "Fay and the coordinator"),
        ("éva", "Éva"),
        ("3 days", "3 days"),
        ("e-mail to Noor", "E-mail to Noor"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(words: str, sentence: str) -> None:
    assert begun(words) == sentence
