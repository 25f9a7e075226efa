"""The tables of terms contradict nothing and are complete."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from desktop.foundation.resources import resource
from desktop.importers.identify.folded import folded, plain_words
from desktop.importers.identify.terms import document_kinds, every_label, label_classes
from desktop.importers.labs.terms import (
    Role,
    column_words,
    flag_words,
    known_test,
    known_unit,
    lab_tests,
    unit_aliases,
    unit_key,
)
from desktop.importers.labs.terms import (
    test_key as key_of,
)
from desktop.records.document import DocumentKind


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
    assert {terms.kind for terms in document_kinds()} == set(DocumentKind) - {DocumentKind.OTHER}


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
