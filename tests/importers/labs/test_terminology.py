"""The tables of terms contradict nothing and are complete."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from desktop.foundation.resources import resource
from desktop.importers.identify.folded import folded, plain_words
from desktop.importers.identify.terms import (
    document_kinds,
    every_label,
    lab_test_files,
    label_classes,
    read_terms,
)
from desktop.importers.labs.terms import (
    Role,
    column_words,
    flag_words,
    known_test,
    known_unit,
    lab_tests,
    unit_aliases,
)
from desktop.importers.labs.terms import (
    test_key as key_of,
)
from desktop.records.document import DocumentKind
from desktop.records.units import unit_key


def _raw(name: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(resource("terminology", name).read_text("utf-8"))
    return loaded


def test_no_name_means_two_tests() -> None:
    names = Counter((key_of(name), test.id) for test in lab_tests() for name in set(map(key_of, test.synonyms)))
    owners = Counter(name for name, _ in names)
    assert [name for name, count in owners.items() if count > 1] == []


def test_no_two_tests_share_an_id_or_a_code() -> None:
    assert [one for one, count in Counter(test.id for test in lab_tests()).items() if count > 1] == []
    assert [one for one, count in Counter(test.loinc for test in lab_tests() if test.loinc).items() if count > 1] == []


def test_loinc_codes_have_their_check_digit() -> None:
    for test in lab_tests():
        if not test.loinc:
            continue
        number, _, digit = test.loinc.partition("-")
        doubled = "".join(str(int(sign) * (2 if place % 2 == 0 else 1)) for place, sign in enumerate(reversed(number)))
        assert (10 - sum(map(int, doubled)) % 10) % 10 == int(digit), test.id


_FACTORS: dict[str, dict[str, float]] = {
    "mass": {
        "g/dL": 10, "g/L": 1, "mg/dL": 1e-2, "mg/L": 1e-3, "ug/dL": 1e-5, "ug/L": 1e-6, "ug/mL": 1e-3,
        "ng/mL": 1e-6, "ng/dL": 1e-8, "ng/L": 1e-9, "pg/mL": 1e-9, "mg/mL": 1,
    },
    "amount": {"mmol/L": 1e-3, "umol/L": 1e-6, "nmol/L": 1e-9, "pmol/L": 1e-12},
    "equivalents": {"meq/L": 1e-3},
    "cells": {"10*3/uL": 1e9, "10*9/L": 1e9, "10*6/uL": 1e12, "10*12/L": 1e12, "/uL": 1e6},
    "activity": {
        "U/L": 1, "[IU]/L": 1, "U/mL": 1e3, "[IU]/mL": 1e3, "m[IU]/L": 1e-3, "u[IU]/mL": 1e-3, "m[IU]/mL": 1,
        "k[IU]/L": 1e3,
    },
    "share": {"%": 1e-2, "L/L": 1},
    "share_of_creatinine": {"mg/g": 1, "mg/g{creat}": 1},
    "daily": {"mg/24.h": 1e-3, "g/24.h": 1},
    "pressure": {"mm[Hg]": 1},
}  # fmt: skip
_NO_FIXED_WEIGHT = {"lipoprotein-a"}
"""Tests whose mass and amount do not agree by one factor, since the molecule has many sizes."""


def _entries() -> list[dict[str, Any]]:
    return [entry for name in lab_test_files() for entry in read_terms(name)["tests"]]


def _in_moles(unit: str, entry: dict[str, Any]) -> tuple[str, float]:
    """Return what a unit measures, and one of it in the base unit; mass and equivalents become amounts."""
    kind = next((kind for kind, units in _FACTORS.items() if unit in units), unit)
    factor = _FACTORS.get(kind, {}).get(unit, 1.0)
    weight, valence = entry.get("g_per_mol"), entry.get("valence")
    if kind == "mass" and isinstance(weight, float | int):
        return "amount", factor / weight
    if kind == "equivalents" and isinstance(valence, int):
        return "amount", factor / valence
    return kind, factor


def test_the_bands_of_one_test_are_the_same_band_in_all_its_units() -> None:
    for entry in _entries():
        units = entry["units"]
        assert isinstance(units, dict)
        bands: dict[str, list[tuple[float, float]]] = {}
        for unit, (low, high) in units.items():
            kind, factor = _in_moles(unit, entry)
            bands.setdefault(kind, []).append((low * factor, high * factor))
        for same in bands.values():
            for end in range(2):
                values = [band[end] for band in same]
                assert max(values) == min(values) or 0.7 < max(values) / min(values) < 1 / 0.7, (entry["id"], values)
        if entry["id"] not in _NO_FIXED_WEIGHT:
            assert not {"mass", "amount"} <= set(bands), entry["id"]
            assert not {"equivalents", "amount"} <= set(bands), entry["id"]


def test_there_are_the_common_tests_in_both_languages() -> None:
    tests = lab_tests()
    assert len(tests) >= 300
    entries = _entries()
    assert sum(1 for entry in entries if entry["es"]) >= 0.95 * len(entries)


def test_names_are_written_without_accents_and_fold_to_themselves() -> None:
    for test in lab_tests():
        for name in test.synonyms:
            assert name.isascii(), (test.id, name)
            assert key_of(name), test.id


@pytest.mark.parametrize(
    "ambiguous", ["TG", "ACE", "PCT", "TT", "LAC", "PRA", "Rubeola IgG", "PAP", "IG", "Mono", "Osmolaridad"]
)
def test_a_name_that_may_mean_two_tests_means_none(ambiguous: str) -> None:
    assert known_test(ambiguous) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neutrophils %", "Neutrophils #"),
        ("Immature granulocytes %", "Immature granulocytes #"),
        ("Granulocytes", "Neutrophils"),
        ("eGFR African American", "eGFR non-African American"),
        ("Troponin I", "hs-Troponin I"),
        ("LDL direct", "LDL calculated"),
        ("Glucose", "Fasting glucose"),
        ("Hep B core Ab, total", "Hep B core Ab, IgM"),
        ("Cortisol AM", "Cortisol"),
        ("Kappa free light chains", "Lambda free light chains"),
        ("M-spike", "M-spike, %"),
        ("Vitamin D, 25-OH", "Vitamin D 1,25 (OH)2"),
        ("Creatinine", "Urine creatinine"),
        ("HCO3", "CO2"),
    ],
)
def test_tests_that_share_a_word_stand_apart(one: str, other: str) -> None:
    first, second = known_test(one), known_test(other)
    assert first is not None
    assert second is not None
    assert first.id != second.id


@pytest.mark.parametrize("name", ["Proteína C reactiva", "HEMOGLOBINA GLICOSILADA", "Ácido úrico", "Bilirrubina Total"])
def test_spanish_names_are_found_with_their_accents(name: str) -> None:
    assert known_test(name) is not None


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("x10^3/mcL", "10*3/uL"), ("10E3/µL", "10*3/uL"), ("10E9/L", "10*9/L"), ("x10E12/L", "10*12/L"),
        ("mil/mm3", "10*3/uL"), ("mill/mm3", "10*6/uL"), ("K/cumm", "10*3/uL"), ("M/mcL", "10*6/uL"),
        ("103/µL", "10*3/uL"), ("mEq/L", "meq/L"), ("UI/L", "U/L"), ("μg/dL", "ug/dL"), ("µg/dL", "ug/dL"),
        ("mcg/dL", "ug/dL"), ("μUI/mL", "u[IU]/mL"), ("log copies/mL", "{log_copies}/mL"),
        ("copias/mL", "{copies}/mL"), ("mg/mmol", "mg/mmol"), ("mil/uL", ""),
    ],
)  # fmt: skip
def test_units_are_known_as_laboratories_print_them(printed: str, unit: str) -> None:
    assert known_unit(printed) == unit


def test_bands_are_in_order_and_in_known_units() -> None:
    units = set(unit_aliases().values())
    for test in lab_tests():
        for unit, low, high in test.bands:
            assert low < high, test.id
            assert unit in units, (test.id, unit)


def test_every_usual_unit_is_known_as_it_is_written() -> None:
    assert known_unit("K/uL") == known_unit("10^3/µL") == known_unit("x10³/µL") == "10*3/uL"
    assert known_unit("mL/min/1.73 m²") == "mL/min/{1.73_m2}"
    assert known_unit("10⁹/L") == "10*9/L"
    assert known_unit("MG/DL") == "mg/dL"
    assert known_unit("furlongs") == ""


def test_no_printed_unit_means_two_units() -> None:
    forms: dict[str, set[str]] = {}
    units = _raw("unit-aliases.json")["units"]
    assert isinstance(units, dict)
    for unit, printed in units.items():
        for form in printed:
            forms.setdefault(unit_key(form).casefold(), set()).add(unit)
    assert {form: sorted(units) for form, units in forms.items() if len(units) > 1} == {}


def test_no_head_word_means_two_columns() -> None:
    columns = _raw("lab-headers.json")["columns"]
    assert isinstance(columns, dict)
    owners: dict[str, set[str]] = {}
    for role, words in columns.items():
        assert Role(role)
        for word in words:
            owners.setdefault(folded(word), set()).add(role)
    assert {word: roles for word, roles in owners.items() if len(roles) > 1} == {}
    assert set(column_words()) == set(owners)


def test_no_flag_means_two_things() -> None:
    flags = _raw("lab-headers.json")["flags"]
    assert isinstance(flags, dict)
    counted = Counter(folded(word) for words in flags.values() for word in words)
    assert [word for word, count in counted.items() if count > 1] == []
    assert set(flag_words()) == set(counted)


def test_a_head_word_is_no_test() -> None:
    assert [word for word in column_words() if known_test(word)] == []


@pytest.mark.parametrize("group", ["dates", "doctors"])
def test_no_label_means_two_things(group: str) -> None:
    labels = _raw("labels.json")[group]
    assert isinstance(labels, dict)
    counted = Counter(folded(label) for listed in labels.values() for label in set(listed))
    assert [label for label, count in counted.items() if count > 1] == []
    assert set(label_classes(group)) == set(counted)


def test_labels_are_written_as_they_are_compared() -> None:
    assert [label for label in every_label() if label != folded(label) or label.endswith(":")] == []


def test_every_kind_of_document_but_other_is_recognised() -> None:
    assert {terms.kind for terms in document_kinds()} == set(DocumentKind) - {
        DocumentKind.OTHER,
        DocumentKind.IMAGES,
    }  # images tell what they are themselves


def test_no_heading_means_two_kinds() -> None:
    counted = Counter(title for terms in document_kinds() for title in set(terms.titles))
    assert [title for title, count in counted.items() if count > 1] == []
    assert all(title == plain_words(title) for title in counted)


def test_kinds_look_for_labels_that_there_are() -> None:
    dates, doctors = set(label_classes("dates").values()) | {"letter"}, set(label_classes("doctors").values())
    for terms in document_kinds():
        assert set(terms.dates) <= dates, terms.kind
        assert set(terms.doctors) <= doctors, terms.kind


def test_the_notice_that_loinc_asks_for_is_there() -> None:
    notice = re.sub(r"\s+", " ", resource("terminology", "NOTICE").read_text("utf-8"))
    assert "This material contains content from LOINC" in notice
    assert "Regenstrief Institute" in notice
