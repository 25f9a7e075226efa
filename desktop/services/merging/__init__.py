"""Many sources, one record: what says the same, what differs, what is a newer version (decision 0017)."""
