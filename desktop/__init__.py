"""Sheaf: medical records in an encrypted vault, and one packet for a second doctor."""
