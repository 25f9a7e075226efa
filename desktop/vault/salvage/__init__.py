"""What can still be read of a damaged vault, page by page, into a new one. The damaged one is never written."""
