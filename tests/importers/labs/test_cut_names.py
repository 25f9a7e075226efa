"""A name that begins in the column beside it is never read as its own second half."""

from __future__ import annotations

import pytest

from tests.importers.labs.reports import Row
from tests.importers.labs.scoring import read, score
from tests.importers.labs.test_damaged_layouts import Damage, spoiled
from tests.importers.labs.test_mutated_layouts import Column
from tests.importers.sheets import Sheet

PLACES = (
    Column("lab", "Lab", "left", "left", 5.0),
    Column("test", "TEST NAME", "right", "left", 5.0),
    Column("unit", "Units", "left", "left", 5.0),
    Column("result", "Result", "left", "left", 5.0),
)
ROWS = (
    Row("White blood cells", "6.1", "10^3/uL", "3.8 - 10.8", "", "5.2"),
    Row("Red blood cells", "3.88", "10^6/uL", "3.90 - 5.20", "L", "3.71"),
    Row("Hemoglobin", "10.9", "g/dL", "12.0 - 15.5", "L", "11.9"),
    Row("Hematocrit", "33.1", "%", "35.0 - 45.0", "L", "34.0"),
)
UNHARMED = Damage(None, 0.0, 0, 0.0, 0.0, 99, (), (6.5,) * 7)


@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("pitch", [12.0, 16.0])
def test_the_first_word_of_a_name_in_the_column_before_it_is_not_lost(pitch: float, *, mono: bool, tight: bool) -> None:
    report = spoiled(Sheet(width=900, mono=mono, tight=tight), PLACES, ROWS, pitch, UNHARMED)
    assert score(read(report).facts, report.truth).wrong == []
