"""Layouts as printers spoil them: heads lost, columns moved, lines between, pages broken; never wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.importers.labs.reports import Report, Row, foot, top
from tests.importers.labs.scoring import read, score
from tests.importers.labs.test_mutated_layouts import Column, columns, edge, rows, shown_in, truths_of
from tests.importers.sheets import Sheet

_NOISE = (
    "Comment: the sample was slightly hemolyzed.",
    "Repeat 11.2",
    "Repeated on 10/30/2026: 9.8 g/dL",
    "Reviewed by 77",
    "See note 3",
    "Verified 10/30/2026",
    "Phoned to Dr. Patel, 12:40",
    "Previously 11.9",
    "Result of 30 Oct was 187",
    "1",
    "H",
    "-",
    "-----------------------------",
    "3.8 - 10.8",
)


@dataclass(frozen=True)
class Damage:
    """What happened to a report; `lost` is the place of a head, `break_after` a number of rows, `noise` lines between.

    `heads_by` moves all heads but the first to the right, `column_by` all cells of the column `moved`, in points;
    `down_by` moves the results down by a share of the distance of rows. Where results are missing columns move little:
    nobody can tell a column that moved over an empty one from one that stands in its place.
    """

    lost: int | None
    heads_by: float
    moved: int
    column_by: float
    down_by: float
    break_after: int
    noise: tuple[tuple[int, int, str], ...]
    sizes: tuple[float, ...]

    def smaller(self) -> Damage:
        """Return the same damage with moves of less than half a column."""
        heads_by, column_by = (max(-10.0, min(10.0, by)) for by in (self.heads_by, self.column_by))
        return replace(self, heads_by=heads_by, column_by=column_by)


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    some = st.just(0.0)
    return Damage(
        lost=draw(st.none() | st.integers(0, 6)),
        heads_by=draw(some | st.floats(-60, 60)),
        moved=draw(st.integers(0, 6)),
        column_by=draw(some | st.floats(-40, 40)),
        down_by=draw(some | st.floats(-0.45, 0.45)),
        break_after=draw(st.just(99) | st.integers(1, 8)),
        noise=tuple(
            draw(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 6), st.sampled_from(_NOISE)), max_size=3))
        ),
        sizes=tuple(draw(st.lists(st.sampled_from((6.5, 8.0, 9.0, 10.0)), min_size=7, max_size=7))),
    )


def _spots(
    places: tuple[Column, ...], shown: tuple[Row, ...], sheet: Sheet, damage: Damage
) -> list[tuple[float, float]]:
    """Return left edge and width of each column."""
    spots = []
    left = 60.0
    for number, column in enumerate(places):
        size = damage.sizes[number]
        width = max(sheet.width_of(text, size) for text in (column.head, *(shown_in(column, row) for row in shown)))
        by = damage.column_by if number == damage.moved % len(places) else 0.0
        spots.append((left + by, width))
        left += width + column.gap
    return spots


def _print_heads(
    sheet: Sheet, y: float, places: tuple[Column, ...], spots: list[tuple[float, float]], damage: Damage
) -> None:
    for number, (column, (left, width)) in enumerate(zip(places, spots, strict=True)):
        if number == damage.lost:
            continue
        by = damage.heads_by if number else 0.0
        sheet.put(column.head, edge(left, width, column.head_align) + by, y, align=column.head_align)


def spoiled(sheet: Sheet, places: tuple[Column, ...], shown: tuple[Row, ...], pitch: float, damage: Damage) -> Report:
    """Print a report with its damage; a second page goes on without heads."""
    damage = damage if all(row.value for row in shown) else damage.smaller()
    spots = _spots(places, shown, sheet, damage)
    sheets = [sheet]
    y = top(sheet)
    _print_heads(sheet, y, places, spots, damage)
    for number, row in enumerate(shown, start=1):
        y += pitch
        for _, place, noise in (one for one in damage.noise if one[0] == number):
            sheets[-1].put(noise, spots[place % len(places)][0], y)
            y += pitch
        for at, (column, (left, width)) in enumerate(zip(places, spots, strict=True)):
            down = damage.down_by * pitch if column.role == "result" else 0.0
            where = edge(left, width, column.align)
            sheets[-1].put(shown_in(column, row), where, y + down, align=column.align, size=damage.sizes[at])
        if number == damage.break_after and number < len(shown):
            foot(sheets[-1], 1, 2)
            sheets.append(replace(sheet, page=2, lines=[]))
            y = 60.0
    foot(sheets[-1], len(sheets), len(sheets))
    truth = truths_of(places, shown)
    if damage.lost is not None and damage.lost < len(places) and places[damage.lost].role == "flag":
        truth += tuple(replace(one, flag="") for one in truth if one.flag)  # nothing says that these are flags
    return Report(tuple(one.made() for one in sheets), truth)


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    places=columns(),
    shown=rows(),
    pitch=st.floats(12, 30),
    mono=st.booleans(),
    tight=st.booleans(),
    damage=damages(),
)
def test_no_damage_yields_a_wrong_value(
    places: tuple[Column, ...],
    shown: tuple[Row, ...],
    pitch: float,
    mono: bool,  # noqa: FBT001 - drawn
    tight: bool,  # noqa: FBT001 - drawn
    damage: Damage,
) -> None:
    report = spoiled(Sheet(width=900, mono=mono, tight=tight), places, shown, pitch, damage)
    reading = read(report)
    found = score(reading.facts, report.truth)
    event("read" if found.recall > 0.9 else "doubted" if reading.issues else "nothing")
    assert found.wrong == []
