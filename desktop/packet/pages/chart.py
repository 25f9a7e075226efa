"""One chart of one test: the laboratory's own range as a stepping band, values as circles and triangles (SVG)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import pairwise

from desktop.packet.language import say
from desktop.packet.pages.axis import TimeAxis, ValueAxis, month_ticks, value_axis
from desktop.packet.pages.course_marks import Mark
from desktop.packet.pages.label_places import Board, Place, Segment
from desktop.packet.pages.series import Point, Series
from desktop.packet.pages.treatment_bar import bar_height, dotted_lines, draw_bars

INK, GREY, EDGE, BAND, ACCENT = "#17202A", "#48535D", "#8A96A0", "#DFE6EA", "#174A5C"


@dataclass(frozen=True, slots=True)
class ChartSize:
    """Points: 178 × 50 mm for the leading marker, 57 × 30 mm for the others; `wide` labels every value."""

    width: float
    height: float
    wide: bool

    @property
    def radius(self) -> float:
        """Radius of an open circle."""
        return 2.7 if self.wide else 2.15

    @property
    def stroke(self) -> float:
        """Width of the line between points."""
        return 1.15 if self.wide else 0.95

    @property
    def letters(self) -> int:
        """Letters of a month's name on the axis."""
        return 3 if self.wide else 1


WIDE = ChartSize(504.6, 138.0, wide=True)
SMALL = ChartSize(161.6, 85.0, wide=False)

LABEL_SIZE = 7.4
DIGIT_WIDTH = 4.5
ROOM_UNDER = 12.0
"""Points under the lowest written value, so that its label has a place above the axis."""
LONG_STRETCH = 120.0


def draw_chart(series: Series, first: date, last: date, size: ChartSize, treated: tuple[Mark, ...] = ()) -> str:
    """Return the SVG of a chart whose time axis runs from `first` to `last`, with bars of treatment under it."""
    values = [point.number for point in series.points]
    edges = [end for point in series.points for end in (point.low, point.high) if end is not None]
    bottom, top = size.height - 11, 9.0
    values_axis = value_axis(values, _near(edges, values), bottom, top)
    shown = [values_axis.at(series.points[at].number) for at in chosen_labels(series.points, size)]
    if bottom - max(shown) < ROOM_UNDER:
        values_axis = replace(values_axis, bottom=bottom - ROOM_UNDER * 0.8, floor=bottom)
    time = TimeAxis(first, last, 24.0 if size.wide else 20.0, size.width - (10 if size.wide else 4))
    places = [(time.at(point.day.low), values_axis.at(point.number)) for point in series.points]
    stretches = _steps(series.points, time)
    crossing = dotted_lines(treated, time, top, values_axis.floor)
    body = [
        _band(stretches, values_axis),
        _range_names(stretches, series.points, values_axis) if size.wide else "",
        _axes(time, values_axis, size),
        _line(places, size),
        "".join(_mark(point, *place, size) for point, place in zip(series.points, places, strict=True)),
        _labels(series.points, places, values_axis, [*_edges(stretches, values_axis), *crossing], size),
        draw_bars(treated, time, size.height + 2, chart_top=top, floor=values_axis.floor),
    ]
    height = size.height + bar_height(treated, time)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {height}" font-family="Inter">'
    return head + "".join(body) + "</svg>"


def _near(edges: list[float], values: list[float]) -> list[float]:
    """Return the ends of printed ranges that would not squash the values; a band may leave the chart."""
    spread = max(values) - min(values) or abs(max(values)) or 1.0
    return [end for end in edges if min(values) - 1.6 * spread <= end <= max(values) + 1.6 * spread]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the time axis (points) on which the laboratory printed one range; `text` is that range."""

    start: float
    end: float
    low: float | None
    high: float | None
    text: str


def _steps(points: tuple[Point, ...], time: TimeAxis) -> list[Stretch]:
    """Return stretches of equal printed range; they change halfway between two points."""
    stretches: list[Stretch] = []
    xs = [time.at(point.day.low) for point in points]
    for at, point in enumerate(points):
        start = time.left if at == 0 else (xs[at - 1] + xs[at]) / 2
        end = time.right if at == len(points) - 1 else (xs[at] + xs[at + 1]) / 2
        if stretches and (stretches[-1].low, stretches[-1].high) == (point.low, point.high):
            stretches[-1] = replace(stretches[-1], end=end)
        else:
            stretches.append(Stretch(start, end, point.low, point.high, point.result.range_text))
    return stretches


def _band(stretches: list[Stretch], values: ValueAxis) -> str:
    drawn = []
    for one in stretches:
        if one.low is None and one.high is None:
            continue
        upper = values.top if one.high is None else values.clamped(one.high)
        lower = values.floor if one.low is None or one.low <= values.low else values.clamped(one.low)
        size = f'width="{one.end - one.start:.1f}" height="{lower - upper:.1f}"'
        drawn.append(f'<rect x="{one.start:.1f}" y="{upper:.1f}" {size} fill="{BAND}"/>')
    dashes = f'stroke="{EDGE}" stroke-width="0.55" stroke-dasharray="2.4 1.6"'
    for (x, y), (end, _) in _edges(stretches, values):
        drawn.append(f'<path d="M{x:.1f} {y:.1f}H{end:.1f}" {dashes}/>')
    return "".join(drawn)


def _edges(stretches: list[Stretch], values: ValueAxis) -> list[Segment]:
    return [
        ((one.start, values.at(edge)), (one.end, values.at(edge)))
        for one in stretches
        for edge in (one.low, one.high)
        if edge is not None and values.low < edge <= values.high
    ]


def _range_names(stretches: list[Stretch], points: tuple[Point, ...], values: ValueAxis) -> str:
    """Write the printed range into its band, where no point lies so low that it could touch."""
    written = []
    for one in stretches:
        words = say("results.printed-range", range=one.text) if one.end - one.start > LONG_STRETCH else one.text
        free = all(values.at(point.number) < values.floor - ROOM_UNDER for point in points)
        if one.text and free and len(words) * 3.4 < one.end - one.start - 6:
            written.append(_text(words, one.end - 3, values.floor - 3, anchor="end"))
    return "".join(written)


def _axes(time: TimeAxis, values: ValueAxis, size: ChartSize) -> str:
    style = f'stroke="{GREY}" stroke-width="0.7" fill="none"'
    parts = [f'<path d="M{time.left} {values.top}V{values.floor}H{time.right}" {style}/>']
    for tick in values.ticks:
        y = values.at(tick)
        parts.append(f'<path d="M{time.left - 2.5} {y:.1f}H{time.left}" {style}/>')
        number = f"{tick:.{values.decimals}f}"
        parts.append(_text(number, time.left - 4.5, y + 2.4, anchor="end"))
    months = month_ticks(time, letters=size.letters)
    for at, (day, name) in enumerate(months):
        x = time.at(day)
        following = time.at(months[at + 1][0]) if at + 1 < len(months) else time.right
        parts.append(f'<path d="M{x:.1f} {values.floor}v2.5" {style}/>')
        if following - x > DIGIT_WIDTH * len(name) * 0.7:
            parts.append(_text(name, (x + following) / 2, values.floor + 9))
    return "".join(parts)


def _line(places: list[Place], size: ChartSize) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return f'<path d="M{path}" fill="none" stroke="{ACCENT}" stroke-width="{size.stroke}"/>'


def _mark(point: Point, x: float, y: float, size: ChartSize) -> str:
    r = size.radius
    if point.side == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="white" stroke="{INK}" stroke-width="1"/>'
    up = -1 if point.side > 0 else 1
    tip, base = y + up * r * 1.15, y - up * r * 0.95
    return f'<path d="M{x:.1f} {tip:.1f}L{x + r * 1.2:.1f} {base:.1f}L{x - r * 1.2:.1f} {base:.1f}Z" fill="{INK}"/>'


def chosen_labels(points: tuple[Point, ...], size: ChartSize) -> list[int]:
    """Return which values are written: all in the wide chart; first, most extreme and last in a small one."""
    if size.wide and len(points) <= 16:  # noqa: PLR2004 - more would touch
        return list(range(len(points)))
    numbers = [point.number for point in points]
    outside = [abs(_beyond(point)) for point in points]
    extreme = outside.index(max(outside)) if max(outside) > 0 else numbers.index(max(numbers))
    return sorted({0, extreme, len(points) - 1})


def _beyond(point: Point) -> float:
    """Return how far a value lies outside its printed range, as a share of the range's end; 0 inside."""
    end = point.high if point.side > 0 else point.low
    return (point.number - end) / (abs(end) or 1.0) if point.side and end is not None else 0.0


def _labels(
    points: tuple[Point, ...], places: list[Place], values: ValueAxis, edges: list[Segment], size: ChartSize
) -> str:
    """Write the chosen values beside their points; over the edge of a range only when there is no other place."""
    lines = [*pairwise(places)]
    board = Board(
        left=26 if size.wide else 22, right=size.width, bottom=values.floor - 1, gap=size.radius + 2.2, places=places
    )
    written = []
    for at in chosen_labels(points, size):
        text = points[at].text
        box = board.place(at, DIGIT_WIDTH * len(text), [*lines, *edges]) or board.place(
            at, DIGIT_WIDTH * len(text), lines
        )
        if box is not None:
            written.append(_text(text, (box.left + box.right) / 2, box.bottom - 1, bold=True))
    return "".join(written)


def _text(words: str, x: float, y: float, *, anchor: str = "middle", bold: bool = False) -> str:
    look = f'fill="{INK}" font-size="{LABEL_SIZE}" font-weight="600"' if bold else f'fill="{GREY}" font-size="6.9"'
    style = f'text-anchor="{anchor}" {look}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'


def chart_words(series: Series, *, every_value: bool) -> str:
    """Return the text alternative: test, unit, values with dates, and which lie outside the printed range."""
    points = series.points
    if every_value:
        told = [_told(point) for point in points]
    else:
        extreme = chosen_labels(points, SMALL)
        told = [_told(points[at]) for at in extreme]
    unit = f", {series.unit}" if series.unit else ""
    outside = sum(1 for point in points if point.side)
    ranges = "; ".join(dict.fromkeys(point.result.range_text for point in points if point.result.range_text))
    counts = {"outside": outside, "count": len(points)}
    printed = say("results.alt-range", ranges=ranges, **counts) if ranges else say("results.alt-no-range")
    return f"{say('results.alt', test=series.test)}{unit}: {'; '.join(told)}. {printed}"


def _told(point: Point) -> str:
    side = {1: f", {say('results.above')}", -1: f", {say('results.below')}", 0: ""}[point.side]
    return f"{point.day.iso} {point.text}{side}"
