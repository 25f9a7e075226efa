"""Words for relatives without their names, and numbers as cards print them."""

from __future__ import annotations

import pytest

from desktop.packet.hiding import hidden_words
from desktop.packet.kin import kin_words, without_names
from desktop.records.family_history import FamilyHistory
from desktop.records.packet import PacketRequest
from desktop.records.person import Person


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("mother", "mother"),
        ("Mother, Rosa Lopez", "Mother"),
        ("Rosa (aunt)", "aunt"),
        ("mother’s sister Carmen", "mother’s sister"),
        ("half-brother", "half-brother"),
        ("tía materna Inés", "tía materna"),
        ("Rosa", "a relative"),
        ("", "a relative"),
    ],
)
def test_a_relative_is_named_by_kinship_alone(typed: str, printed: str) -> None:
    assert kin_words(typed) == printed


def test_a_first_name_typed_beside_a_relative_is_put_out_of_the_note_too() -> None:
    relative = FamilyHistory(relation="aunt Inés", condition="colon cancer", note="Inés had surgery; INÉS died later.")
    changed = without_names(relative, ("Carmen Ruiz",))
    assert changed.note == "a relative had surgery; a relative died later."
    assert changed.title == "aunt colon cancer"


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Valley Health, member VH 5550 1188 02, +1 555 010 0180", ("VH 5550 1188 02",)),
        ("Medicare 1EG4-TE5-MK73 since 2019-05-01", ("1EG4-TE5-MK73",)),
        ("Blue Plan, phone 800 555 0190; group 77120", ("77120",)),
        ("None since 2019", ()),
    ],
)
def test_numbers_of_a_typed_insurance_are_found(line: str, numbers: tuple[str, ...]) -> None:
    words = hidden_words(Person(name="Maria Lopez", insurance=line), PacketRequest(hide_numbers=True), {})
    assert words.numbers == numbers
