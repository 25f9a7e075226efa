"""A row of the summary: its text, and whose word it is."""

from __future__ import annotations

from desktop.packet.pages.runs import Run, Runs
from desktop.typeset.drawable import JSON

SummaryRow = dict[str, JSON]


def row(text: Runs, origin: Run) -> SummaryRow:
    """Return the row's data for packet/summary.typ."""
    return {"text": text, "origin": origin}
