"""What happened when, newest first."""
