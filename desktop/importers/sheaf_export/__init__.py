"""Sheaf's own export (docs/export-format.md), read back."""
