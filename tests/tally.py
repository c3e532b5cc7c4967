"""How many tests ran, where, and whether every one of them passed. Read from what pytest wrote into var/test/."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

RESULTS = Path("var/test")
PLACES = {
    "unit": "without a database",
    "integration-sqlite": "on SQLite",
    "integration-postgresql": "on PostgreSQL",
    "e2e": "in Chromium",
}


@dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")

    @property
    def is_clean(self) -> bool:
        """A place where nothing ran is as bad as one where something failed, and so is a test left out."""
        return self.passed > 0 and not self.failed and not self.skipped


def read() -> dict[str, Count]:
    return {stage: _count(RESULTS / f"{stage}.xml") for stage in PLACES}


def say(counts: Mapping[str, Count]) -> bool:
    """Print a line per place and the closing line; whether all of it is clean."""
    for stage, count in counts.items():
        print(f"  {PLACES[stage]:<24} {count}")
    print(sum(counts.values(), Count()))
    return all(count.is_clean for count in counts.values())


def _count(report: Path) -> Count:
    if not report.exists():
        return Count()
    total = Count()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - pytest wrote it a moment ago
        tests, errors, failures, skipped = (int(suite.get(k, 0)) for k in ("tests", "errors", "failures", "skipped"))
        total += Count(max(tests - errors - failures - skipped, 0), errors + failures, skipped)
    return total
