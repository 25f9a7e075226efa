"""Watching a folder: a quiet notice of what is new, and a list to choose from."""
