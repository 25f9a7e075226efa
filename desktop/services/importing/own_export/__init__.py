"""Sheaf's own exports back in: found in a drop, read, checked, and filed in one step (docs/export-format.md)."""
