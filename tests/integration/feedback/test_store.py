"""The one file in which feedback waits: what it shows from outside, and that nothing in it is ever lost or doubled."""

import json
import logging
import os
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, MultiFernet

from portal.feedback import store
from portal.feedback.rules import LONGEST, QUESTIONS, Feedback, Planned, filled
from portal.feedback.store import Contents, StoreAway
from portal.settings import settings

NOW = "2026Q4"
LONG_WORDS = "🌊" * LONGEST
NEW = Contents(looked_on="2026-11-16")


def said(words: str = "", quarter: str = NOW) -> Feedback:
    return Feedback("g" * 16, "mentees", filled({}), words, quarter)


def has_turns(*members: str, words: str | None = None) -> Contents:
    """Each of these has their say, or without words chooses not to."""
    after = NEW
    for member in members:
        one = said(f"{words} {member}") if words is not None else None
        after = store.change(lambda before, member=member, one=one: before.with_turn(member, NOW, one), NEW)  # type: ignore[misc]
    return after


def file() -> Path:
    return settings().feedback_file


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    yield [key.decode() for key in settings().keys]
    monkeypatch.undo()
    settings.cache_clear()


def now_with(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    monkeypatch.setenv("PORTAL_KEYS", ",".join(keys))
    settings.cache_clear()


def test_there_is_none_before_the_first() -> None:
    assert store.read() is None


def test_what_was_kept_is_there() -> None:
    has_turns("maya", "theo", words='Nights are hard. 🌊 שלום\n"quoted"')

    kept = store.read()
    assert kept is not None
    assert kept.turns == {NOW: {"maya", "theo"}}
    assert sorted(one.words for one in kept.waiting) == [
        f'Nights are hard. 🌊 שלום\n"quoted" {name}' for name in ("maya", "theo")
    ]
    assert kept.looked_on == NEW.looked_on


def test_what_is_being_published_is_there() -> None:
    planned = {"b" * 16: Planned((said("one"), said("two")), 9, "g" * 16, "mentees", "2026-11-23")}
    store.change(lambda before: replace(before, planned=planned), NEW)

    kept = store.read()
    assert kept is not None
    [(id_, one)] = kept.planned.items()
    assert (id_, replace(one, said=())) == ("b" * 16, replace(planned[id_], said=()))
    assert Counter(map(repr, one.said)) == Counter(map(repr, planned[id_].said))
    assert kept.without(["b" * 16]).planned == {}


def test_nothing_of_it_can_be_read() -> None:
    has_turns("maya-maya-maya-m", words="the-words-of-maya")
    for word in (b"the-words-of", b"maya", b"mentees", NOW.encode(), b"not_said"):
        assert word not in file().read_bytes()


def test_no_time_stands_in_it_or_beside_it() -> None:
    has_turns("maya")
    assert file().stat().st_mtime == 0
    [key, *_] = settings().keys
    assert Fernet(key).extract_timestamp(file().read_bytes()) == 0


def test_for_nobody_else_on_the_machine() -> None:
    has_turns("maya")
    assert stat.S_IMODE(file().stat().st_mode) == 0o600
    assert stat.S_IMODE(file().parent.stat().st_mode) == 0o700


def test_programs_for_backups_are_told_to_leave_it_out() -> None:
    has_turns("maya")
    assert (file().parent / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert sorted(part.name for part in file().parent.iterdir()) == ["CACHEDIR.TAG", "feedback.sealed"]


def test_as_long_whatever_was_chosen() -> None:
    """Of who had their say and who chose not to, the file is as long, at every number of them."""
    lengths: dict[str | None, list[int]] = {"": [], LONG_WORDS[: LONGEST - 3]: [], None: []}
    for words, found in lengths.items():
        store.forget()
        for nth in range(40):
            has_turns(f"{nth:02}", words=words)
            found.append(file().stat().st_size)
    assert len({tuple(found) for found in lengths.values()}) == 1
    assert len(set(lengths[None])) == 3, "sixteen people to a block"


def test_and_so_it_stays_when_the_quarter_is_over_and_when_it_is_published() -> None:
    """Else it could be seen, once others come, how many of the quarter before are in it."""
    lengths: dict[str | None, list[int]] = {"": [], LONG_WORDS[: LONGEST - 3]: [], None: []}
    quarters = ["2027Q1", "2027Q2", "2027Q3", "2027Q4", "2028Q1", "2028Q2", "2028Q3"]
    for words, found in lengths.items():
        store.forget()
        has_turns(*map(str, range(10, 30)), words=words)
        for quarter in quarters:
            store.change(lambda before, of=quarter: before.as_of(of), NEW)  # type: ignore[misc]
            for nth in range(10):
                store.change(lambda kept, of=quarter, nth=nth: kept.with_turn(str(nth), of, None), NEW)  # type: ignore[misc]
                found.append(file().stat().st_size)
            if quarter == "2028Q1":
                store.change(lambda before: replace(before, waiting=()), NEW)
    assert len({tuple(found) for found in lengths.values()}) == 1
    assert len(set(lengths[None])) > 2


def test_the_longest_words_have_room() -> None:
    at_most = replace(
        said(LONG_WORDS), choices={name: max(asked.choices, key=len) for name, asked in QUESTIONS.items()}
    )
    kept = {"group": "g" * 16, "side": "mentees", "choices": at_most.choices, "words": LONG_WORDS, "quarter": NOW}
    assert len(json.dumps(kept, ensure_ascii=False).encode()) + 40 < store.ROOM


def test_written_anew_every_time_also_for_nothing() -> None:
    has_turns("maya", words="words")
    seen = set()
    for _ in range(5):
        has_turns("maya")
        seen.add(file().read_bytes())
    assert len(seen) == 5
    assert len({len(copy) for copy in seen}) == 1


def test_the_order_in_which_they_came_is_lost() -> None:
    """Also for whoever holds the keys: each of six has been first, and last, about as often as any other."""
    first, last = Counter[str](), Counter[str]()
    for _ in range(120):
        store.forget()
        has_turns(*"abcdef", words="")
        kept = json.loads(MultiFernet([Fernet(key) for key in settings().keys]).decrypt(file().read_bytes()))
        assert kept["turns"] == {NOW: list("abcdef")}, "of who had their say the alphabet's"
        first[kept["waiting"][0]["words"]] += 1
        last[kept["waiting"][-1]["words"]] += 1
    assert all(5 <= found[f" {name}"] <= 40 for found in (first, last) for name in "abcdef")


def test_one_say_in_a_quarter_and_the_first_counts() -> None:
    has_turns("maya", words="first")
    has_turns("maya", words="second")
    has_turns("maya")
    kept = store.read()
    assert kept is not None
    assert [one.words for one in kept.waiting] == ["first maya"]
    assert kept.has_had_a_say("maya", NOW)
    assert not kept.has_had_a_say("theo", NOW)


def test_who_had_their_say_is_forgotten_with_the_quarter() -> None:
    has_turns("maya", words="first")
    kept = store.change(lambda before: before.as_of(NOW), NEW)
    assert kept.turns == {NOW: {"maya"}}
    kept = store.change(lambda before: before.as_of("2027Q1"), NEW)
    assert (kept.turns, kept.had) == ({}, {NOW: 1})
    for over in (NOW, "2026Q3", "2020Q1"):
        assert kept.has_had_a_say("theo", over), "a quarter that is over stays over, also where the clock is set back"
        assert kept.with_turn("theo", over, said("late")) == kept
    assert not kept.has_had_a_say("maya", "2027Q1")
    assert [one.quarter for one in kept.waiting] == [NOW]


def test_of_two_processes_at_once_nobody_is_lost() -> None:
    program = (
        "import sys; from portal.feedback import store; from portal.feedback.rules import Feedback\n"
        "for nth in range(25):\n"
        f"    store.change(lambda kept: kept.with_turn(sys.argv[1] + str(nth), '{NOW}', Feedback(words=sys.argv[1])),"
        " store.Contents())"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, name]) for name in ("a", "b", "c")]
    assert [one.wait(60) for one in running] == [0, 0, 0]

    kept = store.read()
    assert kept is not None
    assert len(kept.turns[NOW]) == 75
    assert Counter(one.words for one in kept.waiting) == {"a": 25, "b": 25, "c": 25}


def test_killed_while_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever point: the old one is there, whole, and the next one is written as if nothing had been."""
    has_turns("maya", words="first")
    for step in ("utime", "fsync"):
        program = (
            "import os, signal; from portal.feedback import store\n"
            f"os.{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
            f"store.change(lambda kept: kept.with_turn('theo', '{NOW}', None), store.Contents())"
        )
        assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
        kept = store.read()
        assert kept is not None
        assert kept.turns == {NOW: {"maya"}}
        assert file().with_suffix(".new").exists()
    assert has_turns("ruth").turns == {NOW: {"maya", "ruth"}}
    assert not file().with_suffix(".new").exists()


@pytest.mark.parametrize("step", ["fsync", "open", "fdopen"])
def test_where_the_disk_is_full_the_old_one_stays(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    has_turns("maya", words="first")
    before = file().read_bytes()
    with monkeypatch.context() as meanwhile:
        opened = os.open

        def full(*arguments: object, **_: object) -> int:
            if step == "open" and not str(arguments[0]).endswith(".new"):
                return opened(*arguments)  # type: ignore[arg-type]
            raise OSError(28, "No space left on device")

        meanwhile.setattr(os, step, full)
        with pytest.raises(StoreAway, match="cannot be written"):
            has_turns("theo")
    assert file().read_bytes() == before
    assert not file().with_suffix(".new").exists()


@pytest.mark.parametrize("broken", [b"", b"gAAAA", b"\x00" * 99])
def test_what_cannot_be_read_is_never_written_over(broken: bytes) -> None:
    has_turns("maya", words="first")
    file().write_bytes(broken)
    for attempt in (store.read, lambda: has_turns("theo")):
        with pytest.raises(StoreAway, match="cannot be opened"):
            attempt()
    assert file().read_bytes() == broken


def test_what_is_sealed_and_something_else_is_not_read_either() -> None:
    has_turns("maya")
    for words in (b"[]", b"{}", b'{"looked_on": 1, "turns": 2, "waiting": [{"who": 1}], "planned": {}}'):
        file().write_bytes(Fernet(settings().keys[0]).encrypt(words))
        with pytest.raises(StoreAway):
            store.read()


def test_keys_are_rotated(keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    has_turns("maya", words="first")
    [old], new = keys, Fernet.generate_key().decode()

    now_with(monkeypatch, new)
    with pytest.raises(StoreAway):
        store.read()
    now_with(monkeypatch, new, old)
    has_turns("theo")
    now_with(monkeypatch, new)
    kept = store.read()
    assert kept is not None
    assert kept.turns == {NOW: {"maya", "theo"}}


def test_another_process_that_never_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    has_turns("maya")
    monkeypatch.setattr(store, "PATIENCE", 0.02)
    with store._alone(), pytest.raises(StoreAway):
        has_turns("theo")
    assert has_turns("ruth").turns == {NOW: {"maya", "ruth"}}


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    has_turns("maya", words="first")
    assert caplog.records == []
