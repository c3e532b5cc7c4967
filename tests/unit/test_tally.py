from pathlib import Path

import pytest

from tests import tally
from tests.tally import Count

ALL_WELL = '<testsuites><testsuite tests="4" errors="0" failures="0" skipped="0"/></testsuites>'
ONE_LEFT_OUT = '<testsuites><testsuite tests="4" errors="0" failures="0" skipped="1"/></testsuites>'
TWO_BROKEN = '<testsuites><testsuite tests="4" errors="1" failures="1" skipped="0"/></testsuites>'


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tally, "RESULTS", tmp_path)
    for stage in tally.PLACES:
        (tmp_path / f"{stage}.xml").write_text(ALL_WELL)
    return tmp_path


def test_all_is_well_when_everything_ran_and_passed(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally.say(tally.read()) is True
    assert capsys.readouterr().out.splitlines() == [
        "  without a database       4 passed, 0 failed",
        "  on SQLite                4 passed, 0 failed",
        "  on PostgreSQL            4 passed, 0 failed",
        "  in Chromium              4 passed, 0 failed",
        "16 passed, 0 failed",
    ]


@pytest.mark.parametrize(
    ("report", "count"),
    [(ONE_LEFT_OUT, Count(3, 0, 1)), (TWO_BROKEN, Count(2, 2, 0)), ("<testsuites/>", Count())],
    ids=["one left out", "two broken", "nothing ran"],
)
def test_anything_less_is_not(results: Path, report: str, count: Count) -> None:
    (results / "e2e.xml").write_text(report)
    assert tally.read()["e2e"] == count
    assert tally.say(tally.read()) is False


def test_a_place_that_never_reported_is_not_well_either(results: Path) -> None:
    (results / "integration-postgresql.xml").unlink()
    assert tally.say(tally.read()) is False
