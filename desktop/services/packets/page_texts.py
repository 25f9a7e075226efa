"""The texts of pages that the leak check compares, by why they are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.packet.plan import Plan
from desktop.services.packets.markers import Texts
from desktop.vault.stores import documents as store
from desktop.vault.vault import Transaction


def _whole(tx: Transaction, documents: Iterable[str]) -> Iterator[str]:
    for document_id in documents:
        yield from store.all_page_texts(tx, document_id)


def texts_of(tx: Transaction, plan: Plan, others: Iterable[str]) -> Texts:
    """Return the texts for a plan; `others` are the documents of other people."""
    included: list[str] = []
    pages_left_out: list[str] = []
    for source in (source for section in plan.sections for source in section.sources):
        for number, text in enumerate(store.all_page_texts(tx, source.document.id), start=1):
            (included if number in source.kept_pages else pages_left_out).append(text)
    left_out = _whole(tx, (document.id for document in plan.excluded_documents))
    return Texts(tuple(included), tuple(left_out), tuple(pages_left_out), tuple(_whole(tx, others)))
