"""Setting up a vault, in four steps."""
