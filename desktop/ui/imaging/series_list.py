"""The series of a study, each with a small picture from its middle, what it is called and how many pictures it has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QImage

from desktop.foundation.errors import SheafError
from desktop.records.image_frame import ImageFrame
from desktop.services.imaging_pictures.pictures import shades
from desktop.services.imaging_pictures.reading import Picture
from desktop.ui.imaging.presenter import Stack
from desktop.ui.imaging.qimage import in_proportion
from desktop.ui.imaging.words import ImagingWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import RowItem, RowList


class SeriesList(RowList):
    """Lists series; `chosen` tells the id of one. Small pictures come one after the other, behind everything else."""

    def __init__(self, context: ScreenContext) -> None:
        """Start empty."""
        super().__init__("")
        self.setAccessibleName(self.tr("Series"))
        self._words = ImagingWords(self)
        self._context, self._pictures = context, context.workspace.imaging_pictures
        self._stacks: tuple[Stack, ...] = ()
        self._small: dict[str, QImage] = {}
        self._coming = ""

    def show_stacks(self, stacks: Sequence[Stack], *, keep: str = "") -> None:
        """Show other series, the one with id `keep` as the one looked at; none is told as chosen."""
        known = {one.series.id for one in stacks}
        self._stacks = tuple(stacks)
        self._small = {series_id: image for series_id, image in self._small.items() if series_id in known}
        self._show(keep)
        self._bring()

    def _show(self, keep: str = "") -> None:
        self.show_items([self._item(one) for one in self._stacks], keep=keep)

    def _item(self, stack: Stack) -> RowItem:
        series = stack.series
        return RowItem(
            id=series.id,
            title=self._words.series_title(series),
            detail=self._words.series_detail(series),
            picture=self._small.get(series.id, QImage()),
        )

    def _bring(self) -> None:
        """Bring the next small picture that is missing."""
        missing = next((one for one in self._stacks if one.places and one.series.id not in self._small), None)
        if missing is None or self._coming:
            return
        series_id, place = missing.series.id, missing.places[missing.middle]
        self._coming = series_id
        self._context.tasks.run(
            lambda _progress, cancel: self._pictures.thumbnail(place, cancel=cancel),
            done=lambda made: self._brought(series_id, made),
            failed=lambda error: self._failed(series_id, error),
            owner=self,
            waited_for=False,
        )

    def _brought(self, series_id: str, made: Picture) -> None:
        self._coming = ""
        image = in_proportion(made, shades(made, None)) if isinstance(made, ImageFrame) else QImage()
        self._small[series_id] = image
        self._show()
        self._bring()

    def _failed(self, series_id: str, error: BaseException) -> None:
        """Leave a series without its small picture; tell only what nobody expected."""
        self._coming = ""
        self._small[series_id] = QImage()
        self._bring()
        if not isinstance(error, SheafError):
            self._context.show_error(error)
