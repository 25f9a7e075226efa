"""The bars under the leading chart: when what was treated, on the chart's own time axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

from desktop.packet.pages.axis import TimeAxis
from desktop.packet.pages.course_marks import Mark, Shape, lanes_of
from desktop.packet.pages.label_places import Segment
from desktop.packet.pages.setting import Setting

INK, GREY = "#17202A", "#48535D"
ROW = 11.0
MOST_ROWS = 3
LETTER_WIDTH = 3.3


def treatment_marks(setting: Setting, first: date, last: date) -> tuple[Mark, ...]:
    """Return operations and treatment lines between two days, cut to them; nothing that is only planned."""
    marks = lanes_of(setting, first)[0].marks
    return tuple(
        replace(one, first=max(one.first, first), last=min(one.last, last))
        for one in marks
        if one.first <= last and one.shape is not Shape.PLANNED
    )


def rows_of(marks: tuple[Mark, ...], time: TimeAxis) -> list[list[Mark]]:
    """Put marks that would overlap with their words on rows of their own; at most three rows."""
    rows: list[list[Mark]] = []
    for mark in marks:
        free = next((row for row in rows if _end(row[-1], time) < time.at(mark.first) - 3), None)
        if free is not None:
            free.append(mark)
        elif len(rows) < MOST_ROWS:
            rows.append([mark])
    return rows


def _end(mark: Mark, time: TimeAxis) -> float:
    right = time.at(mark.last)
    inside = mark.shape is Shape.BAR and right - time.at(mark.first) > len(mark.label) * LETTER_WIDTH + 6
    return right if inside else right + 5 + len(mark.label) * LETTER_WIDTH


def bar_height(marks: tuple[Mark, ...], time: TimeAxis) -> float:
    """Return how many points the bars take."""
    return ROW * len(rows_of(marks, time)) + (4 if marks else 0)


def dotted_lines(marks: tuple[Mark, ...], time: TimeAxis, top: float, floor: float) -> list[Segment]:
    """Return the lines that operations draw through the chart, which no label may touch."""
    places = (time.at(one.first) for one in marks if one.shape is Shape.BLOCK)
    return [((x, top), (x, floor)) for x in places]


def draw_bars(marks: tuple[Mark, ...], time: TimeAxis, top: float, *, chart_top: float, floor: float) -> str:
    """Return the bars as SVG; an operation also gets a dotted line through the chart."""
    parts = []
    for number, row in enumerate(rows_of(marks, time)):
        y = top + number * ROW
        for mark in row:
            parts.append(_bar(mark, time, y))
            if mark.shape is Shape.BLOCK:
                x = time.at(mark.first)
                dots = 'stroke-width="0.8" stroke-dasharray="0.8 2"'
                parts.append(f'<path d="M{x:.1f} {chart_top:.1f}V{floor:.1f}" stroke="{INK}" {dots}/>')
    return "".join(parts)


def _bar(mark: Mark, time: TimeAxis, y: float) -> str:
    left, right = time.at(mark.first), time.at(mark.last)
    words = escape(mark.label)
    if mark.shape is Shape.BLOCK:
        block = f'<rect x="{left - 1.3:.1f}" y="{y:.1f}" width="2.6" height="8" fill="{INK}"/>'
        return f'{block}<text x="{left + 4:.1f}" y="{y + 6.4:.1f}" fill="{GREY}" font-size="6.6">{words}</text>'
    style = f'fill="white" stroke="{INK}" stroke-width="0.7"'
    box = f'<rect x="{left:.1f}" y="{y:.1f}" width="{max(right - left, 2):.1f}" height="8" {style}/>'
    if right - left > len(mark.label) * LETTER_WIDTH + 6:
        place = f'x="{(left + right) / 2:.1f}" text-anchor="middle"'
    else:
        place = f'x="{right + 4:.1f}"'
    return f'{box}<text {place} y="{y + 6.2:.1f}" fill="{INK}" font-size="6.6">{words}</text>'
