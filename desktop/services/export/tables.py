"""What a table of facts shows: the same columns for the spreadsheet and for the page."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.records.document import Document
from desktop.records.entry_fields import EntryField, entry_fields
from desktop.records.fact import Fact, FactKind
from desktop.records.kinds import FACT_TYPES

KIND_TITLES = {kind: fact_type.words[1].capitalize() for kind, fact_type in FACT_TYPES.items()}


def own_columns(kind: FactKind) -> tuple[EntryField, ...]:
    """Return the fields of a kind in the order in which they are asked, the title first."""
    made = entry_fields(kind)
    title = tuple(field for field in made if field.attribute == "title")
    return (*title, *(field for field in made if field.attribute != "title"))


def document_title(documents: Mapping[str, Document], document_id: str) -> str:
    """Return how a document is called in a table; one that is not exported is in the trash."""
    found = documents.get(document_id)
    if found is None:
        return "a document in the trash"
    return found.title or found.file_name or "untitled"


def places(fact: Fact) -> tuple[tuple[str, int], ...]:
    """Return (document id, page) of each place where a fact was read, each once; page 0 is the whole document."""
    return tuple(dict.fromkeys((place.document_id, place.page) for place in fact.provenance))


def place_words(title: str, page: int) -> str:
    """Return "Blood count, page 2"."""
    return f"{title}, page {page}" if page else title
