"""One line of the timeline: date, icon on a thread, what, detail, source, change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.forms.source import Source
from desktop.ui.forms.table import TableRow, cell
from desktop.ui.theme import color, pixmap, px
from desktop.ui.widgets import box, glyph, icon_button, label, link, row

_DISC = 38


class Knot(QWidget):
    """An icon in a circle; a thread ties it to the lines above and below."""

    def __init__(self, icon: str, *, above: bool, below: bool) -> None:
        """Paint `icon`; the first has no thread above, the last none below."""
        super().__init__()
        self._icon, self._above, self._below = icon, above, below
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the circle."""
        return QSize(px(_DISC + 2), px(_DISC + 20))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need the circle."""
        return QSize(px(_DISC + 2), px(_DISC + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint thread, circle and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(color("inputborder"), 2))
        if self._above:
            painter.drawLine(QPointF(center.x(), 0), center)
        if self._below:
            painter.drawLine(center, QPointF(center.x(), self.height()))
        radius = px(_DISC) / 2 - 1
        painter.setPen(QPen(color("primary"), 2))
        painter.setBrush(color("surface"))
        painter.drawEllipse(center, radius, radius)
        side = px(20)
        spot = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
        painter.drawPixmap(spot.topLeft(), pixmap(self._icon, "primary", 20))
        painter.end()


def event_line(  # noqa: PLR0913 - all that a line shows
    when: str,
    knot: Knot,
    title: str,
    detail: str,
    source: Source,
    *,
    open_source: Callable[[str], object],
    change: Callable[[], object],
    change_words: str,
) -> TableRow:
    """Return a line; the date stands above the words when the page is narrow."""
    date = cell(label(when, "body_strong"), min_width=100)
    words: list[QWidget] = [label(title, "body_strong")]
    if detail:
        words.append(label(detail, "muted"))
    if source.target:
        go: QWidget = link(
            source.words, lambda: open_source(source.target), icon="file-text", name=f"{source.spoken}, {title}"
        )
    else:
        told = label(source.words, "muted", wrap=False)
        go = box(row(glyph("user", "muted"), told, gap=8, pad=(8, 0)))
        go.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    tail = row(go, icon_button("pencil-simple", change_words, change), gap=14)
    what = row(knot, gap=16)
    what.addWidget(cell(None, *words, None, min_width=130), 1)
    what.addLayout(tail)
    made = box(what)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    line = TableRow([date, made], (14, 86), fold_at=640, pad_y=0)
    line.setAccessibleName(", ".join(part for part in (when, title, detail) if part))
    return line
