"""What is next."""
