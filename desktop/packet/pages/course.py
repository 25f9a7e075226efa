"""The course at a glance: three lanes over one time axis, as an SVG picture with words that stand for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from desktop.packet.language import say
from desktop.packet.pages.axis import TimeAxis, month_ticks
from desktop.packet.pages.course_marks import Lane, Mark, Shape, lanes_of
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import day_in_words

INK, GREY, HAIRLINE, BAND = "#17202A", "#48535D", "#C6CDD3", "#DFE6EA"
WIDTH, HEIGHT, LEFT, RIGHT = 504.6, 84.0, 52.0, 500.0
"""Points; 178 mm wide, lanes begin after their names."""

LANE_HEIGHT, FIRST_LANE = 20.0, 19.0
LETTER_WIDTH = 3.45
"""Mean width of a letter at 6.9 pt, to keep labels apart."""
SHORTEST = 9
"""Letters below which a shortened label says nothing."""
NEWEST_DAYS = 730
THIS_VISIT = 40.0


@dataclass(frozen=True, slots=True)
class Course:
    """The picture and the words that stand for it."""

    svg: str
    words: str


def course_picture(setting: Setting) -> Course | None:
    """Draw what was done in the last two years; None when fewer than two marks would be drawn."""
    lanes = lanes_of(setting, setting.front.made_on - timedelta(days=NEWEST_DAYS))
    drawn = [mark for lane in lanes for mark in lane.marks]
    if len(drawn) < 2:  # noqa: PLR2004 - one mark is no course
        return None
    visit = setting.front.request.appointment
    visit_day = visit.low if visit and visit.day else None
    last = max(*(mark.last for mark in drawn), setting.front.made_on, *([visit_day] if visit_day else []))
    first = max(min(mark.first for mark in drawn), setting.front.made_on - timedelta(days=NEWEST_DAYS))
    axis = TimeAxis(first.replace(day=1), last + timedelta(days=10), LEFT, RIGHT)
    body = _grid(axis) + "".join(_lane(axis, row, lane, visit_day) for row, lane in enumerate(lanes))
    if visit_day:
        body += _visit(axis, visit_day)
    return Course(_svg(body), _words(lanes))


def _svg(body: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Inter" font-size="6.9">'
    )
    return f"{head}{body}</svg>"


def _grid(axis: TimeAxis) -> str:
    bottom = FIRST_LANE + 2 * LANE_HEIGHT + 12
    marks = []
    for first, name in month_ticks(axis, letters=3):
        x = axis.at(first)
        marks.append(f'<path d="M{x:.1f} 2V{bottom:.1f}" stroke="{HAIRLINE}" stroke-width="0.5"/>')
        marks.append(f'<text x="{x + 2:.1f}" y="{bottom + 7:.1f}" fill="{GREY}">{name}</text>')
    return "".join(marks)


def _lane(axis: TimeAxis, row: int, lane: Lane, visit: date | None) -> str:
    y = FIRST_LANE + row * LANE_HEIGHT
    parts = [
        f'<path d="M{LEFT} {y}H{RIGHT}" stroke="{HAIRLINE}" stroke-width="0.5"/>',
        f'<text x="0" y="{y + 2.6:.1f}" font-weight="600" font-size="7.6" fill="{INK}">{escape(lane.name)}</text>',
    ]
    spans = [(max(axis.at(mark.first), LEFT), max(axis.at(mark.last), LEFT)) for mark in lane.marks]
    taken = [(left - 5, right + 5) for left, right in spans]
    if visit:
        taken.append((axis.at(visit) - (THIS_VISIT if row == 2 else 2), axis.at(visit) + 2))  # noqa: PLR2004 - last lane
    labels = []
    for mark, (left, right) in zip(lane.marks, spans, strict=True):
        parts.append(_draw(axis, mark, left, right, y))
        labels.append(_label(mark, left, right, y, taken))
    return "".join(parts + labels)


def _draw(axis: TimeAxis, mark: Mark, left: float, right: float, y: float) -> str:
    if mark.shape is Shape.BAR:
        width = max(right - left, 3.0)
        ticks = "".join(
            f'<path d="M{axis.at(day):.1f} {y - 5}V{y + 5}" stroke="{INK}" stroke-width="0.9"/>'
            for day in mark.ticks
            if mark.first < day <= mark.last
        )
        style = f'fill="{BAND}" stroke="{INK}" stroke-width="0.7"'
        return f'<rect x="{left:.1f}" y="{y - 5}" width="{width:.1f}" height="10" {style}/>{ticks}'
    if mark.shape is Shape.PLANNED:
        style = f'fill="white" stroke="{INK}" stroke-width="0.9" stroke-dasharray="2 1.4"'
        return f'<rect x="{left:.1f}" y="{y - 5}" width="{max(right - left, 6):.1f}" height="10" {style}/>'
    if mark.shape is Shape.BLOCK:
        return f'<rect x="{left - 2:.1f}" y="{y - 5}" width="{max(right - left, 4):.1f}" height="10" fill="{INK}"/>'
    fill = "white" if mark.shape is Shape.OPEN else INK
    path = f"M{left:.1f} {y - 4.4}L{left + 4.4:.1f} {y}L{left:.1f} {y + 4.4}L{left - 4.4:.1f} {y}Z"
    return f'<path d="{path}" fill="{fill}" stroke="{INK}" stroke-width="0.9"/>'


def _label(mark: Mark, left: float, right: float, y: float, taken: list[tuple[float, float]]) -> str:
    """Write a label over its bar, else to the right, else to the left, shortened where there is less room."""
    words = mark.label
    if mark.shape is Shape.BAR and len(words) * LETTER_WIDTH <= right - left + 40:
        middle = min(max((left + right) / 2, LEFT + len(words) * LETTER_WIDTH / 2), RIGHT)
        return f'<text x="{middle:.1f}" y="{y - 7.4:.1f}" text-anchor="middle" fill="{INK}">{escape(words)}</text>'
    ends = [start for start, _ in taken if start > right] + [RIGHT]
    starts = [end for _, end in taken if end < left] + [LEFT]
    for room, at_right in ((min(ends) - right - 8, True), (left - max(starts) - 8, False)):
        short = _fitting(words, room)
        if short == words or (at_right is False and short):
            return _beside(short, left, right, y, taken, at_right=at_right)
    short = _fitting(words, min(ends) - right - 8)
    return _beside(short, left, right, y, taken, at_right=True) if short else ""


def _fitting(words: str, room: float) -> str:
    fits = int(room / LETTER_WIDTH)
    if len(words) <= fits:
        return words
    return f"{words[: fits - 1].rstrip()}…" if fits > SHORTEST else ""


def _beside(
    words: str, left: float, right: float, y: float, taken: list[tuple[float, float]], *, at_right: bool
) -> str:
    width = len(words) * LETTER_WIDTH + 2
    x = right + 7 if at_right else left - 7
    start = x - 1 if at_right else x - width
    taken.append((start, start + width))
    back = f'<rect x="{start:.1f}" y="{y - 4}" width="{width:.1f}" height="8" fill="white"/>'
    anchor = "start" if at_right else "end"
    return f'{back}<text x="{x:.1f}" y="{y + 2.4:.1f}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'


def _visit(axis: TimeAxis, day: date) -> str:
    x, y = axis.at(day), FIRST_LANE + 2 * LANE_HEIGHT
    line = f'<path d="M{x:.1f} 4V{y + 12}" stroke="{INK}" stroke-width="0.9"/>'
    foot = f'<path d="M{x - 3:.1f} {y + 12}L{x + 3:.1f} {y + 12}L{x:.1f} {y + 8}Z" fill="{INK}"/>'
    back = f'<rect x="{x - THIS_VISIT + 2:.1f}" y="{y - 4}" width="{THIS_VISIT - 5:.1f}" height="8" fill="white"/>'
    words = escape(say("course.this-visit"))
    style = 'text-anchor="end" font-weight="600"'
    return f'{line}{foot}{back}<text x="{x - 3:.1f}" y="{y + 2.4}" {style}>{words}</text>'


def _words(lanes: tuple[Lane, ...]) -> str:
    told = [
        f"{lane.name}: {'; '.join(f'{day_in_words(mark.first)} {mark.label}' for mark in lane.marks)}"
        for lane in lanes
        if lane.marks
    ]
    return f"{say('course.alt')} {'. '.join(told)}."
