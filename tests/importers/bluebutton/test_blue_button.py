"""Blue Button text of the VA and of Medicare becomes proposals; what has no place stays readable."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from desktop.importers import wire
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.bluebutton.read import moment, read
from desktop.importers.detect import Content, sniff
from desktop.records.fact import FactKind

SAMPLES = Path(os.environ.get("SHEAF_SAMPLES", Path(__file__).resolve().parents[4] / "shared" / "data")) / "bluebutton"
VA_HEAD = """------------------ MY HEALTHEVET PERSONAL INFORMATION REPORT -------------------
                    Produced by the VA Blue Button (v12.5)
                               10 Jun 2013 @ 0635

Name: LOPEZ, MARIA         Date of Birth: 04 May 1957
"""
CMS_HEAD = """--------------------------------
MYMEDICARE.GOV PERSONAL HEALTH INFORMATION

--------------------------------
Produced by the Blue Button (v2.0)

03/16/2013 5:10 AM

"""


def _va(title: str, body: str) -> bytes:
    return f"{VA_HEAD}\n--------------------- {title} ---------------------\n\nSource: VA\n\n{body}\n".encode()


def _read(data: bytes) -> ImportResult:
    assert sniff(data) is Content.BLUE_BUTTON
    result = read(data)
    assert wire.from_json(wire.to_json(result)) == result
    return result


def _facts(data: bytes) -> list[ProposedFact]:
    return list(_read(data).facts)


def test_it_says_whose_it_is_and_when_it_was_made() -> None:
    said = _read(_va("VA PROBLEM LIST", "")).proposal
    assert (said.person_named, said.person_born) == ("MARIA LOPEZ", "1957-05-04")
    assert said.date is not None
    assert said.date.iso == "2013-06-10"


def test_entries_end_where_the_next_begins_and_unknown_labels_are_not_swallowed() -> None:
    body = (
        "Allergy Name:        IMIPRAMINE\nLocation:            PORTLAND\nReaction:            HIVES \n\n"
        "Allergy Name:        TRAMADOL\nComments:            gradually\nworse over the years \n\nNot a comment"
    )
    first, second = _facts(_va("VA ALLERGIES", body))
    assert first.values == {"substance": "IMIPRAMINE", "reaction": "HIVES"}
    assert second.values == {"substance": "TRAMADOL", "note": "gradually\nworse over the years"}


LABS = """=========================================================================
Lab Test: Potassium
Specimen: Plasma
Date/Time Collected: 17 Jan 2013 @ 1341
-------------------------------------------------------------------------
Test Name: POTASSIUM
Result: 6.50 Critical High
Units: mmol/L
Reference Range: (3.5-5.0)
Status: Final

Test Name: SODIUM
Result: 140
Units: mmol/L

Lab Test: Glucose
Date/Time Collected: 12 Dec 2012 @ 0808
Test Name: GLUCOSE
Result: NEG
"""


def test_a_result_belongs_to_the_panel_above_it_and_keeps_its_digits() -> None:
    potassium, sodium, glucose = _facts(_va("VA LABORATORY RESULTS", LABS))
    assert potassium.values == {
        "panel": "Potassium", "specimen": "Plasma", "collected": "2013-01-17T13:41", "test": "POTASSIUM",
        "value": "6.50", "flag": "Critical High", "unit": "mmol/L", "range_text": "(3.5-5.0)",
    }  # fmt: skip
    assert (sodium.values["collected"], sodium.values["specimen"]) == ("2013-01-17T13:41", "Plasma")
    assert glucose.values == {"panel": "Glucose", "collected": "2012-12-12T08:08", "test": "GLUCOSE", "value": "NEG"}


@pytest.mark.parametrize(
    ("written", "status", "certain"),
    [("Active", "active", True), ("Discontinued", "stopped", True), ("Refill in Process", "", False)],
)
def test_a_status_that_is_not_known_asks(written: str, status: str, *, certain: bool) -> None:
    (fact,) = _facts(_va("VA MEDICATION HISTORY", f"Medication: METFORMIN 1000MG TAB\nStatus: {written}\n"))
    assert fact.values.get("status", "") == status
    assert fact.certain is certain


def test_blood_pressure_stays_whole_and_labels_on_one_line_are_told_apart() -> None:
    (pressure,) = _facts(_va("VA VITALS AND READINGS", "Vital Sign: Blood Pressure\nMeasurement: 190/70 mm[Hg]\n"))
    assert (pressure.values["value"], pressure.values["unit"]) == ("190/70", "mm[Hg]")
    (card,) = _facts(
        _va(
            "SELF REPORTED HEALTH INSURANCE",
            "Health Insurance Company: Good Plan\nID Number: 0012    Group Number: A-7\n",
        )
    )
    assert (card.values["member_id"], card.values["group_number"]) == ("0012", "A-7")


def test_medicare_titles_stand_between_lines() -> None:
    part = "--------------------------------\nSelf Reported Medical Conditions\n\n--------------------------------\n"
    body = "Condition Name: Arthritis\n\nMedical Condition Start Date: 08/09/2005\n"
    (fact,) = _facts((CMS_HEAD + part + body).encode())
    assert fact.kind is FactKind.CONDITIONS
    assert fact.values == {"name": "Arthritis", "since": "2005-08-09"}


@pytest.mark.parametrize(
    ("written", "iso"),
    [("01 Mar 1948", "1948-03-01"), ("Mar 1948", "1948-03"), ("10 Dec 2012 @ 0924", "2012-12-10"),
     ("12/31/2012", "2012-12-31"), ("31 Feb 2012", None), ("31/12/2012", None), ("soon", None)],
)  # fmt: skip
def test_dates_are_read_as_the_form_writes_them(written: str, iso: str | None) -> None:
    found = moment(written)
    assert (found.iso if found else None) == iso


def test_a_part_without_a_place_is_named_and_stays_readable() -> None:
    result = _read(_va("DOD MILITARY SERVICE INFORMATION", "Served in the Navy"))
    assert result.facts == ()
    assert "Dod Military Service Information" in result.issues[0].text
    assert "Served in the Navy" in "".join(page.text for page in result.pages)


def test_bytes_that_are_no_utf8_are_read_too() -> None:
    assert (
        _facts(_va("VA ALLERGIES", "Allergy Name: CAFÉ\n").decode().encode("cp1252"))[0].values["substance"] == "CAFÉ"
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public Blue Button samples are not on this computer")
def test_the_samples_are_read() -> None:
    kinds: Counter[FactKind] = Counter()
    for path in SAMPLES.rglob("*.txt"):
        result = _read(path.read_bytes())
        assert result.facts
        kinds.update(fact.kind for fact in result.facts)
    assert kinds[FactKind.RESULTS] > 100
    assert len(kinds) >= 10


def test_the_day_of_writing_down_is_a_note_and_not_the_beginning() -> None:
    body = "Problem: Asthma\nDate/Time Entered: 07 Dec 2012 @ 1200\n"
    (fact,) = _facts(_va("VA PROBLEM LIST", body))
    assert "since" not in fact.values
    assert fact.values["note"] == "Written down: 07 Dec 2012 @ 1200"


@pytest.mark.parametrize(
    ("supply", "values"),
    [
        ("Daily", {"how_often": "Daily"}),
        ("2 times a day", {"how_often": "2 times a day"}),
        ("30", {"note": "Supply: 30"}),
        ("90 tablets", {"note": "Supply: 90 tablets"}),
        ("30 days supply", {"note": "Supply: 30 days supply"}),
    ],
)
def test_an_amount_that_was_handed_out_is_not_how_often(supply: str, values: dict[str, str]) -> None:
    part = "--------------------------------\nDrugs\n\n--------------------------------\n"
    (fact,) = _facts((CMS_HEAD + part + f"Drug Name: Aspirin\nSupply: {supply}\n").encode())
    told = {name: text for name, text in fact.values.items() if name in {"how_often", "note"}}
    assert told == values
