"""record.json: every field of everything Sheaf knows about one person (docs/export-format.md)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum

from desktop.foundation import clock
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.dates import PartialDate
from desktop.records.document import Document
from desktop.records.fact import Fact
from desktop.records.fact_history import FactRevision
from desktop.records.imaging_files import ImagingSeries
from desktop.services.export.images import paths_of
from desktop.services.export.values import PlacedRecord

SCHEMA = "sheaf-record"
SCHEMA_VERSION = 1
_NOT_HERE = frozenset({"pdf_password"})
"""Passwords of locked originals stand in passwords.txt, where nobody overlooks them."""


def date_json(date: PartialDate) -> JSONObject:
    """Return a partial date: as exact as it is known, with the time, zone and words that were printed."""
    return {"date": date.iso, "time": date.time, "zone": date.zone, "printed": date.printed}


def value_json(value: object) -> JSONValue:
    """Return any value of the record as JSON; raises TypeError for what the record does not hold."""
    if isinstance(value, Enum):  # before str, which our enums are too
        return str(value.value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    if isinstance(value, tuple):
        return [value_json(each) for each in value]
    return _made_of_parts(value)


def _made_of_parts(value: object) -> JSONValue:
    if isinstance(value, PartialDate):
        return date_json(value)
    return moment_text(value) if isinstance(value, datetime) else fields_json(value)


def fields_json(value: object) -> JSONObject:
    """Return every field of a dataclass of the record under its own name."""
    if not is_dataclass(value) or isinstance(value, type):
        message = "not a value of the record"
        raise TypeError(message)
    return {each.name: value_json(getattr(value, each.name)) for each in fields(value) if each.name not in _NOT_HERE}


def revision_json(revision: FactRevision) -> JSONObject:
    """Return one moment of a fact's life, its changes as field, before and after."""
    changes = [{"field": one.field, "before": one.before, "after": one.after} for one in revision.changes]
    return {
        "revision": revision.revision,
        "at": moment_text(revision.at),
        "origin": revision.origin.value,
        "changes": changes,
    }


def fact_json(fact: Fact, history: tuple[FactRevision, ...]) -> JSONObject:
    """Return a fact with its kind and its whole history."""
    return {"kind": fact.kind.value, **fields_json(fact), "history": [revision_json(each) for each in history]}


def _document_json(placed: PlacedRecord, document: Document) -> JSONObject:
    state = "damaged" if document.id in placed.damaged else "written"
    told = {**fields_json(document), "original": placed.link(document.id), "original_state": state}
    version = placed.record.versions.get(document.id)
    if version is not None:
        newer = placed.record.replaced.get(document.id, "")
        told["version_of"] = {"name": version.series, "rank": version.rank, "replaced_by": newer}
    series = placed.record.studies.get(document.id)
    return told if series is None else {**told, "series": _series_json(placed, document.id, series)}


def _series_json(placed: PlacedRecord, document_id: str, series: tuple[ImagingSeries, ...]) -> list[JSONValue]:
    """Return the series of a study, each with its files: their paths lie below `original`, which is a folder."""
    places = {file.id: path for file, path in paths_of(placed.record, document_id)}
    return [
        {
            **fields_json(one),
            "instances": [
                {
                    **fields_json(file),
                    "original": places[file.id],
                    "original_state": "damaged" if file.id in placed.damaged else "written",
                }
                for file in placed.record.images[one.id]
            ],
        }
        for one in series
    ]


def record_json(placed: PlacedRecord) -> JSONObject:
    """Return the whole document."""
    record = placed.record

    def facts(them: tuple[Fact, ...]) -> list[JSONValue]:
        return [fact_json(fact, record.histories[fact.id]) for fact in them]

    return {
        "format": SCHEMA,
        "version": SCHEMA_VERSION,
        "exported": moment_text(clock.now()),
        "person": fields_json(record.person),
        "answers": {kind.value: answer.value for kind, answer in record.answers.items()},
        "single_things": {thing.value: answer.value for thing, answer in record.single_things.items()},
        "test_joins": dict(sorted(record.test_joins.items())),
        "documents": [_document_json(placed, document) for document in record.documents],
        "facts": {kind.value: facts(them) for kind, them in record.facts.items()},
        "waiting_facts": facts(record.waiting),
        "unlisted_facts": facts(record.unlisted),
        "differing": [{"facts": [one, other], "settled": settled} for one, other, settled in record.differing],
        "packets": [fields_json(packet) for packet in record.packets],
        "disclosures": [fields_json(sent) for sent in record.disclosures],
        "trash": {
            "documents": [_document_json(placed, document) for document in record.trashed_documents],
            "facts": facts(record.trashed_facts),
        },
    }
