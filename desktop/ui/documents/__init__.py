"""The documents screen: find, filter, look, and keep in order."""
