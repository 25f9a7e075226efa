"""Plain words of the viewer: series, windows, sides, and why there is no picture."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from desktop.records.image_frame import HOUNSFIELD, FrameRefusal, HeaderPerson, ImageFrame, Sides, Window
from desktop.records.imaging_files import ImagingSeries
from desktop.ui.dates import entry_words
from desktop.ui.imaging.presenter import BY_HAND, OWN

_GAP = "  ·  "


class ImagingWords(QObject):
    """The words, translated; `tr` needs an object and literal texts."""

    def orientation(self) -> str:
        """Return the line that always stands with a picture."""
        return self.tr("For orientation, not for diagnosis")

    def series_title(self, series: ImagingSeries) -> str:
        """Return what a series is called."""
        if series.description:
            return series.description
        if series.number is not None:
            return self.tr("Series {number}").format(number=series.number)
        return self.tr("Series without a name")

    def series_detail(self, series: ImagingSeries) -> str:
        """Return the kind and the number of pictures of a series."""
        one, many = self.tr("1 picture"), self.tr("{count} pictures")
        count = one if series.frames == 1 else many.format(count=series.frames)
        return _GAP.join(part for part in (series.modality, count) if part)

    def series_line(self, series: ImagingSeries) -> str:
        """Return a series in one line."""
        return f"{self.series_title(series)}{_GAP}{self.series_detail(series)}"

    def place(self, at: int, count: int, frame: ImageFrame | None = None) -> str:
        """Return "Picture 57 of 240"; `at` is from 0. A very large picture is shown smaller, and says so."""
        told = self.tr("Picture {number} of {count}").format(number=at + 1, count=count)
        smaller = frame is not None and frame.reduced > 1
        return self.tr("{place}, shown smaller than it is").format(place=told) if smaller else told

    def window_name(self, chosen: str) -> str:
        """Return what a window is called."""
        names = {
            OWN: self.tr("As it is"),
            "soft-tissue": self.tr("Soft tissue"),
            "lung": self.tr("Lung"),
            "bone": self.tr("Bone"),
            BY_HAND: self.tr("Set by you"),
        }
        return names.get(chosen, names[OWN])

    def window(self, chosen: str, window: Window | None, unit: str) -> str:
        """Return a window in words and numbers: "Soft tissue: level 40, width 400 HU"."""
        name = self.window_name(chosen)
        if window is None:
            return name
        words = self.tr("{name}: level {center}, width {width}")
        told = words.format(name=name, center=_number(window.center), width=_number(window.width))
        if unit == HOUNSFIELD:
            return f"{told} {self.tr('HU (the density scale of CT)')}"
        return f"{told} {unit}" if unit else told

    def sides(self, sides: Sides | None) -> str:
        """Return where the sides of the body are; empty when the file does not say."""
        if sides is None or not sides.left or not sides.top:
            return ""
        names = {
            "R": self.tr("right side"),
            "L": self.tr("left side"),
            "A": self.tr("front"),
            "P": self.tr("back"),
            "H": self.tr("head"),
            "F": self.tr("feet"),
        }
        words = self.tr("On the left is the body’s {left}, at the top its {top}.")
        return words.format(left=names[sides.left[0]], top=names[sides.top[0]])

    def person(self, person: HeaderPerson) -> str:
        """Return whom the file names: name, birth date, number; each only where it says so."""
        born = entry_words(person.born)
        told = [person.name or self.tr("no name")]
        told += [self.tr("born {day}").format(day=born)] if born else []
        told += [self.tr("number {number}").format(number=person.number)] if person.number else []
        return self.tr("The picture itself names: {person}").format(person=_GAP.join(told))

    def loading(self) -> str:
        """Return what stands where a picture will be."""
        return self.tr("One moment …")

    def refusal(self, why: FrameRefusal) -> str:
        """Return why there is no picture, and what that means."""
        kept = self.tr("The file is kept as it came; a hospital’s program can open it.")
        sentences = {
            FrameRefusal.NO_PICTURE: self.tr("There is no picture in this file."),
            FrameRefusal.NO_SUCH_FRAME: self.tr("The file ends before this picture."),
            FrameRefusal.FILM: self.tr("This is a film, which Sheaf cannot show."),
            FrameRefusal.UNKNOWN_CODING: self.tr("This picture is packed in a way that Sheaf cannot show."),
            FrameRefusal.UNKNOWN_COLOR: self.tr("This picture writes its colors in a way that Sheaf cannot show."),
            FrameRefusal.TOO_LARGE: self.tr("This picture is too large to be shown."),
            FrameRefusal.TOO_SLOW: self.tr("This picture took too long to unpack."),
            FrameRefusal.DAMAGED: self.tr("This picture is damaged, so it cannot be shown."),
        }
        return f"{sentences[why]}\n{kept}"


def _number(value: float) -> str:
    """Return a number as people write it, with at most two decimals where it is small."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    small = abs(value) < 10 and value != round(value)  # noqa: PLR2004 - below it decimals tell something
    told = locale.toString(value, "f", 2) if small else locale.toString(round(value))
    return told.replace("-", "−")
