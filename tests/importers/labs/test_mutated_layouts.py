"""Layouts that nobody drew: columns in any order, any alignment, any spacing; still nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.importers.labs.reports import BLOOD, CHEMISTRY, Report, Row, Truth, foot, top
from tests.importers.labs.scoring import read, score
from tests.importers.sheets import Align, Sheet

_HEADS: dict[str, tuple[str, ...]] = {
    "test": ("Test", "TEST NAME", "Component", "Determinación"),
    "result": ("Result", "VALUE", "Your Value", "Resultado"),
    "previous": ("Previous", "Prior Result", "Last", "Resultado anterior"),
    "flag": ("Flag", "FLAGS", "Abn", "H/L"),
    "unit": ("Units", "UNIT", "Unidades"),
    "reference": ("Reference Range", "REF RANGE", "Normal Range", "Valores de referencia"),
    "lab": ("Lab", "Site"),
}
_SHOW: dict[str, Callable[[Row], str]] = {
    "test": lambda row: row.test,
    "result": lambda row: row.shown,
    "previous": lambda row: row.previous,
    "flag": lambda row: row.flag if row.value else "",
    "unit": lambda row: row.unit,
    "reference": lambda row: row.range_text,
    "lab": lambda _: "01",
}
_ALIGN: st.SearchStrategy[Align] = st.sampled_from(("left", "right", "center"))


@dataclass(frozen=True)
class Column:
    role: str
    head: str
    align: Align
    head_align: Align
    gap: float


@st.composite
def columns(draw: st.DrawFn) -> tuple[Column, ...]:
    roles = [
        "test",
        "result",
        *draw(st.lists(st.sampled_from(("flag", "unit", "reference", "previous", "lab")), unique=True)),
    ]
    return tuple(
        Column(
            role,
            draw(st.sampled_from(_HEADS[role])),
            draw(_ALIGN),
            draw(_ALIGN),
            draw(st.floats(5, 40)),
        )
        for role in draw(st.permutations(roles))
    )


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, ...]:
    chosen = draw(st.lists(st.sampled_from((*BLOOD, *CHEMISTRY)), min_size=1, unique=True))
    missing = draw(st.sets(st.integers(0, len(chosen) - 1), max_size=3))
    return tuple(replace(row, value="", comparator="") if n in missing else row for n, row in enumerate(chosen))


def shown_in(column: Column, row: Row) -> str:
    return _SHOW[column.role](row)


def truths_of(places: tuple[Column, ...], shown: tuple[Row, ...]) -> tuple[Truth, ...]:
    roles = {column.role for column in places}
    return tuple(
        Truth(
            row.test,
            row.value,
            row.unit if "unit" in roles else "",
            row.range_text if "reference" in roles else "",
            row.flag if "flag" in roles else "",
            row.comparator,
        )
        for row in shown
        if row.value
    )


def edge(left: float, width: float, align: Align) -> float:
    return left + {"left": 0.0, "right": width, "center": width / 2}[align]


def _lay(sheet: Sheet, places: tuple[Column, ...], shown: tuple[Row, ...], pitch: float) -> Report:
    y = top(sheet)
    left = 40.0
    for column in places:
        texts = [column.head, *(shown_in(column, row) for row in shown)]
        width = max(sheet.width_of(text) for text in texts)
        sheet.put(column.head, edge(left, width, column.head_align), y, align=column.head_align)
        for number, row in enumerate(shown, start=1):
            text = shown_in(column, row)
            sheet.put(text, edge(left, width, column.align), y + pitch * number, align=column.align)
        left += width + column.gap
    foot(sheet)
    return Report((sheet.made(),), truths_of(places, shown))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    places=columns(),
    shown=rows(),
    pitch=st.floats(10.5, 30),
    size=st.sampled_from((7.0, 8.0, 9.0)),
    mono=st.booleans(),
    tight=st.booleans(),
)
def test_no_layout_yields_a_wrong_value(
    places: tuple[Column, ...],
    shown: tuple[Row, ...],
    pitch: float,
    size: float,
    mono: bool,  # noqa: FBT001 - drawn
    tight: bool,  # noqa: FBT001 - drawn
) -> None:
    report = _lay(Sheet(width=900, size=size, mono=mono, tight=tight), places, shown, pitch)
    reading = read(report)
    found = score(reading.facts, report.truth)
    event("read" if found.recall > 0.9 else "doubted" if reading.issues else "nothing")
    assert found.wrong == []
