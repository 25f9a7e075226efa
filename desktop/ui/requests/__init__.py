"""The requests page: what was asked for, from whom, and whether all of it came."""
