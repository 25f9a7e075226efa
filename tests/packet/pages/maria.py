"""The invented patient of the packet pictures, as records: what a full packet is made of."""

# ruff: noqa: E501, PLR0913, PLR0917 - a table of invented values reads better in long lines
from __future__ import annotations

import hashlib
from datetime import date
from functools import cache

from desktop.packet.front import FrontInput, FrontPages, LeftOut, Section, Source, make_front
from desktop.records.allergy import Allergy, AllergyType, Certainty, Severity
from desktop.records.answers import Answer
from desktop.records.appointment import Appointment
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.contact import Contact
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.packet import PacketRequest, Want
from desktop.records.person import Person
from desktop.records.provenance import Origin, Provenance
from desktop.records.question import Question, QuestionGroup
from desktop.records.recipient import Recipient
from desktop.records.result import Result
from tests.packet.pages.maria_story import others

day = PartialDate.parse

MARIA = Person(
    id="maria",
    name="LOPEZ, MARIA ELENA",
    former_names="María Elena López Núñez (birth name); Lopez-Nunez, Maria E. (Cedar Point Imaging)",
    born=day("1957-05-04"),
    sex="female",
    record_numbers=(
        "Northgate Cancer Institute: NCI-2208 4471\nLakeshore Community Hospital: 00731965\nCedar Point Imaging: CP-118-204"
    ),
    languages="Spanish",
    interpreter="yes",
    needs="Hearing: Hearing aid, left ear. Please face her and speak slowly.\nSight: Reads with glasses\nMemory: No difficulty",
    phone="+1 555 010 0142",
    email="maria.lopez@example.org",
    address="1180 Alder Street, Apt 4, Millbrook",
    emergency_contacts="Ana Lopez, daughter, +1 555 010 0177\nTomás Lopez, husband, +1 555 010 0143 (Spanish only)",
    insurance="Valley Health Medicare Advantage, member VH 5550 1188 02, +1 555 010 0180",
)


def read(document_id: str, page: int = 1) -> tuple[Provenance, ...]:
    return (Provenance(document_id=document_id, page=page, reader="labs 1"),)


def paper(
    id_: str,
    kind: DocumentKind,
    when: str,
    title: str,
    source: str,
    pages: int,
    *,
    doctor: str = "",
    note: str = "",
    important: bool = False,
) -> Document:
    return Document(
        id=id_, person_id="maria", kind=kind, date=day(when), title=title, source=source, pages=pages,
        doctor=doctor, note=note, important=important, sha256=hashlib.sha256(id_.encode()).hexdigest(), size=40_000,
    )  # fmt: skip


K = DocumentKind
PATHOLOGY = (
    paper("seq", K.GENOMIC_REPORT, "2026-04-22", "Tumor sequencing report, 523 genes", "Meridian Genomics", 12),
    paper("addendum", K.PATHOLOGY, "2026-04-08", "Addendum: HER2 and MMR, S26-04418", "Lakeshore Pathology", 2),
    paper(
        "surgpath",
        K.PATHOLOGY,
        "2026-03-30",
        "Surgical pathology, right hemicolectomy, S26-04418",
        "Lakeshore Pathology",
        10,
        important=True,
    ),
    paper(
        "biopsy",
        K.PATHOLOGY,
        "2026-03-02",
        "Pathology report, biopsy of the caecum, S26-02907",
        "Lakeshore Pathology",
        3,
        important=True,
    ),
)
IMAGING = (
    paper(
        "mri2", K.IMAGING, "2026-10-20", "MRI liver", "Northgate", 4, note="3 lesions: 19, 10 and 11 mm", important=True
    ),
    paper(
        "ct3",
        K.IMAGING,
        "2026-10-12",
        "CT chest, abdomen, pelvis",
        "Northgate",
        4,
        note="VI 19 mm; new IVa 11 mm",
        important=True,
    ),
    paper(
        "ct2",
        K.IMAGING,
        "2026-07-20",
        "CT chest, abdomen, pelvis",
        "Northgate",
        4,
        note="Lesions 8 and 6 mm, “partial response”",
    ),
    paper(
        "mri1",
        K.IMAGING,
        "2026-04-14",
        "MRI liver",
        "Cedar Point Imaging",
        4,
        note="2 metastases: VI 14, VII 9 mm",
        important=True,
    ),
    paper(
        "ct1",
        K.IMAGING,
        "2026-03-06",
        "CT chest, abdomen, pelvis",
        "Lakeshore",
        6,
        note="Caecal mass 4.8 cm; 2 liver spots “too small to characterize”",
    ),
)
CONSULTS = (
    paper(
        "plan",
        K.TREATMENT_PLAN,
        "2026-11-16",
        "Plan letter",
        "Northgate",
        3,
        doctor="Dr. Anil Patel",
        note="FOLFIRI + bevacizumab",
        important=True,
    ),
    paper("note", K.CONSULT_NOTE, "2026-11-12", "Oncology clinic note", "Northgate", 6, doctor="Dr. Anil Patel"),
    paper(
        "board",
        K.TUMOR_BOARD,
        "2026-11-05",
        "Tumor board",
        "Northgate",
        2,
        note="Second line; surgery “not at this time”",
    ),
    paper(
        "first",
        K.CONSULT_NOTE,
        "2026-04-24",
        "First oncology visit",
        "Northgate",
        8,
        doctor="Dr. Anil Patel",
        note="Stage IVA; chemotherapy first, then look again",
    ),
)
SURGERY = (
    paper(
        "discharge2",
        K.DISCHARGE_SUMMARY,
        "2026-08-13",
        "Fever with low white cells",
        "Northgate",
        5,
        note="Neutrophils 0.4; antibiotics; home 08-13",
    ),
    paper("discharge1", K.DISCHARGE_SUMMARY, "2026-03-29", "Discharge after hemicolectomy", "Lakeshore", 4),
    paper(
        "opnote",
        K.OPERATIVE_NOTE,
        "2026-03-24",
        "Laparoscopic right hemicolectomy",
        "Lakeshore",
        4,
        doctor="Dr. Chen",
        note="No complications; home 03-29",
        important=True,
    ),
)
DRUGS = (
    paper(
        "treatsum",
        K.TREATMENT_SUMMARY,
        "2026-10-05",
        "mFOLFOX6, 11 of 12 cycles",
        "Northgate",
        8,
        doctor="Dr. Anil Patel",
        important=True,
    ),
)
LAB_DAYS = (
    "2026-03-05",
    "2026-04-02",
    "2026-05-08",
    "2026-06-05",
    "2026-07-17",
    "2026-08-10",
    "2026-09-18",
    "2026-10-30",
    "2026-11-12",
)
LABS = tuple(
    paper(f"lab-{when}", K.LAB_REPORT, when, "Laboratory report", "Lakeshore" if when < "2026-05" else "Northgate", 2)
    for when in reversed(LAB_DAYS)
)
MEDICINES = (
    paper("medlist", K.MEDICATION_LIST, "2026-11-10", "Medication list", "Millbrook Family Practice", 2),
    paper("proxy", K.AUTHORIZATION, "2026-04-02", "Health-care proxy", "", 2),
)

_VALUES = (
    ("CEA", "ng/mL", ("0", "3.0", "≤ 3.0"), ("0.0", "5.0", "0.0–5.0"), "18.4 6.9 9.1 6.2 4.6 5.8 11.7 21.3 24.9"),
    ("Hemoglobin", "g/dL", ("11.7", "15.5", "11.7–15.5"), ("12.0", "16.0", "12.0–16.0"), "9.2 10.4 11.6 11.9 12.1 10.8 11.4 11.9 12.2"),
    ("Neutrophils", "10⁹/L", ("1.5", "7.8", "1.5–7.8"), ("1.8", "7.5", "1.8–7.5"), "5.6 4.9 4.4 2.6 2.1 0.4 2.2 3.1 3.4"),
    ("Platelets", "10⁹/L", ("140", "400", "140–400"), ("150", "400", "150–400"), "412 356 298 214 171 96 158 187 201"),
    ("ALT", "U/L", ("0", "55", "0–55"), ("7", "40", "7–40"), "18 22 21 34 46 38 52 41 36"),
    ("Bilirubin", "mg/dL", ("0.2", "1.2", "0.2–1.2"), ("0.2", "1.2", "0.2–1.2"), "0.4 0.5 0.4 0.6 0.7 0.9 0.8 0.7 0.6"),
    ("Creatinine", "mg/dL", ("0.60", "1.20", "0.60–1.20"), ("0.50", "1.10", "0.50–1.10"), "0.92 0.88 0.95 0.97 1.04 1.31 1.12 1.06 1.03"),
    ("Albumin", "g/dL", ("3.5", "5.0", "3.5–5.0"), ("3.5", "5.0", "3.5–5.0"), "3.1 3.4 3.8 3.9 3.9 3.3 3.7 3.8 3.9"),
    ("HbA1c", "%", ("4.0", "5.6", "4.0–5.6"), ("", "6.0", "< 6.0"), "7.1 - - - 7.4 - - 7.0 -"),
)  # fmt: skip


def results() -> tuple[Result, ...]:
    made = []
    for test, unit, lakeshore, northgate, values in _VALUES:
        for when, value in zip(LAB_DAYS, values.split(), strict=True):
            low, high, text = lakeshore if when < "2026-05" else northgate
            lab = "Lakeshore" if when < "2026-05" else "Northgate"
            if value != "-":
                made.append(
                    Result(
                        id=f"{test}-{when}", test=test, unit=unit, value=value, low=low, high=high, range_text=text,
                        lab=lab, date=day(when), origin=Origin.CONFIRMED, provenance=read(f"lab-{when}"),
                    )
                )  # fmt: skip
    return tuple(reversed(made))


def _medicine(
    generic: str,
    strength: str,
    form: str,
    dose: str,
    how_often: str,
    why: str,
    start: str,
    prescriber: str,
    **more: object,
) -> Medication:
    values = {"origin": Origin.CONFIRMED, "provenance": read("medlist"), "confirmed_on": day("2026-11-18"), **more}
    return Medication(
        id=f"med-{generic}", generic=generic, strength=strength, form=form, dose=dose, how_often=how_often, why=why,
        date=PartialDate(2020, printed="about 2020") if start == "about 2020" else day(start), prescriber=prescriber, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def medications() -> tuple[Medication, ...]:
    told = {"origin": Origin.TYPED, "provenance": ()}
    stopped = {"clinical_status": MedicationStatus.STOPPED}
    return (
        _medicine("Apixaban", "5 mg", "tablet", "1 tablet", "morning and evening; never missed", "Clot at the port vein", "2026-08-12", "Dr. Patel", brand="Eliquis", critical="blood thinner"),
        _medicine("Metformin ER", "500 mg", "tablet", "2 tablets", "with supper; paused for contrast scans", "Type 2 diabetes", "2014", "Dr. Abara", brand="Glucophage XR", critical="diabetes"),
        _medicine("Olmesartan medoxomil / amlodipine / hydrochlorothiazide", "40 mg / 5 mg / 12.5 mg", "tablet", "1 tablet", "in the morning", "High blood pressure", "2019-06", "Dr. Abara", brand="Tribenzor"),
        _medicine("Levothyroxine sodium", "75 µg", "tablet", "1 tablet", "before breakfast, with water only", "Hypothyroidism", "2008", "Dr. Abara"),
        _medicine("Duloxetine", "30 mg", "capsule", "1 capsule", "in the morning", "Numb, burning feet", "2026-09-21", "Dr. Patel", brand="Cymbalta"),
        _medicine("Ondansetron", "8 mg", "tablet", "", "", "Nausea", "2026-05-11", "Dr. Patel", as_needed=True, as_needed_use="last used 2026-10-07"),
        _medicine("Ferrous sulfate", "325 mg", "tablet", "", "Every other day, with orange juice", "Low iron", "2026-02-10", "Dr. Abara"),
        _medicine("Vitamin D3", "25 µg (1000 IU)", "", "1 a day, most days", "", "“Bones”", "about 2020", "own choice", supplement=True, **told),
        _medicine("Turmeric capsules", "", "", "2 a day", "", "“Liver”", "2026-10", "own choice", supplement=True, origin=Origin.PROPOSED),
        _medicine("Enoxaparin", "60 mg", "injection", "", "", "", "2026-03-25", "Dr. Chen", end_date=day("2026-04-21"), reason_stopped="Finished as planned after surgery, Dr. Chen", **stopped),
        _medicine("Omeprazole", "20 mg", "capsule", "", "", "", "2026-05", "", end_date=day("2026-07"), reason_stopped="Not needed any more, own choice", **stopped, **told),
        _medicine("Gabapentin", "300 mg", "capsule", "", "", "", "2026-08-24", "Dr. Patel", end_date=day("2026-09-20"), reason_stopped="Too sleepy; changed to duloxetine, Dr. Patel", **stopped),
        _medicine("Ibuprofen", "400 mg", "tablet", "", "", "", "2019", "", end_date=day("2021"), reason_stopped="Stomach", **stopped, **told),
    )  # fmt: skip


def allergies() -> tuple[Allergy, ...]:
    return (
        Allergy(id="penicillin", substance="Penicillin", reaction="Hives, swollen lips, within an hour", severity=Severity.SEVERE, type=AllergyType.ALLERGY, date=day("1989"), certainty=Certainty.LIKELY),
        Allergy(id="codeine", substance="Codeine", reaction="Vomiting", severity=Severity.MILD, type=AllergyType.INTOLERANCE, date=day("2003-10-28"), certainty=Certainty.UNSURE),
        Allergy(id="contrast", substance="Iodine or gadolinium contrast dye", negated=True, note="5 scans with contrast"),
        Allergy(id="food", substance="Food", negated=True),
    )  # fmt: skip


def conditions() -> tuple[Condition, ...]:
    confirmed = Origin.CONFIRMED
    return (
        Condition(
            id="cancer", name="Adenocarcinoma of the caecum", main=True, histology="moderately differentiated", grade="G2",
            stage="IVA, pT3 pN1b (3 of 22 nodes), liver metastases only", stage_system="AJCC 8", stage_date=day("2026-04-24"), stated_by="Dr. Patel",
            biomarkers="KRAS G12D · NRAS, BRAF wild type · MSS / pMMR · HER2 not amplified · DPYD no variant found",
            how_found="Tiredness from Nov 2025; iron-deficiency anemia (Hb 8.8); colonoscopy 2026-02-26: caecal mass",
            date=day("2026-03-02"), clinical_status=ConditionStatus.ACTIVE, origin=confirmed,
            provenance=(*read("surgpath"), *read("surgpath", 2), *read("first")),
        ),
        Condition(id="dm", name="Type 2 diabetes", date=day("2014"), note="HbA1c 7.0 % (2026-10-30); higher on steroid days; no eye or foot disease known", stated_by="Dr. Ruth Abara", origin=confirmed, provenance=read("note", 2)),
        Condition(id="htn", name="High blood pressure", date=day("2011"), note="132/78 on 2026-11-12", stated_by="Dr. Ruth Abara", origin=confirmed, provenance=read("note", 2)),
        Condition(id="thyroid", name="Hypothyroidism", date=day("2008"), note="TSH 2.4 mIU/L (2026-09-18)", stated_by="Dr. Ruth Abara", origin=confirmed, provenance=read("lab-2026-09-18", 2)),
        Condition(id="clot", name="Clot around the port vein", date=day("2026-08-12"), note="On apixaban; arm not swollen any more", stated_by="Dr. Anil Patel", origin=confirmed, provenance=read("discharge2", 4)),
        Condition(id="heart", name="Heart, lung or liver disease, stroke", negated=True),
    )  # fmt: skip


def contacts() -> tuple[Contact, ...]:
    return (
        Contact(id="patel", name="Dr. Anil Patel", role="Oncologist, first opinion", specialty="medical oncology", facility="Northgate Cancer Institute", address="12 Quarry Road, Northgate", phone="+1 555 010 0119", fax="+1 555 010 0120", npi="1093 555 018", gets_copy=True, referring=True),
        Contact(id="abara", name="Dr. Ruth Abara", role="Family doctor", specialty="family medicine", facility="Millbrook Family Practice", phone="+1 555 010 0132", fax="+1 555 010 0133", gets_copy=True),
        Contact(id="chen", name="Dr. Chen Xiaoming", role="Surgeon", specialty="colorectal surgery", facility="Lakeshore Community Hospital", phone="+1 555 010 0161", fax="+1 555 010 0162", gets_copy=True),
        Contact(id="ibanez", name="Dr. José Ibáñez Peña", role="Gastroenterologist", specialty="gastroenterology", facility="Lakeshore Community Hospital", phone="+1 555 010 0165", fax="+1 555 010 0162"),
        Contact(id="pathlab", name="Lakeshore Pathology, release desk", role="Pathology laboratory", phone="+1 555 010 0168", fax="+1 555 010 0169"),
        Contact(id="whitfield", name="Dr. Sarah Whitfield", role="Port and clot", specialty="interventional radiology", facility="Northgate Cancer Institute", phone="+1 555 010 0124", fax="+1 555 010 0120"),
        Contact(id="haddad", name="د. ليلى حداد", role="Genetic counselor", facility="Northgate Genetics", phone="+1 555 010 0127"),
        Contact(id="quispe", name="Dolores Quispe, RN", role="Nurse navigator", facility="Northgate Cancer Institute", phone="+1 555 010 0121", fax="+1 555 010 0120", note="best daytime contact"),
        Contact(id="pharmacy", name="Millbrook Pharmacy", role="Pharmacy", address="5 Main Street, Millbrook", phone="+1 555 010 0155", fax="+1 555 010 0156", origin=Origin.PROPOSED, provenance=read("medlist")),
        Contact(id="ana", name="Ana Lopez", role="daughter", family=True, emergency=True, phone="+1 555 010 0177", email="ana.lopez@example.org", note="English and Spanish. Will be at the visit and takes notes."),
    )  # fmt: skip


def questions() -> tuple[Question, ...]:
    group = QuestionGroup
    asked = (
        (1, group.OPTIONS, "Can the three liver lesions be removed or ablated, now or after a few cycles?", "tumor board said “not at this time”, without a reason."),
        (2, group.OPTIONS, "Is FOLFIRI + bevacizumab the best second line with KRAS G12D?", "oxaliplatin was stopped for numbness, and CEA rose while on bevacizumab."),
        (3, group.TRIALS, "Is there a KRAS G12D trial I could join, here or within 2 hours’ drive?", ""),
        (4, group.TESTS, "Should a liver lesion be biopsied before anything else?", "no liver biopsy was taken."),
        (5, group.TESTS, "Do you want the slides reviewed by your pathologist?", "the slides were read at one hospital only."),
        (6, group.OPTIONS, "Does a hepatic artery pump make sense for me?", "a friend had one."),
        (7, group.BENEFITS, "Does apixaban have to stop before a procedure, and for how long?", "blood thinner for the port clot."),
        (8, group.BENEFITS, "What should I expect in the next 6 months with each choice?", ""),
    )  # fmt: skip
    notes = {1: "«¿Se pueden operar o quemar las tres lesiones del hígado?»"}
    return tuple(
        Question(id=f"q{rank}", rank=rank, group=about, text=text, why=why, note=notes.get(rank, ""))
        for rank, about, text, why in asked
    )


def sections() -> tuple[Section, ...]:
    titled = (
        ("A", "Pathology and biomarkers", PATHOLOGY), ("B", "Imaging reports", IMAGING), ("C", "Consultations and plan", CONSULTS),
        ("D", "Surgery, procedures, hospital", SURGERY), ("E", "Drug treatment records", DRUGS), ("F", "Laboratory reports", LABS),
        ("G", "Medicines, other history, authority", MEDICINES),
    )  # fmt: skip
    return tuple(
        Section(
            letter=letter, title=title,
            sources=tuple(Source(document=one, kept_pages=tuple(range(1, one.pages + 1)), copy="electronic") for one in papers),
            missing=("Glass slides: requested 2026-11-10.", "Liver biopsy: none was taken.") if letter == "A" else (),
        )
        for letter, title, papers in titled
    )  # fmt: skip


def facts() -> dict[FactKind, tuple[Fact, ...]]:
    return {
        FactKind.RESULTS: results(), FactKind.MEDICATIONS: medications(), FactKind.ALLERGIES: allergies(),
        FactKind.CONDITIONS: conditions(), FactKind.CONTACTS: contacts(), FactKind.QUESTIONS: questions(),
        FactKind.APPOINTMENTS: (Appointment(id="visit", purpose="Second-opinion visit", with_whom="Dr. Lena Okafor", where="Eastmoor", date=day("2026-12-02T10:30")),),
        **others(),
    }  # fmt: skip


def maria_front() -> FrontInput:
    """A full packet of an invented patient."""
    return FrontInput(
        person=MARIA,
        request=PacketRequest(
            person_id="maria", recipient_name="Dr. Lena Okafor", appointment=day("2026-12-02T10:30"),
            why_now="The cancer grew in the liver on first-line chemotherapy. A second line is booked for 7 December. I want to know first whether liver surgery or ablation is possible.",
            answer_by=day("2026-12-04"), wants=(Want.CONFIRM_PLAN, Want.OTHER_OPTIONS, Want.TRIAL),
            first_plan="FOLFIRI + bevacizumab from 2026-12-07, scan after 4 cycles. Surgery “not at this time” (tumor board 11-05). Dr. Anil Patel, letter 2026-11-16",
            how_i_am="I cook, walk 30 minutes a day, nap after lunch. Buttons are hard because of my fingers.",
            send_opinion_to=("patel", "abara"), prepared_by="Maria Lopez with Ana Lopez", authority="her daughter and health-care proxy", companion="Ana Lopez",
        ),
        recipient=Recipient(id="okafor", name="Dr. Lena Okafor", institution="Eastmoor University Hospital", department="Second Opinion Clinic", address="300 Harbor Way, Eastmoor", phone="+1 555 010 0190", fax="+1 555 010 0191"),
        code="SH-7K2M", version=3, made_on=date(2026, 11, 20), facts=facts(),
        answers={FactKind.MEDICATIONS: Answer.KNOWN, FactKind.ALLERGIES: Answer.KNOWN, FactKind.CONDITIONS: Answer.KNOWN},
        sections=sections(),
        left_out=(LeftOut(title="Bill of Northgate", why="A bill; not part of the medical record."),),
        withheld=("2 pages of a clinic note withheld at the patient’s wish",),
        fingerprint="4f2a91c7d05e66b3" * 4, replaces=date(2026, 11, 9),
    )  # fmt: skip


@cache
def maria_pages() -> FrontPages:
    """The pages of `maria_front`, typeset once: it takes more than a second."""
    return make_front(maria_front())
