"""Hostile and broken files end in a reason, in the time and the memory that a picture may take."""

from __future__ import annotations

import io
import struct

import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless, RLELossless

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.importers.dicom.phantom import ChestCT, slice_file
from desktop.records.image_frame import FrameRefusal, ImageFrame
from desktop.sandbox.run import run
from desktop.sandbox.values import Reason, SandboxFailure
from desktop.services.imaging_pictures import reading
from desktop.services.imaging_pictures.pictures import ImagingPictures, shades
from desktop.services.imaging_pictures.reading import read_pictures, read_together

CT = ChestCT(side=64, slices=3)


def _saved(held: pydicom.FileDataset) -> bytes:
    made = io.BytesIO()
    held.save_as(made)
    return made.getvalue()


def _packed(coding: str) -> pydicom.FileDataset:
    return pydicom.dcmread(io.BytesIO(slice_file(ChestCT(side=64, slices=3, transfer_syntax=coding), 1)))


def test_a_code_stream_that_claims_to_be_huge_is_no_picture() -> None:
    held = _packed(JPEG2000Lossless)
    (stream,) = pydicom.encaps.generate_frames(held.PixelData, number_of_frames=1)
    at = stream.index(b"\xff\x51")
    huge = struct.pack(">IIIIIIII", 60_000, 60_000, 0, 0, 60_000, 60_000, 0, 0)
    held.PixelData = encapsulate([stream[: at + 6] + huge + stream[at + 6 + len(huge) :]])
    (made,) = read_pictures(_saved(held), [0])
    assert isinstance(made, FrameRefusal)


@pytest.mark.parametrize("coding", [RLELossless, JPEG2000Lossless])
def test_damage_anywhere_in_a_packed_picture_is_no_crash(coding: str) -> None:
    whole = slice_file(ChestCT(side=64, slices=3, transfer_syntax=coding), 1)
    for at in np.linspace(200, len(whole) - 1, 12).astype(int):
        broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        (made,) = read_pictures(broken, [0])
        assert isinstance(made, (ImageFrame, FrameRefusal))
        (cut,) = read_pictures(whole[:at], [0])
        assert isinstance(cut, (ImageFrame, FrameRefusal))


def test_a_cancel_ends_the_reading() -> None:
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(CancelledError):
        read_pictures(slice_file(CT, 0), [0], cancel=stopped)


def test_pictures_are_kept_until_they_are_forgotten() -> None:
    asked: list[str] = []

    def original(file_id: str) -> bytes:
        asked.append(file_id)
        return slice_file(CT, int(file_id))

    pictures = ImagingPictures(original)
    (made,) = pictures.frames([("1", 0)])
    assert isinstance(made, ImageFrame)
    assert pictures.kept.get(("1", 0)) == made
    assert len(shades(made, None)) == 64 * 64
    small = pictures.thumbnail(("2", 0))
    assert pictures.thumbnail(("2", 0)) is small
    assert asked == ["1", "2"]
    pictures.forget()
    assert pictures.kept.get(("1", 0)) is None
    pictures.thumbnail(("2", 0))
    assert asked == ["1", "2", "2"]


def test_files_of_a_series_are_decoded_together_also_beside_a_broken_one() -> None:
    files = [slice_file(CT, 0), b"no picture", slice_file(CT, 2)]
    first, none, last = read_together(files)
    assert none is FrameRefusal.NO_PICTURE
    assert (first,) == read_pictures(files[0], [0])
    assert (last,) == read_pictures(files[2], [0])


def test_a_file_that_ends_its_reader_takes_no_neighbour_along(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    real = run

    def failing(job: str, blobs: list[bytes], *arguments: object, **more: object) -> object:
        asked.append(len(blobs))
        if b"fatal" in blobs:
            raise SandboxFailure(Reason.CRASHED)
        return real(job, blobs, *arguments, **more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(reading, "run", failing)
    first, broken = read_together([slice_file(CT, 0), b"fatal"])
    assert isinstance(first, ImageFrame)
    assert broken is FrameRefusal.DAMAGED
    assert asked == [2, 1, 1]
