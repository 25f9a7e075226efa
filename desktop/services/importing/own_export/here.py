"""What of an export a vault holds already: its documents by their bytes, its facts by their ids or their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records.document import Document
from desktop.records.entry_fields import entry_fields, entry_text
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.vault.stores import documents as document_store
from desktop.vault.stores import facts as store
from desktop.vault.stores.brought_along import set_aside_facts
from desktop.vault.vault import Transaction

Words = tuple[str | bool, ...]


def document_here(tx: Transaction, sha256: str, person_id: str) -> Document | None:
    """Return the person's document of these bytes, in the trash too, or None."""
    return next((one for one in document_store.same_bytes(tx, sha256) if one.person_id == person_id), None)


def _words(fact: Fact, document_id: str) -> Words:
    values = (entry_text(fact, each) for each in entry_fields(fact.kind))
    return (fact.kind.value, fact.negated, fact.origin is Origin.PROPOSED, document_id, *values)


@dataclass(slots=True)
class FactsHere:
    """The facts of a vault as an import of an export asks for them."""

    tx: Transaction
    person_id: str
    by_id: dict[str, Fact]
    aside: frozenset[str]
    by_words: dict[Words, list[str]]

    @classmethod
    def of(cls, tx: Transaction, person_id: str, facts: Iterable[Fact]) -> FactsHere:
        """Look for these facts in the record of a person."""
        ids = [fact.id for fact in facts]
        known = {fact.id: fact for fact in store.get_facts(tx, ids)}
        by_words: dict[Words, list[str]] = {}
        for kind in FactKind:
            for fact in store.find_facts(tx, kind, person_id=person_id):
                place = fact.provenance[0].document_id if fact.provenance else ""
                by_words.setdefault(_words(fact, place), []).append(fact.id)
        return cls(tx, person_id, known, set_aside_facts(tx), by_words)

    def owner(self, fact_id: str) -> str | None:
        """Return whose a fact is; empty when it was taken back with its import, None when there is none."""
        known = self.by_id.get(fact_id) or store.get_fact(self.tx, fact_id)
        if known is None:
            return None
        sources = [place.document_id for place in known.provenance[:1]]
        gone = len(document_store.get_documents(self.tx, sources)) < len(sources) and known.origin is not Origin.TYPED
        return "" if gone or fact_id in self.aside else known.person_id

    def saying(self, fact: Fact, matched: Counter[str]) -> str | None:
        """Return the fact that says this in every word, of the same document; each counts once. None when none does."""
        place = fact.provenance[0].document_id if fact.provenance else ""
        for fact_id in self.by_words.get(_words(fact, place), ()):
            if not matched[fact_id]:
                matched[fact_id] += 1
                return fact_id
        return None
