"""Whose records are open."""
