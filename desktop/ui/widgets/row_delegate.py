"""Paints the rows of a list: icon, title, detail with marked words, pill; mirrored in right-to-left."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.records.hit import MARK_END, MARK_START
from desktop.ui.theme import color, font, paper_color, pixmap, px
from desktop.ui.widgets.rows import NO_MARKS, RowItem
from desktop.ui.widgets.status import SHAPES

Index = QModelIndex | QPersistentModelIndex
PICTURE = 56
"""px of the sides of a row's picture at 100 %."""
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
_MARKED = re.compile(f"{MARK_START}([^{MARK_END}]*){MARK_END}?")


class RowDelegate(QStyledItemDelegate):
    """Paints a row: icon, title, detail, pill; soft when selected."""

    def __init__(self, view: QWidget) -> None:
        """Paint the rows of `view`."""
        super().__init__(view)
        self.stacked = False
        """Whether the pill and what stands behind a title have a line of their own, as in a narrow list."""
        self.pictures = False
        """Whether the rows have pictures in place of icons."""
        self.caption_lines = 1
        """How many lines the longest title beside a picture needs."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Ask for two lines, or three when they are stacked, and for the height of a picture where there are some."""
        small = QFontMetrics(font("small")).height()
        lines = QFontMetrics(font("body_strong")).height() + small
        if self.pictures:
            title = QFontMetrics(font("body_strong")).height()
            return QSize(px(120), max(px(PICTURE + 14), self.caption_lines * title + small + px(14)))
        return QSize(px(120), max(px(44), lines + px(17)) + (small + px(2) if self.stacked else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        item = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(item, RowItem):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(px(3), px(1), -px(3), -px(1))
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(color("soft_border"), 1))
            painter.setBrush(color("soft"))
            painter.drawRoundedRect(area, px(8), px(8))
        inner = area.adjusted(px(12), 0, -px(12), 0)
        inner = self._paint_icon(painter, item, inner)
        if not self.stacked:
            inner = self._paint_pill(painter, item, inner)
        if item.picture is None:
            self._paint_words(painter, item, inner)
        else:
            self._paint_caption(painter, item, inner)
        painter.restore()

    def _mirror(self, area: QRect, whole: QRect) -> QRect:
        view = self.parent()
        if isinstance(view, QWidget) and view.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(
                whole.left() + whole.right() + 1 - area.left() - area.width(), area.top(), area.width(), area.height()
            )
        return area

    def _paint_icon(self, painter: QPainter, item: RowItem, area: QRect) -> QRect:
        if not item.icon and item.picture is None:
            return area
        side = px(24 if item.picture is None else PICTURE)
        spot = self._mirror(QRect(area.left(), area.center().y() - side // 2, side, side), area)
        if item.picture is None:
            painter.drawPixmap(spot.topLeft(), pixmap(item.icon, item.icon_tone, 24))
        else:
            self._paint_picture(painter, item.picture, spot)
        room = side + px(14)
        mirrored = spot.left() > area.left()
        return area.adjusted(0, 0, -room, 0) if mirrored else area.adjusted(room, 0, 0, 0)

    def _paint_picture(self, painter: QPainter, picture: QImage, spot: QRect) -> None:
        """Paint a small picture in its own proportions on the ground of scans."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(spot, paper_color("scan_ground"))
        if not picture.isNull():
            size = picture.size().scaled(spot.size(), Qt.AspectRatioMode.KeepAspectRatio)
            area = QRect(QPoint(0, 0), size)
            area.moveCenter(spot.center())
            painter.drawImage(area, picture)

    def lines_for(self, titles: Iterable[str], width: int) -> int:
        """Return how many lines the longest of these titles needs beside a picture in a row of that width."""
        title = QFontMetrics(font("body_strong"))
        room = QRect(0, 0, max(px(60), width - px(PICTURE + 44)), px(1000))
        heights = (title.boundingRect(room, _WRAPPED, one).height() for one in titles)
        return max(1, -(-max(heights, default=0) // title.height()))

    def _paint_caption(self, painter: QPainter, item: RowItem, area: QRect) -> None:
        """Paint the words beside a picture: a title on as many lines as it needs, and the line below it."""
        title, small = QFontMetrics(font("body_strong")), QFontMetrics(font("small"))
        height = title.boundingRect(area, _WRAPPED, item.title).height()
        top = area.center().y() - (height + small.height() + px(1)) // 2
        painter.setFont(font("body_strong"))
        painter.setPen(color("text"))
        painter.drawText(QRect(area.left(), top, area.width(), height), _WRAPPED, item.title)
        below = QRect(area.left(), top + height + px(1), area.width(), small.height())
        self._paint_detail(painter, item.detail, below)

    def _paint_pill(self, painter: QPainter, item: RowItem, area: QRect) -> QRect:
        if not item.pill:
            return area
        name, role = SHAPES[item.pill_status]
        words = QFontMetrics(font("pill"))
        width = words.horizontalAdvance(item.pill) + px(20) + (px(22) if name else 0)
        height = px(26)
        spot = self._mirror(QRect(area.right() - width, area.center().y() - height // 2, width, height), area)
        prefix = {"text": "surface", "soft_text": "soft"}.get(role, f"{role}_bg")
        edge = {"text": "border", "soft_text": "soft_border"}.get(role, f"{role}_border")
        painter.setPen(QPen(color(edge), 1))
        painter.setBrush(color(prefix))
        painter.drawRoundedRect(spot, px(6), px(6))
        inner = spot.adjusted(px(10), 0, -px(10), 0)
        if name:
            at = self._mirror(QRect(inner.left(), spot.center().y() - px(8), px(16), px(16)), inner)
            painter.drawPixmap(at.topLeft(), pixmap(name, role, 16))
            shift = px(22)
            inner = inner.adjusted(0, 0, -shift, 0) if at.left() > inner.left() else inner.adjusted(shift, 0, 0, 0)
        painter.setFont(font("pill"))
        painter.setPen(color(role))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, item.pill)
        room = width + px(12)
        return area.adjusted(room, 0, 0, 0) if spot.left() == area.left() else area.adjusted(0, 0, -room, 0)

    def _paint_words(self, painter: QPainter, item: RowItem, area: QRect) -> None:
        title, detail = QFontMetrics(font("body_strong")), QFontMetrics(font("small"))
        step = detail.height() + px(1)
        third = self.stacked and bool(item.about or item.pill)
        height = title.height() + (step if item.detail else 0) + (step if third else 0)
        top = area.center().y() - height // 2
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.setFont(font("body_strong"))
        painter.setPen(color("text"))
        spot = QRect(area.left(), top, area.width(), title.height())
        shown = title.elidedText(item.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(spot, align, shown)
        below = QRect(area.left(), top + title.height() + px(1), area.width(), detail.height())
        if item.about and self.stacked:
            self._paint_detail(painter, item.about, below)
            below.translate(0, step)
        elif item.about:
            self._paint_about(painter, item.about, spot, title.horizontalAdvance(shown) + px(12))
        if item.detail:
            self._paint_detail(painter, item.detail, below)
            below.translate(0, step)
        if item.pill and self.stacked:
            self._paint_status(painter, item, below)

    def _paint_status(self, painter: QPainter, item: RowItem, line: QRect) -> None:
        """Paint the pill's shape and words in a line of their own."""
        name, role = SHAPES[item.pill_status]
        if name:
            spot = self._mirror(QRect(line.left(), line.center().y() - px(8) + 1, px(16), px(16)), line)
            painter.drawPixmap(spot.topLeft(), pixmap(name, role, 16))
            line = line.adjusted(0, 0, -px(22), 0) if spot.left() > line.left() else line.adjusted(px(22), 0, 0, 0)
        painter.setFont(font("pill"))
        painter.setPen(color(role))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, item.pill)

    def _paint_about(self, painter: QPainter, words: str, line: QRect, used: int) -> None:
        room = line.width() - used
        if room < px(40):
            return
        painter.setFont(font("small"))
        painter.setPen(color("muted"))
        spot = self._mirror(QRect(line.left() + used, line.top(), room, line.height()), line)
        shown = QFontMetrics(font("small")).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(spot, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_detail(self, painter: QPainter, words: str, line: QRect) -> None:
        """Paint the small line, the marked words stronger."""
        painter.setPen(color("muted"))
        painter.setFont(font("small"))
        if MARK_START not in words:
            shown = QFontMetrics(font("small")).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, shown)
            return
        view = self.parent()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        if isinstance(view, QWidget):
            option.setTextDirection(view.layoutDirection())
        _fitting(words, line.width(), option).draw(painter, QPointF(line.topLeft()))


def _shaped(plain: str, formats: list[QTextLayout.FormatRange], width: int, option: QTextOption) -> QTextLayout:
    made = QTextLayout(plain, font("small"))
    made.setFormats(formats)
    made.setTextOption(option)
    made.beginLayout()
    made.createLine().setLineWidth(width)
    made.endLayout()
    return made


def _fitting(words: str, width: int, option: QTextOption) -> QTextLayout:
    """Return the words with the marked ones stronger, cut with "…" where the line ends."""
    strong = font("small")
    strong.setWeight(strong.Weight.Bold)
    formats, plain = _strong_ranges(words, strong), words.translate(NO_MARKS)
    made = _shaped(plain, formats, width, option)
    while made.lineAt(0).naturalTextWidth() > width and len(plain) > 1:
        over = made.lineAt(0).naturalTextWidth() / width
        keep = min(len(plain) - 2, int(len(plain) / over))
        plain = plain[: max(keep, 0)].rstrip() + "…"
        made = _shaped(plain, formats, width, option)
    return made


def _strong_ranges(words: str, strong: QFont) -> list[QTextLayout.FormatRange]:
    """Return where the marked words stand once the marks are taken away."""
    made = []
    for before, match in enumerate(_MARKED.finditer(words)):
        one = QTextLayout.FormatRange()
        one.start, one.length = match.start() - 2 * before, len(match[1])
        one.format.setFont(strong)
        one.format.setForeground(color("text"))
        made.append(one)
    return made
