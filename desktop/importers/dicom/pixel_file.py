"""A DICOM file opened for its pictures, under our own caps."""

from __future__ import annotations

from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from desktop.importers import limits
from desktop.importers.dicom.opened import InflatedTooLargeError, inflated, open_inflated
from desktop.records.image_frame import FrameRefusal

FRAME_BYTES = limits.DICOM_BYTES
"""What one picture, or a packed file, may unpack to."""


class RefusedFrameError(Exception):
    """There is no picture, and this is why."""

    def __init__(self, refusal: FrameRefusal) -> None:
        """Keep the reason."""
        super().__init__(refusal.value)
        self.refusal = refusal


def opened_for_pixels(data: bytes) -> FileDataset:
    """Return the file's data set with its transfer syntax in place; raises RefusedFrameError."""
    try:
        held = open_inflated(inflated(data, most=FRAME_BYTES))
    except InflatedTooLargeError:
        raise RefusedFrameError(FrameRefusal.TOO_LARGE) from None
    if not any(name in held for name in ("PixelData", "FloatPixelData", "DoubleFloatPixelData")):
        raise RefusedFrameError(FrameRefusal.NO_PICTURE)
    if not held.file_meta.get("TransferSyntaxUID"):
        held.file_meta.TransferSyntaxUID = _as_read(held)
    return held


def transfer_syntax(held: Dataset) -> UID:
    """Return how the pictures are coded."""
    return UID(str(held.file_meta.TransferSyntaxUID))


def _as_read(held: FileDataset) -> UID:
    """Return the plain transfer syntax that the file was read with, when it names none."""
    implicit, little = held.original_encoding
    if implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRBigEndian if little is False else ExplicitVRLittleEndian
