"""The course at a glance: three lanes of dated documents over one time axis, as an SVG picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from desktop.packet.pages.axis import TimeAxis, month_ticks
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import MONTHS, counted
from desktop.records.document import Document, DocumentKind

INK, GREY, HAIRLINE = "#17202A", "#48535D", "#C6CDD3"
WIDTH, HEIGHT, LEFT, RIGHT = 504.6, 78.0, 52.0, 500.0
"""Points; 178 mm wide, lanes begin after their names."""

LANES = (
    ("Treatment", frozenset({DocumentKind.OPERATIVE_NOTE, DocumentKind.TREATMENT_SUMMARY})),
    ("Scans", frozenset({DocumentKind.IMAGING})),
    ("In hospital", frozenset({DocumentKind.DISCHARGE_SUMMARY})),
)
LANE_HEIGHT, FIRST_LANE = 20.0, 17.0
LETTER_WIDTH = 3.45
"""Mean width of a letter at 6.9 pt, to keep labels apart."""
NEWEST_DAYS = 730


@dataclass(frozen=True, slots=True)
class Course:
    """The picture and the words that stand for it."""

    svg: str
    words: str


def course_picture(setting: Setting) -> Course | None:
    """Draw the documents of the last two years; None when fewer than two would be drawn."""
    earliest = setting.front.made_on - timedelta(days=NEWEST_DAYS)
    lanes = [(name, _lane(setting, kinds, earliest)) for name, kinds in LANES]
    drawn = [document for _, papers in lanes for document in papers]
    if len(drawn) < 2:  # noqa: PLR2004 - one mark is no course
        return None
    days = [document.date.low for document in drawn if document.date]
    visit = setting.front.request.appointment
    visit_day = visit.low if visit and visit.day else None
    last = max(*days, setting.front.made_on, *([visit_day] if visit_day else []))
    axis = TimeAxis(min(days).replace(day=1), last + timedelta(days=14), LEFT, RIGHT)
    edge = axis.at(visit_day) - 12 if visit_day else RIGHT
    body = _grid(axis) + "".join(_draw_lane(axis, row, name, papers, edge) for row, (name, papers) in enumerate(lanes))
    if visit_day:
        body += _visit(axis, visit_day)
    return Course(_svg(body), _words(lanes))


def _lane(setting: Setting, kinds: frozenset[DocumentKind], earliest: date) -> list[Document]:
    dated = [one for one in setting.front.documents if one.kind in kinds and one.date and one.date.month]
    return sorted((one for one in dated if _day(one) >= earliest), key=_day)


def _day(document: Document) -> date:
    return document.date.low if document.date else date.min


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
        marks.append(f'<text x="{x + 2:.1f}" y="{bottom + 6:.1f}" fill="{GREY}">{name}</text>')
    return "".join(marks)


def _draw_lane(axis: TimeAxis, row: int, name: str, papers: list[Document], edge: float) -> str:
    y = FIRST_LANE + row * LANE_HEIGHT
    parts = [
        f'<path d="M{LEFT} {y}H{RIGHT}" stroke="{HAIRLINE}" stroke-width="0.5"/>',
        f'<text x="0" y="{y + 2.6:.1f}" font-weight="600" font-size="7.6" fill="{INK}">{name}</text>',
    ]
    xs = [axis.at(_day(one)) for one in papers]
    for at, document in enumerate(papers):
        ends = [x for x in (*xs[at + 1 : at + 2], edge, RIGHT) if x > xs[at]]
        room = min(ends, default=RIGHT) - xs[at] - 10
        parts.append(_mark(document, xs[at], y) + _label(document, xs[at], y, room))
    return "".join(parts)


def _mark(document: Document, x: float, y: float) -> str:
    if document.kind is not DocumentKind.IMAGING:
        return f'<rect x="{x - 2:.1f}" y="{y - 5}" width="4" height="10" fill="{INK}"/>'
    fill = "white" if modality(document) == "MRI" else INK
    path = f"M{x:.1f} {y - 4.4}L{x + 4.4:.1f} {y}L{x:.1f} {y + 4.4}L{x - 4.4:.1f} {y}Z"
    return f'<path d="{path}" fill="{fill}" stroke="{INK}" stroke-width="0.9"/>'


def modality(document: Document) -> str:
    """MRI, CT, PET … as the title names it; "scan" when it names none."""
    words = document.title.upper().replace("-", " ").replace("/", " ").split()
    for found, names in (
        ("MRI", {"MRI", "MR", "MRCP"}),
        ("PET", {"PET"}),
        ("CT", {"CT"}),
        ("US", {"ULTRASOUND", "US"}),
    ):
        if names & set(words):
            return found
    return "scan"


def _label(document: Document, x: float, y: float, room: float) -> str:
    words = modality(document) if document.kind is DocumentKind.IMAGING else document.title
    fits = int(room / LETTER_WIDTH)
    if len(words) > fits:
        words = f"{words[: fits - 1].rstrip()}…" if fits > 8 else ""  # noqa: PLR2004 - shorter says nothing
    if not words:
        return ""
    width = len(words) * LETTER_WIDTH + 4
    back = f'<rect x="{x + 5.5:.1f}" y="{y - 4}" width="{width:.1f}" height="8" fill="white"/>'
    return f'{back}<text x="{x + 7:.1f}" y="{y + 2.4:.1f}" fill="{INK}">{escape(words)}</text>'


def _visit(axis: TimeAxis, day: date) -> str:
    x, y = axis.at(day), FIRST_LANE + 2 * LANE_HEIGHT
    line = f'<path d="M{x:.1f} 4V{y + 12}" stroke="{INK}" stroke-width="0.9"/>'
    foot = f'<path d="M{x - 3:.1f} {y + 12}L{x + 3:.1f} {y + 12}L{x:.1f} {y + 8}Z" fill="{INK}"/>'
    back = f'<rect x="{x - 38:.1f}" y="{y - 4}" width="35" height="8" fill="white"/>'
    return (
        f'{line}{foot}{back}<text x="{x - 3:.1f}" y="{y + 2.4}" text-anchor="end" font-weight="600">this visit</text>'
    )


def _words(lanes: list[tuple[str, list[Document]]]) -> str:
    told = []
    for name, papers in lanes:
        if papers:
            days = "; ".join(f"{_spoken(_day(one))} {one.title}" for one in papers)
            told.append(f"{name}, {counted(len(papers), 'document')}: {days}")
    return "The course at a glance. " + ". ".join(told) + "."


def _spoken(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
