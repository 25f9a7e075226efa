"""Real PDFs for tests, typeset on the spot."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typst

_SOURCE = """
#let pages = json(bytes(sys.inputs.pages))
#set document(date: none)
#set page(width: 216mm, height: 279mm, margin: 20mm)
#set text(size: 11pt)
#for (number, lines) in pages.enumerate() {
  if number > 0 { pagebreak() }
  for line in lines { block(line) }
}
"""


def paper(*pages: Sequence[str]) -> bytes:
    """Return a PDF with one page for each sequence of lines."""
    made: bytes = typst.compile(_SOURCE.encode(), sys_inputs={"pages": json.dumps([list(lines) for lines in pages])})
    return made


def ct_report(*, name: str = "LOPEZ, MARIA", born: str = "05/04/1957", exam: str = "11/14/2026") -> bytes:
    """Return an imaging report of two pages."""
    return paper(
        [
            "Riverside Imaging",
            "1200 River Road, Riverside. Phone 555-0170",
            "CT ABDOMEN AND PELVIS WITH CONTRAST",
            f"Patient: {name}    DOB: {born}    MRN 00-4471",
            f"Exam date: {exam}    Ordering: S. Patel, MD",
            "FINDINGS",
            "Liver: Two hypodense lesions in segment VI, 9 mm and 12 mm.",
        ],
        ["IMPRESSION", "1. Interval decrease in size of hepatic lesions.", "Signed electronically: J. Brandt, MD"],
    )


def letter(words: str) -> bytes:
    """Return a one-page letter that holds `words`."""
    return paper(["Lakeside Oncology", "Consultation note", "Patient: Maria Lopez", "Date of birth: 4 May 1957", words])


_LAB = """
#set document(date: none)
#set page(width: 216mm, height: 279mm, margin: 20mm)
#set text(size: 10pt)
= Harbor Medical Laboratory
Laboratory report

Patient: LOPEZ, MARIA #h(2cm) DOB: 05/04/1957 \\
Collected: 11/12/2026

#table(columns: (45mm, 25mm, 15mm, 25mm, 35mm), stroke: none,
  [*Test*], [*Result*], [*Flag*], [*Units*], [*Reference range*],
  [Hemoglobin], [10.9], [L], [g/dL], [12.0 - 15.5],
  [Platelets], [214], [], [thou/uL], [150 - 400],
  [CEA], [6.10], [H], [ng/mL], [0.0 - 5.0],
)
"""


def lab_report() -> bytes:
    """Return a laboratory report of Maria's with three values in a table."""
    made: bytes = typst.compile(_LAB.encode())
    return made
