"""Runs typst over resources/templates: packet pages, recovery kit, slips; values in, PDF bytes out."""
