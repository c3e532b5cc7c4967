"""Sealed columns: only with the member's own key, wrapped by the portal's, which can be rotated."""

import logging
import re
from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet, InvalidToken
from piccolo.columns import Text

from portal import clock, sealed
from portal.accounts.tables import Account
from portal.care.rules import as_kept
from portal.database import write_transaction
from portal.piccolo_app import APP_CONFIG
from portal.sealed import MemberKey
from portal.settings import settings
from portal.tick import tick
from tests.integration.cast import Cast, words
from tests.integration.conftest import Enter
from tests.integration.ledger import everything, on_disk, sql
from tests.integration.told import goodbye, tell
from tests.integration.told_in_talks import HOW_THEY_ARE

FILLED_IN_ELSEWHERE = {"kept_forms.typed", "proposals.mentor_reason"}
WORDS = "Nights are hard. 🌊 שלום"


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The portal's keys, newest first: change the list, then say so with `rotated()`."""
    before = [key.decode() for key in settings().keys]
    yield before
    monkeypatch.undo()
    settings.cache_clear()


def now_with(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    monkeypatch.setenv("PORTAL_KEYS", ", ".join(keys))
    settings.cache_clear()


async def sealed_by(*names: str) -> list[str]:
    async with write_transaction():
        ring = await sealed.ring_to_write(*names)
    return [ring.seal(WORDS, of=name) or "" for name in names]


async def wrapped(name: str) -> str:
    [row] = await MemberKey.select(MemberKey.wrapped).where(MemberKey.owner == name)
    return str(row["wrapped"])


async def test_sealed_and_opened() -> None:
    [ciphertext] = await sealed_by("maya")
    assert "Nights" not in ciphertext
    assert (await sealed.ring("maya")).open(ciphertext, of="maya") == WORDS


async def test_the_same_words_never_look_the_same() -> None:
    [first] = await sealed_by("maya")
    [second] = await sealed_by("maya")
    assert first != second


async def test_each_has_one_key_and_keeps_it() -> None:
    await sealed_by("maya", "theo", "maya")
    key = await wrapped("maya")
    await sealed_by("maya")
    assert await wrapped("maya") == key
    assert await MemberKey.count() == 2


@pytest.mark.parametrize("nothing", ["", None])
async def test_nothing_stays_nothing(nothing: str | None) -> None:
    await sealed_by("maya")
    ring = await sealed.ring("maya")
    assert ring.seal(nothing, of="maya") is None
    assert ring.open(nothing, of="maya") == ""


async def test_a_ring_of_nobody() -> None:
    ring = await sealed.ring()
    assert ring.open("whatever", of="maya") == ""


async def test_another_members_key_does_not_open_it() -> None:
    ciphertext, _ = await sealed_by("maya", "theo")
    ring = await sealed.ring("theo")
    assert ring.open(ciphertext, of="maya") == "", "Maya's key is not on the ring"
    assert ring.open(ciphertext, of="theo") == ""


async def test_what_was_changed_by_somebody_does_not_open() -> None:
    [ciphertext] = await sealed_by("maya")
    assert (await sealed.ring("maya")).open(ciphertext[:-4] + "AAA=", of="maya") == ""


async def test_with_the_key_erased_it_opens_to_nothing() -> None:
    mine, theirs = await sealed_by("maya", "theo")
    await sealed.erase_key("maya")
    ring = await sealed.ring("maya", "theo")
    assert ring.open(mine, of="maya") == ""
    assert ring.open(theirs, of="theo") == WORDS


async def test_a_key_made_after_the_erasure_is_another_one() -> None:
    [before] = await sealed_by("maya")
    await sealed.erase_key("maya")
    [after] = await sealed_by("maya")
    ring = await sealed.ring("maya")
    assert (ring.open(before, of="maya"), ring.open(after, of="maya")) == ("", WORDS)


async def test_the_keys_of_the_portal_are_rotated(keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    [ciphertext] = await sealed_by("maya")
    [old], new = keys, Fernet.generate_key().decode()

    now_with(monkeypatch, new, old)
    assert (await sealed.ring("maya")).open(ciphertext, of="maya") == WORDS
    wrapped_by_old = await wrapped("maya")
    assert await sealed.rewrap() == 1
    assert await wrapped("maya") != wrapped_by_old

    now_with(monkeypatch, new)
    assert (await sealed.ring("maya")).open(ciphertext, of="maya") == WORDS

    now_with(monkeypatch, old)
    with pytest.raises(InvalidToken):
        await sealed.ring("maya")


async def test_before_wrapping_anew_the_old_key_is_still_needed(
    keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await sealed_by("maya")
    now_with(monkeypatch, Fernet.generate_key().decode())
    with pytest.raises(InvalidToken):
        await sealed.ring("maya")


async def test_wrapping_anew_keeps_every_word_of_everybody(
    cast: Cast, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now_with(monkeypatch, Fernet.generate_key().decode(), *keys)
    assert await sealed.rewrap() == len([*cast.members, sealed.MARKS])
    ring = await sealed.ring(*cast.members.values())
    assert ring.open(ring.seal(WORDS, of=cast.members["ines"]), of=cast.members["ines"]) == WORDS


async def test_what_was_written_cannot_be_read_where_it_is_kept(cast: Cast) -> None:
    """Every sealed column there is, filled in by somebody; not one of their words in the rows or in the files, of which
    one is the feedback that waits."""
    await tell(cast)
    await goodbye(cast, "maya")
    rows, disk = await everything(), on_disk()
    assert settings().feedback_file.read_bytes() in disk
    for said in (
        "-written-by-",
        "+1 202 555",
        "2025550",
        "@cast.example",
        "nights,other",
        '"willing"',
        "closer to mine",
        "finding_out",
        as_kept(HOW_THEY_ARE).strip(),
    ):
        assert said not in rows
        assert said.encode() not in disk
    for table, column in _sealed_columns():
        found = [row["value"] for row in await sql(f'SELECT "{column}" AS value FROM "{table}"') if row["value"]]  # noqa: S608 - our own names
        assert found or f"{table}.{column}" in FILLED_IN_ELSEWHERE, f"nobody has filled in {table}.{column}"
        assert all(value.startswith("gAAAA") for value in found), f"{table}.{column}"


async def test_nothing_of_it_is_logged(cast: Cast, enter: Enter, caplog: pytest.LogCaptureFixture) -> None:
    """Neither by what people do nor by what they read; nor a name, nor where they are."""
    caplog.set_level(logging.DEBUG)
    told = await tell(cast)
    talk, staff = f"/talks/{cast.talk}", ("/desk", "/desk/talks", "/desk/feedback", f"/desk/concerns/{told.worry}")
    members = ("/home", "/me", "/me/say", "/me/apart", "/note", "/question", f"/chats/{told.taken_chat}")
    for name in ("maya", "theo", "fay", "cora"):
        browser = await enter(name)
        for address in (*members, talk, f"{talk}/messages", f"{talk}/note", *staff):
            await browser.get(address)
        await browser.post("/me/say", {"words": words("waiting_feedback", of=name)}, page="/guide")
        await browser.post("/guide/search", {"words": words("searched", of=name)}, page="/guide")
    clock.travel(days=30)
    await tick()
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]  # our browser's
    theirs = re.compile("-written-by-|202 555|maya|theo|lena|/talks/|/chats/", re.IGNORECASE)
    assert [line for line in ours if theirs.search(line)] == []


def _sealed_columns() -> Iterator[tuple[str, str]]:
    """As `portal.columns.sealed` makes them. What a password is hashed to is a secret too, and its own."""
    for table in APP_CONFIG.table_classes:
        for column in table._meta.columns:
            is_sealed = type(column) is Text and column._meta.secret and column._meta.null
            if is_sealed and column is not Account.password_hash:
                yield table._meta.tablename, column._meta.name
