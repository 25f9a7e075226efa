"""Brings pictures of a series from the sandbox: the one looked at first, its neighbours ahead of being asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.foundation.errors import SheafError
from desktop.records.image_frame import FrameRefusal, ImageFrame
from desktop.services.imaging_pictures.ahead import TOGETHER, Look, next_wanted
from desktop.services.imaging_pictures.kept import MOST_BYTES, Place
from desktop.services.imaging_pictures.pictures import ImagingPictures
from desktop.services.imaging_pictures.reading import Picture
from desktop.ui.navigation import ScreenContext
from desktop.ui.tasks import Task

_AT_ONCE = 2


class FrameLoader(QObject):
    """Decodes around the place that is looked at; `arrived` tells that more is kept."""

    arrived = Signal()

    def __init__(self, context: ScreenContext, pictures: ImagingPictures, parent: QObject) -> None:
        """Keep what it brings in `pictures`; it goes with `parent`."""
        super().__init__(parent)
        self._context, self._pictures = context, pictures
        self._places: Sequence[Place] = ()
        self._look = Look()
        self._largest = 0
        self._coming: set[Place] = set()
        self._running: list[Task[tuple[Picture, ...]]] = []

    def look(self, places: Sequence[Place], at: int, step: int, *, ahead: bool = True) -> None:
        """Bring the picture at `at`, and with `ahead` its neighbours, more of them in the direction of `step`."""
        if places is not self._places:
            self._places, self._largest = places, 0
        self._look = Look(at, step, self._reach() if ahead else 0)
        self._fill()

    def stop(self) -> None:
        """Ask for nothing more; what runs ends by itself, since a reader that is killed has to be started again."""
        self._places = ()

    def _reach(self) -> int:
        """Return how many pictures to decode ahead: as many as half of the room holds of the largest that was met."""
        return MOST_BYTES // 2 // self._largest if self._largest else TOGETHER

    def _known(self, place: Place) -> bool:
        return place in self._coming or self._pictures.kept.has(place)

    def _fill(self) -> None:
        while self._places and len(self._running) < _AT_ONCE:
            wanted = next_wanted(self._places, self._look, known=self._known)
            if not wanted:
                return
            self._bring(wanted)

    def _bring(self, wanted: tuple[Place, ...]) -> None:
        self._coming.update(wanted)
        looked_at = self._places[self._look.at] in wanted
        task = self._context.tasks.run(
            lambda _progress, cancel: self._pictures.frames(wanted, cancel=cancel),
            done=lambda made: self._brought(task, wanted, made),
            failed=lambda error: self._failed(task, wanted, error),
            cancelled=lambda: self._end(task, wanted),
            owner=self,
            waited_for=looked_at,
        )
        self._running.append(task)

    def _brought(self, task: Task[tuple[Picture, ...]], wanted: tuple[Place, ...], made: tuple[Picture, ...]) -> None:
        sizes = [len(one.samples) for one in made if isinstance(one, ImageFrame)]
        self._largest = max(self._largest, *sizes, 0)
        if self._look.reach:
            self._look = replace(self._look, reach=self._reach())
        self._end(task, wanted)

    def _end(self, task: Task[tuple[Picture, ...]], wanted: tuple[Place, ...]) -> None:
        self._running.remove(task)
        self._coming.difference_update(wanted)
        self.arrived.emit()
        self._fill()

    def _failed(self, task: Task[tuple[Picture, ...]], wanted: tuple[Place, ...], error: BaseException) -> None:
        """Keep the reason in place of what cannot be read from the vault, so that it is not asked for for ever."""
        for place in wanted:
            self._pictures.kept.put(place, FrameRefusal.DAMAGED)
        self._end(task, wanted)
        if not isinstance(error, SheafError):
            self._context.show_error(error)
