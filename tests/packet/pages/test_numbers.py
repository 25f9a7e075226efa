"""By which names and numbers a person is known on paper: filed by the family name, and each number with its kind."""

from __future__ import annotations

import pytest

from desktop.packet.pages.numbers import name_label, number_tables
from desktop.records.person import Person


@pytest.mark.parametrize(
    ("name", "family", "filed"),
    [
        ("Maria Elena Lopez", "Lopez", "Lopez, Maria Elena"),
        ("María Elena López Núñez", "López Núñez", "López Núñez, María Elena"),
        ("Chen Xiaoming", "Chen", "Chen, Xiaoming"),
        ("Ludwig van Beethoven", "van Beethoven", "van Beethoven, Ludwig"),
        ("MARIA ELENA LOPEZ", "Lopez", "LOPEZ, MARIA ELENA"),
        ("Maria Elena Lopez", "", "Maria Elena Lopez"),
        ("Lopez, Maria Elena", "Lopez", "Lopez, Maria Elena"),
        ("Suharto", "Suharto", "Suharto"),
        ("陈晓明", "陈", "陈晓明"),
        ("Anna Lopezova", "Lopez", "Anna Lopezova"),
        ("Björk Guðmundsdóttir", "Lopez", "Björk Guðmundsdóttir"),
    ],
)
def test_a_name_is_filed_by_a_family_name_that_was_told_and_never_by_guess(name: str, family: str, filed: str) -> None:
    assert Person(name=name, family_name=family).filed_name == filed


def test_the_cover_says_which_id_shows_the_name() -> None:
    assert name_label(Person(name="X", id_kind="passport")) == "Name exactly as on the ID (passport)"
    assert name_label(Person(name="X")) == "Name exactly as on the ID"


def test_numbers_of_hospitals_and_of_other_papers_stand_apart_with_their_kind() -> None:
    numbers = "National Cancer Institute: 12\nPassport: X1\nInsurance Millbrook: 77\n4711"
    assert number_tables(Person(name="X", record_numbers=numbers)) == [
        ["Facility", "Medical record no.", [["National Cancer Institute", "12"]]],
        ["Other numbers", "Number", [["Passport", "X1"], ["Insurance Millbrook", "77"], ["not stated", "4711"]]],
    ]


@pytest.mark.parametrize("hospital", ["Rutgers Cancer Institute", "Niederrhein-Klinik", "Taxila General Hospital"])
def test_a_hospital_whose_name_begins_like_another_paper_is_a_hospital(hospital: str) -> None:
    tables = number_tables(Person(name="X", record_numbers=f"{hospital}: 12"))
    assert tables == [["Facility", "Medical record no.", [[hospital, "12"]]]]


@pytest.mark.parametrize("paper", ["Driver’s license", "PÓLIZA", "Afiliacion", "RUT", "NHS number", "Social Security"])
def test_numbers_of_other_papers_are_known_however_they_are_typed(paper: str) -> None:
    tables = number_tables(Person(name="X", record_numbers=f"{paper}: 12"))
    assert tables == [["Other numbers", "Number", [[paper, "12"]]]]
