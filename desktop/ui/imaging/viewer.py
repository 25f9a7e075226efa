"""A series of pictures to look through: the picture, its place in the series, and the window it is seen through."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

from desktop.records.image_frame import ImageFrame
from desktop.services.imaging_pictures.pictures import shades
from desktop.services.imaging_pictures.presets import presets
from desktop.services.imaging_pictures.reading import Picture
from desktop.ui.imaging.loader import FrameLoader
from desktop.ui.imaging.picture import ScanPicture
from desktop.ui.imaging.presenter import BY_HAND, OWN, Stack, Viewing, moved
from desktop.ui.imaging.qimage import qimage
from desktop.ui.imaging.room import LARGEST, PictureRoom
from desktop.ui.imaging.words import ImagingWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import limit
from desktop.ui.widgets import Card, ChoiceRow, OneLine, Pill, Status, flow, icon_button, label, link, row

_PATIENCE_MS = 150
"""So long the picture before stays when the next one is not there yet; then black says that it comes."""


class SeriesViewer(Card):
    """Shows one picture of a series at a time, and whom its file names; `moved` tells the place (from 0)."""

    moved = Signal(int)

    def __init__(self, context: ScreenContext, *, least_height: int = 300, small: bool = False) -> None:
        """Show nothing yet; `least_height` of the picture is in px at 100 %; `small` leaves the windows out."""
        super().__init__(look="canvas", gap=8, pad=(12, 10))
        self._words = ImagingWords(self)
        self._small = small
        self._pictures = context.workspace.imaging_pictures
        self._loader = FrameLoader(context, self._pictures, self)
        self._loader.arrived.connect(self._take)
        self._stack: Stack | None = None
        self._viewing = Viewing()
        self._zoom = 0
        self._step = 1
        self._now: Picture | None = None
        self._told: tuple[tuple[str, ...], str] | None = None
        self.at = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_it_comes)
        self.picture = ScanPicture()
        self._make_controls()
        self._lay_out(least_height)
        self._connect()

    def _make_controls(self) -> None:
        self.previous = icon_button("caret-left", self.tr("Previous picture"), lambda: self.step(-1))
        self.next = icon_button("caret-right", self.tr("Next picture"), lambda: self.step(1))
        self.person = label("", "small")
        self.where = label("", "body_strong", wrap=False)
        self.smaller = icon_button("magnifying-glass-minus", self.tr("Smaller"), lambda: self.zoom(-1))
        self.larger = icon_button("magnifying-glass-plus", self.tr("Larger"), lambda: self.zoom(1))
        self.windows = ChoiceRow((), OWN, self.choose_window, name=self.tr("Brightness and contrast"))
        self.window_words = OneLine("")
        self.sides = OneLine("")
        self.brighter = link(self.tr("Brighter"), lambda: self.shade(1, 0))
        self.darker = link(self.tr("Darker"), lambda: self.shade(-1, 0))
        self.more = link(self.tr("More contrast"), lambda: self.shade(0, 1))
        self.less = link(self.tr("Less contrast"), lambda: self.shade(0, -1))
        self.orientation = Pill(self._words.orientation(), Status.NEUTRAL)

    def _lay_out(self, least_height: int) -> None:
        self.room = PictureRoom(self.picture)
        limit(self.room, min_height=least_height)
        self.body.addWidget(self.person)
        self.body.addWidget(self.room, 1)
        self.body.addLayout(row(self.previous, self.where, self.next, None, self.smaller, self.larger, gap=8))
        self.body.addWidget(self.windows)
        self.by_hand = flow(self.brighter, self.darker, self.more, self.less)
        self.body.addWidget(self.by_hand)
        self.body.addWidget(flow(self.orientation, self.window_words, self.sides))

    def _connect(self) -> None:
        self.picture.stepped.connect(self.step)
        self.picture.ended.connect(lambda end: self.go(0 if end == 0 else self.count - 1))
        self.picture.shaded.connect(self.shade)
        self.picture.zoomed.connect(self.zoom)

    @property
    def count(self) -> int:
        """How many pictures the series has."""
        return len(self._stack.places) if self._stack is not None else 0

    @property
    def viewing(self) -> Viewing:
        """Through which window it is looked at."""
        return self._viewing

    def show_stack(self, stack: Stack, *, at: int | None = None) -> None:
        """Show a series, from its middle or from `at` on, as its files say it should be seen."""
        self._stack, self._viewing, self._step = stack, Viewing(), 1
        self._zoom = self.room.zoom_to(0)
        self.at = max(0, min(stack.middle if at is None else at, len(stack.places) - 1))
        self._now = None
        self.person.setText("")
        self.picture.say("")
        self._look()

    def step(self, by: int) -> None:
        """Go on by so many pictures, back below 0."""
        self.go(moved(self.at, self.count, by))

    def go(self, at: int) -> None:
        """Go to a picture (from 0)."""
        if self._stack is None or at == self.at or not 0 <= at < self.count:
            return
        self._step = 1 if at > self.at else -1
        self.at = at
        self._look()
        self.moved.emit(at)

    def zoom(self, step: int) -> None:
        """Show the picture larger or smaller."""
        self._zoom = self.room.zoom_to(self._zoom + step)
        self._tell()

    def shade(self, brighter: float, contrast: float) -> None:
        """Set brightness and contrast by steps."""
        frame = self.frame
        if frame is not None and not frame.color:
            self._viewing = self._viewing.by_hand(frame, brighter=brighter, contrast=contrast)
            self._show()

    def choose_window(self, chosen: str) -> None:
        """Look through a preset, or again as the file says (OWN)."""
        frame = self.frame
        if frame is not None:
            self._viewing = self._viewing.with_preset(chosen, frame)
            self._show()

    @property
    def frame(self) -> ImageFrame | None:
        """The picture that is looked at, once it is there."""
        return self._now if isinstance(self._now, ImageFrame) else None

    def _look(self) -> None:
        """Show what is there, and ask for what is not."""
        if self._stack is None or not self.count:
            return
        self._now = None
        if self.isVisible():
            self._loader.look(self._stack.places, self.at, self._step)
        self._take()
        if self._now is None:
            self._tell()
            self._patience.start()

    def _take(self) -> None:
        """Show the picture that is looked at when it is there."""
        if self._stack is None or not self.count or self._now is not None:
            return
        self._now = self._pictures.kept.get(self._stack.places[self.at])
        if self._now is not None:
            self._patience.stop()
            self._show()

    def _say_it_comes(self) -> None:
        if self._now is None:
            self.picture.say(self._words.loading())

    def _show(self) -> None:
        """Show the picture that is looked at through the window of the moment."""
        now = self._now
        if isinstance(now, ImageFrame):
            self._viewing = self._viewing.seen(now)
            image = qimage(now, shades(now, self._viewing.window_for(now)))
            self.picture.show_image(image, aspect=now.pixel_aspect, sides=now.sides)
            self.person.setText(self._words.person(now.person))
        elif now is not None:
            self.picture.say(self._words.refusal(now))
        self._tell()

    def _tell(self) -> None:
        """Say in words what is shown."""
        frame = self.frame
        place = self._words.place(self.at, self.count, frame)
        self.where.setText(place)
        self.previous.setEnabled(self.at > 0)
        self.next.setEnabled(self.at < self.count - 1)
        self.smaller.setEnabled(self._zoom > 0)
        self.larger.setEnabled(self._zoom < LARGEST)
        if self._now is not None:
            self._tell_window(frame)
        self.picture.setAccessibleName(self._spoken(place))

    def _tell_window(self, frame: ImageFrame | None) -> None:
        """Say through which window the picture is seen; nothing of it where there is none, in color, and when small."""
        shaded = frame is not None and not frame.color and not self._small
        offered: tuple[str, ...] = ()
        if frame is not None and shaded:
            chosen = self._viewing.chosen
            offered = (OWN, *(one.id for one in presets(frame)), *((BY_HAND,) if chosen == BY_HAND else ()))
            self.window_words.setText(self._words.window(chosen, self._viewing.window_for(frame), frame.unit))
        sides = self._words.sides(frame.sides) if frame is not None and not self._small else ""
        if (offered, sides) != self._told:
            self._told = offered, sides
            self._lay_out_words(shaded=shaded)
        self.windows.choose(self._viewing.chosen)

    def _lay_out_words(self, *, shaded: bool) -> None:
        """Show other windows to choose from, and where the sides are; not at every picture, since it costs time."""
        offered, sides = self._told or ((), "")
        if shaded:
            self.windows.offer([(one, self._words.window_name(one)) for one in offered], self._viewing.chosen)
        self.sides.setText(sides)
        self.sides.setVisible(bool(sides))
        for widget in (self.windows, self.by_hand, self.window_words):
            widget.setVisible(shaded)
        QTimer.singleShot(0, self, self._ask_for_room)

    def _ask_for_room(self) -> None:
        """Measure rows that wrap anew, once they are laid out; the page would keep the height that it found before."""
        self.body.invalidate()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the room of rows that wrap at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._ask_for_room)

    def _spoken(self, place: str) -> str:
        series = self._words.series_title(self._stack.series) if self._stack is not None else ""
        said = self.picture.said or self.sides.text()
        return ". ".join(part for part in (f"{series}, {place}", said, self._words.orientation()) if part)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the pictures once they can be seen."""
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Bring no more of them."""
        super().hideEvent(event)
        self._loader.stop()
