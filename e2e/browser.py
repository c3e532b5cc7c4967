"""A Chromium to test in: Playwright's own, else the system's, else one that is installed now. Never none in silence.

`python -m e2e.browser` says which one it is, and is what `make test` runs before the journeys.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


class NoBrowser(Exception):
    """There is no Chromium here and none could be installed."""


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that finds this machine and nothing else, whatever a page may ask for."""
    return playwright.chromium.launch(executable_path=find(playwright), args=_arguments())


def find(playwright: Playwright) -> str:
    """The path of a Chromium on this machine."""
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    for name in SYSTEM_NAMES:
        if path := shutil.which(name):
            return path
    for app in MAC_APPS:
        if Path(app).exists():
            return app
    raise NoBrowser("No Chromium was found. Install one (Debian: apt-get install chromium) and try again.")


def install() -> None:
    """Debian's Chromium where we may install it, else Playwright's own."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("No browser here yet. Installing Debian's Chromium …", flush=True)
        _try(["apt-get", "update", "-qq"])
        _try(["apt-get", "install", "-y", "-qq", "chromium"])
    else:
        print("No browser here yet. Fetching Playwright's Chromium …", flush=True)
        _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _arguments() -> list[str]:
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to be started by root, as in CI
    return arguments


def _try(command: Sequence[str]) -> None:
    """Whether it worked is seen by looking for the browser again."""
    subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def main() -> int:
    with sync_playwright() as playwright:
        try:
            find(playwright)
        except NoBrowser:
            install()
        try:
            path = find(playwright)
            browser = launch(playwright)
        except Exception as trouble:  # whatever keeps it from starting is what has to be read
            print(f"The journeys need a browser and there is none that starts.\n{trouble}", file=sys.stderr)
            return 1
        print(f"Browser for the journeys: {path}, version {browser.version}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
