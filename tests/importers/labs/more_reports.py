"""Further layouts of laboratories, portals and hospitals as real PDFs, each with the truth of what is printed on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import typst

from desktop.foundation.resources import resource
from tests.importers.labs.reports import Truth

DAY = "2026-10-14"
TOP = """
#set page("us-letter", margin: 16mm)
#set text(font: "Noto Sans", size: 9pt)
#text(15pt, weight: "bold")[Northshore Regional Hospital]
#grid(columns: (1fr, 1fr), [Patient: DOE, JANE], [Collected: 14-Oct-2026 08:00], [DOB: 1960-02-03],
  [Reported: 15-Oct-2026])
= Laboratory Results
"""
_GERMAN_TOP = TOP.replace("Collected: 14-Oct-2026 08:00", "Entnahme: 14.10.2026 08:00")
_FRENCH_TOP = TOP.replace("Collected: 14-Oct-2026 08:00", "Prélevé le 14/10/2026").replace("15-Oct-2026", "2026-10-15")
_SIGNS = "\\#[]*_$<>@`"


@dataclass(frozen=True)
class Made:
    """The typst source of a report, and what it says."""

    source: str
    truth: tuple[Truth, ...]

    def pdf(self) -> bytes:
        """Return the report as a PDF."""
        made: bytes = typst.compile(self.source.encode(), font_paths=_fonts(), ignore_system_fonts=True)
        return made


@cache
def _fonts() -> typst.Fonts:
    folders = [str(resource("fonts"))]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def truths(*rows: str) -> tuple[Truth, ...]:
    """Make truths of "test | value | unit | range | flag | comparator | day"; what is left out at the end is empty."""
    made = []
    for row in rows:
        parts = [part.strip() for part in row.split("|")]
        parts += [""] * (6 - len(parts))
        test, value, unit, range_text, flag, comparator, *day = parts
        made.append(Truth(test, value, unit, range_text, flag, comparator, *(day or [DAY])))
    return tuple(made)


def _cell(text: str) -> str:
    if text.startswith("#"):
        return text
    for sign in _SIGNS:
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " \\ ")


def table(columns: str, *rows: Sequence[str], align: str = "left") -> str:
    """Return a table in typst; `columns` are widths, a cell that begins with # is typst itself."""
    cells = ", ".join(f"[{_cell(cell)}]" for row in rows for cell in row)
    return f"#table(columns: ({columns}), align: {align}, stroke: none, {cells})\n"


HEADS = ("Test", "Result", "Units", "Reference Range")
ROWS = (
    ("WBC", "6.1", "K/uL", "3.8-10.8", "", "5.2"),
    ("Hemoglobin", "10.9", "g/dL", "12.0-15.5", "L", "11.9"),
    ("Platelet Count", "212", "K/uL", "140-400", "", "187"),
    ("Sodium", "138", "mmol/L", "135-146", "", "139"),
    ("Glucose", "131", "mg/dL", "65-99", "H", "118"),
    ("Creatinine", "0.9", "mg/dL", "0.5-1.1", "", "1.06"),
)
PLAIN = truths(*(f"{test} | {value} | {unit} | {span}" for test, value, unit, span, _, _ in ROWS))
FLAGGED = truths(*(f"{test} | {value} | {unit} | {span} | {flag}" for test, value, unit, span, flag, _ in ROWS))


def _flagged_as(show: str, shown_flag: str) -> Made:
    """Print values with their flags in one cell; "{v}" is the value, "{f}" the flag."""
    rows, truth = [], []
    for test, value, unit, span, flag, _ in ROWS:
        rows.append((test, show.format(v=value, f=flag) if flag else value, unit, span))
        truth.append(f"{test} | {value} | {unit} | {span} | {shown_flag.format(f=flag) if flag else ''}")
    return Made(TOP + table("2fr, 1fr, 1fr, 1fr", HEADS, *rows), truths(*truth))


def _comments_between() -> Made:
    heads = ("TESTS", "RESULT", "FLAG", "UNITS", "REFERENCE INTERVAL", "LAB")
    rows = (
        ("Hemoglobin A1c", "5.9", "High", "%", "4.8-5.6", "01"),
        ("#h(20pt)Prediabetes: 5.7 - 6.4", "", "", "", "", ""),
        ("#h(20pt)Diabetes: \\>6.4", "", "", "", "", ""),
        ("#h(20pt)Glycemic control for adults with diabetes: \\<7.0", "", "", "", "", ""),
        ("Vitamin D, 25-Hydroxy", "31.4", "", "ng/mL", "30.0-100.0", "01"),
        ("#h(20pt)Vitamin D deficiency has been defined as a level less than 20 ng/mL.", "", "", "", "", ""),
        ("Basos", "0", "", "%", "Not Estab.", "01"),
        ("Sodium", "138", "", "mmol/L", "135-146", "01"),
        ("Creatinine", "0.9", "", "mg/dL", "0.5-1.1", "01"),
    )
    truth = truths(
        "Hemoglobin A1c | 5.9 | % | 4.8-5.6 | High",
        "Vitamin D, 25-Hydroxy | 31.4 | ng/mL | 30.0-100.0",
        "Basos | 0 | % | Not Estab.",
        "Sodium | 138 | mmol/L | 135-146",
        "Creatinine | 0.9 | mg/dL | 0.5-1.1",
    )
    return Made(TOP + table("2.4fr, 1fr, .8fr, 1fr, 1.3fr, .4fr", heads, *rows), truth)


def _unit_behind_value() -> Made:
    rows = [(test, f"{value}{unit} {flag}", f"{span} {unit}") for test, value, unit, span, flag, _ in ROWS]
    truth = truths(
        *(f"{test} | {value} | {unit} | {span} {unit} | {flag}" for test, value, unit, span, flag, _ in ROWS)
    )
    return Made(TOP + table("2fr, 1fr, 1fr", ("Test", "Result", "Reference Range"), *rows), truth)


def _range_below_value() -> Made:
    rows = [(test, f"{value} {unit} {flag}\n({span})") for test, value, unit, span, flag, _ in ROWS]
    truth = truths(*(f"{test} | {value} | {unit} | ({span}) | {flag}" for test, value, unit, span, flag, _ in ROWS))
    return Made(TOP + table("2fr, 1fr", ("Test", "Result"), *rows), truth)


def _german() -> Made:
    rows = (
        ("Leukozyten", "6,1", "", "/nl", "4,0 - 10,0"),
        ("Hämoglobin", "10,9", "-", "g/dl", "12,0 - 15,5"),
        ("Natrium", "138", "", "mmol/l", "135 - 145"),
        ("Kreatinin", "0,90", "", "mg/dl", "0,50 - 1,10"),
        ("CRP", "12,4", "+", "mg/l", "< 5,0"),
        ("TSH basal", "2,35", "", "mU/l", "0,27 - 4,20"),
    )
    heads = ("Untersuchung", "Ergebnis", "", "Einheit", "Referenzbereich")
    truth = truths(*(f"{test} | {value} | {unit} | {span} | {flag}" for test, value, flag, unit, span in rows))
    return Made(_GERMAN_TOP + table("2fr, 1fr, .4fr, 1fr, 1.2fr", heads, *rows), truth)


def _french() -> Made:
    rows = (
        ("Leucocytes", "6 100", "/mm3", "4 000 - 10 000", "5 200"),
        ("Hémoglobine", "10,9", "g/dL", "12,0 - 16,0", "11,2"),
        ("Plaquettes", "250 000", "/mm3", "150 000 - 400 000", "187 000"),
        ("Glycémie", "0,98", "g/L", "0,70 - 1,10", "1,02"),
        ("Sodium", "138", "mmol/L", "135 - 145", "139"),
    )
    heads = ("Analyse", "Résultat", "Unités", "Valeurs de référence", "Antériorité")
    truth = truths(*(f"{test} | {value} | {unit} | {span}" for test, value, unit, span, _ in rows))
    return Made(_FRENCH_TOP + table("2fr, 1fr, 1fr, 1.4fr, 1fr", heads, *rows), truth)


def _british() -> Made:
    rows = (
        ("Haemoglobin ............", "*", "109", "g/L", "[115 - 165]"),
        ("Platelet count .........", "", "212", "10*9/L", "[150 - 450]"),
        ("Sodium .................", "", "138", "mmol/L", "[133 - 146]"),
        ("Creatinine .............", "", "80", "umol/L", "[45 - 84]"),
        ("eGFR ...................", "", "62", "mL/min/1.73m2", "[> 60]"),
    )
    heads = ("Investigation", "", "Result", "Units", "Reference Range")
    truth = truths(
        *(f"{test.rstrip(' .')} | {value} | {unit} | {span} | {flag}" for test, flag, value, unit, span in rows)
    )
    return Made(TOP + table("2fr, .3fr, .8fr, 1fr, 1fr", heads, *rows), truth)


def _newest_left() -> Made:
    heads = ("Component", "10/14/2026\n08:00", "09/16/2026\n07:55", "08/19/2026\n08:10", "Units", "Ref Range")
    rows = [(t, f"{v} {f}", old, "-", unit, span) for t, v, unit, span, f, old in ROWS]
    truth = [f"{t} | {v} | {unit} | {span} | {f}" for t, v, unit, span, f, _ in ROWS]
    truth += [f"{t} | {old} | {unit} | {span} | | | 2026-09-16" for t, _, unit, span, _, old in ROWS]
    return Made(TOP + table("2fr, 1fr, 1fr, 1fr, 1fr, 1.2fr", heads, *rows), truths(*truth))


def _previous_dated() -> Made:
    heads = ("Test", "Previous", "Result", "Units", "Range")
    days = ("", "09/16/2026", "10/14/2026", "", "")
    rows = [(test, old, value, unit, span) for test, value, unit, span, _, old in ROWS]
    return Made(TOP + table("2fr, 1.3fr, 1fr, 1fr, 1.2fr", heads, days, *rows), PLAIN)


def _every_range() -> Made:
    rows = (
        ("Hemoglobin", "10.9", "g/dL", "M: 13.5-17.5 F: 12.0-15.5"),
        ("eGFR", "72", "mL/min/1.73m2", "> OR = 60"),
        ("Hemoglobin A1c", "5.5", "%", "<5.7"),
        ("TSH", "2.1", "mIU/L", "0.40 – 4.50"),
        ("PSA", "1.1", "ng/mL", "Age 60-69: 0-4.5"),
        ("Glucose", "99", "mg/dL", "Fasting: 70-99; random: <140"),
        ("CEA", "1.2", "ng/mL", "Non-smoker: <=3.0"),
        ("LDL Cholesterol", "118", "mg/dL", "<100\nNear optimal: 100-129"),
        ("Creatinine", "0.9", "mg/dL", "0.5 to 1.1"),
    )
    truth = truths(*(" | ".join((*row[:3], row[3].replace("\n", " "))) for row in rows))
    return Made(TOP + table("2fr, 1fr, 1.3fr, 2.4fr", HEADS, *rows), truth)


def _raised_powers() -> Made:
    rows = (
        ("WBC", "6.1", "#[10#super[9]/L]", "4-11"),
        ("RBC", "4.2", "#[10#super[12]/L]", "3.9-5.2"),
        ("Hemoglobin", "109", "g/L", "115-165"),
    )
    truth = truths("WBC | 6.1 | 10⁹/L | 4-11", "RBC | 4.2 | 10¹²/L | 3.9-5.2", "Hemoglobin | 109 | g/L | 115-165")
    return Made(TOP + table("2fr, 1fr, 1fr, 1fr", HEADS, *rows), truth)


def _urine() -> Made:
    rows = (
        ("Color", "Yellow", "", "Yellow"),
        ("Specific gravity", "1.015", "", "1.005 - 1.030"),
        ("Protein", "Trace", "", "Negative"),
        ("Glucose", "Negative", "", "Negative"),
        ("WBC", "0-5", "/HPF", "0-5"),
        ("Bacteria", "Few", "", "None seen"),
        ("Leukocyte esterase", "1+", "", "Negative"),
    )
    return Made(TOP + "Urinalysis\n" + table("2fr, 1fr, 1fr, 1.4fr", HEADS, *rows), truths(*map(" | ".join, rows)))


def _numbered_rows() -> Made:
    heads = ("", "Test", "Specimen", "Result", "Units", "Range", "Status")
    rows = [(str(n), t, "Serum", v, unit, span, "Final") for n, (t, v, unit, span, _, _) in enumerate(ROWS, start=1)]
    return Made(TOP + table(".4fr, 2fr, 1fr, 1fr, 1fr, 1fr, 1fr", heads, *rows), PLAIN)


def _without_some_heads() -> Made:
    rows = [(test, value, flag, unit, span) for test, value, unit, span, flag, _ in ROWS]
    return Made(TOP + table("2fr, 1fr, .5fr, 1fr, 1fr", ("Test", "Result", "", "", ""), *rows), FLAGGED)


def _two_visits() -> Made:
    now = [(test, value, unit, span) for test, value, unit, span, _, _ in ROWS]
    then = [(test, old, unit, span) for test, _, unit, span, _, old in ROWS]
    earlier = "#pagebreak()\nCollected: 16-Sep-2026 07:00\n"
    form = "2fr, 1fr, 1fr, 1fr"
    truth = truths(*(f"{test} | {old} | {unit} | {span} | | | 2026-09-16" for test, _, unit, span, _, old in ROWS))
    return Made(TOP + table(form, HEADS, *now) + earlier + table(form, HEADS, *then), (*PLAIN, *truth))


def _two_tables() -> Made:
    form = "2fr, 1fr, 1fr, 1.1fr"
    halves = [
        table(form, ("Test", "Result", "Units", "Range"), *(row[:4] for row in half)) for half in (ROWS[:3], ROWS[3:])
    ]
    grid = f"#grid(columns: (1fr, 1fr), column-gutter: 12pt, [{halves[0]}], [{halves[1]}])"
    return Made(f"{TOP}#set text(size: 7.5pt)\n{grid}", PLAIN)


def _landscape_text() -> Made:
    body = table("2fr, 1fr, 1fr, 1fr", HEADS, *(row[:4] for row in ROWS))
    start = TOP.index("#text(15pt")
    return Made(f"{TOP[:start]}#rotate(90deg, reflow: true, box(width: 240mm, [{TOP[start:]}{body}]))", PLAIN)


MORE_LAYOUTS = {
    "comments between the rows": _comments_between(),
    "flag before the value": _flagged_as("{f} {v}", "{f}"),
    "flag glued behind": _flagged_as("{v}{f}", "{f}"),
    "flag glued before": _flagged_as("{f}{v}", "{f}"),
    "flag with a star": _flagged_as("{v} *{f}", "*{f}"),
    "unit glued to the value": _unit_behind_value(),
    "range below the value": _range_below_value(),
    "German": _german(),
    "French with thousands": _french(),
    "British with leaders": _british(),
    "days, newest left": _newest_left(),
    "previous before result, dated": _previous_dated(),
    "ranges in every form": _every_range(),
    "raised powers of ten": _raised_powers(),
    "urinalysis": _urine(),
    "numbered rows and specimen": _numbered_rows(),
    "heads left out": _without_some_heads(),
    "two visits in one file": _two_visits(),
    "two tables side by side": _two_tables(),
    "text turned on its side": _landscape_text(),
}
