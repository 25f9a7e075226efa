"""What is too long for its one page, in a sentence for the person: by how much, and which rows could go."""

from __future__ import annotations

from desktop.packet.front_values import Overflow, OverflowRow
from desktop.records.packet import PacketPart

NAMES = {PacketPart.SUMMARY: "summary", PacketPart.TIMELINE: "timeline"}
LINE = 4.0
"""Millimetres of one line of text on these pages."""
SHOWN = 3
SHORT = 40


def overflow_words(one: Overflow) -> str:
    """Return how much too long a page is and its longest rows; empty when rows were left out to make it fit."""
    if one.by <= 0:
        return ""
    lines = max(1, round(one.by / LINE))
    much = "about one line" if lines == 1 else f"about {lines} lines"
    rows = "; ".join(map(_named, one.rows[:SHOWN]))
    longest = f" The longest: {rows}." if rows else ""
    return f"The {NAMES[one.part]} is {much} longer than one page. Shorten a text, or leave rows out.{longest}"


def _named(row: OverflowRow) -> str:
    text = row.text if len(row.text) <= SHORT else f"{row.text[:SHORT].rstrip()}…"
    return f"{row.label}, “{text}”"
