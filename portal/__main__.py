"""`python -m portal`."""

from portal.cli import portal

portal()
