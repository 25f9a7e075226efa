"""The pixels of one frame by pydicom and its decoders, as numbers in rows and columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.uid import JPEGExtended12Bit, MPEGTransferSyntaxes

from desktop.importers import limits
from desktop.importers.dicom.elements import count, frame_count
from desktop.importers.dicom.pixel_file import FRAME_BYTES, RefusedFrameError, transfer_syntax
from desktop.records.image_frame import FrameRefusal

Pixels = NDArray[Any]
"""Whole numbers or floats; (rows, columns), or (rows, columns, 3) in color."""
_OWN = "twelve bits"
_GREY_OR_COLOR = (1, 3)

if _OWN not in get_decoder(JPEGExtended12Bit).available_plugins:
    get_decoder(JPEGExtended12Bit).add_plugin(_OWN, ("desktop.importers.dicom.twelve_bits", "decode_frame"))


def check_claims(held: Dataset, frame: int) -> None:
    """Raise RefusedFrameError when a frame (from 0) is not there, or says that it is larger than what we read."""
    if not 0 <= frame < frame_count(held):
        raise RefusedFrameError(FrameRefusal.NO_SUCH_FRAME)
    points = count(held, "Rows") * count(held, "Columns")
    samples, bits = count(held, "SamplesPerPixel", 1), count(held, "BitsAllocated", 8)
    if points <= 0 or samples not in _GREY_OR_COLOR:
        raise RefusedFrameError(FrameRefusal.DAMAGED)
    if points > limits.PIXELS or points * samples * bits / 8 > FRAME_BYTES:
        raise RefusedFrameError(FrameRefusal.TOO_LARGE)


def decoded(held: Dataset, frame: int) -> tuple[Pixels, str]:
    """Return the pixels of a frame (from 0) and their Photometric Interpretation; raises RefusedFrameError."""
    check_claims(held, frame)
    decoder = _decoder(held)
    if "NumberOfFrames" in held:
        held.NumberOfFrames = frame_count(held)  # which bears what pydicom would stumble over
    try:
        pixels, meta = decoder.as_array(held, index=frame)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - decoders raise anything
        raise RefusedFrameError(FrameRefusal.DAMAGED) from None
    return _without_overlay(held, pixels), str(meta["photometric_interpretation"])


def _decoder(held: Dataset) -> Decoder:
    coded = transfer_syntax(held)
    if coded in MPEGTransferSyntaxes:
        raise RefusedFrameError(FrameRefusal.FILM)
    try:
        decoder = get_decoder(coded)
    except NotImplementedError:
        raise RefusedFrameError(FrameRefusal.UNKNOWN_CODING) from None
    if not decoder.is_available:
        raise RefusedFrameError(FrameRefusal.UNKNOWN_CODING)
    return decoder


def _without_overlay(held: Dataset, pixels: Pixels) -> Pixels:
    """Return grey pixels without the drawing that old machines put into unused high bits (PS3.5 8.1.1, retired)."""
    bits, allocated = count(held, "BitsStored", 16), count(held, "BitsAllocated", 16)
    drawn = any((group, 0x0102) in held and (group, 0x3000) not in held for group in range(0x6000, 0x6020, 2))
    if not drawn or bits >= allocated or pixels.dtype.kind not in "iu":
        return pixels
    kept: Pixels = pixels & pixels.dtype.type((1 << bits) - 1)
    if pixels.dtype.kind == "u":
        return kept
    sign = pixels.dtype.type(1 << (bits - 1))
    return np.asarray((kept ^ sign) - sign)
