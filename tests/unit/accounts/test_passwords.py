import pytest

from portal.accounts.passwords import why_not_this_password

EASY = "This password is easy to guess. Choose a few words that only make sense to you."


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "Use at least 12 characters. A few words in a row are easy to remember."),
        ("aaaaaaaaaaaa", EASY),
        ("abababababab", EASY),
        ("qwerty123456", EASY),
        ("LeaveMeAlone", EASY),
        ("four lanterns above a mill", None),
        ("שלום שלום שקט", None),
        ("🌊🌊🌊 quiet 🌊🌊🌊", None),
        ("x\x00y\x00z\x00 quiet harbour", None),
        ("quiet" * 26, "Use at most 128 characters."),
    ],
)
def test_which_passwords_will_do(password: str, sentence: str | None) -> None:
    assert why_not_this_password(password) == sentence
