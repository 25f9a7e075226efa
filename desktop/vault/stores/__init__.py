"""What is kept and found: one file an idea, domain values in and out, inside the caller's transaction."""
