"""Questions for the visit, ranked, and their answers after it."""
