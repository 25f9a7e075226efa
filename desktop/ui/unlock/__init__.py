"""Opening a vault, also by its recovery code."""
