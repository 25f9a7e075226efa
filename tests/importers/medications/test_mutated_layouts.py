"""Lists that nobody drew: any order of columns, any spacing, breaks and wraps anywhere; still nothing is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from desktop.importers.base import ProposedFact
from tests.importers.medications.lists import ENGLISH, SPANISH, Drug, Paper, read
from tests.importers.sheets import Sheet

_SHOW: Mapping[str, tuple[tuple[str, ...], Callable[[Drug], str]]] = {
    "generic": (("Medication", "Medicamento", "Drug Name"), lambda one: one.generic),
    "strength": (("Strength",), lambda one: one.strength),
    "dose": (("Dose", "Dosis"), lambda one: one.dose),
    "how_often": (("How often", "Frequency", "Frecuencia"), lambda one: one.how_often),
    "why": (("Reason", "Motivo", "Indication"), lambda one: one.why),
    "prescriber": (("Prescriber", "Ordered by"), lambda one: one.prescriber),
    "qty": (("Qty", "Quantity"), lambda _: "90"),
}
_SAME = ("generic", "strength", "form", "brand", "dose", "route", "how_often", "with_food", "why", "prescriber")


def _agrees(fact: ProposedFact, drugs: tuple[Drug, ...]) -> bool:
    """Every field is what the medicine's line says; a part may be missing, the whole instruction may stand for all."""
    drug = next((one for one in drugs if one.generic == fact.values.get("generic")), None)
    if drug is None or fact.negated:
        return False
    for name in _SAME:
        told = fact.values.get(name, "")
        right = {"", getattr(drug, name), drug.sig if name == "how_often" else ""}
        right |= {drug.strength} if name == "dose" else set()
        if told not in right:
            return False
    return True


_FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_DRUGS = st.lists(st.sampled_from((*ENGLISH, *SPANISH)), min_size=1, max_size=7, unique=True).map(tuple)


def _wrapped(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < most else [*lines, word]
    return [line for line in lines if line]


@_FEW
@given(
    drugs=_DRUGS,
    columns=st.lists(st.sampled_from(sorted(set(_SHOW) - {"generic"})), min_size=1, unique=True).flatmap(
        lambda found: st.permutations(["generic", *found])
    ),
    head=st.integers(0, 2),
    gap=st.floats(4, 40),
    pitch=st.floats(10, 30),
    wrap=st.sampled_from((12, 18, 99)),
    middle=st.booleans(),
    tight=st.booleans(),
    mono=st.booleans(),
)
@example(  # the last name broken in two, far below, and nothing in it but words: its row was lost in silence
    drugs=ENGLISH[:5],
    columns=["generic", "prescriber"],
    head=0,
    gap=8.0,
    pitch=29.0,
    wrap=12,
    middle=True,
    tight=False,
    mono=False,
)
def test_no_table_yields_a_wrong_field(  # noqa: PLR0913, PLR0917 - each is drawn
    drugs: tuple[Drug, ...],
    columns: list[str],
    head: int,
    gap: float,
    pitch: float,
    wrap: int,
    middle: bool,  # noqa: FBT001 - drawn
    tight: bool,  # noqa: FBT001 - drawn
    mono: bool,  # noqa: FBT001 - drawn
) -> None:
    sheet = Sheet(width=1100, height=1600, size=8, tight=tight, mono=mono)
    sheet.put("Current Medications", 40, 40)
    left = 40.0
    cells = {role: [_wrapped(_SHOW[role][1](one), wrap) for one in drugs] for role in columns}
    tall = [max(len(cells[role][n]) for role in columns) for n in range(len(drugs))]
    for role in columns:
        heads = _SHOW[role][0]
        name = heads[head % len(heads)]
        sheet.put(name, left, 60)
        y = 60.0
        for lines, rows in zip(cells[role], tall, strict=True):
            y += pitch
            lead = (rows - len(lines)) / 2 * 10 if middle else 0.0
            for number, line in enumerate(lines):
                sheet.put(line, left, y + lead + number * 10)
            y += (rows - 1) * 10
        left += max(sheet.width_of(text) for text in (name, *(line for one in cells[role] for line in one))) + gap
    reading = read(Paper((sheet.made(),)))
    wrong = [dict(fact.values) for fact in reading.facts if not _agrees(fact, drugs)]
    event("read" if len(reading.facts) == len(drugs) else "doubted" if reading.issues else "nothing")
    assert wrong == []
    assert len(reading.facts) == len(drugs) or reading.issues


@_FEW
@given(
    drugs=_DRUGS,
    bullet=st.sampled_from(("• ", "- ", "* ", "1. ", "")),
    join=st.sampled_from((" ", ": ", " - ", ", ")),
    wrap=st.integers(24, 110),
    pitch=st.floats(9.5, 22),
    hang=st.sampled_from((0.0, 6.0, 14.0)),
    cut=st.integers(1, 40),
    tight=st.booleans(),
    mono=st.booleans(),
)
@example(  # the second line of two pages is the same: it was taken for a running head, and the rest for one entry
    drugs=ENGLISH[:3],
    bullet="• ",
    join=" ",
    wrap=24,
    pitch=10.0,
    hang=6.0,
    cut=7,
    tight=False,
    mono=False,
)
def test_no_list_yields_a_wrong_field(  # noqa: PLR0913, PLR0917 - each is drawn
    drugs: tuple[Drug, ...],
    bullet: str,
    join: str,
    wrap: int,
    pitch: float,
    hang: float,
    cut: int,
    tight: bool,  # noqa: FBT001 - drawn
    mono: bool,  # noqa: FBT001 - drawn
) -> None:
    sheets = [Sheet(page=number, size=7, tight=tight, mono=mono) for number in (1, 2)]
    sheets[0].put("Current Medications", 40, 40)
    lines = [
        (40 + (hang if number else 0), line)
        for drug in drugs
        for number, line in enumerate(_wrapped(f"{bullet}{drug.front}{join}{drug.sig}", wrap))
    ]
    for number, (x, line) in enumerate(lines):
        sheet, place = (sheets[0], number) if number < cut else (sheets[1], number - cut)
        sheet.put(line, x, 60 + place * pitch)
    reading = read(Paper(tuple(sheet.made() for sheet in sheets)))
    wrong = [dict(fact.values) for fact in reading.facts if not _agrees(fact, drugs)]
    event("read" if len(reading.facts) == len(drugs) else "doubted" if reading.issues else "nothing")
    assert wrong == []
    assert len(reading.facts) == len(drugs) or reading.issues
    assert all(re.search(r"\S", fact.provenance.snippet) for fact in reading.facts)
