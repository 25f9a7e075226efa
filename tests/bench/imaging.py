"""The figures of looking through a series: pictures decoded behind locked doors, held against pydicom."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from statistics import median

import pydicom
from pydicom.pixels.utils import pixel_array
from pydicom.uid import ExplicitVRLittleEndian, JPEG2000Lossless, RLELossless

from desktop.importers.dicom.phantom import ChestCT, slice_file
from desktop.records.image_frame import ImageFrame, Window
from desktop.sandbox.run import run
from desktop.services.imaging_pictures.ahead import TOGETHER
from desktop.services.imaging_pictures.pictures import ImagingPictures, shades
from desktop.services.imaging_pictures.reading import JOB, MOST_POINTS
from tests.bench.measuring import Figure, typical

SLICES = 40
_CODINGS = (("plain", ExplicitVRLittleEndian), ("RLE", RLELossless), ("JPEG 2000", JPEG2000Lossless))


def _by_pydicom(data: bytes) -> None:
    pixel_array(pydicom.dcmread(io.BytesIO(data)))


def _in_sandbox_ms(files: Sequence[bytes], together: int) -> float:
    """Return the CPU milliseconds of both processes for one picture: the reader's and our own."""
    _decoded_ms(files[:1])
    return median(_decoded_ms(files[start : start + together]) for start in range(0, len(files), together)) / together


def _decoded_ms(files: Sequence[bytes]) -> float:
    before = time.process_time()
    used = run(JOB, files, {"frames": [[0]] * len(files), "most_points": MOST_POINTS}).used.cpu_seconds
    return (time.process_time() - before + used) * 1000


def imaging_figures() -> Iterator[Figure]:
    """Yield what one picture of a CT of 512 by 512 takes, and another window on it."""
    for name, coding in _CODINGS:
        ct = ChestCT(side=512, slices=SLICES, transfer_syntax=coding)
        files = [slice_file(ct, number) for number in range(SLICES)]
        theirs = typical(lambda number, files=files: _by_pydicom(files[number]), SLICES)  # type: ignore[misc] # bound here
        for how, together in (("looked at", 1), ("ahead", TOGETHER)):
            ours = _in_sandbox_ms(files, together)
            yield Figure(f"one picture of a CT, {name}, {how}", ours, "", "pydicom, no locked doors", theirs)
    pictures = ImagingPictures(lambda _id: files[SLICES // 2])
    (frame,) = pictures.frames([("", 0)])
    if not isinstance(frame, ImageFrame):
        raise TypeError(frame)
    shown = typical(lambda number: shades(frame, Window(40, 400 + number)), SLICES)
    yield Figure("another window on a CT picture", shown, "")
