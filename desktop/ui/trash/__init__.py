"""The trash: what was set aside, for 30 days."""
