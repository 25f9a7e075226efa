"""A page of a document as a picture, with numbered marks where something was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from desktop.records.provenance import Box
from desktop.ui.theme import color, font, limit, paper_color, px
from desktop.ui.widgets.boxes import Card, row
from desktop.ui.widgets.buttons import icon_button
from desktop.ui.widgets.text import ShortenedLabel, label

_ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page; `number` is what the field's badge says ("2", or "!" for another person)."""

    number: str
    page: int
    box: Box
    badge: bool = True
    """Whether the number stands beside it; found words are many and close together."""


class PagePicture(QFrame):
    """Paints one page with its marks, always left to right and on white paper.

    A frame, since Qt gives a plain widget no role that a screen reader could tell.
    """

    def __init__(self) -> None:
        """Start without a picture."""
        super().__init__()
        self._image = QImage()
        self._marks: tuple[Mark, ...] = ()
        self._strong = ""
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def show_image(self, image: QImage) -> None:
        """Show a page; a null image shows empty paper."""
        self._image = image
        self.update()

    def show_marks(self, marks: Sequence[Mark], strong: str) -> None:
        """Show these marks, the one numbered `strong` as the one at work."""
        self._marks = tuple(marks)
        self._strong = strong
        self.update()

    @property
    def has_image(self) -> bool:
        """Whether a page is shown."""
        return not self._image.isNull()

    @property
    def pixels_across(self) -> int:
        """The width of the picture itself in px, 0 without one."""
        return self._image.width()

    @property
    def ratio(self) -> float:
        """Height of the page divided by its width."""
        if self._image.isNull() or self._image.width() == 0:
            return 11 / 8.5
        return self._image.height() / self._image.width()

    def area_of(self, mark: Mark) -> QRectF:
        """Return where a mark is, in this widget's coordinates."""
        box = mark.box
        width, height = self.width(), self.height()
        return QRectF(
            box.left * width, box.top * height, (box.right - box.left) * width, (box.bottom - box.top) * height
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint paper, page and marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), paper_color("paper"))
        if not self._image.isNull():
            painter.drawImage(self.rect(), self._image)
        for mark in self._marks:
            self._paint_mark(painter, mark)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        strong = mark.number == self._strong
        area = self.area_of(mark).adjusted(-3, -2, 3, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper_color("mark_strong" if strong else "mark_weak"))
        painter.drawRoundedRect(area, 2, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(paper_color("mark_edge"), 2 if strong else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 2, 2)
        if not mark.badge:
            return
        radius = px(8.5)
        center = QPointF(max(radius + 1, area.left() - radius), area.center().y())
        painter.setPen(QPen(paper_color("mark_edge"), 1.5))
        painter.setBrush(paper_color("mark_strong"))
        painter.drawEllipse(center, radius, radius)
        made = font("pill")
        made.setPixelSize(px(11))
        made.setWeight(QFont.Weight.Bold)
        painter.setFont(made)
        painter.setPen(paper_color("mark_number"))
        circle = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, mark.number)


class PagePreview(Card):
    """A page with previous, next, smaller, larger. It asks for pictures by `page_wanted(page, width)`.

    Answer with `show_picture`. `page` counts from 1, `width` is in device pixels.
    """

    page_wanted = Signal(int, int)
    page_changed = Signal(int)

    def __init__(self) -> None:
        """Start without a document."""
        super().__init__(look="canvas", gap=10, pad=(16, 10))
        self.page, self.pages = 1, 0
        self._zoom = 0
        self._asked = (0, 0)
        self._marks: tuple[Mark, ...] = ()
        self._strong = ""
        self.name = ShortenedLabel("small")
        self.where = label("", wrap=False)
        self.previous = icon_button("caret-left", self.tr("Previous page"), lambda: self.go(self.page - 1))
        self.next = icon_button("caret-right", self.tr("Next page"), lambda: self.go(self.page + 1))
        self.smaller = icon_button("magnifying-glass-minus", self.tr("Smaller"), lambda: self.zoom(-1))
        self.larger = icon_button("magnifying-glass-plus", self.tr("Larger"), lambda: self.zoom(1))
        self.bar = row(self.name, self.previous, self.where, self.next, self.smaller, self.larger, gap=8)
        self.bar.setStretchFactor(self.name, 1)
        self.body.addLayout(self.bar)
        self.picture = PagePicture()
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidget(self.picture)
        self.scroll_area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.scroll_area.viewport().setAutoFillBackground(False)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        limit(self.scroll_area, min_height=160)
        self.body.addWidget(self.scroll_area, 1)
        self.setMinimumWidth(0)
        self._tell_where()

    def show_document(self, name: str, pages: int, *, page: int = 1) -> None:
        """Show another document, called `name`, from `page` on."""
        self.name.show_name(name)
        self.pages, self.page = pages, max(1, min(page, pages or 1))
        self._zoom, self._asked = 0, (0, 0)
        self._marks, self._strong = (), ""
        self.picture.show_image(QImage())
        self.picture.show_marks((), "")
        self._tell_where()
        self._ask()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show where something was read; marks without a place are left out by the caller."""
        self._marks = tuple(marks)
        self._show_marks()

    def focus_mark(self, number: str) -> None:
        """Show a mark as the one at work, turn to its page and scroll to it."""
        self._strong = number
        mark = next((one for one in self._marks if one.number == number), None)
        if mark is not None and mark.page != self.page:
            self.go(mark.page)
        self._show_marks()
        self._scroll_to_mark()

    def _scroll_to_mark(self) -> None:
        mark = next((one for one in self._marks if one.number == self._strong and one.page == self.page), None)
        if mark is not None:
            center = self.picture.area_of(mark).center().toPoint()
            self.scroll_area.ensureVisible(center.x(), center.y(), px(60), px(60))

    def go(self, page: int) -> None:
        """Turn to a page."""
        page = max(1, min(page, self.pages or 1))
        if page == self.page:
            return
        self.page, self._asked = page, (0, 0)
        self.picture.show_image(QImage())
        self.scroll_area.verticalScrollBar().setValue(0)
        self._tell_where()
        self._show_marks()
        self._ask()
        self.page_changed.emit(page)

    def zoom(self, steps: int) -> None:
        """Show the page larger or smaller."""
        self._zoom = max(0, min(len(_ZOOMS) - 1, self._zoom + steps))
        self._tell_where()
        self._fit()
        self._ask()

    def show_picture(self, page: int, png: bytes) -> None:
        """Take the picture that was asked for; one of another page or a coarser one is too late and is left out."""
        image = QImage.fromData(png)
        if page != self.page or image.width() < self.picture.pixels_across:
            return
        first = not self.picture.has_image
        self.picture.show_image(image)
        self.picture.setAccessibleName(self.where.text())
        self._fit()
        if first:
            self._scroll_to_mark()

    def _show_marks(self) -> None:
        self.picture.show_marks([mark for mark in self._marks if mark.page == self.page], self._strong)

    def _tell_where(self) -> None:
        self.where.setText(self.tr("Page {page} of {pages}").format(page=self.page, pages=max(self.pages, 1)))
        self.previous.setEnabled(self.page > 1)
        self.next.setEnabled(self.page < self.pages)
        self.smaller.setEnabled(self._zoom > 0)
        self.larger.setEnabled(self._zoom < len(_ZOOMS) - 1)

    def _page_width(self) -> int:
        return max(120, round((self.scroll_area.width() - px(16)) * _ZOOMS[self._zoom]))

    def _fit(self) -> None:
        width = self._page_width()
        self.picture.resize(QSize(width, round(width * self.picture.ratio)))

    def _ask(self) -> None:
        if self.pages == 0 or not self.isVisible():
            return
        wanted = (self.page, round(self._page_width() * self.devicePixelRatioF()))
        if wanted != self._asked:
            self._asked = wanted
            self.page_wanted.emit(*wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the page to the width."""
        super().resizeEvent(event)
        self._fit()
        self._ask()

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Ask for the picture once it can be seen."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self._fit()
        self._ask()
