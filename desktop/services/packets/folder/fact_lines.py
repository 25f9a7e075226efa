"""Facts with many fields as lines: what it is, its fields by name, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.packet.language import say
from desktop.packet.single_things import called
from desktop.records.fact import Fact, FactKind
from desktop.services.export.page.fact_tables import shown_fields
from desktop.services.export.page.markup import Html, element, joined, written
from desktop.services.packets.folder.folder_words import cell_text, field_title

_OWN = frozenset({"sensitive"})
"""What the person keeps for the questions before a packet; it tells the reader nothing about the entry."""


def _fields(kind: FactKind, fact: Fact) -> Html:
    """Return "Stage: IVA · Grade: G2"; what the title says already is not said again."""
    said = {"title", *type(fact).title_from}
    pairs: list[Html] = []
    for field in shown_fields(kind, [fact]):
        text = "; ".join(cell_text(fact, field).splitlines())
        if field.attribute not in said and text and field.attribute not in _OWN:
            label = element("span", f"{field_title(field)}:", class_="muted")
            pairs.append(element("span", joined([label, written("span", text)], " "), class_="pair"))
    return joined(pairs)


def fact_lines(kind: FactKind, facts: Sequence[Fact], where_from: Callable[[Fact], Html]) -> Html:
    """Return one line for each fact; `where_from` makes what stands in the rail on its right."""
    cells: list[Html] = []
    for fact in facts:
        none = f": {say('unknown.none-known')}" if fact.negated else ""
        cells.append(written("div", f"{called(fact, fact.title)}{none}", class_="name"))
        cells.append(element("div", _fields(kind, fact)))
        cells.append(element("div", where_from(fact), class_="rail"))
    return element("div", joined(cells), class_="groups")
