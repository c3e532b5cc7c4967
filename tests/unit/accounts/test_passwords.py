import asyncio

import pytest

from portal.accounts.passwords import hashed, matches, why_not_this_password

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


async def test_it_is_argon2id_with_enough_of_it_and_the_loop_goes_on_meanwhile() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    kept = await hashed("four lanterns above a mill")
    is_it, is_another = await matches("four lanterns above a mill", kept), await matches("another", kept)
    beside.cancel()

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert (is_it, is_another) == (True, False)
    assert turns > 10  # on the loop each of the three would have held everybody up


async def test_nobody_is_looked_at_as_long_as_somebody() -> None:
    """Of three at once two have their turn, whoever they are: an unknown name takes its turn like any other."""
    kept = await hashed("four lanterns above a mill")
    both = [asyncio.create_task(matches("another", kept)) for _ in range(2)]
    unknown = asyncio.create_task(matches("another", None))
    await asyncio.wait([*both, unknown], return_when=asyncio.FIRST_COMPLETED)

    assert not unknown.done()
    assert await asyncio.gather(*both, unknown) == [False, False, False]
