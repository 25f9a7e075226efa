"""Laboratory reports in many layouts, each with the truth of what is printed on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.importers.words import PageWords
from tests.importers.sheets import Align, Sheet


@dataclass(frozen=True)
class Truth:
    """One result as it is printed."""

    test: str
    value: str
    unit: str = ""
    range_text: str = ""
    flag: str = ""
    comparator: str = ""
    collected: str = "2026-11-12"


@dataclass(frozen=True)
class Report:
    """The pages of a report and what they say."""

    pages: tuple[PageWords, ...]
    truth: tuple[Truth, ...]


@dataclass(frozen=True)
class Row:
    """One row of a report before it is laid out."""

    test: str
    value: str
    unit: str
    range_text: str
    flag: str = ""
    previous: str = ""
    comparator: str = ""

    def truth(self, collected: str = "2026-11-12") -> Truth:
        return Truth(self.test, self.value, self.unit, self.range_text, self.flag, self.comparator, collected)

    @property
    def shown(self) -> str:
        return f"{self.comparator} {self.value}" if self.comparator else self.value


BLOOD = (
    Row("White blood cells", "6.1", "10^3/uL", "3.8 - 10.8", "", "5.2"),
    Row("Red blood cells", "3.88", "10^6/uL", "3.90 - 5.20", "L", "3.71"),
    Row("Hemoglobin", "10.9", "g/dL", "12.0 - 15.5", "L", "11.9"),
    Row("Hematocrit", "33.1", "%", "35.0 - 45.0", "L", "34.0"),
    Row("Platelet count", "212", "10^3/uL", "140 - 400", "", "187"),
    Row("Neutrophils, absolute", "3.4", "10^3/uL", "1.5 - 7.8", "", "3.1"),
)
CHEMISTRY = (
    Row("Glucose", "131", "mg/dL", "65 - 99", "H", "118"),
    Row("Sodium", "138", "mmol/L", "135 - 146", "", "139"),
    Row("Potassium", "4.5", "mmol/L", "3.5 - 5.3", "", "4.3"),
    Row("Creatinine", "0.9", "mg/dL", "0.5 - 1.1", "", "1.06"),
    Row("eGFR", "60", "mL/min/1.73m2", "> 59", "", "57", ">"),
    Row("Bilirubin, total", "0.6", "mg/dL", "0.2 - 1.2", "", "0.7"),
    Row("ALT", "24", "U/L", "6 - 29", "", "41"),
    Row("CEA", "8.4", "ng/mL", "0.0 - 3.0", "H", "5.8"),
    Row("Ferritin", "9", "ng/mL", "16 - 288", "L", "12"),
)

SPANISH = (
    Row("Leucocitos", "6,1", "10^3/µL", "4,0 - 11,0"),
    Row("Hemoglobina", "10,9", "g/dL", "12,0 - 15,5", "*"),
    Row("Plaquetas", "212", "10^3/µL", "150 - 400"),
    Row("Glucosa", "131", "mg/dL", "70 - 110", "*"),
    Row("Creatinina", "0,90", "mg/dL", "0,50 - 1,10"),
    Row("GPT (ALT)", "24", "U/L", "hasta 41"),
    Row("Antígeno carcinoembrionario (CEA)", "8,4", "ng/mL", "< 5,0", "*"),
    Row("TSH", "2,35", "µUI/mL", "0,40 - 4,50"),
)


def top(sheet: Sheet, name: str = "Harbor Medical Laboratory", *, collected: str = "2026-11-12 07:58") -> float:
    """Print the head of a report and return where its tables may begin."""
    sheet.put(name, 50, 40, size=14)
    sheet.put("Laboratory Report", 400, 42, size=11)
    sheet.put("Patient: LOPEZ, MARIA ELENA", 50, 70)
    sheet.put(f"Collected: {collected}", 320, 70)
    sheet.put("DOB: 1957-05-04", 50, 84)
    sheet.put("Reported: 2026-11-12 15:20", 320, 84)
    sheet.put("Ordering: Anil Patel, MD", 50, 98)
    sheet.put("MRN: 00731965", 320, 98)
    return 130


def foot(sheet: Sheet, page: int = 1, pages: int = 1) -> None:
    """Print a page's foot with another date and a number below the results."""
    sheet.put("Harbor Medical Laboratory", 50, 765, size=7)
    sheet.put(f"Page {page} of {pages}", 270, 765, size=7)
    sheet.put("Printed 2026-11-20 10:22", 480, 765, size=7)


@dataclass(frozen=True)
class Place:
    """A column: its head, where it stands, and what it shows of a row."""

    head: str
    x: float
    show: Callable[[Row], str]
    align: Align = "left"
    head_align: Align | None = None


def lay(sheet: Sheet, y: float, places: Sequence[Place], rows: Sequence[Row], *, pitch: float = 15) -> float:
    """Print a table and return the height below it."""
    for place in places:
        sheet.put(place.head, place.x, y, align=place.head_align or place.align)
    for row in rows:
        y += pitch
        for place in places:
            sheet.put(place.show(row), place.x, y, align=place.align)
    return y + pitch


def _test(row: Row) -> str:
    return row.test


def _shown(row: Row) -> str:
    return row.shown


def _flag(row: Row) -> str:
    return row.flag


def _unit(row: Row) -> str:
    return row.unit


def _range(row: Row) -> str:
    return row.range_text


def _previous(row: Row) -> str:
    return row.previous


def classic(sheet: Sheet) -> Report:
    """Test, result, flag, units, reference range, all to the left."""
    y = top(sheet)
    places = [
        Place("Test", 50, _test),
        Place("Result", 230, _shown),
        Place("Flag", 290, _flag),
        Place("Units", 340, _unit),
        Place("Reference Range", 450, _range),
    ]
    lay(sheet, y, places, (*BLOOD, *CHEMISTRY))
    foot(sheet)
    return Report((sheet.made(),), tuple(row.truth() for row in (*BLOOD, *CHEMISTRY)))


def panels_and_comments(sheet: Sheet) -> Report:
    """A head row in capitals, panels and comments between the rows, a column for the site."""
    y = top(sheet)
    places = [
        Place("TESTS", 50, _test),
        Place("RESULT", 230, _shown, "right", "right"),
        Place("FLAG", 260, _flag),
        Place("UNITS", 320, _unit),
        Place("REFERENCE INTERVAL", 420, _range),
        Place("LAB", 560, lambda _: "01"),
    ]
    for place in places:
        sheet.put(place.head, place.x, y, align=place.head_align or place.align)
    for title, rows in (("CBC With Differential/Platelet", BLOOD), ("Comp. Metabolic Panel (14)", CHEMISTRY)):
        y += 20
        sheet.put(title, 50, y)
        for row in rows:
            y += 14
            for place in places:
                sheet.put(place.show(row), place.x, y, align=place.align)
            if row.test == "Glucose":
                y += 14
                sheet.put("Fasting reference interval. For someone without known diabetes a value of 100 to 125", 60, y)
    foot(sheet)
    return Report((sheet.made(),), tuple(row.truth() for row in (*BLOOD, *CHEMISTRY)))


def in_and_out(sheet: Sheet) -> Report:
    """One column for results in range, another for those out of range; units stand in the range's column."""
    y = top(sheet)

    def inside(row: Row) -> str:
        return "" if row.flag else row.shown

    def outside(row: Row) -> str:
        return f"{row.shown} {row.flag}" if row.flag else ""

    places = [
        Place("Test Name", 50, _test),
        Place("In Range", 230, inside),
        Place("Out Of Range", 310, outside),
        Place("Reference Range", 420, lambda row: f"{row.range_text} {row.unit}"),
    ]
    rows = (*BLOOD, *CHEMISTRY)
    lay(sheet, y, places, rows)
    foot(sheet)
    truth = (
        Truth(row.test, row.value, row.unit, f"{row.range_text} {row.unit}", row.flag, row.comparator) for row in rows
    )
    return Report((sheet.made(),), tuple(truth))


def with_previous(sheet: Sheet) -> Report:
    """The previous visit's value and date stand beside the current one."""
    y = top(sheet)
    places = [
        Place("Test", 50, _test),
        Place("Current Result and Flag", 200, lambda row: f"{row.shown} {row.flag}".strip()),
        Place("Previous Result and Date", 320, lambda row: f"{row.previous} 10/30/2026"),
        Place("Units", 440, _unit),
        Place("Reference Interval", 515, _range),
    ]
    rows = (*BLOOD, *CHEMISTRY)
    lay(sheet, y, places, rows)
    foot(sheet)
    return Report((sheet.made(),), tuple(row.truth() for row in rows))


def previous_first(sheet: Sheet) -> Report:
    """The previous value stands before the current one; some current values are missing."""
    y = top(sheet)
    rows = tuple(
        Row(
            row.test,
            "" if row.test in {"Sodium", "ALT"} else row.value,
            row.unit,
            row.range_text,
            row.flag,
            row.previous,
        )
        for row in (*BLOOD, *CHEMISTRY)
    )
    places = [
        Place("Component", 50, _test),
        Place("Previous", 250, _previous, "right", "right"),
        Place("Result", 320, _shown, "right", "right"),
        Place("Flag", 335, _flag),
        Place("Units", 380, _unit),
        Place("Reference Range", 480, _range),
    ]
    lay(sheet, y, places, rows)
    foot(sheet)
    return Report((sheet.made(),), tuple(row.truth() for row in rows if row.value))


DAYS = ("2026-07-17", "2026-09-18", "2026-10-30")
GRID = (
    ("CEA", "ng/mL", "0.0 - 5.0", ("4.6", "11.7 H", "21.3 H")),
    ("Hemoglobin", "g/dL", "12.0 - 16.0", ("12.1", "11.4 L", "11.9 L")),
    ("Platelets", "10^9/L", "150 - 400", ("171", "158", "187")),
    ("ALT", "U/L", "7 - 40", ("46 H", "52 H", "41 H")),
    ("Hemoglobin A1c", "%", "< 6.0", ("7.4 H", "-", "7.0 H")),
    ("TSH", "mIU/L", "0.40 - 4.50", ("", "2.4", "")),
)


def grid(sheet: Sheet) -> Report:
    """A column for each day; nothing was measured in some of them."""
    y = top(sheet, collected="")
    truth = []
    sheet.put("Component", 50, y)
    sheet.put("Reference range", 180, y)
    sheet.put("Units", 290, y)
    for number, day in enumerate(DAYS):
        sheet.put(day, 410 + 75 * number, y, align="right")
    for test, unit, range_text, values in GRID:
        y += 16
        sheet.put(test, 50, y)
        sheet.put(range_text, 180, y)
        sheet.put(unit, 290, y)
        for number, value in enumerate(values):
            sheet.put(value, 410 + 75 * number, y, align="right")
            if value not in {"", "-"}:
                bare, _, flag = value.partition(" ")
                truth.append(Truth(test, bare, unit, range_text, flag, collected=DAYS[number]))
    foot(sheet)
    return Report((sheet.made(),), tuple(truth))


def spanish(sheet: Sheet) -> Report:
    """Spanish heads, decimal commas, an asterisk beside the value, dates with the day first."""
    sheet.put("Laboratorio Clínico del Puerto", 50, 40, size=14)
    sheet.put("Informe de laboratorio", 400, 42, size=11)
    sheet.put("Paciente: López Núñez, María Elena", 50, 70)
    sheet.put("Fecha de extracción: 12/11/2026", 320, 70)
    sheet.put("Fecha de nacimiento: 04/05/1957", 50, 84)
    sheet.put("Fecha de informe: 13/11/2026", 320, 84)
    places = [
        Place("Determinación", 50, _test),
        Place("Resultado", 260, lambda row: f"{row.value} {row.flag}".strip()),
        Place("Unidades", 340, _unit),
        Place("Valores de referencia", 430, _range),
    ]
    lay(sheet, 120, places, SPANISH)
    sheet.put("Impreso: 20/11/2026 10:14", 50, 765, size=7)
    return Report((sheet.made(),), tuple(row.truth() for row in SPANISH))


def side_by_side(sheet: Sheet) -> Report:
    """Two tables next to each other."""
    y = top(sheet)
    tables: tuple[tuple[float, tuple[Row, ...]], ...] = ((40, BLOOD), (325, CHEMISTRY[:6]))
    for left, shown in tables:
        places = [
            Place("Test", left, _test),
            Place("Result", left + 115, _shown),
            Place("Units", left + 155, _unit),
            Place("Range", left + 225, _range),
        ]
        lay(sheet, y, places, shown)
    foot(sheet)
    rows = (*BLOOD, *CHEMISTRY[:6])
    return Report((sheet.made(),), tuple(Truth(r.test, r.value, r.unit, r.range_text, "", r.comparator) for r in rows))


def wrapped(sheet: Sheet) -> Report:
    """A head of two lines, names and units that go on in the next line."""
    y = top(sheet)
    for text, x in (("Current", 240), ("Reference", 450)):
        sheet.put(text, x, y)
    for text, x in (("Test", 50), ("Result", 240), ("Flag", 290), ("Units", 340), ("Range", 450)):
        sheet.put(text, x, y + 11)
    y += 11
    lines: list[tuple[Row, str, str]] = [
        (BLOOD[2], "", ""),
        (Row("Thyroid stimulating", "2.4", "mIU/L", "0.40 - 4.50"), "hormone", ""),
        (BLOOD[4], "", ""),
        (Row("Glomerular filtration rate,", "58", "mL/min/1.73", "> 59", "L"), "estimated", "m2"),
        (CHEMISTRY[7], "", ""),
        (CHEMISTRY[8], "", ""),
    ]
    truth = []
    for row, more, unit in lines:
        y += 18
        for text, x in ((row.test, 50), (row.value, 240), (row.flag, 290), (row.unit, 340), (row.range_text, 450)):
            sheet.put(text, x, y)
        if more or unit:
            y += 10
            sheet.put(more, 50, y)
            sheet.put(unit, 340, y)
        name, printed = f"{row.test} {more}".strip(), f"{row.unit} {unit}".strip()
        truth.append(Truth(name, row.value, printed, row.range_text, row.flag))
    foot(sheet)
    return Report((sheet.made(),), tuple(truth))


def over_pages(sheet: Sheet) -> Report:
    """The table goes on over the page; the head row stands on the first page only."""
    places = [
        Place("Test", 50, _test),
        Place("Result", 230, _shown),
        Place("Flag", 290, _flag),
        Place("Units", 340, _unit),
        Place("Reference Range", 450, _range),
    ]
    lay(sheet, top(sheet), places, BLOOD, pitch=90)
    foot(sheet, 1, 2)
    second = Sheet(2, size=sheet.size, mono=sheet.mono, tight=sheet.tight)
    second.put("LOPEZ, MARIA ELENA    MRN 00731965", 50, 30)
    for number, row in enumerate(CHEMISTRY):
        for place in places:
            second.put(place.show(row), place.x, 70 + 15 * number, align=place.align)
    foot(second, 2, 2)
    return Report((sheet.made(), second.made()), tuple(row.truth() for row in (*BLOOD, *CHEMISTRY)))


SEROLOGY = (
    Row("HBsAg", "Negative", "", "Negative"),
    Row("Hepatitis C antibody", "Non-Reactive", "", "Non-Reactive"),
    Row("HIV 1/2 Ag/Ab", "Non-Reactive", "", "Non-Reactive"),
    Row("Procalcitonin", "0.05", "ng/mL", "< 0.10", "", "", "<"),
    Row("D-dimer", "0.41", "mg/L", "<= 0.50"),
    Row("CA 19-9", "12", "U/mL", "0 - 37"),
    Row("Vitamin B12", "1,204", "pg/mL", "232 - 1,245"),
)


def words_for_values(sheet: Sheet) -> Report:
    """Results in words, comparison signs, value and unit in one cell."""
    places = [
        Place("Analyte", 50, _test),
        Place("Value", 240, lambda row: f"{row.comparator}{row.value} {row.unit}".strip()),
        Place("Expected range", 400, _range),
    ]
    lay(sheet, top(sheet), places, SEROLOGY)
    foot(sheet)
    return Report((sheet.made(),), tuple(row.truth() for row in SEROLOGY))


LAYOUTS: dict[str, Callable[[Sheet], Report]] = {
    made.__name__: made
    for made in (
        classic,
        panels_and_comments,
        in_and_out,
        with_previous,
        previous_first,
        grid,
        spanish,
        side_by_side,
        wrapped,
        over_pages,
        words_for_values,
    )
}


@dataclass
class Score:
    """What was read of a report: wrong facts in full, and how many of the true ones were found."""

    wrong: list[str] = field(default_factory=list)
    found: int = 0
    of: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.of if self.of else 1.0
