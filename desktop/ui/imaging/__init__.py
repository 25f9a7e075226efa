"""Pictures of scans: scroll through a series, see more or less of it. For orientation, not for diagnosis."""
