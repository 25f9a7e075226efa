"""The rules that the guide and FHIR R4 state as expressions, by hand; and the list of those that are not checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.fhir.ips.definitions import Json

Rule = Callable[[Any], bool]


def _any(holder: Json, *names: str) -> bool:
    """Whether an element is there, a choice under any of its names."""
    return any(key.removeprefix("_").startswith(name) for name in names for key in holder)


def _codes(concept: Any) -> set[str]:
    return {coding.get("code", "") for coding in (concept or {}).get("coding", ())}


def _code_pairs(concept: Any) -> set[tuple[str, str]]:
    return {(coding.get("system", ""), coding.get("code", "")) for coding in (concept or {}).get("coding", ())}


def _entry_or_reason(section: Json) -> bool:
    return any("reference" in each for each in section.get("entry", ())) or "emptyReason" in section


def _has_value(part: Json) -> bool:
    return _any(part, "value") or "dataAbsentReason" in part


def _to_the_day(value: Any) -> bool:
    return not isinstance(value, str) or len(value) >= 8


OF_THE_GUIDE: dict[str, Rule] = {
    "bdl-ips-1": lambda it: all(one["resource"]["resourceType"] != "Composition" for one in it.get("entry", [])[1:]),
    "ips-comp-1": _entry_or_reason,
    "ips-pat-1": lambda it: _any(it, "family", "given", "text"),
    "ips-1": _to_the_day,
    "ips-2": lambda it: _has_value(it) or "hasMember" in it or "component" in it,
    "ips-3": lambda it: all(map(_has_value, it.get("component", ()))),
    "hasMemberOrComponent": lambda it: not ("hasMember" in it and "component" in it),
}
"""By key: the invariants that the profiles themselves state."""


def _distinct_urls(bundle: Json) -> bool:
    urls = [one["fullUrl"] for one in bundle.get("entry", ()) if "fullUrl" in one]
    return len(urls) == len(set(urls))


def _ended_only_when_over(condition: Json) -> bool:
    return not _any(condition, "abatement") or bool(
        _codes(condition.get("clinicalStatus")) & {"resolved", "remission", "inactive"}
    )


def _in_error(resource: Json) -> bool:
    return "entered-in-error" in _codes(resource.get("verificationStatus"))


OF_R4: dict[str, dict[str, Rule]] = {
    "Bundle": {
        "bdl-7": _distinct_urls,
        "bdl-9": lambda it: {"system", "value"} <= set(it.get("identifier", ())),
        "bdl-10": lambda it: "timestamp" in it,
        "bdl-11": lambda it: [one["resource"]["resourceType"] for one in it.get("entry", ())][:1] == ["Composition"],
    },
    "Composition": {
        "cmp-1": lambda it: all({"text", "entry", "section"} & set(one) for one in it.get("section", ())),
        "cmp-2": lambda it: all(not {"emptyReason", "entry"} <= set(one) for one in it.get("section", ())),
    },
    "Condition": {
        "con-1": lambda it: all({"summary", "assessment"} & set(one) for one in it.get("stage", ())),
        "con-2": lambda it: all({"code", "detail"} & set(one) for one in it.get("evidence", ())),
        "con-4": _ended_only_when_over,
        "con-5": lambda it: not (_in_error(it) and "clinicalStatus" in it),
    },
    "AllergyIntolerance": {
        "ait-1": lambda it: _in_error(it) or "clinicalStatus" in it,
        "ait-2": lambda it: not (_in_error(it) and "clinicalStatus" in it),
    },
    "Observation": {
        "obs-3": lambda it: all({"low", "high", "text"} & set(one) for one in it.get("referenceRange", ())),
        "obs-6": lambda it: not ("dataAbsentReason" in it and _any(it, "value")),
        "obs-7": lambda it: (
            not _any(it, "value")
            or not any(_code_pairs(one.get("code")) & _code_pairs(it.get("code")) for one in it.get("component", ()))
        ),
    },
    "Patient": {
        "pat-1": lambda it: all(
            {"name", "telecom", "address", "organization"} & set(one) for one in it.get("contact", ())
        )
    },
    "Organization": {"org-1": lambda it: "identifier" in it or "name" in it},
    "Consent": {"ppc-1": lambda it: "policy" in it or "policyRule" in it},
}
"""By type and key: invariants of the resources themselves, as R4 states them."""
NOT_CHECKED = frozenset(
    {
        "dom-2", "dom-3", "dom-4", "dom-5",  # contained resources: we write none
        "dom-6", "con-3",  # warnings, no errors
        "ele-1", "ext-1",  # empty elements and extensions: the reader fhir.resources refuses them
        "bdl-1", "bdl-2", "bdl-3", "bdl-4", "bdl-5", "bdl-8", "bdl-12",  # bundles of other types
        "imm-1", "org-2", "org-3",  # elements that we do not write
    }
)  # fmt: skip
"""The keys of the published snapshots that neither table has."""


def broken_of_r4(resource: Json) -> Iterator[str]:
    """Yield the key of each rule of R4 that a resource breaks."""
    for key, rule in OF_R4.get(resource.get("resourceType", ""), {}).items():
        if not rule(resource):
            yield key
