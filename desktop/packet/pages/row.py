"""A row of the summary: its text, whose word it is, and what it can be left out by."""

from __future__ import annotations

from desktop.packet.pages.runs import Run, Runs
from desktop.typeset.drawable import JSON

SummaryRow = dict[str, JSON]


def row(text: Runs, origin: Run, id_: str = "") -> SummaryRow:
    """Return the row's data for packet/summary.typ; `id_` is the fact or document it was made of."""
    return {"text": text, "origin": origin, "id": id_}
