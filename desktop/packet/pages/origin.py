"""Whose word a fact is, as the mark in the source rail: a page of this packet, the patient, or not confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.packet.layout import Layout
from desktop.packet.pages.runs import Run
from desktop.records.fact import Fact
from desktop.records.provenance import Origin

MOST_PAGES = 3
"""At most three page numbers in one mark."""

PATIENT: Run = {"mark": "patient"}
NOT_APPLICABLE: Run = {"mark": "none"}


def pages_of(facts: Iterable[Fact], layout: Layout) -> list[int]:
    """Return the packet pages that facts were read on, most important (first named) first, each once."""
    found = (layout.page_of(place.document_id, place.page) for fact in facts for place in fact.provenance)
    return list(dict.fromkeys(page for page in found if page))


def page_mark(pages: Iterable[int]) -> Run:
    """Return the mark for text copied from packet pages."""
    return {"mark": "page", "pages": list(pages)[:MOST_PAGES]}


def origin_of(fact: Fact, layout: Layout) -> Run:
    """Return the mark of one fact.

    A fact whose page is not in the packet stands on the word of the person who confirmed it. One that the person
    changed after it was read is the person's word, with a pointer to the page to compare.
    """
    pages = pages_of((fact,), layout)
    if fact.origin is Origin.CONFIRMED and pages:
        return page_mark(pages)
    mark = "unconfirmed" if fact.origin is Origin.PROPOSED else "patient"
    return {"mark": mark, "see": pages[0]} if pages else {"mark": mark}


def pointed_at(mark: Run, page: int) -> Run:
    """Return the mark of one piece of a fact that stands on a page of its own; the same mark for page 0."""
    if not page or isinstance(mark, str):
        return mark
    return page_mark([page]) if mark["mark"] == "page" else {**mark, "see": page}
