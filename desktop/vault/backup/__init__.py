"""Backups: whole, sealed, verified, and cheap because originals never change."""
