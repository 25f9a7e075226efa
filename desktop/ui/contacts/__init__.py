"""The care team, family and helpers."""
