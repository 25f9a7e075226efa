"""The public FHIR samples: every clinical resource yields a proposal."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from desktop.importers import wire
from desktop.importers.fhir.elements import word
from desktop.importers.fhir.entries import entries_of
from desktop.importers.fhir.read import read
from desktop.importers.fhir.reading import read_entries, says_nothing
from desktop.importers.safe_json import read_json

SAMPLES = Path(os.environ.get("SHEAF_SAMPLES", Path(__file__).resolve().parents[4] / "shared" / "data")) / "fhir"
TODAY = date(2026, 11, 29)
CLINICAL = frozenset(
    {"AllergyIntolerance", "Condition", "Immunization", "MedicationRequest", "MedicationStatement", "Procedure"}
)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public FHIR samples are not on this computer")
def test_every_clinical_resource_of_the_samples_is_told() -> None:
    there: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for path in sorted(SAMPLES.rglob("*.json"))[::4]:
        data = path.read_bytes()
        result = read(data, today=TODAY)
        assert wire.from_json(wire.to_json(result)) == result
        entries = entries_of([read_json(data)])
        for number, facts in read_entries(entries, TODAY).items():
            kind = word(entries[number].resource, "resourceType")
            there[kind] += not says_nothing(entries[number].resource)
            told[kind] += bool(facts)
    assert {kind: told[kind] for kind in CLINICAL} == {kind: there[kind] for kind in CLINICAL}
    assert told["Observation"] >= 0.99 * there["Observation"]
