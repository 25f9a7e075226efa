"""A checker of the International Patient Summary: what the published profiles ask, against a document.

It walks the differential of each profile: cardinalities, fixed values and patterns, slices by the guide's own
discriminators, types of what references lead to, required bindings whose codes are listed, and invariants by hand.
It does not check: bindings to SNOMED CT, LOINC or UCUM (no terminology server), must-support and obligations (they
bind programs, not documents), and the keys of `invariants.NOT_CHECKED`. Whether the JSON is R4 at all, the reader
fhir.resources says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fhir.ips.definitions import BASE, Element, Json, Profile, Step, children, fits, is_absent, profiles, type_of
from tests.fhir.ips.invariants import OF_THE_GUIDE, broken_of_r4

_OF_STATUS = {
    "results-status-uv-ips": "registered preliminary final amended corrected cancelled unknown",
    "diagnostics-report-status-uv-ips": (
        "registered partial preliminary final amended corrected appended cancelled unknown"
    ),
    "imaging-study-status-uv-ips": "registered available cancelled unknown",
    "edd-method-uv-ips": "11778-8 11779-6 11780-4",
    "pregnancies-summary-uv-ips": "11636-8 11637-6 11638-4 11639-2 11640-0 11612-9 11613-7 11614-5 33065-4",
}
"""The codes of the value sets that are bound as required, as the package and R4 list them."""
PREGNANCY = {
    "82810-3": "pregnancy-status",
    "11778-8": "pregnancy-edd",
    "11779-6": "pregnancy-edd",
    "11780-4": "pregnancy-edd",
}
HABITS = {"72166-2": "tobaccouse", "74013-4": "alcoholuse"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that is being checked: its resources by the addresses that references use."""

    known: Mapping[str, Json]

    def resolve(self, reference: Any) -> Json | None:
        address = reference.get("reference", "") if isinstance(reference, dict) else ""
        return self.known.get(address) or self.known.get("/".join(address.split("/")[-2:]))


def checked(bundle: Json) -> Checked:
    """Return the resources of a bundle by their addresses."""
    known = {}
    for entry in bundle.get("entry", ()):
        resource = entry["resource"]
        known[entry.get("fullUrl", "")] = resource
        known[f"{resource['resourceType']}/{resource.get('id', '')}"] = resource
    return Checked(known)


def _discriminators(profile: Profile, element: Element, depth: int) -> list[Json]:
    parent = ".".join(element.id.split(".")[: depth + 2]).partition(":")[0]
    whole = element.id.split(".")[: depth + 2]
    whole[-1] = whole[-1].partition(":")[0]
    sliced = profile.elements.get(".".join(whole)) or profile.elements.get(parent)
    found: list[Json] = (sliced.rules.get("slicing") or {}).get("discriminator", []) if sliced else []
    return found


def _by_value(profile: Profile, slice_id: str, path: str, value: Any) -> bool:
    """Whether a value belongs to a slice that is told by a value: at `path` below it, or itself."""
    if path == "url":
        (address,) = profile.elements[slice_id].rules["type"][0]["profile"]
        return bool(value.get("url") == address.partition("|")[0])
    at = slice_id if path == "$this" else f"{slice_id}.{path}"
    pattern = profile.elements[at].pattern
    inner = [value] if path == "$this" else children(value, Step(path, ""))
    return any(fits(one, part) for one in inner for part in [pattern])


def _conforms(value: Any, rules: Json, document: Checked, path: str) -> bool:
    """Whether what a value means conforms to one of the profiles of a slice (discriminator "profile" or "type")."""
    targets = [target for type_ in rules.get("type", ()) for target in type_.get("targetProfile", [])]
    resource = value.get("resource") if path == "resource" else document.resolve(value)
    if resource is None:
        return False
    same = [target for target in targets if type_of(target) == resource["resourceType"]]
    return any(target not in profiles() or not list(problems(resource, target, document)) for target in same)


def _of_slice(values: list[Any], profile: Profile, element: Element, depth: int, document: Checked) -> list[Any]:
    """Return the values that belong to the slice at one depth of an element's id."""
    slice_id = ".".join(element.id.split(".")[: depth + 2])
    kept = values
    for told in _discriminators(profile, element, depth):
        if told["type"] == "value":
            kept = [one for one in kept if _by_value(profile, slice_id, told["path"], one)]
        elif told["path"] == "resolve()" and told["type"] == "profile":
            kept = [one for one in kept if _conforms(one, profile.elements[slice_id].rules, document, "")]
        elif told["path"] == "resource":
            held = profile.elements[f"{slice_id}.resource"].rules["type"][0]
            kept = [one for one in kept if one["resource"]["resourceType"] == held["code"]]
            kept = [one for one in kept if told["type"] == "type" or _claimed(one["resource"], held)]
    return kept


def _claimed(resource: Json, held: Json) -> bool:
    """Whether an entry is one of a slice's profile: there is none, or the resource is held to it."""
    wanted = held.get("profile", [])
    return not wanted or wanted[0] in {profile_of(resource), *resource.get("meta", {}).get("profile", ())}


def _parents(profile: Profile, element: Element, resource: Json, document: Checked) -> list[Json]:
    held: list[Any] = [resource]
    for depth, step in enumerate(element.steps[:-1]):
        values = [one for parent in held for one in children(parent, step)]
        held = _of_slice(values, profile, element, depth, document) if step.slice and not step.choice else values
        held = [one for one in held if isinstance(one, dict)]
    return held


def _count(values: list[Any], rules: Json, where: str) -> Iterator[str]:
    if len(values) < rules.get("min", 0):
        yield f"{where}: {len(values)} of at least {rules['min']}"
    most = rules.get("max", "*")
    if most != "*" and len(values) > int(most):
        yield f"{where}: {len(values)} of at most {most}"


def _codes(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {one.get("code", "") for one in value.get("coding", ())} if isinstance(value, dict) else set()


def _one(value: Any, element: Element, where: str, document: Checked) -> Iterator[str]:
    rules = element.rules
    if element.fixed is not None and value != element.fixed:
        yield f"{where}: is not {element.fixed}"
    if element.pattern is not None and not fits(value, element.pattern):
        yield f"{where}: does not fit {element.pattern}"
    binding = rules.get("binding", {})
    listed = (
        _OF_STATUS.get(binding.get("valueSet", "").rpartition("/")[2])
        if binding.get("strength") == "required"
        else None
    )
    if listed and not _codes(value) & set(listed.split()):
        yield f"{where}: no code of {binding['valueSet']}"
    targets = [target for type_ in rules.get("type", ()) for target in type_.get("targetProfile", ())]
    meant = document.resolve(value)
    if targets and meant is not None and meant["resourceType"] not in set(map(type_of, targets)):
        yield f"{where}: leads to {meant['resourceType']}"
    for rule in rules.get("constraint", ()):
        if not is_absent(value) and not OF_THE_GUIDE[rule["key"]](value):
            yield f"{where}: breaks {rule['key']}"


def _types(keys: list[str], element: Element, where: str) -> Iterator[str]:
    """Check which types a choice may have."""
    allowed = {type_["code"] for type_ in element.rules.get("type", ())}
    name = element.steps[-1].name.removesuffix("[x]")
    for key in keys:
        found = key.removeprefix("_").removeprefix(name)
        if allowed and found[:1].isupper() and not any(found.casefold() == one.casefold() for one in allowed):
            yield f"{where}: may not be {key}"


def problems(resource: Json, address: str, document: Checked) -> Iterator[str]:
    """Yield what a resource breaks of one profile, each with its place."""
    profile = profiles()[address]
    for element in profile.elements.values():
        where = f"{resource.get('resourceType')}/{resource.get('id')} {element.id}"
        if not element.steps:
            yield from _one(resource, element, where, document)
            continue
        step = element.steps[-1]
        for parent in _parents(profile, element, resource, document):
            values = children(parent, step)
            if step.slice and not step.choice:
                values = _of_slice(values, profile, element, len(element.steps) - 1, document)
            yield from _count(values, element.rules, where)
            if step.choice and not step.slice:
                yield from _types([key for key in parent if children({key: parent[key]}, step)], element, where)
            for value in values:
                yield from _one(value, element, where, document)


def profile_of(resource: Json) -> str:
    """Return the profile that the guide means a resource for: by its type; an observation by category and code."""
    kind = resource["resourceType"]
    if kind == "Observation":
        code = next((one for one in _codes(resource.get("code")) if one in PREGNANCY | HABITS), "")
        categories = {one for each in resource.get("category", ()) for one in _codes(each)}
        name = (PREGNANCY | HABITS).get(code) or (
            "results-laboratory-pathology"
            if "laboratory" in categories
            else "results-radiology"
            if "imaging" in categories
            else ""
        )
        return f"{BASE}Observation-{name}-uv-ips" if name else ""
    address = f"{BASE}{'Flag-alert' if kind == 'Flag' else kind}-uv-ips"
    return address if address in profiles() and kind != "Device" else ""


def resource_problems(resource: Json, document: Checked) -> Iterator[str]:
    """Yield what a resource breaks of the profiles that it claims or is meant for, and of R4's own rules."""
    claimed = {one.partition("|")[0] for one in resource.get("meta", {}).get("profile", ())}
    for address in sorted({profile_of(resource), *claimed} & set(profiles())):
        yield from problems(resource, address, document)
    for key in broken_of_r4(resource):
        yield f"{resource['resourceType']}/{resource.get('id')}: breaks {key}"


def document_problems(bundle: Json) -> list[str]:
    """Return everything that a document breaks: of its own profile, and of those of each of its resources."""
    document = checked(bundle)
    found = list(resource_problems(bundle, document))
    for entry in bundle.get("entry", ()):
        found += resource_problems(entry["resource"], document)
    return list(dict.fromkeys(found))
