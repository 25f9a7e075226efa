"""Real PDFs, typeset in many ways and read by the real reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.foundation.resources import resource
from desktop.importers.pdf.read import read
from tests.importers.labs.reports import BLOOD, CHEMISTRY, Row, Truth
from tests.importers.labs.scoring import TODAY, score

_SOURCE = """
#let style = json(bytes(sys.inputs.style))
#set page(paper: style.paper, margin: 18mm, flipped: style.flipped)
#set text(font: style.font, size: style.size * 1pt)
#text(16pt, weight: "bold")[Harbor Medical Laboratory] #h(1fr) Laboratory Report
#grid(columns: (1fr, 1fr), row-gutter: 5pt,
  [Patient: LOPEZ, MARIA ELENA], [Collected: 12-Nov-2026 07:58], [DOB: 1957-05-04], [Reported: 12-Nov-2026 15:20])
#v(10pt)
#table(
  columns: style.widths.map(width => width * 1fr),
  stroke: if style.lines { 0.5pt } else { none },
  inset: (x: style.inset * 1pt, y: style.pitch * 1pt),
  align: style.aligns.map(name => if name == "right" { right } else if name == "center" { center } else { left }),
  table.header(repeat: style.repeat, ..style.heads.map(words => if style.bold { strong(words) } else { [#words] })),
  ..style.cells.map(words => [#words]),
)
"""


@cache
def _fonts() -> typst.Fonts:
    folders = [str(resource("fonts"))]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _show(role: str, row: Row) -> str:
    shown: Mapping[str, str] = {
        "Test": row.test,
        "Result": row.shown,
        "Flag": row.flag,
        "Units": row.unit,
        "Reference Range": row.range_text,
        "Previous Result": row.previous,
    }
    return shown[role]


def _pdf(heads: list[str], rows: list[Row], **style: object) -> bytes:
    values = {
        "paper": "us-letter",
        "flipped": False,
        "font": "Inter",
        "size": 9,
        "widths": [2.2 if head == "Test" else 1.2 for head in heads],
        "lines": False,
        "inset": 3,
        "pitch": 3,
        "aligns": ["left"] * len(heads),
        "repeat": True,
        "bold": False,
        "heads": heads,
        "cells": [_show(head, row) for row in rows for head in heads],
        **style,
    }
    made: bytes = typst.compile(
        _SOURCE.encode(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"style": json.dumps(values)}
    )
    return made


def _truth(heads: list[str], rows: list[Row]) -> list[Truth]:
    return [
        Truth(
            row.test,
            row.value,
            row.unit if "Units" in heads else "",
            row.range_text if "Reference Range" in heads else "",
            row.flag if "Flag" in heads else "",
            row.comparator,
        )
        for row in rows
        if row.value
    ]


CLASSIC = ["Test", "Result", "Flag", "Units", "Reference Range"]
ROWS = [*BLOOD, *CHEMISTRY]


@pytest.mark.parametrize("font", ["Inter", "Noto Sans", "DejaVu Sans Mono"])
@pytest.mark.parametrize("paper", ["us-letter", "a4"])
@pytest.mark.parametrize("lines", [False, True], ids=["bare", "ruled"])
def test_a_typeset_report_is_read_whole(font: str, paper: str, lines: bool) -> None:  # noqa: FBT001 - a parameter of the test
    pdf = _pdf(CLASSIC, ROWS, font=font, paper=paper, lines=lines, bold=lines, size=8)
    found = score(read(pdf, password=None, today=TODAY).facts, _truth(CLASSIC, ROWS))
    assert found.wrong == []
    assert found.recall >= 0.9


@pytest.mark.parametrize("repeat", [False, True], ids=["head-once", "head-on-every-page"])
def test_a_report_over_several_pages_is_read_whole(repeat: bool) -> None:  # noqa: FBT001 - a parameter of the test
    pdf = _pdf(CLASSIC, ROWS, repeat=repeat, pitch=24)
    result = read(pdf, password=None, today=TODAY)
    found = score(result.facts, _truth(CLASSIC, ROWS))
    assert result.page_count > 1
    assert found.wrong == []
    assert found.recall >= 0.9


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_typeset_report_yields_a_wrong_value(data: st.DataObject) -> None:
    extra = data.draw(st.lists(st.sampled_from(["Flag", "Units", "Reference Range", "Previous Result"]), unique=True))
    heads = data.draw(st.permutations(["Test", "Result", *extra]))
    rows = data.draw(st.lists(st.sampled_from(ROWS), min_size=1, unique=True))
    pdf = _pdf(
        heads,
        rows,
        font=data.draw(st.sampled_from(["Inter", "Noto Sans", "DejaVu Sans Mono"])),
        size=data.draw(st.integers(6, 13)),
        widths=data.draw(st.lists(st.floats(0.7, 3), min_size=len(heads), max_size=len(heads))),
        aligns=data.draw(
            st.lists(st.sampled_from(["left", "right", "center"]), min_size=len(heads), max_size=len(heads))
        ),
        inset=data.draw(st.floats(0.5, 8)),
        pitch=data.draw(st.floats(0.5, 20)),
        lines=data.draw(st.booleans()),
        repeat=data.draw(st.booleans()),
        flipped=data.draw(st.booleans()),
    )
    found = score(read(pdf, password=None, today=TODAY).facts, _truth(heads, rows))
    assert found.wrong == []


_MARKED = """
#set page("us-letter", margin: 18mm)
#set text(font: sys.inputs.font, size: 9pt)
#text(16pt, weight: "bold")[Harbor Medical Laboratory]
#grid(columns: (1fr, 1fr), [Patient: LOPEZ, MARIA ELENA], [Collected: 12-Nov-2026 07:58])
#table(columns: (2fr, 1fr, 1fr, 1.2fr), stroke: none,
  [Test], [Result], [Units], [Reference range],
  [Glucose#super[01]], [131], [mg/dL], [65 - 99],
  [Hemoglobin], [#MARK], [g/dL], [12.0 - 15.5],
  [Sodium#super[01]], [138], [mmol/L], [135 - 146])
#super[1] Repeated and confirmed.
"""


@pytest.mark.parametrize("font", ["Inter", "Noto Sans", "DejaVu Sans Mono"])
@pytest.mark.parametrize(
    "marked",
    [
        "10.9#super[1]",
        "#super[1]10.9",
        "10.9#super(size: 0.83em, baseline: -0.35em)[2]",
        "10.9#super(size: 0.6em, baseline: -0.33em)[2]",
    ],
)
def test_a_footnote_mark_never_becomes_a_digit(marked: str, font: str) -> None:
    source = _MARKED.replace("#MARK", marked)
    pdf = typst.compile(source.encode(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"font": font})
    values = {fact.values["test"]: fact.values["value"] for fact in read(pdf, password=None, today=TODAY).facts}
    assert values["Glucose"] == "131"
    assert values["Sodium"] == "138"
    assert values.get("Hemoglobin", "10.9") == "10.9"
