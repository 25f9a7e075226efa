"""Confirming values beside the piece of the page that shows them."""
