"""Forms that large laboratories and portals print, as real PDFs: nothing wrong, and what can be read is read."""

from __future__ import annotations

from functools import cache

import pytest
import typst

from desktop.foundation.resources import resource
from desktop.importers.base import ImportResult
from desktop.importers.pdf.read import read
from tests.importers.labs.reports import Truth
from tests.importers.labs.scoring import TODAY, score

_HEAD = """
#set page("us-letter", margin: 18mm)
#set text(font: "Noto Sans", size: 9pt)
#text(15pt, weight: "bold")[Northshore Regional Hospital]
#grid(columns: (1fr, 1fr), [Patient: DOE, JANE], [Collected: 14-Oct-2026 08:00], [DOB: 1960-02-03],
  [Reported: 15-Oct-2026])
= Laboratory Results
"""
DAY = "2026-10-14"


def _truth(*rows: str) -> list[Truth]:
    """Make truths of "test | value | unit | range | flag | comparator | day"; the day may be left out."""
    made = []
    for row in rows:
        parts = [part.strip() for part in row.split("|")]
        parts += [""] * (6 - len(parts))
        test, value, unit, range_text, flag, comparator, *day = parts
        made.append(Truth(test, value, unit, range_text, flag, comparator, *(day or [DAY])))
    return made


@cache
def _fonts() -> typst.Fonts:
    folders = [str(resource("fonts"))]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _read(body: str) -> ImportResult:
    pdf = typst.compile((_HEAD + body).encode(), font_paths=_fonts(), ignore_system_fonts=True)
    return read(pdf, password=None, today=TODAY)


PORTAL = """#table(columns: (2fr, 1.2fr, 1.6fr, .6fr), stroke: none,
[Component], [Your Value], [Standard Range], [Flag],
[HEMOGLOBIN], [10.9 g/dL], [12.0 - 15.5 g/dL], [L], [WBC], [6.1 K/uL], [3.8 - 10.8 K/uL], [],
[EGFR], [>60 mL/min/1.73m2], [>=60 mL/min/1.73m2], [])"""
MARKED_NAMES = """#table(columns: (2fr, 1.4fr, 1.4fr, 1fr, 1.2fr), stroke: none,
[Test], [Current Result and Flag], [Previous Result and Date],
[Units], [Reference Interval],
[Glucose#super[01]], [131 High], [118 #h(8pt) 07/17/2026], [mg/dL], [70-99],
[BUN#super[01]], [14], [15 #h(8pt) 07/17/2026], [mg/dL], [8-27],
[Creatinine#super[01]], [0.90], [], [mg/dL], [0.57-1.00], [BUN/Creatinine Ratio], [16], [], [], [12-28])"""
IN_AND_OUT = """#table(columns: (2fr, 1fr, 1.2fr, 1.6fr, .5fr), stroke: none,
[Test Name], [In Range], [Out Of Range], [Reference Range], [Lab],
[CBC (INCLUDES DIFF/PLT)], [], [], [], [EZ], [#h(6pt)WHITE BLOOD CELL COUNT], [6.1], [], [3.8-10.8 Thousand/uL], [],
[#h(6pt)HEMOGLOBIN], [], [10.9 L], [11.7-15.5 g/dL], [],
[#h(6pt)ABSOLUTE NEUTROPHILS], [3400], [], [1500-7800 cells/uL], [])"""
VISITS = """#table(columns: (2fr, 1.8fr, 1fr, 1fr), stroke: none,
[Component], [Latest Ref Rng & Units], [10/14/2026 08:00], [09/16/2026 07:55],
[Hemoglobin], [12.0 - 15.5 g/dL], [10.9 (L)], [11.2 (L)], [Platelet Count], [140 - 400 K/uL], [212], [198],
[CEA], [0.0 - 3.0 ng/mL], [8.4 (H)], [])"""
TYPEWRITTEN = """#set text(font: "DejaVu Sans Mono", size: 8pt)
#raw("TEST                     RESULT   FLAG  UNITS        REFERENCE RANGE
------------------------------------------------------------------
Hemoglobin               10.9     L     g/dL         12.0-15.5
White blood cells        6.1            10^3/uL      3.8-10.8
CEA                      8.4      H     ng/mL        0.0-3.0", block: true)"""
BY_SEX = """#table(columns: (2fr, 1fr, 1fr, 1.6fr), stroke: none, [Test], [Result], [Units], [Reference range],
[Hemoglobin], [10.9], [g/dL], [Male: 13.5-17.5 \\ Female: 12.0-15.5], [Ferritin], [9], [ng/mL],
[Male: 24-336 \\ Female: 11-307], [Sodium], [138], [mmol/L], [134-144])"""
ROW_DAYS = """#table(columns: (1fr, 2fr, 1fr, 1fr, 1.2fr), stroke: none, [Date], [Test], [Result], [Units], [Range],
[08/19/2026], [CEA], [5.8], [ng/mL], [0-5], [09/16/2026], [CEA], [11.7], [ng/mL], [0-5])"""

READ = {
    "portal": (
        PORTAL,
        _truth(
            "HEMOGLOBIN | 10.9 | g/dL | 12.0 - 15.5 g/dL | L",
            "WBC | 6.1 | K/uL | 3.8 - 10.8 K/uL",
            "EGFR | 60 | mL/min/1.73m2 | >=60 mL/min/1.73m2 | | >",
        ),
    ),
    "marks behind names": (
        MARKED_NAMES,
        _truth(
            "Glucose | 131 | mg/dL | 70-99 | High",
            "BUN | 14 | mg/dL | 8-27",
            "Creatinine | 0.90 | mg/dL | 0.57-1.00",
            "BUN/Creatinine Ratio | 16 | | 12-28",
        ),
    ),
    "in and out of range": (
        IN_AND_OUT,
        _truth(
            "WHITE BLOOD CELL COUNT | 6.1 | Thousand/uL | 3.8-10.8 Thousand/uL",
            "HEMOGLOBIN | 10.9 | g/dL | 11.7-15.5 g/dL | L",
            "ABSOLUTE NEUTROPHILS | 3400 | cells/uL | 1500-7800 cells/uL",
        ),
    ),
    "visits side by side": (
        VISITS,
        _truth(
            "Hemoglobin | 10.9 | g/dL | 12.0 - 15.5 g/dL | (L)",
            "Hemoglobin | 11.2 | g/dL | 12.0 - 15.5 g/dL | (L) | | 2026-09-16",
            "Platelet Count | 212 | K/uL | 140 - 400 K/uL",
            "Platelet Count | 198 | K/uL | 140 - 400 K/uL | | | 2026-09-16",
            "CEA | 8.4 | ng/mL | 0.0 - 3.0 ng/mL | (H)",
        ),
    ),
    "typewritten": (
        TYPEWRITTEN,
        _truth(
            "Hemoglobin | 10.9 | g/dL | 12.0-15.5 | L",
            "White blood cells | 6.1 | 10^3/uL | 3.8-10.8",
            "CEA | 8.4 | ng/mL | 0.0-3.0 | H",
        ),
    ),
    "ranges by sex": (
        BY_SEX,
        _truth(
            "Hemoglobin | 10.9 | g/dL | Male: 13.5-17.5 Female: 12.0-15.5",
            "Ferritin | 9 | ng/mL | Male: 24-336 Female: 11-307",
            "Sodium | 138 | mmol/L | 134-144",
        ),
    ),
    "a day in every row": (
        ROW_DAYS,
        _truth("CEA | 5.8 | ng/mL | 0-5 | | | 2026-08-19", "CEA | 11.7 | ng/mL | 0-5 | | | 2026-09-16"),
    ),
}


@pytest.mark.parametrize("form", sorted(READ))
def test_a_well_known_form_is_read_whole(form: str) -> None:
    body, truth = READ[form]
    found = score(_read(body).facts, truth)
    assert found.wrong == []
    assert found.recall == 1


DOUBTED = {
    "ranges around the row": BY_SEX.replace("stroke: none,", "stroke: none, align: horizon,"),
    "a value column without a head": """#table(columns: (2fr, 1fr, 1fr, 1fr, 1.2fr), stroke: none,
[Test], [Result], [], [Units], [Reference], [Hemoglobin], [10.9], [11.9], [g/dL], [12.0-15.5],
[Sodium], [138], [139], [mmol/L], [134-144], [Glucose], [], [118], [mg/dL], [65-99])""",
    "two systems of units": """#table(columns: (2fr, 1fr, 1fr, 1.2fr, 1fr, 1fr, 1.2fr), stroke: none,
[Test], [Result], [Units], [Range], [SI result], [SI units], [SI range],
[Glucose], [131], [mg/dL], [65-99], [7.3], [mmol/L], [3.6-5.5],
[Creatinine], [0.90], [mg/dL], [0.5-1.1], [80], [umol/L], [44-97])""",
    "days without a year": """#table(columns: (2fr, 1fr, 1fr, 1fr), stroke: none, [Test], [10-14], [09-16], [08-19],
[Hemoglobin], [10.9], [11.2], [12.1], [Sodium], [138], [139], [140], [Glucose], [131], [118], [99])""",
    "percent beside absolute": """#table(columns: (2fr, 1fr, 1fr, 1fr, 1fr), stroke: none,
[Test], [%], [Range %], [Absolute], [Range], [Neutrophils], [61], [40-75], [3.4], [1.5-7.8],
[Lymphocytes], [30], [20-45], [1.7], [0.9-3.9], [Monocytes], [6], [2-10], [0.3], [0.2-0.9])""",
}


@pytest.mark.parametrize("form", sorted(DOUBTED))
def test_a_form_that_can_be_misread_is_told(form: str) -> None:
    result = _read(DOUBTED[form])
    wrong = score(result.facts, _truth("Sodium | 138 | mmol/L | 134-144")).wrong
    assert wrong == []
    assert "values-uncertain" in {issue.code for issue in result.issues}


def test_a_page_after_the_end_of_a_table_does_not_continue_it() -> None:
    result = _read(
        """#table(columns: (2fr, 1fr, 1fr), stroke: none, [Test], [Result], [Units], [Sodium], [138], [mmol/L])
#v(6em)
The doctor will call you.
#pagebreak()
#table(columns: (2fr, 1fr, 1fr), stroke: none, [Potassium], [4.1], [mmol/L], [Glucose], [99], [mg/dL])"""
    )
    assert {fact.values["test"] for fact in result.facts} == {"Sodium"}
