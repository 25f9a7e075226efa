"""What the person wrote in a field before, or in one that means the same, so that nothing is typed twice."""

from __future__ import annotations

from collections import Counter

from desktop.records.entry_fields import EntryType, entry_fields
from desktop.records.fact import FactKind
from desktop.vault.stores.words_used import words_in_documents, words_in_facts
from desktop.vault.vault import Transaction, Vault

MOST = 200
Place = tuple[FactKind | None, str]
"""A field: its kind (None is a document) and its attribute."""

_PEOPLE: tuple[Place, ...] = (
    (FactKind.CONTACTS, "name"),
    (None, "doctor"),
    (FactKind.MEDICATIONS, "prescriber"),
    (FactKind.CONDITIONS, "stated_by"),
    (FactKind.APPOINTMENTS, "with_whom"),
    (FactKind.ENCOUNTERS, "with_whom"),
    (FactKind.PROCEDURES, "performed_by"),
    (FactKind.TREATMENTS, "given_by"),
    (FactKind.PATHOLOGY, "pathologist"),
    (FactKind.IMAGING, "ordered_by"),
    (FactKind.IMAGING, "read_by"),
    (FactKind.OPINIONS, "doctor"),
    (FactKind.QUESTIONS, "for_whom"),
    (FactKind.RECIPIENTS, "name"),
)
_PLACES: tuple[Place, ...] = (
    (FactKind.CONTACTS, "facility"),
    (None, "source"),
    (FactKind.RESULTS, "lab"),
    (FactKind.PATHOLOGY, "lab"),
    (FactKind.PATHOLOGY, "slides_held_by"),
    (FactKind.PATHOLOGY, "blocks_held_by"),
    (FactKind.IMAGING, "facility"),
    (FactKind.PROCEDURES, "facility"),
    (FactKind.ENCOUNTERS, "facility"),
    (FactKind.TREATMENTS, "facility"),
    (FactKind.APPOINTMENTS, "where"),
    (FactKind.OPINIONS, "institution"),
    (FactKind.RECIPIENTS, "institution"),
    (FactKind.REQUESTS, "provider"),
)
_ALIKE = (_PEOPLE, _PLACES)


def _places_like(kind: FactKind, attribute: str) -> tuple[Place, ...]:
    here: Place = (kind, attribute)
    group = next((group for group in _ALIKE if here in group), ())
    return (here, *(place for place in group if place != here))


class OwnWords:
    """Reads them from the record of one person; never from another's."""

    def __init__(self, vault: Vault) -> None:
        """Read from `vault`."""
        self._vault = vault

    def of(self, person_id: str, kind: FactKind, name: str) -> tuple[str, ...]:
        """Return the words for a field by its entry name, those used most first; none for a field that is not text."""
        field = next((one for one in entry_fields(kind) if one.name == name), None)
        if field is None or field.type is not EntryType.TEXT or field.choices or field.attribute == "title":
            return ()

        def work(tx: Transaction) -> Counter[str]:
            found: Counter[str] = Counter()
            for source, attribute in _places_like(kind, field.attribute):
                words = (
                    words_in_documents(tx, person_id, attribute)
                    if source is None
                    else words_in_facts(tx, person_id, source, attribute)
                )
                found.update(" ".join(each.split()) for each in words)
            return found

        return tuple(words for words, _ in self._vault.read(work).most_common(MOST))
