"""The readable text of a section, and its table's rows when nothing else is there (CDA R2, "Narrative block")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from desktop.importers.identify.folded import plain_words
from desktop.importers.paging import CELL
from desktop.importers.safe_xml import Node, children, text_of

_BLOCKS = frozenset({"paragraph", "tr", "item", "list", "table", "br", "caption", "thead", "tbody"})


_NONE = frozenset(
    {"no", "none", "nka", "nkda", "nil", "not", "unknown", "denies", "denied", "ninguna", "ninguno", "sin"}
)
"""First words of what says that there is nothing, or that nothing is known."""


def says_none(text: str) -> bool:
    """Return whether a text begins with a word that says that there is nothing, or that nothing is known."""
    return plain_words(text).partition(" ")[0] in _NONE or plain_words(text) in {"", "n a"}


def _lines(node: Node, line: list[str]) -> Iterator[str]:
    """Yield the lines of a node; `line` holds what stands on the line so far."""

    def ended() -> Iterator[str]:
        words = " ".join(" ".join(line).split())
        line.clear()
        if words:
            yield words

    if node.tag in _BLOCKS:
        yield from ended()
    if node.tag == "tr":
        cells = [text_of(cell) for cell in node.iterchildren("td", "th")]
        yield CELL.join(cells) if any(cells) else ""
        return
    line.append(node.text or "")
    for part in node.iterchildren(etree.Element):
        yield from _lines(part, line)
        line.append(part.tail or "")
    if node.tag in _BLOCKS:
        yield from ended()


def section_lines(section: Node) -> list[str]:
    """Return the text of a section: a line for each paragraph, list item and table row."""
    found: list[str] = []
    for text in children(section, "text"):
        line: list[str] = []
        found += _lines(text, line)
        rest = " ".join(" ".join(line).split())
        found += [rest] if rest else []
    return [line for line in found if line]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the heads above its cells, and the cells."""

    heads: tuple[str, ...]
    cells: tuple[str, ...]


def table_rows(section: Node) -> Iterator[Row]:
    """Yield the rows of the section's tables below their heads; a table without heads has none."""
    for table in (each for text in children(section, "text") for each in text.iter("table")):
        heads = tuple(text_of(cell) for cell in table.iterfind("thead/tr[1]/th")) or tuple(
            text_of(cell) for cell in table.iterfind("tr[1]/th")
        )
        bodies = [*table.iterfind("tbody/tr"), *table.iterfind("tr")]
        for row in bodies:
            cells = tuple(text_of(cell) for cell in row.iterchildren("td", "th"))
            if heads and cells != heads and any(cells) and len(cells) <= len(heads):
                yield Row(heads, cells)
