"""Cover parts of a document's pages for one packet: what it will look like is what is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.packet import CoveredPage
from desktop.records.provenance import Box
from desktop.ui.packet.cover_canvas import CoverCanvas
from desktop.ui.packet.covered_entries import ask_about_entries
from desktop.ui.packet.state import Packet
from desktop.ui.theme import limit, px
from desktop.ui.widgets import Dialog, icon_button, label, primary, row, secondary

_WIDTH = 600
_PIXELS = 1200


class CoverDialog(Dialog):
    """One page at a time, each with its boxes."""

    def __init__(
        self, window: QWidget, packet: Packet, document: Document, done: Callable[[], object], *, page: int = 1
    ) -> None:
        """Begin with `page`; `done` is called when it was decided."""
        title = window.tr("Cover parts of “{title}”").format(title=document.title)
        super().__init__(window, title, icon="eye-slash", width=_WIDTH + 80)
        self.packet, self.document, self._done = packet, document, done
        self.page = page
        self._boxes: dict[int, tuple[Box, ...]] = {
            one.page: one.boxes for one in packet.request.covered if one.document_id == document.id
        }
        self.canvas = CoverCanvas()
        self.canvas.changed.connect(self._changed)
        self.told = label("", "small")
        self.where = label("", wrap=False)
        back = icon_button("caret-left", self.tr("Previous page"), partial(self._turn, -1))
        on = icon_button("caret-right", self.tr("Next page"), partial(self._turn, 1))
        for one in (back, on):
            one.setVisible(document.pages > 1)
        self.add = secondary(self.tr("Add a box"), self.canvas.add_box, icon="plus")
        self.remove = secondary(self.tr("Remove box"), self.canvas.remove_box, icon="trash")
        how = self.tr("Draw over what is to be covered. The page becomes a picture with nothing below the boxes.")
        keys = self.tr("Arrows move a box, Shift and arrows stretch it, Space takes the next one, Delete removes it.")
        self.body.addWidget(label(how))
        self.body.addWidget(label(keys, "small"))
        self.body.addLayout(row(back, self.where, on, None, self.add, self.remove, gap=8))
        self.body.addWidget(self.canvas)
        self.body.addWidget(self.told)
        self.set_buttons(
            right=[secondary(self.tr("Cancel"), self.reject), primary(self.tr("Cover these"), self._use)],
        )
        self.first = self.canvas
        self._show()
        self.present()

    def _turn(self, by: int) -> None:
        self.page = min(self.document.pages, max(1, self.page + by))
        self._show()

    def _show(self) -> None:
        words = self.tr("Page {page} of {count}").format(page=self.page, count=self.document.pages)
        self.where.setText(words)
        self.canvas.show_image(QImage())
        self._fit()
        self.canvas.show_boxes(self._boxes.get(self.page, ()))
        self._tell()
        documents, page = self.packet.context.workspace.documents, self.page
        self.packet.context.tasks.run(
            lambda _p, _c: documents.page_picture(self.document.id, page, width=_PIXELS),
            done=lambda png: self._drawn(page, png),
            owner=self,
        )

    def _fit(self) -> None:
        limit(self.canvas, width=_WIDTH)
        self.canvas.setFixedHeight(round(px(_WIDTH) * self.canvas.ratio))

    def _drawn(self, page: int, png: bytes) -> None:
        if page == self.page:
            self.canvas.show_image(QImage.fromData(png))
            self._fit()
            self.place()

    def _changed(self) -> None:
        self._boxes[self.page] = self.canvas.boxes
        self._tell()

    def _tell(self) -> None:
        self.told.setText(self.canvas.words())
        self.remove.setEnabled(bool(self.canvas.boxes))

    def _use(self) -> None:
        others = tuple(one for one in self.packet.request.covered if one.document_id != self.document.id)
        mine = tuple(CoveredPage(self.document.id, page, boxes) for page, boxes in sorted(self._boxes.items()) if boxes)
        self.packet.change(covered=(*others, *mine))
        self.accept()
        ask_about_entries(self.window(), self.packet, self._done)
