"""`make test`: every stage, two side by side, what failed printed in full, and at the end how many tests ran where."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import tally

# The longest first, so that the last one does not run alone; lint before them, because it is the soonest to tell.
STAGES = ("lint", "e2e", "integration-postgresql", "integration-sqlite", "unit")
SIDE_BY_SIDE = 2


def main() -> int:
    shutil.rmtree(tally.RESULTS, ignore_errors=True)
    tally.RESULTS.mkdir(parents=True)
    print(f"Running {', '.join(STAGES)}, {SIDE_BY_SIDE} at a time.", flush=True)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as lanes:
        passed = dict(zip(STAGES, lanes.map(_run, STAGES), strict=True))
    print()
    failed = [stage for stage in STAGES if not passed[stage]]
    if failed:
        print(f"Not passed: {', '.join(failed)}.")
    all_counted = tally.say(tally.read())
    return 0 if all_counted and not failed else 1


def _run(stage: str) -> bool:
    log = tally.RESULTS / f"{stage}.log"
    begun = time.monotonic()
    with log.open("w") as output:
        done = subprocess.run(
            ["make", "--no-print-directory", stage],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(),
            check=False,
        )
    _report(stage, log, passed=done.returncode == 0, seconds=time.monotonic() - begun)
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """Ours, without the outer make's own flags, and without whatever database this person's portal lives on."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "DATABASE_URL", "PORT"} and not name.startswith("PORTAL_")
    }


def _report(stage: str, log: Path, *, passed: bool, seconds: float) -> None:
    """One print, so that two stages ending together do not mix their lines."""
    lines = f"  {stage:<24} {'passed' if passed else 'FAILED'} after {seconds:.0f} s"
    if not passed:
        lines += f"\n{'-' * 100}\n{log.read_text(errors='replace').rstrip()}\n{'-' * 100}"
    print(lines, flush=True)


if __name__ == "__main__":
    sys.exit(main())
