"""Observation: a test result exactly as the laboratory printed it."""

from __future__ import annotations

from desktop.fhir.elements import concept, date_time, decimal, notes, reference, said, system, unsaid_time
from desktop.fhir.facts import security, sources
from desktop.fhir.units import ucum_code
from desktop.foundation.json_text import JSONObject
from desktop.records.result import Result

STATUS = "unknown"
"""A laboratory knows whether a result is final; a printed page seldom says it, and we do not guess."""


def _quantity(value: str, unit: str, comparator: str = "") -> JSONObject | None:
    number, code = decimal(value), ucum_code(unit)
    if number is None:
        return None
    coded: JSONObject = {"system": system("ucum"), "code": code} if code else {}
    return {"value": number, "comparator": comparator, "unit": unit, **coded}


def _value(result: Result) -> JSONObject:
    """Return value[x]: a Quantity when it is a plain number, else the words as printed with their unit."""
    comparator = result.comparator.value if result.comparator else ""
    quantity = _quantity(result.value, result.unit, comparator)
    if quantity is not None:
        return {"valueQuantity": quantity}
    return {"valueString": " ".join(part for part in (f"{comparator}{result.value}", result.unit) if part)}


def _range(result: Result) -> JSONObject:
    made: JSONObject = {"text": result.range_text or " - ".join(part for part in (result.low, result.high) if part)}
    for name, end in (("low", result.low), ("high", result.high)):
        quantity = _quantity(end, result.unit)
        if quantity is not None:
            made[name] = quantity
    return made


def observation(result: Result, exported: frozenset[str]) -> JSONObject:
    """Return a result; interpretation only where a flag was printed, in its own words."""
    return {
        "resourceType": "Observation",
        "id": result.id,
        "meta": security(result),
        "status": STATUS,
        "code": concept(result.test, result.codings),
        "subject": reference(result.person_id),
        "effectiveDateTime": date_time(result.date),
        "performer": [{"display": result.lab}],
        **_value(result),
        "interpretation": [concept(result.flag)],
        "note": notes(
            result.note,
            said("Printed in the group", result.panel),
            said("Specimen", result.specimen),
            unsaid_time("Collected", result.date),
            said("Shown as", result.title if result.title != result.test else ""),
        ),
        "referenceRange": [_range(result)],
        "derivedFrom": sources(result, exported),
    }
