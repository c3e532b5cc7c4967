"""How quick the portal is, measured as shares inside one run. What and how: docs/speed.md."""

READY_MADE, FIXED = "/ready-made", "/fixed"  # two addresses that only the measured server has
