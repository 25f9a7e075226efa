from __future__ import annotations

import pytest

from desktop.records.document import Document, DocumentKind
from desktop.records.entry_fields import (
    BadEntryError,
    EntryType,
    MissingEntryError,
    UnknownFieldError,
    check_required,
    entry_fields,
    entry_text,
    parse_entries,
    parse_entry,
    parse_record,
    record_fields,
    with_title,
)
from desktop.records.fact import FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.records.medication import Medication
from desktop.records.person import Person
from desktop.records.sensitive import SensitiveTag

SAMPLES = {
    EntryType.TEXT: "Ωmega, 3",
    EntryType.LONG_TEXT: "one\ntwo",
    EntryType.DATE: "2024-03-02T10:30+01:00",
    EntryType.YES_NO: "yes",
    EntryType.NUMBER: "25",
}


@pytest.mark.parametrize("kind", FactKind)
def test_every_field_gives_back_the_text_it_took(kind: FactKind) -> None:
    texts = {
        field.name: ", ".join(field.choices[:2])
        if field.name == "sensitive"
        else field.choices[0]
        if field.choices
        else SAMPLES[field.type]
        for field in entry_fields(kind)
    }
    fact = FACT_TYPES[kind](**parse_entries(kind, texts))
    assert {field.name: entry_text(fact, field) for field in entry_fields(kind)} == texts


@pytest.mark.parametrize("kind", FactKind)
def test_what_all_kinds_share_is_asked_last(kind: FactKind) -> None:
    assert [field.name for field in entry_fields(kind)][-3:] == ["title", "note", "sensitive"]


def test_people_and_documents_have_fields_too() -> None:
    assert [field.name for field in record_fields(Person) if field.required] == ["name", "born"]
    assert parse_record(Document, {"kind": "", "sensitive": "minor, genetic"}) == {
        "kind": DocumentKind.OTHER,
        "sensitive": (SensitiveTag.GENETIC, SensitiveTag.MINOR),
    }


def test_the_nearest_right_name_is_told() -> None:
    with pytest.raises(UnknownFieldError) as refused:
        parse_record(Document, {"titel": "CT"})
    assert refused.value.nearest == "title"


@pytest.mark.parametrize("text", ["-1", "1.5", "²", "1" * 10, "many"])
def test_a_number_is_a_whole_number(text: str) -> None:
    with pytest.raises(BadEntryError):
        parse_entries(FactKind.QUESTIONS, {"rank": text})


def test_a_medicine_needs_a_name_of_some_kind() -> None:
    nameless = with_title(Medication(strength="850 mg"), chosen=False)
    with pytest.raises(MissingEntryError):
        check_required(nameless)
    branded = with_title(Medication(brand="Glucophage", strength="850 mg"), chosen=False)
    check_required(branded)
    assert branded.title == "Glucophage 850 mg"


def test_signs_that_nobody_sees_are_left_out() -> None:
    (name,) = (field for field in entry_fields(FactKind.CONDITIONS) if field.name == "name")
    assert parse_entry(FactKind.CONDITIONS, name, "\x00col\x01on\x7f can\ufffecer\t\x0b") == "colon cancer"


def test_signs_that_part_pasted_words_leave_two_words() -> None:
    (name,) = (field for field in entry_fields(FactKind.CONDITIONS) if field.name == "name")
    assert parse_entry(FactKind.CONDITIONS, name, "colon\x0bcancer\x1fstage\x0cIV") == "colon cancer stage IV"
