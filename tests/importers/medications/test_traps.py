"""Pages that lead a hasty reader of medicines and allergies astray."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.importers.base import ProposedFact
from desktop.importers.medications.propose import ListReading, read_lists
from tests.importers.medications.lists import TODAY
from tests.importers.sheets import Sheet

Printed = str | Sequence[tuple[float, str]]


def _read(*lines: Printed) -> ListReading:
    sheet = Sheet()
    sheet.put("After Visit Summary", 50, 36, size=16)
    for number, line in enumerate(lines):
        for x, text in [(50.0, line)] if isinstance(line, str) else line:
            sheet.put(text, x + 4 * (len(text) - len(text.lstrip())), 70 + number * 14)
    return read_lists([sheet.made()], today=TODAY)


def _only(reading: ListReading) -> ProposedFact:
    assert len(reading.facts) == 1
    return reading.facts[0]


def _names(reading: ListReading) -> list[str]:
    return [fact.values.get("generic") or fact.values["substance"] for fact in reading.facts]


def _codes(reading: ListReading) -> set[str]:
    return {issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    "strength", ["0.5 mg", ".5 mg", "5 mg", "5.0 mg", "0,5 mg", "1,000 mg", "50,000 units", "0.05 %", "100 mg/5 mL"]
)
def test_a_strength_stays_as_printed_sign_by_sign(strength: str) -> None:
    fact = _only(_read("Current Medications", f"• clonazePAM {strength} tablet"))
    assert fact.values["strength"] == strength
    assert fact.values["generic"] == "clonazePAM"


@pytest.mark.parametrize("printed", ["QD", "BID", "q6h", "twice a day", "cada 8 horas"])
def test_how_often_is_never_translated(printed: str) -> None:
    fact = _only(_read("Current Medications", f"• lisinopril 10 mg tablet: Take 1 tablet by mouth {printed}"))
    assert fact.values["how_often"] == printed


def test_the_amount_dispensed_is_no_dose() -> None:
    fact = _only(
        _read("Current Medications", "metFORMIN 500 mg tablet", "Take 1 tablet by mouth daily", "Qty: 90 Refills: 3")
    )
    assert "90" not in "".join(fact.values.values())
    assert fact.values["dose"] == "1 tablet"


@pytest.mark.parametrize("between", [", ", ": ", " "])
def test_a_number_of_tablets_behind_an_amount_makes_it_the_strength(between: str) -> None:
    fact = _only(_read("Current Medications", f"• Metformin ER 500 mg{between}2 tablets with supper"))
    assert fact.values["strength"] == "500 mg"
    assert fact.values["how_often"] == "2 tablets with supper"


def test_a_taper_is_kept_whole() -> None:
    sig = "Take 40 mg daily for 3 days, then 20 mg daily for 3 days"
    fact = _only(_read("Current Medications", f"• predniSONE 10 mg tablet: {sig}"))
    assert fact.values["how_often"] == sig
    assert "dose" not in fact.values


def test_medicines_of_the_history_and_of_the_family_are_not_proposed() -> None:
    reading = _read(
        "History of Present Illness",
        "She was on warfarin 5 mg daily until 2019.",
        "Family History",
        "Mother takes metformin 500 mg tablet",
        "Medications given in the hospital",
        "• heparin 5,000 units",
    )
    assert reading.facts == ()
    assert "medicines-given" in _codes(reading)


@pytest.mark.parametrize(
    "line",
    [
        "• warfarin 5 mg tablet - stopped",
        "• warfarin 5 mg tablet (do not take)",
        "• warfarin 5 mg: her mother takes it",
    ],
)
def test_a_negated_line_of_a_list_is_told_not_read(line: str) -> None:
    reading = _read("Current Medications", line)
    assert reading.facts == ()
    assert _codes(reading) == {"medicines-uncertain"}


def test_what_was_stopped_is_stopped_and_no_reason_is_invented() -> None:
    fact = _only(_read("STOP taking these medications", "• ibuprofen 600 mg tablet"))
    assert fact.values["status"] == "stopped"
    assert "reason_stopped" not in fact.values


def test_a_medicine_named_in_an_instruction_is_no_medicine_of_the_list() -> None:
    reading = _read("Current Medications", "• levothyroxine 50 mcg tablet: Take 1 tablet daily 4 hours before calcium")
    assert _names(reading) == ["levothyroxine"]


def test_two_medicines_on_one_line_are_told_not_read() -> None:
    reading = _read("Current Medications", "• metformin 500 mg twice daily lisinopril 10 mg daily")
    assert reading.facts == ()
    assert _codes(reading) == {"medicines-uncertain"}


def test_none_is_an_answer_only_below_the_whole_list() -> None:
    assert _only(_read("Current Medications", "None")).negated
    assert _read("STOP taking these medications", "None").facts == ()
    assert _read("Over the counter", "None").facts == ()


@pytest.mark.parametrize(
    ("printed", "substance"),
    [
        ("Allergies: NKDA", "Medicines"),
        ("Allergies: No known drug allergies", "Medicines"),
        ("Allergies: No known allergies", "Any allergy"),
        ("Alergias: Sin alergias conocidas", "Any allergy"),
        ("NKDA", "Medicines"),
        ("Allergies: Latex: no", "Latex"),
    ],
)
def test_none_known_is_never_an_allergy(printed: str, substance: str) -> None:
    fact = _only(_read(printed))
    assert fact.negated
    assert fact.values == {"substance": substance}


@pytest.mark.parametrize(
    "printed",
    [
        "Allergies: reviewed and updated",
        "Allergies: see list",
        "Allergies: unable to assess",
        "Allergies: mother allergic to penicillin",
        "Allergies: no penicillin reaction since 2010",
    ],
)
def test_words_about_allergies_are_no_allergy(printed: str) -> None:
    reading = _read(printed)
    assert reading.facts == ()
    assert _codes(reading) == {"allergies-uncertain"}


def test_the_familys_allergies_are_not_proposed() -> None:
    assert _read("Family allergies", "Penicillin (hives)").facts == ()
    assert _read("Her mother is allergic to penicillin.").facts == ()


def test_an_allergy_beside_none_known_is_doubted() -> None:
    reading = _read("Allergies", "No known allergies", "Penicillin (hives)")
    assert [fact.certain for fact in reading.facts] == [False, False]


def test_an_intolerance_is_called_one() -> None:
    fact = _only(_read("Intolerances", "Codeine (nausea)"))
    assert fact.values == {"substance": "Codeine", "reaction": "nausea", "type": "intolerance"}


def test_the_same_medicine_with_two_strengths_is_doubted() -> None:
    reading = _read("Current Medications", "• warfarin 5 mg tablet", "• warfarin 2 mg tablet")
    assert [fact.certain for fact in reading.facts] == [False, False]


def test_a_column_that_says_what_is_taken_is_believed() -> None:
    head = [(50.0, "Medication"), (160.0, "Dose"), (240.0, "Frequency"), (340.0, "Status"), (440.0, "End Date")]
    rows = [
        [(50.0, "Metformin"), (160.0, "500 mg"), (240.0, "BID"), (340.0, "Active")],
        [(50.0, "Losartan"), (160.0, "50 mg"), (240.0, "daily"), (340.0, "Inactive")],
        [(50.0, "Warfarin"), (160.0, "5 mg"), (240.0, "daily"), (340.0, "On hold")],
        [(50.0, "Amlodipine"), (160.0, "5 mg"), (240.0, "daily"), (340.0, "Active"), (440.0, "01/02/2026")],
    ]
    reading = _read("Medication List", head, *rows)
    told = {fact.values["generic"]: fact.values["status"] for fact in reading.facts}
    assert told == {"Metformin": "active", "Losartan": "stopped"}
    assert _codes(reading) == {"medicines-uncertain"}


def test_no_drug_allergies_says_nothing_of_food() -> None:
    assert _only(_read("Drug allergies: none known")).values == {"substance": "Medicines"}
    assert _only(_read("Allergies: none")).values == {"substance": "Any allergy"}


def test_a_cell_that_crosses_two_columns_is_told_not_read() -> None:
    head = [(50.0, "Medication"), (160.0, "Dose"), (240.0, "Frequency")]
    row = [(50.0, "Metformin"), (165.0, "500 mg taken with a meal every time"), (420.0, "daily")]
    reading = _read("Current Medications", head, row)
    assert reading.facts == ()
    assert _codes(reading) == {"medicines-uncertain"}


def test_words_recognized_in_a_picture_are_always_doubted() -> None:
    sheet = Sheet()
    for number, text in enumerate(("Current Medications", "• lisinopril 10 mg tablet")):
        sheet.put(text, 50, 60 + 14 * number)
    page = sheet.made()
    scan = type(page)(page.page, page.width_pt, page.height_pt, page.lines, 0, recognized=True)
    assert [fact.certain for fact in read_lists([scan], today=TODAY).facts] == [False]
