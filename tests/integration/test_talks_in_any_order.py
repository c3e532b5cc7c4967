"""T2 is writing this (see /tmp/plan/wanted-T1.md)."""
