"""DICOM bytes opened with pydicom, whatever their dress: with or without preamble, implicit or explicit, deflated."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from pydicom import config
from pydicom.dataset import FileDataset
from pydicom.filereader import read_dataset, read_partial
from pydicom.tag import BaseTag

from desktop.importers import limits

config.settings.reading_validation_mode = config.IGNORE
StopWhen = Callable[[BaseTag, str | None, int], bool]
_PREAMBLE = 128
_MAGIC = b"DICM"
DEFLATED = "1.2.840.10008.1.2.1.99"
_DEFLATED = DEFLATED.encode()
_AS_INFLATED = b"1.2.840.10008.1.2.1\0\0\0"
_META = 2
_LONGEST_META = 1 << 16


class InflatedTooLargeError(ValueError):
    """A deflated file unpacks to more than it may."""


def _meta_end(data: bytes) -> int:
    """Return where the file meta information ends, which is never deflated (PS3.10)."""
    file = io.BytesIO(data[:_LONGEST_META])
    file.seek(_PREAMBLE + len(_MAGIC) if data[_PREAMBLE:].startswith(_MAGIC) else 0)
    read_dataset(file, is_implicit_VR=False, is_little_endian=True, stop_when=lambda tag, _vr, _n: tag.group != _META)
    return file.tell()


def inflated(data: bytes, *, most: int = limits.DICOM_BYTES, cut: bool = False) -> bytes:
    """Return the same file not deflated (PS3.5 A.5); any other comes back as it is.

    Raises InflatedTooLargeError when it unpacks to more than `most` bytes, or with `cut` returns only so many;
    zlib.error when it is damaged. pydicom's own way has no limit.
    """
    if _DEFLATED not in data[:_LONGEST_META]:
        return data
    end = _meta_end(data)
    if _DEFLATED not in data[:end]:
        return data
    held = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[end:], most + 1)
    if len(held) > most and not cut:
        raise InflatedTooLargeError
    return data[:end].replace(_DEFLATED, _AS_INFLATED, 1) + held[:most]


def open_dicom(data: bytes) -> FileDataset:
    """Return the whole data set in a file's bytes.

    Raises InflatedTooLargeError, and whatever pydicom raises: it is for the sandbox.
    """
    return open_inflated(inflated(data))


def open_inflated(data: bytes, *, stop_when: StopWhen | None = None) -> FileDataset:
    """Return the data set in bytes that are not deflated; `stop_when` (tag, VR, length) ends the reading early."""
    return read_partial(io.BytesIO(data), stop_when=stop_when, force=True)
