"""Zips: what portals, phones and discs give; each member goes round again as a document of its own."""
