"""Published rules of FHIR R4 (4.0.1) for what an export writes: elements, cardinalities, codes, formats, invariants.

A line lists the elements of a type as name:Type with ! (1..1), * (0..*), + (1..*) or nothing (0..1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.fhir import r4b

Resource = dict[str, Any]

_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_TIME = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_FORMATS = {
    "id": r"[A-Za-z0-9\-.]{1,64}",
    "code": r"[^\s]+(\s[^\s]+)*",
    "uri": r"\S+",
    "url": r"\S+",
    "date": _DATE,
    "dateTime": rf"{_DATE}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_TIME}",
    "instant": rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_TIME}",
    "string": r"[\s\S]*\S[\s\S]*",
    "markdown": r"[\s\S]*\S[\s\S]*",
}
_CODES = {
    "gender": "male female other unknown",
    "docstatus": "current superseded entered-in-error",
    "medstatus": "active completed entered-in-error intended stopped on-hold unknown not-taken",
    "obsstatus": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    "allergytype": "allergy intolerance",
    "allergycategory": "food medication environment biologic",
    "criticality": "low high unable-to-assess",
    "severity": "mild moderate severe",
    "comparator": "< <= >= >",
    "liststatus": "current retired entered-in-error",
    "listmode": "working snapshot changes",
    "role": "derivation revision quotation source removal",
    "contact": "phone fax email pager url sms other",
    "contactuse": "home work temp old mobile",
    "nameuse": "usual official temp nickname anonymous old maiden",
    "iduse": "usual official temp secondary old",
    "addressuse": "home work temp old billing",
    "addresstype": "postal physical both",
    "bundletype": "document message transaction transaction-response batch batch-response history searchset collection",
}


def _read_types() -> dict[str, str]:
    """Return the elements of each type from the table beside this file."""
    types: dict[str, str] = {}
    name = ""
    for line in Path(__file__).with_name("fhir_r4.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            types[name] = f"{types.get(name, '')} {line.strip()}"
        elif not line.startswith("#"):
            name = line
    return types


_TYPES = _read_types()
RESOURCES = [
    "Patient",
    "DocumentReference",
    "MedicationStatement",
    "AllergyIntolerance",
    "Condition",
    "Observation",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "RelatedPerson",
    "Provenance",
    "List",
]
_DOMAIN = "resourceType:code! id:id meta:Meta implicitRules:uri language:code text:any contained:any*"
_CODE_SYSTEMS = {
    ("AllergyIntolerance", "clinicalStatus"): {"active", "inactive", "resolved"},
    ("AllergyIntolerance", "verificationStatus"): {"unconfirmed", "confirmed", "refuted", "entered-in-error"},
    ("Condition", "clinicalStatus"): {"active", "recurrence", "relapse", "inactive", "remission", "resolved"},
    ("Condition", "verificationStatus"): {
        "unconfirmed",
        "provisional",
        "differential",
        "confirmed",
        "refuted",
        "entered-in-error",
    },
    ("List", "emptyReason"): {"nilknown", "notasked", "withheld", "unavailable", "notstarted", "closed"},
}


def _elements(name: str) -> dict[str, tuple[str, str]]:
    listed = _TYPES[name] + (f" {_DOMAIN}" if name in RESOURCES else "")
    listed += " resourceType:code id:id meta:Meta" if name == "Bundle" else ""
    split = (re.fullmatch(r"(\w+):(\w+)([!*+]?)", one) for one in listed.split())
    return {found[1]: (found[2], found[3]) for found in split if found}


def _problems_of_value(kind: str, value: Any, path: str) -> Iterator[str]:
    if kind in _TYPES:
        yield from problems(kind, value, path)
    elif kind in _CODES:
        if value not in _CODES[kind].split():
            yield f"{path}: {value!r} is no {kind}"
    elif kind in _FORMATS:
        if not isinstance(value, str) or not re.fullmatch(_FORMATS[kind], value):
            yield f"{path}: {value!r} is no {kind}"
    elif (kind == "boolean" and not isinstance(value, bool)) or (
        kind in {"decimal", "integer"} and (isinstance(value, bool) or not isinstance(value, int | float | Decimal))
    ):
        yield f"{path}: {value!r} is no {kind}"


def problems(kind: str, value: Any, path: str) -> Iterator[str]:
    """Yield what breaks a rule in one value of a type; extensions (_name, extension) are let through."""
    if not isinstance(value, dict) or not value:
        yield f"{path}: no object, or an empty one"
        return
    known = _elements(kind)
    for name, each in value.items():
        if name.startswith("_") or name in {"extension", "modifierExtension", "id"}:
            continue
        if name not in known:
            yield f"{path}.{name}: unknown element of {kind}"
            continue
        expected, count = known[name]
        many = count in {"*", "+"}
        if many != isinstance(each, list) or each in ([], "", None):
            yield f"{path}.{name}: wrong number of values"
            continue
        for number, one in enumerate(each if many else [each]):
            if expected not in {"any", "Resource"}:
                yield from _problems_of_value(expected, one, f"{path}.{name}[{number}]")
    for name, (_, count) in known.items():
        if count in {"!", "+"} and name not in value and f"_{name}" not in value:
            yield f"{path}.{name}: missing"


def _codes(concept: dict[str, Any]) -> set[str]:
    return {coding.get("code", "") for coding in concept.get("coding", [])}


def _codes_outside(resource: Resource) -> bool:
    return any(
        not _codes(resource[name]) <= allowed
        for (owner, name), allowed in _CODE_SYSTEMS.items()
        if owner == resource["resourceType"] and name in resource
    )


def _ended_too_early(condition: Resource) -> bool:
    ended = any(name.startswith("abatement") for name in condition)
    return ended and not _codes(condition.get("clinicalStatus", {})) & {"resolved", "remission", "inactive"}


def _two_values(observation: Resource) -> bool:
    values = [name for name in observation if re.fullmatch(r"value[A-Z]\w*", name)]
    return len(values) > 1 or (bool(values) and "dataAbsentReason" in observation)


def _backwards(statement: Resource) -> bool:
    period = statement.get("effectivePeriod", {})
    start, end = period.get("start", ""), period.get("end", "")
    return bool(start and end) and start[: len(end)] > end[: len(start)]


_INVARIANTS: tuple[tuple[str, str, Callable[[Resource], bool]], ...] = (
    ("", "code of a required value set", _codes_outside),
    ("AllergyIntolerance", "ait-1", lambda one: "clinicalStatus" not in one),
    ("Condition", "con-4", _ended_too_early),
    ("Condition", "con-1", lambda one: any(not {"summary", "assessment"} & set(each) for each in one.get("stage", []))),
    ("Condition", "con-2", lambda one: any(not each for each in one.get("evidence", []))),
    ("Observation", "obs-6", _two_values),
    ("MedicationStatement", "medication[x]", lambda one: not any(name.startswith("medication") for name in one)),
    ("MedicationStatement", "per-1", _backwards),
    ("List", "lst-1", lambda one: "entry" in one and "emptyReason" in one),
    ("Organization", "org-1", lambda one: not {"name", "identifier"} & set(one)),
    (
        "Patient",
        "pat-1",
        lambda one: any(
            not {"name", "telecom", "address", "organization"} & set(each) for each in one.get("contact", [])
        ),
    ),
    ("", "cpt-2", lambda one: any("value" in each and "system" not in each for each in one.get("telecom", []))),
)


def invariant_problems(resource: Resource, path: str) -> Iterator[str]:
    """Yield the names of the invariants that a resource breaks."""
    for kind, name, breaks in _INVARIANTS:
        if kind in {"", resource["resourceType"]} and breaks(resource):
            yield f"{path}: {name}"


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def bundle_problems(bundle: dict[str, Any]) -> list[str]:
    """Return everything that breaks a rule in a bundle, references that lead nowhere too.

    Types that are not in the table beside this file are held against an independent reader of R4B only.
    """
    r4b.check(bundle)
    found = list(problems("Bundle", bundle, "Bundle"))
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    if len(set(addresses)) != len(addresses):
        found.append("bdl-7: two entries with one address")
    ids = [(entry["resource"]["resourceType"], entry["resource"]["id"]) for entry in bundle["entry"]]
    if len(set(ids)) != len(ids):
        found.append("two resources with one id")
    for entry in bundle["entry"]:
        resource = entry["resource"]
        path = f"{resource['resourceType']}/{resource['id']}"
        if resource["resourceType"] in RESOURCES:
            found += problems(resource["resourceType"], resource, path)
        found += invariant_problems(resource, path)
        found += [f"{path}: {one} is not in the bundle" for one in _references(resource) if one not in addresses]
    return found
