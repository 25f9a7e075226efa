"""The pages on which resources are shown, with each fact on its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.elements import Resource, all_texts, plain, word
from desktop.importers.fhir.entries import Entry
from desktop.importers.fhir.terms import words_for
from desktop.importers.paging import CELL, Pages


def _narrative(resource: Resource) -> list[str]:
    text = plain(word(resource, "text", "div"))
    return [text] if text else [" · ".join(dict.fromkeys(each for each in all_texts(resource) if " " in each))[:2000]]


def laid_out(entries: list[Entry], found: Mapping[int, list[ProposedFact]]) -> tuple[Pages, list[ProposedFact]]:
    """Lay the resources on pages, type by type, and place each fact on its page."""
    pages = Pages()
    facts: list[ProposedFact] = []
    by_type: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        by_type.setdefault(word(entry.resource, "resourceType"), []).append(number)
    order = sorted(by_type, key=lambda kind: (kind not in {"Bundle", "Composition", "Patient"}, kind))
    for kind in order:
        every = (fact for number in by_type[kind] for fact in found[number])
        rows = list({(fact.kind, fact.negated, *sorted(fact.values.items())): fact for fact in every}.values())
        lines = [" ".join(fact.provenance.snippet.split()).replace(" · ", CELL) for fact in rows]
        for number in by_type[kind]:
            if not found[number]:
                lines += [line for line in _narrative(entries[number].resource) if line]
        if not lines:
            continue
        added = pages.add(words_for("title", kind) or kind, lines)
        for fact in rows:
            place = fact.provenance
            facts.append(replace(fact, provenance=replace(place, page=pages.where(added, place.snippet))))
    return pages, facts
