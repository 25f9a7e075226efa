"""A document of someone else is noticed; another writing of one name is not."""

from __future__ import annotations

import pytest

from desktop.records.dates import PartialDate
from desktop.records.document import PersonMatch
from desktop.records.person import Person
from desktop.services.importing.person_guard import match_person

MARIA = Person(id="m", name="María Elena López", former_names="Maria Garcia", born=PartialDate(1957, 5, 4))


@pytest.mark.parametrize(
    ("named", "born", "match"),
    [
        ("LOPEZ, MARIA", "1957-05-04", PersonMatch.MATCH),
        ("LOPEZ, MARIA E", "", PersonMatch.MATCH),
        ("Maria Lopez", "05/04/1957", PersonMatch.MATCH),
        ("Mrs. M. Lopez", "04.05.1957", PersonMatch.MATCH),
        ("Maria Garcia", "", PersonMatch.MATCH),
        ("", "1957-05-04", PersonMatch.MATCH),
        ("Maria", "", PersonMatch.UNKNOWN),
        ("", "", PersonMatch.UNKNOWN),
        ("M. Lopez", "", PersonMatch.UNKNOWN),
        ("Maria L.", "", PersonMatch.UNKNOWN),
        ("Maria Elena Lopez Jr.", "", PersonMatch.UNKNOWN),
        ("Maria de Lopez", "", PersonMatch.MATCH),
        ("María López de García", "", PersonMatch.MATCH),
        ("MARIA LOPEZ-NUNEZ", "", PersonMatch.DIFFERS),
        ("Maria Lopez", "5/4/57", PersonMatch.MATCH),
        ("Maria Lopez", "04/05/1958", PersonMatch.DIFFERS),
        ("Maria Novak", "1957-05-04", PersonMatch.DIFFERS),
        ("Ana de Lopez", "", PersonMatch.DIFFERS),
        ("LOPEZ, LUIS", "1957-05-04", PersonMatch.DIFFERS),
        ("LOPEZ, MARIA", "1955-09-11", PersonMatch.DIFFERS),
        ("Ana Lopez", "", PersonMatch.DIFFERS),
        ("陈小明", "", PersonMatch.DIFFERS),
    ],
)
def test_names_and_birth_dates(named: str, born: str, match: PersonMatch) -> None:
    assert match_person(MARIA, named=named, born=born) is match


@pytest.mark.parametrize("printed", ["05/03/2004", "04/03/2005", "03/04/05", "5/3/04"])
def test_numbers_of_a_birth_date_in_another_place_are_another_day(printed: str) -> None:
    child = Person(id="c", name="Liam Carter", born=PartialDate(2003, 5, 4))
    assert match_person(child, named="Liam Carter", born=printed) is PersonMatch.DIFFERS
