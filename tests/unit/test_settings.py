"""What the environment may say, and what happens where it says too little."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from portal.settings import SettingsMissing, read

KEY = Fernet.generate_key().decode()


def test_nothing_at_all_is_a_demo_on_this_machine(tmp_path: Path) -> None:
    settings = read({"PORTAL_DATA": str(tmp_path)})

    assert settings.env == "demo"
    assert settings.database_url == ""
    assert settings.database_file == tmp_path / "portal.sqlite"
    assert settings.origin == "http://127.0.0.1:8000"
    assert settings.hosts == ("127.0.0.1", "localhost")
    assert settings.now is None


def test_the_demo_keeps_its_key_to_itself(tmp_path: Path) -> None:
    first, second = (read({"PORTAL_DATA": str(tmp_path / "new")}) for _ in range(2))

    assert first.keys == second.keys
    assert (tmp_path / "new" / "keys").stat().st_mode & 0o777 == 0o600
    assert first.keys[0].decode() not in repr(first)


def test_production_says_what_it_is_missing() -> None:
    with pytest.raises(SettingsMissing, match="PORTAL_ORIGIN"):
        read({"PORTAL_ENV": "production", "PORTAL_KEYS": KEY})
    with pytest.raises(SettingsMissing, match="PORTAL_KEYS"):
        read({"PORTAL_ENV": "production", "PORTAL_ORIGIN": "https://notes.example.org"})


def test_production_in_full() -> None:
    older = Fernet.generate_key().decode()
    settings = read(
        {
            "PORTAL_ENV": "production",
            "PORTAL_KEYS": f"{KEY}, {older}",
            "PORTAL_ORIGIN": "https://notes.example.org/",
            "PORTAL_PROXIES": "10.0.0.1,10.0.0.2",
        }
    )

    assert settings.is_production
    assert settings.keys == (KEY.encode(), older.encode())
    assert settings.origin == "https://notes.example.org"
    assert settings.hosts == ("notes.example.org",)
    assert settings.proxies == ("10.0.0.1", "10.0.0.2")


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"PORTAL_ENV": "prod"}, "PORTAL_ENV"),
        ({"PORTAL_NOW": "2026-03-01T09:00:00+00:00"}, "PORTAL_NOW"),
        ({"PORTAL_ENV": "test", "PORTAL_NOW": "2026-03-01T09:00:00"}, "PORTAL_NOW"),
        ({"PORTAL_KEYS": "secret"}, "PORTAL_KEYS"),
        ({"PORT": "eighty"}, "PORT"),
    ],
)
def test_what_makes_no_sense_is_refused(says: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsMissing, match=told):
        read({"PORTAL_DATA": str(tmp_path), **says})


def test_the_clock_may_start_elsewhere_in_tests(tmp_path: Path) -> None:
    says = {"PORTAL_ENV": "test", "PORTAL_NOW": "2026-03-01T09:00:00+00:00", "PORTAL_DATA": str(tmp_path)}

    assert read(says).now == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
