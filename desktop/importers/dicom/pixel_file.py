"""A DICOM file opened for its pictures, under our own caps."""

from __future__ import annotations

import io
import zlib

from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset
from pydicom.filebase import DicomIO
from pydicom.filewriter import write_file_meta_info
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from desktop.records.image_frame import FrameRefusal

FRAME_BYTES = 500 << 20
"""What one picture, or a packed file, may unpack to."""
_PREAMBLE, _MARK = 128, b"DICM"
_GROUP_LENGTH = b"\x02\x00\x00\x00UL\x04\x00"


class RefusedFrameError(Exception):
    """There is no picture, and this is why."""

    def __init__(self, refusal: FrameRefusal) -> None:
        """Keep the reason."""
        super().__init__(refusal.value)
        self.refusal = refusal


def opened_for_pixels(data: bytes) -> FileDataset:
    """Return the file's data set with its transfer syntax in place; raises RefusedFrameError."""
    held = dcmread(io.BytesIO(_inflated(data)), force=True)
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


def _inflated(data: bytes) -> bytes:
    """Return a deflated file (PS3.5 A.5) as a plain one, never larger than the cap; any other file as it is."""
    end = _end_of_meta(data)
    if not end or str(DeflatedExplicitVRLittleEndian).encode() not in data[:end]:
        return data
    meta = dcmread(io.BytesIO(data[:end])).file_meta
    if meta.get("TransferSyntaxUID") != DeflatedExplicitVRLittleEndian:
        return data
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = unpacking.decompress(data[end:], FRAME_BYTES)
    if unpacking.unconsumed_tail:
        raise RefusedFrameError(FrameRefusal.TOO_LARGE)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made = io.BytesIO(data[: _PREAMBLE + len(_MARK)])
    made.seek(0, io.SEEK_END)
    write_file_meta_info(DicomIO(made), meta, enforce_standard=False)
    made.write(plain)
    return made.getvalue()


def _end_of_meta(data: bytes) -> int:
    """Return where the file meta information ends, by its group length (0002,0000); 0 when it has none."""
    start = _PREAMBLE + len(_MARK)
    if data[_PREAMBLE:start] != _MARK or data[start : start + 8] != _GROUP_LENGTH:
        return 0
    return start + 12 + int.from_bytes(data[start + 8 : start + 12], "little")
