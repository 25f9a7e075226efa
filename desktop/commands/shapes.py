"""Values of the record as the JSON that design and scripts rely on."""

from __future__ import annotations

from desktop.commands.output import JSONValue
from desktop.records.dates import PartialDate
from desktop.records.document import Document, ImportIssue
from desktop.records.entry_fields import EntryType, entry_fields
from desktop.records.fact import Fact
from desktop.records.imaging_files import StudyCounts
from desktop.records.person import Person
from desktop.records.provenance import Provenance


def date_text(date: PartialDate | None) -> str:
    """Partial ISO text, or empty when there is no date."""
    return "" if date is None else date.iso


def person_json(person: Person) -> dict[str, JSONValue]:
    """Return a person in a list of people."""
    return {
        "person_id": person.id,
        "name": person.name,
        "born": date_text(person.born),
        "relation": person.relation,
    }


def document_json(document: Document) -> dict[str, JSONValue]:
    """Return a document in a list of documents."""
    return {
        "document_id": document.id,
        "person_id": document.person_id,
        "title": document.title,
        "kind": document.kind.value,
        "date": date_text(document.date),
        "source": document.source,
        "doctor": document.doctor,
        "pages": document.pages,
        "sha256": document.sha256,
        "status": document.status.value,
        "sensitive": [tag.value for tag in document.sensitive],
        "person_match": document.person_match.value,
    }


def counts_json(counts: StudyCounts) -> dict[str, JSONValue]:
    """Return how much a study of images holds."""
    return {"series": counts.series, "images": counts.images, "files": counts.files, "bytes": counts.size}


def issue_json(issue: ImportIssue) -> dict[str, JSONValue]:
    """Return what a reader could not do."""
    return {"code": issue.code, "text": issue.text, "page": issue.page}


def _provenance_json(place: Provenance) -> dict[str, JSONValue]:
    said: dict[str, JSONValue] = {
        "document_id": place.document_id,
        "page": place.page,
        "snippet": place.snippet,
    }
    return {**said, "fact_id": place.fact_id} if place.fact_id else said


def _own_fields(fact: Fact) -> dict[str, JSONValue]:
    own: dict[str, JSONValue] = {}
    for field in entry_fields(type(fact).kind):
        value = getattr(fact, field.attribute)
        if field.type is EntryType.DATE:
            own[field.name] = date_text(value)
        elif field.name != "status":
            own[field.name] = value if isinstance(value, bool | int) else str(value or "")
    return own


def fact_json(fact: Fact) -> dict[str, JSONValue]:
    """Return a fact with its kind's own fields; `status` says whose word it is."""
    return {
        **_own_fields(fact),
        "id": fact.id,
        "kind": type(fact).kind.value,
        "person_id": fact.person_id,
        "title": fact.title,
        "status": fact.origin.value,
        "clinical_status": str(getattr(fact, "clinical_status", "") or ""),
        "date": date_text(fact.date),
        "end_date": date_text(fact.end_date),
        "negated": fact.negated,
        "sensitive": [tag.value for tag in fact.sensitive],
        "needs_check": fact.needs_check,
        "issues": list(fact.issues),
        "provenance": [_provenance_json(place) for place in fact.provenance],
    }
