"""The import screens: progress with a working Cancel, and what happened to each file."""
