"""The elements that resources are made of (FHIR R4 data types); what is empty is left out, as the standard asks."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from functools import cache

from desktop.foundation.json_text import Digits, JSONObject, JSONValue
from desktop.foundation.resources import resource
from desktop.records.coding import Coding
from desktop.records.dates import PartialDate

_FAMILY = uuid.UUID("6f2d3a38-52a5-5c86-9d8e-3f0d5c1b7a10")
"""Of the names that our ids get as UUIDs; a random constant."""
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_MOST_DIGITS = 18
"""FHIR decimal: what receivers must be able to keep."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@cache
def _systems() -> Mapping[str, str]:
    known: Mapping[str, str] = json.loads(resource("export", "fhir.json").read_text("utf-8"))
    return known


def system(name: str) -> str:
    """Return the URI of a code system by its short name in resources/export/fhir.json."""
    return _systems()[name]


def full_url(thing_id: str) -> str:
    """Return the address of a resource inside the bundle; the same id always gives the same address."""
    return f"urn:uuid:{uuid.uuid5(_FAMILY, thing_id)}"


def reference(thing_id: str, display: str = "") -> JSONObject:
    """Return a Reference to a resource of this bundle."""
    return {"reference": full_url(thing_id), "display": display}


def concept(text: str, codings: Sequence[Coding] = ()) -> JSONObject:
    """Return a CodeableConcept: the words as printed, and the codes that the record has."""
    coded: list[JSONValue] = [
        {"system": each.system, "code": each.code, "display": each.display} for each in codings if each.code
    ]
    return {"coding": coded, "text": text}


def coded(system_name: str, code: str, display: str = "") -> JSONObject:
    """Return a CodeableConcept of one of FHIR's own code systems (a status, a role)."""
    return {"coding": [{"system": system(system_name), "code": code, "display": display}]}


def date_time(date: PartialDate | None) -> str:
    """Return a FHIR dateTime: as exact as known; a time without its zone is left to `unsaid_time`."""
    if date is None:
        return ""
    return f"{date.iso}T{date.time}:00{date.zone}" if date.time and date.zone else date.iso


def unsaid_time(name: str, date: PartialDate | None) -> str:
    """Return what a FHIR dateTime cannot hold of a date, for a note: a time without zone, words as printed."""
    if date is None or (not date.printed and (not date.time or date.zone)):
        return ""
    said = date.printed or f"{date.iso} {date.time}"
    return f"{name}: {said}"


def in_order(start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether a Period may hold both (per-1: it does not end before it begins)."""
    return start is None or end is None or start.low <= end.high


def decimal(text: str) -> Digits | None:
    """Return the number with the digits that were printed, or None when it is no FHIR decimal."""
    fits = _DECIMAL.fullmatch(text) is not None and sum(sign.isdigit() for sign in text) <= _MOST_DIGITS
    return Digits(text) if fits else None


def notes(*texts: str) -> list[JSONValue]:
    """Return an Annotation for each text that is not empty."""
    return [{"text": text} for text in texts if text.strip()]


def said(name: str, text: str) -> str:
    """Return "Prescribed by: Dr. Patel", or empty, for what the resource has no element for."""
    return f"{name}: {text}" if text else ""


def without_control_signs(text: str) -> str:
    """Return a text without the signs that neither FHIR strings nor XML may hold."""
    return _CONTROL.sub("", text)


def absent() -> JSONObject:
    """Return the extension that says of an element that its value is not known (data-absent-reason)."""
    return {"extension": [{"url": system("data-absent-reason"), "valueCode": "unknown"}]}


def without_empty(value: JSONValue) -> JSONValue:
    """Return a value without empty texts, lists and objects, and without signs that FHIR strings may not hold."""
    if isinstance(value, str):
        plain = without_control_signs(value)
        return plain if plain.strip() else None
    if isinstance(value, Mapping):
        kept = {name: without_empty(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each is not None} or None
    if isinstance(value, Sequence):
        return [each for each in map(without_empty, value) if each is not None] or None
    return value
