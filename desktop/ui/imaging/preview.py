"""The pictures of a scan where other documents have their pages: small, with the way to the viewer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.imaging_files import DICOM_MEDIA_TYPE
from desktop.ui.imaging.presenter import Stack, stacks_of
from desktop.ui.imaging.viewer import SeriesViewer
from desktop.ui.imaging.words import ImagingWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import ComboBox, column, icon_button, row


def has_scans(document: Document) -> bool:
    """Whether a document is the pictures of a scan, whatever the person calls its kind."""
    return document.media_type == DICOM_MEDIA_TYPE


class ScanPreview(QWidget):
    """Shows one series of a study at a time."""

    def __init__(self, context: ScreenContext, *, least_height: int) -> None:
        """Show nothing yet; `least_height` of the picture is in px at 100 %."""
        super().__init__()
        self._context = context
        self._words = ImagingWords(self)
        self._document_id = ""
        self._stacks: dict[str, Stack] = {}
        self.viewer = SeriesViewer(context, least_height=least_height, small=True)
        self.series = ComboBox((), "", self._choose)
        self.series.setAccessibleName(self.tr("Series"))
        self.open_viewer = icon_button("arrows-out", self.tr("Open larger"), self._open)
        head = row(self.series, self.open_viewer, gap=8)
        head.setStretchFactor(self.series, 1)
        self.setLayout(column(head, self.viewer, gap=8))

    def show_document(self, document: Document) -> None:
        """Show the first series of a study."""
        if document.id == self._document_id:
            return
        self._document_id = document.id
        stacks = stacks_of(self._context.workspace.imaging_files, document.id)
        self._stacks = {one.series.id: one for one in stacks}
        self.series.offer([(one.series.id, self._words.series_line(one.series)) for one in stacks])
        for widget in (self.viewer, self.series, self.open_viewer):
            widget.setVisible(bool(stacks))
        if stacks:
            self.viewer.show_stack(stacks[0])

    def _choose(self, series_id: str) -> None:
        if series_id in self._stacks:
            self.viewer.show_stack(self._stacks[series_id])

    def _open(self) -> None:
        self._context.navigate("imaging", f"{self._document_id}#{self.series.value}#{self.viewer.at + 1}")
