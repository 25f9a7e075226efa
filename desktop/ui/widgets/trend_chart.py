"""Values of one test over time, with the laboratory's own range as a band; it never interprets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import color, font, px

_ROOM = 52
"""px that the number and day of a point need."""
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """One value: `label` is the number as printed, `day` its words below the axis.

    `low` and `high` are the range that this laboratory printed (None: not given); `outside` says
    whether the value lies outside it. Points of different `unit` are not joined.
    """

    date: date
    value: float
    label: str
    day: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    outside: bool = False


class TrendChart(QWidget):
    """Circles inside the range, triangles outside, the number at each point; time runs left to right always.

    `small` leaves out axis and numbers (Home). The same values must stand in a table or in words beside it.
    """

    def __init__(self, points: Sequence[ChartPoint] = (), *, small: bool = False, name: str = "") -> None:
        """Show `points`, called `name` for a screen reader."""
        super().__init__()
        self._small = small
        self._scale, self._even = (0.0, 1.0), False
        self.setAccessibleName(name)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding if not small else QSizePolicy.Policy.Fixed
        )
        self.show_points(points)

    def show_points(self, points: Sequence[ChartPoint]) -> None:
        """Show other values, oldest first whatever the order given."""
        self._points = sorted(points, key=lambda point: point.date)
        self._days = [point.date.toordinal() for point in self._points]
        ends = {end for point in self._points for end in (point.low, point.high) if end is not None}
        self._ends = sorted(ends)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for room to see a course."""
        return QSize(px(240), px(72)) if self._small else QSize(px(560), px(360))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need less."""
        return QSize(px(120), px(64)) if self._small else QSize(px(260), px(220))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint bands, lines, points and numbers."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        plot = self._plot()
        self._scale, self._even = self._bounds(), self._crowded(plot)
        self._paint_bands(painter, plot)
        self._paint_line(painter, plot)
        for number, point in enumerate(self._points):
            last_or_large = not self._small or number == len(self._points) - 1
            if last_or_large:
                self._paint_point(painter, self._place(number, plot), point)
        for number in () if self._small else self._numbered(plot):
            self._paint_numbers(painter, number, plot)
        painter.end()

    def _plot(self) -> QRectF:
        whole = QRectF(self.rect())
        if self._small:
            return whole.adjusted(2, px(6), -px(12), -px(10))
        left = self._axis_width() + px(10)
        return whole.adjusted(left, px(24), -px(24), -px(48))

    def _axis_width(self) -> int:
        metrics = QFontMetrics(font("small"))
        return max((metrics.horizontalAdvance(_short(end)) for end in self._ends), default=px(16))

    def _numbered(self, plot: QRectF) -> list[int]:
        """Return the points whose number and day have room, from the newest back; the others stand in the table."""
        made: list[int] = []
        for number in reversed(range(len(self._points))):
            at = self._place(number, plot).x()
            if not made or self._place(made[-1], plot).x() - at >= px(_ROOM):
                made.append(number)
        return made

    def _bounds(self) -> tuple[float, float]:
        shown = [*(point.value for point in self._points), *self._ends[:1], *self._ends[-1:]]
        low, high = min(shown), max(shown)
        room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        return low - room, high + (0 if self._small else room * 0.1)

    def _y(self, value: float, plot: QRectF) -> float:
        low, high = self._scale
        return plot.bottom() - (value - low) / (high - low) * plot.height()

    def _place(self, number: int, plot: QRectF) -> QPointF:
        inset = 0 if self._small else px(36)
        days = self._days
        span = days[-1] - days[0]
        share = (days[number] - days[0]) / span if span else 0.5
        if self._even:
            share = number / (len(days) - 1)
        width = plot.width() - 2 * inset
        return QPointF(plot.left() + inset + share * width, self._y(self._points[number].value, plot))

    def _crowded(self, plot: QRectF) -> bool:
        """Whether points lie too close for their numbers, and would have room at even distances."""
        room, many = plot.width() - px(72), len(self._days)
        if self._small or many < _PAIR or room / (many - 1) < px(_ROOM):
            return False
        span = self._days[-1] - self._days[0] or 1
        return any((later - earlier) / span * room < px(_ROOM) for earlier, later in pairwise(self._days))

    def _paint_bands(self, painter: QPainter, plot: QRectF) -> None:
        """Paint one band for each run of points with the same range; ranges are never merged."""
        start = 0
        for number in range(1, len(self._points) + 1):
            ended = number == len(self._points)
            here = self._points[start]
            if ended or (self._points[number].low, self._points[number].high) != (here.low, here.high):
                self._paint_band(painter, plot, start, number - 1)
                start = number

    def _paint_band(self, painter: QPainter, plot: QRectF, first: int, last: int) -> None:
        low, high = self._points[first].low, self._points[first].high
        if low is None and high is None:
            return
        left = plot.left() if first == 0 else (self._place(first - 1, plot).x() + self._place(first, plot).x()) / 2
        end = len(self._points) - 1
        right = plot.right() if last == end else (self._place(last, plot).x() + self._place(last + 1, plot).x()) / 2
        top = self._y(high, plot) if high is not None else plot.top()
        bottom = self._y(low, plot) if low is not None else plot.bottom()
        painter.fillRect(QRectF(left, top, right - left, bottom - top), color("band"))
        if self._small:
            return
        painter.setFont(font("small"))
        for value, y in ((high, top), (low, bottom)):
            if value is None:
                continue
            painter.setPen(QPen(color("inputborder"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            if first == 0:
                painter.setPen(color("muted"))
                area = QRectF(0, y - px(10), plot.left() - px(8), px(20))
                painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _short(value))

    def _paint_line(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(QPen(color("chart"), 2))
        for number in range(1, len(self._points)):
            if self._points[number].unit == self._points[number - 1].unit:
                painter.drawLine(self._place(number - 1, plot), self._place(number, plot))
        if not self._small:
            painter.setPen(QPen(color("border"), 1))
            painter.drawLine(
                QPointF(plot.left(), plot.bottom() + px(14)), QPointF(plot.right(), plot.bottom() + px(14))
            )

    def _paint_point(self, painter: QPainter, at: QPointF, point: ChartPoint) -> None:
        size = px(6)
        if point.outside:
            painter.setPen(QPen(color("warn"), 2.2))
            painter.setBrush(color("surface"))
            corners = [(0, -1.1), (1.1, 0.9), (-1.1, 0.9)]
            painter.drawPolygon(QPolygonF([QPointF(at.x() + size * x, at.y() + size * y) for x, y in corners]))
        else:
            painter.setPen(QPen(color("chart"), 2.2))
            painter.setBrush(color("surface"))
            painter.drawEllipse(at, size, size)

    def _paint_numbers(self, painter: QPainter, number: int, plot: QRectF) -> None:
        point, at = self._points[number], self._place(number, plot)
        painter.setFont(font("caption"))
        painter.setPen(color("text"))
        below = point.outside and point.low is not None and point.value < point.low
        top = at.y() + px(9) if below else at.y() - px(30)
        painter.drawText(QRectF(at.x() - px(40), top, px(80), px(20)), Qt.AlignmentFlag.AlignCenter, point.label)
        painter.setFont(font("small"))
        painter.setPen(color("muted"))
        area = QRectF(at.x() - px(50), plot.bottom() + px(20), px(100), px(22))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, point.day)


def _short(value: float) -> str:
    return f"{value:g}" if value != round(value) or abs(value) >= 1000 else f"{value:.1f}"  # noqa: PLR2004
