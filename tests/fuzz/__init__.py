"""Coverage-guided fuzzing of the reader's edge; outside the lock and the normal run (see CONTRIBUTING)."""
