"""Medication and allergy lists in many layouts, with what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.medications.propose import ListReading, read_lists
from desktop.importers.words import PageWords
from tests.importers.sheets import Sheet

TODAY = date(2026, 11, 20)


@dataclass(frozen=True, kw_only=True)
class Drug:
    generic: str
    strength: str = ""
    form: str = ""
    brand: str = ""
    verb: str = "Take"
    dose: str = "1 tablet"
    route: str = "by mouth"
    how_often: str = "daily"
    with_food: str = ""
    why: str = ""
    prescriber: str = "Dr. Patel"
    as_needed: str = ""

    @property
    def front(self) -> str:
        return " ".join(part for part in (self.generic, self.strength, self.form) if part)

    @property
    def sig(self) -> str:
        parts = (self.verb, self.dose, self.route, self.how_often, self.as_needed, self.with_food)
        return " ".join(part for part in parts if part)


ENGLISH = (
    Drug(
        generic="metFORMIN",
        strength="500 mg",
        form="tablet",
        brand="GLUCOPHAGE",
        how_often="2 times daily",
        with_food="with meals",
        why="diabetes",
    ),
    Drug(generic="lisinopril", strength="2.5 mg", form="tablet", brand="ZESTRIL", why="high blood pressure"),
    Drug(
        generic="levothyroxine",
        strength="0.125 mg",
        form="tablet",
        how_often="every morning",
        with_food="on an empty stomach",
        why="thyroid",
    ),
    Drug(
        generic="albuterol",
        strength="90 mcg/actuation",
        form="inhaler",
        verb="Inhale",
        dose="2 puffs",
        route="",
        how_often="every 4 hours",
        as_needed="as needed",
        why="wheezing",
    ),
    Drug(
        generic="insulin glargine",
        strength="100 units/mL",
        form="pen",
        verb="Inject",
        dose="10 units",
        route="under the skin",
        how_often="nightly",
        why="diabetes",
    ),
    Drug(
        generic="HYDROcodone-acetaminophen",
        strength="5-325 mg",
        form="tablet",
        dose="1-2 tablets",
        how_often="every 6 hours",
        as_needed="as needed",
        why="pain",
        prescriber="Dr. Lee",
    ),
    Drug(
        generic="amoxicillin",
        strength="400 mg/5 mL",
        form="suspension",
        dose="6.25 mL",
        how_often="twice daily",
        why="infection",
    ),
    Drug(
        generic="timolol",
        strength="0.5 %",
        form="eye drops",
        verb="Place",
        dose="1 drop",
        route="in both eyes",
        how_often="twice daily",
        why="glaucoma",
    ),
)
SPANISH = (
    Drug(
        generic="Metformina",
        strength="850 mg",
        form="comprimido",
        verb="Tome",
        dose="1 comprimido",
        route="por vía oral",
        how_often="cada 12 horas",
        with_food="con las comidas",
        why="diabetes",
        prescriber="Dra. Ruiz",
    ),
    Drug(
        generic="Enalapril",
        strength="2,5 mg",
        form="comprimido",
        verb="Tome",
        dose="1/2 comprimido",
        route="por vía oral",
        how_often="una vez al día",
        why="tensión alta",
        prescriber="Dra. Ruiz",
    ),
    Drug(
        generic="Insulina glargina",
        strength="100 UI/mL",
        form="pluma",
        verb="Inyecte",
        dose="12 unidades",
        route="bajo la piel",
        how_often="cada noche",
        why="diabetes",
        prescriber="Dra. Ruiz",
    ),
    Drug(
        generic="Paracetamol",
        strength="1 g",
        form="comprimido",
        verb="Tome",
        dose="1 comprimido",
        route="por vía oral",
        how_often="cada 8 horas",
        as_needed="si es necesario",
        why="dolor",
        prescriber="Dra. Ruiz",
    ),
)


@dataclass
class Paper:
    """Pages and the truth: (kind, negated, fields) of everything that may be proposed."""

    pages: tuple[PageWords, ...] = ()
    truth: list[tuple[str, bool, dict[str, str]]] = field(default_factory=list)

    def drug(self, drug: Drug, *fields: str, **more: str) -> None:
        said = {name: getattr(drug, name) for name in fields}
        if "as_needed" in fields:
            said["as_needed"] = "yes" if drug.as_needed else ""
        values = {"status": "active", **said, **more}
        self.truth.append(("medications", False, {name: text for name, text in values.items() if text}))

    def allergy(self, *, negated: bool = False, **values: str) -> None:
        self.truth.append(("allergies", negated, {name: text for name, text in values.items() if text}))


FRONT = ("generic", "strength", "form")
SIG = ("dose", "route", "how_often", "with_food", "as_needed")


@dataclass
class Score:
    found: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.of if self.of else 1.0


def read(paper: Paper) -> ListReading:
    return read_lists(paper.pages, today=TODAY)


def score(facts: Iterable[ProposedFact], truth: Sequence[tuple[str, bool, dict[str, str]]]) -> Score:
    """Count the facts that agree with the truth in every field; all others are wrong."""
    left = list(truth)
    made = Score(of=len(left))
    for fact in facts:
        told = (fact.kind.value, fact.negated, dict(fact.values))
        if told in left:
            left.remove(told)
            made.found += 1
        else:
            made.wrong.append(repr(told))
    return made


def title(sheet: Sheet, text: str = "After Visit Summary") -> float:
    sheet.put(text, 50, 36, size=sheet.size * 1.7)
    sheet.put("Lakeshore Clinic", 50, 64)
    return 92.0


def _lines(sheet: Sheet, y: float, lines: Iterable[tuple[float, str]], pitch: float = 1.5) -> float:
    for x, text in lines:
        sheet.put(text, x, y)
        y += sheet.size * pitch
    return y


def table(sheet: Sheet) -> Paper:
    made = Paper()
    y = title(sheet, "Medication List")
    places = (50, 190, 270, 375, 480)
    for x, head in zip(places, ("Medication", "Dose", "How often", "Reason", "Prescriber"), strict=True):
        sheet.put(head, x, y)
    for number, drug in enumerate(ENGLISH, 1):
        cells = (drug.generic, drug.strength, drug.how_often, drug.why, drug.prescriber)
        for x, text in zip(places, cells, strict=True):
            sheet.put(text, x, y + number * sheet.size * 2)
        made.drug(drug, "generic", "how_often", "why", "prescriber", dose=drug.strength)
    made.pages = (sheet.made(),)
    return made


def epic_blocks(sheet: Sheet) -> Paper:
    made = Paper()
    lines: list[tuple[float, str]] = [(50, "Your Medication List")]
    for drug in ENGLISH:
        lines += [(50, drug.front), (62, f"Commonly known as: {drug.brand}" if drug.brand else ""), (62, drug.sig)]
        made.drug(drug, *FRONT, *SIG, "brand")
    _lines(sheet, title(sheet), [line for line in lines if line[1]])
    made.pages = (sheet.made(),)
    return made


def start_change_stop(sheet: Sheet) -> Paper:
    made = Paper()
    groups = (
        ("START taking these medications", 0),
        ("CHANGE how you take these medications", 2),
        ("CONTINUE taking these medications", 4),
    )
    lines: list[tuple[float, str]] = []
    for heading, first in groups:
        lines.append((50, heading))
        for drug in ENGLISH[first : first + 2]:
            lines.append((60, f"• {drug.front} - {drug.sig}"))
            made.drug(drug, *FRONT, *SIG)
    lines += [
        (50, "STOP taking these medications"),
        (60, "• ibuprofen 600 mg tablet"),
        (60, "• naproxen 220 mg tablet"),
    ]
    for name, strength in (("ibuprofen", "600 mg"), ("naproxen", "220 mg")):
        made.drug(Drug(generic=name, strength=strength, form="tablet"), *FRONT, status="stopped")
    lines += [
        (50, "Medications given in the hospital"),
        (60, "• cefTRIAXone 1 g IV daily"),
        (60, "• heparin 5,000 units every 8 hours"),
    ]
    _lines(sheet, title(sheet, "Discharge Summary"), lines)
    made.pages = (sheet.made(),)
    return made


def spanish_bullets(sheet: Sheet) -> Paper:
    made = Paper()
    lines: list[tuple[float, str]] = [(50, "Medicación actual")]
    for drug in SPANISH:
        lines.append((56, f"- {drug.front}: {drug.sig}"))
        made.drug(drug, *FRONT, *SIG)
    lines += [(50, "Alergias"), (56, "- Penicilina (urticaria, grave)"), (56, "- Látex - ronchas")]
    made.allergy(substance="Penicilina", reaction="urticaria", severity="severe")
    made.allergy(substance="Látex", reaction="ronchas")
    _lines(sheet, title(sheet, "Informe de alta"), lines, 1.8)
    made.pages = (sheet.made(),)
    return made


def spanish_table(sheet: Sheet) -> Paper:
    made = Paper()
    y = title(sheet, "Lista de medicamentos")
    places = (50, 220, 330, 450)
    for x, head in zip(places, ("Medicamento", "Dosis", "Frecuencia", "Motivo"), strict=True):
        sheet.put(head, x, y)
    for number, drug in enumerate(SPANISH, 1):
        for x, text in zip(
            places, (f"{drug.generic} {drug.strength}", drug.dose, drug.how_often, drug.why), strict=True
        ):
            sheet.put(text, x, y + number * sheet.size * 1.6)
        made.drug(drug, "generic", "strength", "dose", "how_often", "why")
    sheet.put("Alergias: sin alergias conocidas", 50, y + sheet.size * 14)
    made.allergy(negated=True, substance="Any allergy")
    made.pages = (sheet.made(),)
    return made


def pharmacy(sheet: Sheet) -> Paper:
    made = Paper()
    y = title(sheet, "Prescription History")
    places = (40, 100, 300, 340, 390, 500)
    for x, head in zip(places, ("Rx #", "Drug Name", "Qty", "Days", "Filled", "Prescriber"), strict=True):
        sheet.put(head, x, y)
    for number, drug in enumerate(ENGLISH, 1):
        cells = (f"70{number}441", drug.front, "90", "30", "10/14/2026", drug.prescriber)
        for x, text in zip(places, cells, strict=True):
            sheet.put(text, x, y + number * sheet.size * 1.7)
        made.drug(drug, *FRONT, "prescriber")
    made.pages = (sheet.made(),)
    return made


def run_in(sheet: Sheet) -> Paper:
    made = Paper()
    lines = [
        (50, "Dear Dr. Lee, thank you for seeing this patient. She was on warfarin 5 mg daily in 2019."),
        (50, "Medications: metformin 500 mg twice daily; lisinopril 2.5 mg daily; aspirin 81 mg daily."),
        (50, "Allergies: penicillin (hives), sulfa drugs (rash)."),
        (50, "Family history: her mother is allergic to codeine."),
    ]
    for name, dose, often in (
        ("metformin", "500 mg", "twice daily"),
        ("lisinopril", "2.5 mg", "daily"),
        ("aspirin", "81 mg", "daily"),
    ):
        made.drug(Drug(generic=name, dose=dose, how_often=often), "generic", "dose", "how_often")
    made.allergy(substance="penicillin", reaction="hives")
    made.allergy(substance="sulfa drugs", reaction="rash")
    _lines(sheet, title(sheet, "Clinic letter"), lines, 1.7)
    made.pages = (sheet.made(),)
    return made


def two_columns(sheet: Sheet) -> Paper:
    made = Paper()
    y = title(sheet)
    left = [(40.0, "Current Medications"), *((40.0, f"• {drug.front}") for drug in ENGLISH[:5])]
    right = [
        (350.0, "Allergies"),
        (350.0, "• Penicillin - hives"),
        (350.0, "• Latex - itching"),
        (350.0, "Problem List"),
        (350.0, "• Type 2 diabetes"),
    ]
    _lines(sheet, y, left, 1.6)
    _lines(sheet, y, right, 1.6)
    for drug in ENGLISH[:5]:
        made.drug(drug, *FRONT)
    made.allergy(substance="Penicillin", reaction="hives")
    made.allergy(substance="Latex", reaction="itching")
    made.pages = (sheet.made(),)
    return made


def over_pages(sheet: Sheet) -> Paper:
    made = Paper()
    second = Sheet(page=2, size=sheet.size, mono=sheet.mono, tight=sheet.tight)
    for number, page in enumerate((sheet, second), 1):
        page.put(f"Lakeshore Clinic   Page {number} of 2", 50, 20)
    _lines(
        sheet,
        700,
        [
            (50, "Current Medications"),
            *((60, f"{n}. {drug.front}: {drug.sig}") for n, drug in enumerate(ENGLISH[:3], 1)),
        ],
    )
    rest: list[tuple[float, str]] = [(60, f"{n}. {drug.front}: {drug.sig}") for n, drug in enumerate(ENGLISH[3:], 4)]
    _lines(second, 50, [*rest, (50, "Follow-up"), (50, "Call the clinic in two weeks.")])
    for drug in ENGLISH:
        made.drug(drug, *FRONT, *SIG)
    made.pages = (sheet.made(), second.made())
    return made


def allergy_table(sheet: Sheet) -> Paper:
    made = Paper()
    y = title(sheet)
    sheet.put("Allergies and Intolerances", 50, y)
    rows = (
        ("Allergen", "Reaction", "Severity", "Date"),
        ("Penicillins", "Hives", "Severe", "2009"),
        ("Codeine", "Nausea", "Mild", "03/14/2015"),
        ("Shellfish", "Swelling of lips", "Moderate", "2001"),
    )
    for number, cells in enumerate(rows, 1):
        for x, text in zip((50, 200, 330, 430), cells, strict=True):
            sheet.put(text, x, y + number * sheet.size * 1.7)
    made.allergy(substance="Penicillins", reaction="Hives", severity="severe", since="2009")
    made.allergy(substance="Codeine", reaction="Nausea", severity="mild", since="2015-03-14")
    made.allergy(substance="Shellfish", reaction="Swelling of lips", severity="moderate", since="2001")
    sheet.put("Current Medications", 50, y + sheet.size * 12)
    sheet.put("None", 50, y + sheet.size * 13.5)
    made.truth.append(("medications", True, {"generic": "Any medicine"}))
    made.pages = (sheet.made(),)
    return made


LAYOUTS: dict[str, Callable[[Sheet], Paper]] = {
    one.__name__: one
    for one in (
        table,
        epic_blocks,
        start_change_stop,
        spanish_bullets,
        spanish_table,
        pharmacy,
        run_in,
        two_columns,
        over_pages,
        allergy_table,
    )
}
