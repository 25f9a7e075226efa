"""The checker itself: the published examples keep its rules, and a document with one thing wrong does not."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.fhir.ips.checker import checked, document_problems, problems, profile_of, resource_problems
from tests.fhir.ips.definitions import Element, Json, Step, children, example, examples, profiles
from tests.fhir.ips.invariants import OF_THE_GUIDE

BUNDLES = {name: read for name, read in examples() if read["resourceType"] == "Bundle"}
ALONE = {name: read for name, read in examples() if read["resourceType"] != "Bundle"}
NOTHING_ELSE = checked({"entry": []})


@pytest.mark.parametrize("name", BUNDLES)
def test_every_published_document_keeps_the_rules(name: str) -> None:
    assert document_problems(BUNDLES[name]) == []


@pytest.mark.parametrize("name", ALONE)
def test_every_published_resource_keeps_the_rules(name: str) -> None:
    assert list(resource_problems(ALONE[name], NOTHING_ELSE)) == []


def _examples_of(address: str) -> list[Json]:
    inside = [entry["resource"] for bundle in BUNDLES.values() for entry in bundle["entry"]]
    every = [*BUNDLES.values(), *ALONE.values(), *inside]
    return [one for one in every if profile_of(one) == address or address in one.get("meta", {}).get("profile", ())]


def _removed(resource: Json, element: Element) -> Json | None:
    """Return a copy without one required element, or None when the example has nothing to remove."""
    made = deepcopy(resource)
    parents = [made]
    for step in element.steps[:-1]:
        parents = [one for parent in parents for one in children(parent, Step(step.name, "")) if isinstance(one, dict)]
    last = element.steps[-1]
    keys = [(parent, key) for parent in parents for key in parent if children({key: parent[key]}, last)]
    for parent, key in keys:
        del parent[key]
    return made if keys else None


REQUIRED = [
    (address, element)
    for address, profile in profiles().items()
    for element in profile.elements.values()
    if element.steps and element.rules.get("min", 0) and not any(step.slice for step in element.steps)
]


@pytest.mark.parametrize(("address", "element"), REQUIRED, ids=lambda each: getattr(each, "id", ""))
def test_a_required_element_that_is_missing_is_seen(address: str, element: Element) -> None:
    broken = [made for one in _examples_of(address) if (made := _removed(one, element)) is not None]
    assert broken, "no example has it"
    for made in broken:
        assert any(element.id in found for found in problems(made, address, NOTHING_ELSE))


def _composition(bundle: Json) -> Json:
    found: Json = bundle["entry"][0]["resource"]
    return found


def _section(bundle: Json, code: str) -> Json:
    sections: list[Json] = _composition(bundle)["section"]
    return next(one for one in sections if one["code"]["coding"][0]["code"] == code)


def _first(bundle: Json, kind: str) -> Json:
    return next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind)


def _laboratory(bundle: Json) -> Json:
    every = (one["resource"] for one in bundle["entry"])
    return next(one for one in every if profile_of(one).endswith("laboratory-pathology-uv-ips"))


def _drop_section(bundle: Json, code: str) -> None:
    _composition(bundle)["section"].remove(_section(bundle, code))


def _repeat_section(bundle: Json) -> None:
    _composition(bundle)["section"].append(deepcopy(_section(bundle, "48765-2")))


def _repeat_composition(bundle: Json) -> None:
    bundle["entry"].append(deepcopy(bundle["entry"][0]) | {"fullUrl": "urn:x"})


def _swap_entries(bundle: Json) -> None:
    _section(bundle, "11450-4")["entry"] = _section(bundle, "48765-2")["entry"]


WRONG: list[tuple[str, Callable[[Json], object]]] = [
    ("section:sectionProblems: 0 of at least 1", lambda it: _drop_section(it, "11450-4")),
    ("section:sectionAllergies: 0 of at least 1", lambda it: _drop_section(it, "48765-2")),
    ("section:sectionMedications: 0 of at least 1", lambda it: _drop_section(it, "10160-0")),
    ("section:sectionAllergies: 2 of at most 1", _repeat_section),
    ("section:sectionProblems: breaks ips-comp-1", lambda it: _section(it, "11450-4").pop("entry")),
    ("breaks cmp-2", lambda it: _section(it, "11450-4").update(emptyReason={"text": "None"})),
    ("section:sectionProblems.entry: leads to AllergyIntolerance", _swap_entries),
    (
        "Composition.section.section: 1 of at most 0",
        lambda it: _section(it, "11450-4").update(section=[{"title": "x"}]),
    ),
    ("Composition.type: does not fit", lambda it: _composition(it)["type"]["coding"][0].update(code="34133-9")),
    ("Bundle.type: is not document", lambda it: it.update(type="collection")),
    ("breaks bdl-ips-1", lambda it: it["entry"].append(deepcopy(it["entry"][0]) | {"fullUrl": "urn:x"})),
    (
        "entry:composition: 2 of at most 1",
        lambda it: it["entry"].append(deepcopy(it["entry"][0]) | {"fullUrl": "urn:x"}),
    ),
    ("breaks bdl-11", lambda it: it["entry"].reverse()),
    ("breaks bdl-7", lambda it: it["entry"][2].update(fullUrl=it["entry"][3]["fullUrl"])),
    ("breaks bdl-9", lambda it: it["identifier"].pop("system")),
    ("Bundle.entry.search: 1 of at most 0", lambda it: it["entry"][2].update(search={"mode": "match"})),
    ("entry:patient: 0 of at least 1", lambda it: it["entry"].pop(1)),
    ("Patient.name: breaks ips-pat-1", lambda it: _first(it, "Patient").update(name=[{"use": "official"}])),
    ("breaks ait-1", lambda it: _first(it, "AllergyIntolerance").pop("clinicalStatus")),
    ("breaks con-4", lambda it: _first(it, "Condition").update(clinicalStatus={}, abatementDateTime="2020")),
    ("Flag.status: is not active", lambda it: _first(it, "Flag").update(status="inactive")),
    ("Observation.status: no code of", lambda it: _laboratory(it).update(status="entered-in-error")),
    ("category:laboratory: 0 of at least 1", lambda it: _laboratory(it).update(category=[{"text": "laboratory"}])),
    ("breaks ips-2", lambda it: [_laboratory(it).pop(key) for key in [*_laboratory(it)] if key.startswith("value")]),
    ("breaks ips-3", lambda it: _laboratory(it).update(component=[{"code": {"text": "x"}}])),
    ("Observation.effective[x]: may not be effectiveInstant", lambda it: _laboratory(it).update(effectiveInstant="x")),
]


@pytest.mark.parametrize(("seen", "break_it"), WRONG, ids=[seen for seen, _ in WRONG])
def test_one_thing_wrong_is_seen(seen: str, break_it: Callable[[Json], object]) -> None:
    bundle = example("Bundle-bundle-ips-all-sections")
    if _laboratory(bundle).get("meta", {}).get("profile") is None:
        address = profile_of(_laboratory(bundle))
        _laboratory(bundle).setdefault("meta", {})["profile"] = [address]
    break_it(bundle)
    assert [found for found in document_problems(bundle) if seen in found]


def test_a_radiology_result_needs_its_day() -> None:
    result = example("Observation-ips-example-imaging-1")
    result["effectiveDateTime"] = "2020-03"
    assert any("breaks ips-1" in found for found in resource_problems(result, NOTHING_ELSE))


def test_a_radiology_result_has_members_or_components() -> None:
    result = example("Observation-ips-example-imaging-1") | {"hasMember": [{}], "component": [{}]}
    assert any("breaks hasMemberOrComponent" in found for found in resource_problems(result, NOTHING_ELSE))


def test_every_invariant_of_the_guide_is_written_by_hand() -> None:
    stated = {
        rule["key"]
        for profile in profiles().values()
        for element in profile.elements.values()
        for rule in element.rules.get("constraint", ())
    }
    assert stated == OF_THE_GUIDE.keys()
