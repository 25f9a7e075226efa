"""Maria's record as in the pictures of the screens, and a lab report with values to confirm."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.foundation.resources import resource
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.provenance import Box, Provenance
from desktop.services.records import Records
from desktop.services.workspace import Workspace
from desktop.vault.stores import documents, imports
from desktop.vault.vault import Transaction

WIDTH, HEIGHT, TOP, STEP = 1240, 1754, 420, 56
COLUMNS = (110, 520, 640, 720, 900)


@dataclass(frozen=True)
class Row:
    test: str
    value: str
    flag: str
    unit: str
    range: str
    sign: str = ""
    check: str = ""


ROWS = (
    Row("Hemoglobin", "10.9", "L", "g/dL", "12.0 - 15.5"),
    Row("WBC", "6.1", "", "10^3/uL", "3.8 - 10.8"),
    Row("RBC", "3.88", "L", "10^6/uL", "3.90 - 5.20"),
    Row("Platelet count", "212", "", "10^3/uL", "140 - 400"),
    Row("Creatinine", "0.9", "", "mg/dL", "0.5 - 1.1"),
    Row("eGFR", "60", "", "mL/min", "> 60", sign=">", check="There is a sign before the number."),
    Row("CEA", "8.4", "H", "ng/mL", "0.0 - 3.0"),
    Row("Ferritin", "9", "L", "ng/mL", "16 - 288"),
    Row("ALT", "24", "", "U/L", "6 - 29"),
)


def _picture() -> bytes:
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(resource("fonts", "Inter-Regular.otf")), 26)
    draw.text((110, 120), "Harbor Medical Laboratory", "black", face)
    draw.text((110, 200), "LOPEZ, MARIA   born 1957-05-04   collected 12 November 2026", "black", face)
    for number, row in enumerate(ROWS):
        texts = (row.test, f"{row.sign} {row.value}".strip(), row.flag, row.unit, row.range)
        for left, text in zip(COLUMNS, texts, strict=True):
            draw.text((left, TOP + number * STEP), text, "black", face)
    made = io.BytesIO()
    page.save(made, "PDF", resolution=150)
    return made.getvalue()


def _box(number: int) -> Box:
    top = TOP + number * STEP
    return Box(COLUMNS[0] / WIDTH, (top - 4) / HEIGHT, 1080 / WIDTH, (top + 34) / HEIGHT)


def _values(row: Row) -> dict[str, str]:
    low, _, high = row.range.partition(" - ")
    values = {"test": row.test, "value": row.value, "flag": row.flag, "unit": row.unit, "range_text": row.range}
    values |= {"comparator": row.sign, "collected": "2026-11-12", "lab": "Harbor Medical Laboratory"}
    return values | ({"low": low, "high": high} if high else {})


def lab_report(workspace: Workspace, person_id: str) -> Document:
    """File a lab report of one page with its nine values as proposals."""
    data, moment = _picture(), clock.now()
    document = Document(
        id=new_id(),
        person_id=person_id,
        title="Blood count and tumor marker",
        kind=DocumentKind.LAB_REPORT,
        date=PartialDate.parse("2026-11-12"),
        source="Harbor Medical Laboratory",
        file_name="labs.pdf",
        media_type="application/pdf",
        pages=1,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        import_id=new_id(),
        person_match=PersonMatch.MATCH,
        created=moment,
        changed=moment,
    )
    sealed = workspace.vault.sealed.seal(data)

    def work(tx: Transaction) -> None:
        imports.start_batch(tx, document.import_id, person_id, moment)
        documents.insert_document(tx, document, sealed=sealed)
        documents.put_pages(tx, document.id, [(1, "Hemoglobin 10.9 g/dL", False)])
        for number, row in enumerate(ROWS):
            snippet = f"{row.test} {row.sign}{row.value} {row.flag} {row.unit} {row.range}"
            place = Provenance(document_id=document.id, page=1, box=_box(number), snippet=snippet, reader="test/1")
            issues = (row.check,) if row.check else ()
            values = {name: text for name, text in _values(row).items() if text}
            Records.propose(
                tx,
                FactKind.RESULTS,
                document,
                values,
                provenance=(place,),
                needs_check=bool(row.check),
                issues=issues,
            )

    workspace.vault.write(work)
    return document


MEDICINES = (
    {
        "generic": "Capecitabine",
        "strength": "500 mg",
        "form": "tablet",
        "dose": "3 tablets",
        "how_often": "morning and evening",
        "why": "colon cancer",
        "prescriber": "Dr. Patel",
        "start": "2026-09",
        "confirmed_on": "2026-10-12",
    },
    {
        "generic": "Metformin",
        "strength": "850 mg",
        "form": "tablet",
        "dose": "1 tablet",
        "how_often": "morning and evening",
        "why": "diabetes",
        "prescriber": "Dr. Green",
        "start": "2018",
        "confirmed_on": "2026-10-12",
    },
    {
        "generic": "Turmeric",
        "form": "capsule",
        "dose": "1 a day",
        "supplement": "yes",
        "why": "my own choice",
        "start": "2026-04",
        "confirmed_on": "2026-10-12",
    },
    {
        "title": "Oxaliplatin (in FOLFOX)",
        "generic": "Oxaliplatin",
        "status": "stopped",
        "start": "2026-04",
        "stop": "2026-08",
        "reason_stopped": "Numb hands and feet",
    },
    {
        "generic": "Omeprazole",
        "strength": "20 mg",
        "status": "stopped",
        "start": "2022",
        "stop": "2026-03",
        "reason_stopped": "No longer needed",
    },
)
HEMOGLOBIN = (("12.9", "2026-03-03"), ("12.4", "2026-04-20"), ("12.1", "2026-06-08"), ("11.6", "2026-08-01"))
CONTACTS = (
    {
        "name": "Dr. Lena Okafor",
        "role": "Oncologist, second opinion",
        "facility": "Northfield Cancer Center",
        "phone": "555-0199",
        "fax": "555-0198",
        "candidate": "yes",
    },
    {
        "name": "Dr. Samir Patel",
        "role": "Oncologist, first doctor",
        "facility": "Lakeside Oncology",
        "phone": "555-0120",
        "fax": "555-0121",
        "referring": "yes",
    },
    {
        "name": "Dr. Emma Green",
        "role": "Family doctor",
        "facility": "Green Street Practice",
        "phone": "555-0133",
        "gets_copy": "yes",
    },
    {"name": "St. Brigid Hospital", "role": "Pathology: slides are here", "phone": "555-0150", "fax": "555-0151"},
    {"name": "Ana Lopez", "role": "daughter", "phone": "555-0142", "family": "yes", "emergency": "yes"},
)
QUESTIONS = (
    {"text": "Is surgery on my liver still an option?", "for_whom": "Dr. Okafor", "group": "options"},
    {"text": "Why did my iron drop?", "for_whom": "Dr. Okafor and Dr. Patel", "group": "tests"},
    {"text": "Which treatment would you start with, and why?", "for_whom": "Dr. Okafor", "group": "options"},
    {"text": "What happens if I wait until January?", "for_whom": "Dr. Okafor", "group": "benefits-and-risks"},
    {"text": "Is there a trial that fits me?", "for_whom": "Dr. Okafor", "group": "trials"},
)


def maria_record(workspace: Workspace, person_id: str) -> None:
    """Type in medicines, an allergy, results, contacts, questions, conditions and an appointment."""
    put = workspace.records.put
    put(FactKind.ALLERGIES, person_id, {"substance": "Penicillin", "reaction": "rash and swelling", "since": "2009"})
    for values in MEDICINES:
        put(FactKind.MEDICATIONS, person_id, values)
    ranged = {"unit": "g/dL", "range_text": "12.0 - 15.5", "low": "12.0", "high": "15.5"}
    for value, day in HEMOGLOBIN:
        put(FactKind.RESULTS, person_id, {"test": "Hemoglobin", "value": value, "collected": day, **ranged})
    put(FactKind.RESULTS, person_id, {"test": "HbA1c", "value": "6.8", "unit": "%", "collected": "2026-09-01"})
    put(
        FactKind.RESULTS,
        person_id,
        {"test": "Creatinine", "value": "0.8", "unit": "mg/dL", "low": "0.5", "high": "1.1", "collected": "2026-09"},
    )
    for values in CONTACTS:
        put(FactKind.CONTACTS, person_id, values)
    for values in QUESTIONS:
        put(FactKind.QUESTIONS, person_id, values)
    put(FactKind.CONDITIONS, person_id, {"name": "First signs", "since": "2026-02", "how_found": "Tiredness"})
    put(FactKind.CONDITIONS, person_id, {"name": "Colon cancer", "since": "2026-04-02", "stage": "IV (liver)"})
    put(FactKind.CONDITIONS, person_id, {"name": "High blood pressure"})
    put(
        FactKind.APPOINTMENTS,
        person_id,
        {"purpose": "Second opinion", "with_whom": "Dr. Lena Okafor", "when": "2026-11-26T10:30"},
    )
