"""Medicines and allergies of after-visit summaries, discharge summaries, lists and print-outs."""
