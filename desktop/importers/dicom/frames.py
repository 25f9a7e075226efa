"""The sandbox job that makes pictures of the frames of DICOM files."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence

from pydicom.dataset import Dataset

from desktop.importers.dicom.color import in_color, is_color
from desktop.importers.dicom.decoded import Pixels, decoded
from desktop.importers.dicom.elements import of_frame
from desktop.importers.dicom.frames_wire import packed
from desktop.importers.dicom.grey import grey, windows
from desktop.importers.dicom.pixel_file import RefusedFrameError, opened_for_pixels
from desktop.importers.dicom.said import day, names, numbers, said
from desktop.importers.dicom.sides import sides
from desktop.importers.dicom.smaller import smaller, step_for
from desktop.importers.dicom.voi_table import voi_table
from desktop.importers.dicom.warm import coded_samples, load_tables
from desktop.records.image_frame import FrameRefusal, HeaderPerson, ImageFrame, Sides
from desktop.sandbox.values import JSONValue

MOST_POINTS = 16_000_000
"""Of a picture for the screen; a larger one is made smaller."""
_FLATTEST, _TALLEST = 0.02, 50.0


def read_frames(
    data: bytes, frames: Sequence[int], *, most_points: int = MOST_POINTS
) -> list[ImageFrame | FrameRefusal]:
    """Return the pictures of some frames (from 0) of a file, each of at most `most_points`, or why there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom tells of every oddity; the person sees the picture
        try:
            held = opened_for_pixels(data)
        except RefusedFrameError as refused:
            return [refused.refusal for _ in frames]
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - pydicom raises anything on broken files
            return [FrameRefusal.DAMAGED for _ in frames]
        return [_frame_or_refusal(held, frame, most_points) for frame in frames]


def _frame_or_refusal(held: Dataset, frame: int, most_points: int) -> ImageFrame | FrameRefusal:
    try:
        return _frame(held, frame, most_points)
    except RefusedFrameError as refused:
        return refused.refusal
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the same
        return FrameRefusal.DAMAGED


def _frame(held: Dataset, frame: int, most_points: int) -> ImageFrame:
    pixels, meaning = decoded(held, frame)
    step = step_for(pixels.shape[0], pixels.shape[1], most_points)
    if is_color(meaning):
        shown = smaller(in_color(held, pixels, meaning), step)
        return ImageFrame(
            rows=shown.shape[0],
            columns=shown.shape[1],
            samples=shown.tobytes(),
            color=True,
            reduced=step,
            pixel_aspect=_aspect(held, frame),
            sides=_sides(held, frame),
            person=_person(held),
        )
    return _grey_frame(held, pixels, frame, inverted=meaning == "MONOCHROME1", step=step)


def _grey_frame(held: Dataset, pixels: Pixels, frame: int, *, inverted: bool, step: int) -> ImageFrame:
    made = grey(held, pixels, frame)
    shown = smaller(made.samples, step)
    return ImageFrame(
        rows=shown.shape[0],
        columns=shown.shape[1],
        samples=shown.tobytes(),
        signed=made.samples.dtype.kind == "i",
        slope=made.slope,
        intercept=made.intercept,
        unit=made.unit,
        lowest=made.lowest,
        highest=made.highest,
        inverted=inverted,
        windows=windows(held, frame),
        voi_table=voi_table(held, made),
        reduced=step,
        pixel_aspect=_aspect(held, frame),
        sides=_sides(held, frame),
        person=_person(held),
    )


def _aspect(held: Dataset, frame: int) -> float:
    """Return the height of a pixel divided by its width: from its size in mm, else as PixelAspectRatio says; else 1."""
    measures = of_frame(held, frame, "PixelMeasuresSequence")
    for source, keyword in (
        (measures, "PixelSpacing"),
        (held, "ImagerPixelSpacing"),
        (held, "NominalScannedPixelSpacing"),
        (held, "PixelAspectRatio"),
    ):
        pair = numbers(source, keyword)
        if len(pair) == 2 and min(pair) > 0:  # noqa: PLR2004 - between rows, between columns
            return min(max(pair[0] / pair[1], _FLATTEST), _TALLEST)
    return 1.0


def _sides(held: Dataset, frame: int) -> Sides | None:
    return sides(numbers(of_frame(held, frame, "PlaneOrientationSequence"), "ImageOrientationPatient"))


def _person(held: Dataset) -> HeaderPerson:
    name, _other = names(held, "PatientName")
    return HeaderPerson(name=name, number=said(held, "PatientID"), born=day(held, "PatientBirthDate"))


def frames(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: blobs are files of one series; `frames` has a list of numbers (from 0) for each of them.

    The answer has an object for each frame in that order, and two blobs: its samples, and its own table of shades (or
    nothing). No picture has more points than `most_points`.
    """
    most = int(str(arguments["most_points"]))
    made: list[ImageFrame | FrameRefusal] = []
    for data, wanted in zip(blobs, _listed(arguments["frames"]), strict=True):
        made += read_frames(data, [int(str(one)) for one in _listed(wanted)], most_points=most)
    return packed(made)


def _listed(value: JSONValue) -> Sequence[JSONValue]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TypeError
    return value


def warm_up() -> None:
    """Decode small pictures, so that nothing has to be loaded behind locked doors."""
    load_tables()
    for sample in coded_samples():
        read_frames(sample, [0])
