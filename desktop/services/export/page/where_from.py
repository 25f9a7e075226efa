"""Where a fact of an exported record was read, with a link to the original, and whose word it is."""

from __future__ import annotations

from collections.abc import Callable

from desktop.records.fact import Fact
from desktop.records.provenance import Origin
from desktop.services.export.page.markup import Html, element, file_link, joined, written
from desktop.services.export.tables import document_title, place_words, places
from desktop.services.export.values import PlacedRecord

_WHOSE_WORD = {
    Origin.PROPOSED: "Read by Sheaf, not compared yet",
    Origin.CONFIRMED: "Compared with the document",
    Origin.EDITED: "Changed by hand",
    Origin.TYPED: "Typed",
}


def where_from(placed: PlacedRecord, prefix: str) -> Callable[[Fact], Html]:
    """Return what makes the cell of a fact; `prefix` leads from the page to the person's folder."""
    documents = {document.id: document for document in placed.record.all_documents}

    def cell(fact: Fact) -> Html:
        lines: list[Html] = []
        for document_id, page in places(fact):
            words = place_words(document_title(documents, document_id), page)
            path = placed.link(document_id)
            lines.append(file_link(prefix + path, words) if path else written("span", words))
        whose = _WHOSE_WORD[fact.origin] + (". Please check" if fact.needs_check else "")
        lines.append(element("span", whose, class_="muted"))
        return joined(lines, "<br>")

    return cell
