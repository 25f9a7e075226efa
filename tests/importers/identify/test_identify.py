"""What a document is: chosen by labels, quoted as printed, doubted where it must be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from desktop.importers.base import DocumentProposal
from desktop.importers.identify.propose import identify
from desktop.records.document import DocumentKind
from desktop.records.provenance import Evidence
from tests.importers.sheets import Sheet

TODAY = date(2026, 11, 20)


def _page(lines: Sequence[str], *, page: int = 1, mono: bool = False, tight: bool = False) -> Sheet:
    """Print lines below each other; two or more spaces part columns, the first line is a letterhead."""
    sheet = Sheet(page, mono=mono, tight=tight)
    for number, line in enumerate(lines):
        x = 50.0
        for part in line.split("  "):
            size = 14 if number == 0 else 9
            sheet.put(part.strip(), x, 40 + 16 * number, size=size)
            x += max(150.0, sheet.width_of(part, size) + 30)
    return sheet


def _identify(*lines: str, mono: bool = False, tight: bool = False) -> DocumentProposal:
    return identify([_page(lines, mono=mono, tight=tight).made()], today=TODAY)


def _evidence(proposal: DocumentProposal, field: str) -> Evidence:
    return next(one for one in proposal.evidence if one.field == field)


CT = (
    "Riverside Imaging",
    "1200 River Road, Riverside  Phone 555-0170",
    "CT ABDOMEN AND PELVIS WITH CONTRAST",
    "Patient: LOPEZ, MARIA  DOB: 05/04/1957  MRN 00-4471",
    "Exam date: 11/14/2026  Ordering: S. Patel, MD",
    "HISTORY",
    "Colon carcinoma, on chemotherapy. Restaging.",
    "TECHNIQUE",
    "Helical CT of the abdomen and pelvis after IV contrast.",
    "Comparison: CT 06/08/2026.",
    "FINDINGS",
    "Liver: Two hypodense lesions in segment VI, 9 mm and 12 mm.",
    "IMPRESSION",
    "1. Interval decrease in size of hepatic lesions.",
    "Signed electronically: J. Brandt, MD  11/14/2026 16:20",
)


@pytest.mark.parametrize("mono", [False, True], ids=["proportional", "fixed-pitch"])
@pytest.mark.parametrize("tight", [False, True], ids=["loose-boxes", "tight-boxes"])
def test_the_report_of_the_mockup_is_read_as_in_the_mockup(*, mono: bool, tight: bool) -> None:
    found = _identify(*CT, mono=mono, tight=tight)
    assert found.title == "CT scan report, abdomen and pelvis"
    assert found.kind is DocumentKind.IMAGING
    assert found.date is not None
    assert found.date.iso == "2026-11-14"
    assert found.source == "Riverside Imaging"
    assert found.doctor == "S. Patel, MD"
    assert found.person_named == "LOPEZ, MARIA"
    assert found.person_born == "1957-05-04"


def test_every_field_quotes_its_place() -> None:
    found = _identify(*CT)
    quoted = {one.field: one.snippet for one in found.evidence}
    assert quoted["title"] == "CT ABDOMEN AND PELVIS WITH CONTRAST"
    assert quoted["date"] == "Exam date: 11/14/2026"
    assert quoted["source"] == "Riverside Imaging"
    assert quoted["doctor"] == "Ordering: S. Patel, MD"
    assert quoted["person"] == "LOPEZ, MARIA"
    for one in found.evidence:
        assert one.page == 1
        assert one.box is not None


def test_another_date_on_the_page_is_named_and_asks_for_a_look() -> None:
    date_of = _evidence(_identify(*CT), "date")
    assert not date_of.certain
    assert date_of.reason == "The page also names 06/08/2026."


def test_an_ambiguous_date_is_never_certain_and_never_guessed() -> None:
    found = _identify("Lakeside Oncology", "Consultation note", "Patient: Maria Lopez", "Date of service: 03/04/2026")
    date_of = _evidence(found, "date")
    assert found.date is not None
    assert found.date.iso == "2026"
    assert not date_of.certain
    assert "03/04/2026 can be 4 March 2026 or 3 April 2026." in date_of.reason


@pytest.mark.parametrize(
    ("proof", "expected"),
    [
        ("Printed: 03/26/2026 10:22", "2026-03-04"),
        ("Printed: 26/03/2026 10:22", "2026-04-03"),
        ("DOB: 05/28/1957", "2026-03-04"),
        ("Received: Wednesday 03/04/2026", "2026-03-04"),
        ("Received: viernes 03/04/2026", "2026-04-03"),
    ],
)
def test_other_dates_and_weekdays_decide_the_order(proof: str, expected: str) -> None:
    found = _identify(
        "Lakeside Oncology", "Consultation note", "Patient: Maria Lopez", "Date of service: 03/04/2026", proof
    )
    assert found.date is not None
    assert found.date.iso == expected


def test_dates_in_both_orders_decide_nothing() -> None:
    found = _identify(
        "Lakeside Oncology",
        "Consultation note",
        "Date of service: 03/04/2026",
        "Printed: 03/26/2026",
        "Received: 27/03/2026",
    )
    assert found.date is not None
    assert found.date.iso == "2026"
    assert "in both orders" in _evidence(found, "date").reason


def test_a_weekday_that_does_not_fit_is_told() -> None:
    found = _identify("Lakeside Oncology", "Consultation note", "Date of service: Monday 2026-03-04")
    assert not _evidence(found, "date").certain


def test_a_date_in_the_future_is_doubted() -> None:
    found = _identify("Lakeside Oncology", "Consultation note", "Date of service: 2027-03-14")
    assert "This date is in the future." in _evidence(found, "date").reason


def test_the_birth_date_is_never_the_date_of_the_document() -> None:
    found = _identify("Lakeside Oncology", "Consultation note", "Patient: Maria Lopez", "Date of birth: 4 May 1957")
    assert found.date is None
    assert found.person_born == "1957-05-04"


def test_a_fax_header_and_a_print_date_are_not_the_date() -> None:
    sheet = _page(("Lakeside Oncology", "Consultation note", "Patient: Maria Lopez", "Visit date: 14 March 2026"))
    sheet.put("11/18/2026 10:14 FROM: MILLBROOK FAMILY PRACTICE FAX 555-0133 P. 2/5", 50, 12, size=8)
    sheet.put("Printed 11/19/2026 09:12", 50, 770, size=7)
    found = identify([sheet.made()], today=TODAY)
    assert found.date is not None
    assert found.date.iso == "2026-03-14"
    assert found.source == "Lakeside Oncology"


def test_a_browser_footer_alone_gives_no_date() -> None:
    sheet = _page(("Lakeside Oncology", "Consultation note", "Patient: Maria Lopez"))
    sheet.put("11/19/2026, 9:12 AM", 50, 770, size=7)
    assert identify([sheet.made()], today=TODAY).date is None


@pytest.mark.parametrize(
    ("kind", "lines", "expected"),
    [
        ("SURGICAL PATHOLOGY REPORT", ("Collected: 02/26/2026  Reported: 03/02/2026",), "2026-03-02"),
        ("Laboratory Report", ("Collected: 02/26/2026  Reported: 03/02/2026",), "2026-02-26"),
        ("DISCHARGE SUMMARY", ("Admission date: 03/24/2026  Discharge date: 03/29/2026",), "2026-03-29"),
        ("OPERATIVE NOTE", ("Date of surgery: 03/24/2026  Signed: 03/25/2026",), "2026-03-24"),
    ],
)
def test_the_kind_decides_which_label_counts(kind: str, lines: tuple[str, ...], expected: str) -> None:
    found = _identify("Lakeshore Community Hospital", kind, *lines)
    assert found.date is not None
    assert found.date.iso == expected


def test_a_label_may_stand_above_its_date() -> None:
    found = _identify(
        "Northgate Hospital",
        "Laboratory Report",
        "Collected  Received  Date of birth",
        "11/12/2026  11/13/2026  05/04/1957",
    )
    assert found.date is not None
    assert found.date.iso == "2026-11-12"
    assert found.person_born == "1957-05-04"


SPANISH = (
    "Hospital Universitario del Puerto",
    "INFORME DE ANATOMÍA PATOLÓGICA",
    "Paciente: López Núñez, María Elena  Fecha de nacimiento: 04/05/1957",
    "Fecha de toma: 26/02/2026  Fecha de informe: 02/03/2026",
    "Médico solicitante: Dr. José Ibáñez Peña",
    "DIAGNÓSTICO ANATOMOPATOLÓGICO",
    "Adenocarcinoma moderadamente diferenciado.",
)


def test_a_spanish_report_is_read_as_well() -> None:
    found = _identify(*SPANISH)
    assert found.kind is DocumentKind.PATHOLOGY
    assert found.date is not None
    assert found.date.iso == "2026-03-02"
    assert found.source == "Hospital Universitario del Puerto"
    assert found.doctor == "Dr. José Ibáñez Peña"
    assert found.person_named == "López Núñez, María Elena"
    assert found.person_born == "1957-05-04"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Tumor Sequencing Report", DocumentKind.GENOMIC_REPORT),
        ("MRI LIVER WITH AND WITHOUT GADOXETATE", DocumentKind.IMAGING),
        ("Informe de alta", DocumentKind.DISCHARGE_SUMMARY),
        ("Multidisciplinary Tumor Board", DocumentKind.TUMOR_BOARD),
        ("Treatment Plan", DocumentKind.TREATMENT_PLAN),
        ("After Visit Summary", DocumentKind.VISIT_SUMMARY),
        ("Immunization Record", DocumentKind.IMMUNIZATION),
        ("Authorization for Release of Information", DocumentKind.AUTHORIZATION),
        ("Advance Health Care Directive", DocumentKind.DIRECTIVE),
        ("Billing Statement", DocumentKind.BILL),
        ("Current Medications", DocumentKind.MEDICATION_LIST),
        ("Referral Letter", DocumentKind.REFERRAL),
        ("Analítica", DocumentKind.LAB_REPORT),
    ],
)
def test_a_heading_names_the_kind(heading: str, kind: DocumentKind) -> None:
    assert _identify("Northgate Hospital", heading, "Patient: Maria Lopez").kind is kind


def test_words_alone_name_a_kind_with_a_please_check() -> None:
    found = _identify(
        "Northgate",
        "Preoperative diagnosis",
        "Mass.",
        "Estimated blood loss",
        "80 mL",
        "Complications",
        "Anesthesia",
        "General.",
    )
    assert found.kind is DocumentKind.OPERATIVE_NOTE
    assert not _evidence(found, "kind").certain


def test_a_page_without_any_sign_is_other_and_empty() -> None:
    found = _identify("Dear Maria", "thank you for the flowers", "see you soon")
    assert (found.kind, found.title, found.date) == (DocumentKind.OTHER, "", None)


def test_two_patients_in_one_file_are_told() -> None:
    pages = [
        _page(("Lakeshore Hospital", "Laboratory Report", "Patient: LOPEZ, MARIA")).made(),
        _page(("Lakeshore Hospital", "Laboratory Report", "Patient: GOMEZ, LUIS"), page=2).made(),
    ]
    person = _evidence(identify(pages, today=TODAY), "person")
    assert not person.certain
    assert person.reason == "This file names more than one person."


@pytest.mark.parametrize("again", ["MARIA E. LOPEZ", "Lopez, Maria", "Maria Elena Lopez"])
def test_one_person_in_several_forms_is_one_person(again: str) -> None:
    pages = [
        _page(("Lakeshore Hospital", "Laboratory Report", "Patient: LOPEZ, MARIA ELENA")).made(),
        _page(("Lakeshore Hospital", f"Patient: {again}"), page=2).made(),
    ]
    assert _evidence(identify(pages, today=TODAY), "person").certain


def test_a_doctor_is_never_the_patient() -> None:
    found = _identify(
        "Northgate Hospital", "Consultation note", "Provider: Anil Patel, MD", "Date of service: 2026-04-24"
    )
    assert found.person_named == ""
    assert found.doctor == "Anil Patel, MD"


def test_nothing_at_all_is_an_empty_proposal() -> None:
    assert identify([], today=TODAY) == DocumentProposal()
    assert identify([Sheet().made()], today=TODAY) == DocumentProposal()
