"""Pictures of DICOM files: the right numbers, and for everything else a reason."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.pixels.processing import apply_color_lut
from pydicom.pixels.utils import pixel_array
from pydicom.sequence import Sequence
from pydicom.uid import MPEG4HP41, DeflatedExplicitVRLittleEndian, JPEG2000Lossless, RLELossless

from desktop.importers.dicom import phantom, pixel_file
from desktop.importers.dicom.frames import read_frames
from desktop.importers.dicom.phantom import ChestCT
from desktop.importers.dicom.windowing import shaded
from desktop.records.image_frame import FrameRefusal, ImageFrame, Sides, Window

CT = ChestCT(side=64, slices=3)


def _bytes(name: str) -> bytes:
    path = get_testdata_file(name, download=False)
    assert path is not None, name
    return Path(path).read_bytes()


def _read(data: bytes, frame: int = 0) -> ImageFrame:
    (made,) = read_frames(data, [frame])
    assert isinstance(made, ImageFrame), made
    return made


def _refused(data: bytes, frame: int = 0) -> FrameRefusal:
    (made,) = read_frames(data, [frame])
    assert isinstance(made, FrameRefusal), made
    return made


def _held(data: bytes) -> FileDataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pydicom.dcmread(io.BytesIO(data), force=True)


def _saved(held: FileDataset) -> bytes:
    made = io.BytesIO()
    held.save_as(made)
    return made.getvalue()


def _samples(frame: ImageFrame) -> np.ndarray:
    if frame.color:
        return np.frombuffer(frame.samples, np.uint8).reshape(frame.rows, frame.columns, 3)
    return np.frombuffer(frame.samples, "<i2" if frame.signed else "<u2").reshape(frame.rows, frame.columns)


GREY = (
    "CT_small.dcm", "MR_small.dcm", "MR_small_RLE.dcm", "MR_small_bigendian.dcm", "MR_small_implicit.dcm",
    "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm", "MR_small_padded.dcm", "JPEG2000.dcm", "693_J2KI.dcm",
    "J2K_pixelrep_mismatch.dcm", "JPEGLSNearLossless_08.dcm", "JPEGLSNearLossless_16.dcm", "liver_1frame.dcm",
    "image_dfl.dcm", "examples_overlay.dcm",
)  # fmt: skip


@pytest.mark.parametrize("name", GREY)
def test_samples_are_those_of_pydicom(name: str) -> None:
    data = _bytes(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reference = pixel_array(_held(data), index=0)
    assert np.array_equal(_samples(_read(data)), reference)


COLOR = (
    "SC_rgb_rle.dcm", "SC_rgb_small_odd.dcm", "SC_rgb_small_odd_big_endian.dcm", "SC_ybr_full_422_uncompressed.dcm",
    "SC_rgb_dcmtk_+eb+cr.dcm", "SC_rgb_dcmtk_+eb+cy+n1.dcm", "SC_rgb_dcmtk_+eb+cy+s4.dcm", "SC_rgb_jpeg_gdcm.dcm",
    "SC_rgb_jpeg_app14_dcmd.dcm", "SC_rgb_jls_lossy_line.dcm", "SC_rgb_gdcm_KY.dcm", "GDCMJ2K_TextGBR.dcm",
    "examples_jpeg2k.dcm", "examples_rgb_color.dcm", "examples_ybr_color.dcm",
)  # fmt: skip


@pytest.mark.parametrize("name", COLOR)
def test_colors_are_those_of_pydicom(name: str) -> None:
    data = _bytes(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reference = pixel_array(_held(data), index=0)
    assert np.array_equal(_samples(_read(data)), reference)


def test_a_color_bar_has_the_colors_that_its_makers_meant() -> None:
    bar = _samples(_read(_bytes("SC_rgb_dcmtk_+eb+cy+n1.dcm")))
    meant = {5: (255, 0, 0), 25: (0, 255, 0), 45: (0, 0, 255), 65: (0, 0, 0), 85: (255, 255, 255)}
    for row, color in meant.items():
        nearest = np.abs(bar[row, 50].astype(int) - color).max()
        assert nearest < 100, (row, bar[row, 50])


def test_palettes_are_painted() -> None:
    data = _bytes("examples_palette.dcm")
    held = _held(data)
    painted = apply_color_lut(pixel_array(held, index=0, raw=True), held)
    assert np.array_equal(_samples(_read(data)), painted >> 8 if painted.dtype == np.uint16 else painted)


def test_colors_of_sixteen_bits_keep_their_upper_half() -> None:
    data = _bytes("SC_rgb_rle_16bit.dcm")
    assert np.array_equal(_samples(_read(data)), pixel_array(_held(data), index=0) >> 8)


def test_jpeg_extended_of_twelve_bits_has_the_values_that_are_known() -> None:
    frame = _read(_bytes("JPGExtended.dcm"))
    made = _samples(frame)
    assert (made[420, 140], made[230, 120]) == (244, 95)
    assert (frame.lowest, frame.highest) == (0, 264)


def test_frames_of_a_film_are_told_apart() -> None:
    data = _bytes("examples_ybr_color.dcm")
    first, last, none = read_frames(data, [0, 29, 30])
    assert isinstance(first, ImageFrame)
    assert isinstance(last, ImageFrame)
    assert first.samples != last.samples
    assert none is FrameRefusal.NO_SUCH_FRAME
    assert np.array_equal(_samples(last), pixel_array(_held(data), index=29))


def test_hounsfield_values_are_those_of_the_phantom() -> None:
    frame = _read(phantom.slice_file(CT, 1))
    values = _samples(frame) * frame.slope + frame.intercept
    assert np.array_equal(values, phantom.hounsfield(CT, 1))
    assert frame.unit == "HU"
    assert (frame.lowest, frame.highest) == (values.min(), values.max())
    assert frame.windows == (Window(40, 400),)
    assert frame.sides == Sides(left="R", top="A", right="L", bottom="P")
    assert (frame.person.name, frame.person.born) == ("Lopez Maria", "1957-05-04")


@pytest.mark.parametrize("coding", [RLELossless, JPEG2000Lossless])
def test_packed_slices_have_the_same_values(coding: str) -> None:
    packed = ChestCT(side=64, slices=3, transfer_syntax=coding)
    assert _read(phantom.slice_file(packed, 1)).samples == _read(phantom.slice_file(CT, 1)).samples


def test_monochrome1_is_bright_where_it_is_small() -> None:
    held = _held(phantom.slice_file(CT, 1))
    plain = shaded(_read(_saved(held)), None)
    held.PhotometricInterpretation = "MONOCHROME1"
    frame = _read(_saved(held))
    assert frame.inverted
    assert bytes(255 - shade for shade in shaded(frame, None)) == plain


def test_a_modality_table_stands_for_the_values() -> None:
    held = _held(phantom.slice_file(CT, 1))
    item = pydicom.Dataset()
    item.LUTDescriptor, item.ModalityLUTType = [4096, 0, 16], "OD"
    item.add_new("LUTData", "US", [min(65535, place * 3) for place in range(4096)])
    held.ModalityLUTSequence = Sequence([item])
    del held.RescaleSlope, held.RescaleIntercept, held.RescaleType
    frame = _read(_saved(held))
    stored = phantom.hounsfield(CT, 1).astype(int) + 1024
    assert np.array_equal(_samples(frame), stored * 3)
    assert (frame.slope, frame.intercept, frame.unit) == (1, 0, "OD")


def test_a_table_of_shades_is_taken_as_the_file_has_it() -> None:
    held = _held(phantom.slice_file(CT, 1))
    item = pydicom.Dataset()
    item.add_new("LUTDescriptor", "US", [256, 0, 8])
    item.add_new("LUTData", "US", [255 - place for place in range(256)])
    held.VOILUTSequence = Sequence([item])
    frame = _read(_saved(held))
    values = np.clip(phantom.hounsfield(CT, 1), 0, 255)
    assert list(shaded(frame, None)) == (255 - values).ravel().tolist()


def test_padding_does_not_count_as_a_value() -> None:
    held = _held(phantom.slice_file(CT, 1))
    held.add_new("PixelPaddingValue", "US", 24)
    frame = _read(_saved(held))
    assert frame.lowest == -820, "the air of the phantom is stored as 24"


def test_numbers_of_thirty_two_bits_keep_their_range() -> None:
    frame = _read(_bytes("rtdose.dcm"), 3)
    reference = pixel_array(_held(_bytes("rtdose.dcm")), index=3)
    values = _samples(frame) * frame.slope + frame.intercept
    assert np.abs(values - reference).max() <= frame.slope
    assert (frame.lowest, frame.highest) == (reference.min(), reference.max())


def test_enhanced_files_say_of_each_frame_what_it_is() -> None:
    held = _held(phantom.slice_file(CT, 1))
    held.PixelData = held.PixelData * 2
    held.NumberOfFrames = 2
    del held.RescaleSlope, held.RescaleIntercept, held.ImageOrientationPatient, held.WindowCenter, held.WindowWidth
    held.PerFrameFunctionalGroupsSequence = Sequence(
        [_groups(-1024, [1, 0, 0, 0, 1, 0]), _groups(0, [0, 1, 0, 0, 0, -1])]
    )
    first, second = (_read(_saved(held), frame) for frame in (0, 1))
    assert (first.intercept, second.intercept) == (-1024, 0)
    assert (first.windows, second.windows) == ((Window(-1024, 50),), (Window(0, 50),))
    assert first.sides == Sides(left="R", top="A", right="L", bottom="P")
    assert second.sides == Sides(left="A", top="H", right="P", bottom="F")


def _groups(intercept: int, cosines: list[int]) -> pydicom.Dataset:
    made, values, plane, shown = (pydicom.Dataset() for _ in range(4))
    values.RescaleSlope, values.RescaleIntercept, values.RescaleType = 1, intercept, "HU"
    plane.ImageOrientationPatient = cosines
    shown.WindowCenter, shown.WindowWidth = intercept, 50
    made.PixelValueTransformationSequence = Sequence([values])
    made.PlaneOrientationSequence = Sequence([plane])
    made.FrameVOILUTSequence = Sequence([shown])
    return made


@pytest.mark.parametrize(
    ("cosines", "letters"),
    [
        ([1, 0, 0, 0, 1, 0], ("R", "A", "L", "P")),
        ([-1, 0, 0, 0, -1, 0], ("L", "P", "R", "A")),
        ([0, 1, 0, 0, 0, -1], ("A", "H", "P", "F")),
        ([1, 0, 0, 0, 0, -1], ("R", "H", "L", "F")),
        ([0.8, 0.6, 0, 0, 0, -1], ("RA", "H", "LP", "F")),
    ],
)
def test_the_sides_of_the_body_are_named(cosines: list[float], letters: tuple[str, ...]) -> None:
    held = _held(phantom.slice_file(CT, 1))
    held.ImageOrientationPatient = cosines
    sides = _read(_saved(held)).sides
    assert sides is not None
    assert (sides.left, sides.top, sides.right, sides.bottom) == letters


@pytest.mark.parametrize("cosines", [[1, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 1, 0], [1, 0, 0]])
def test_directions_that_are_none_name_no_side(cosines: list[float]) -> None:
    held = _held(phantom.slice_file(CT, 1))
    held.ImageOrientationPatient = cosines
    assert _read(_saved(held)).sides is None


def test_pixels_that_are_not_square_are_told() -> None:
    held = _held(phantom.slice_file(CT, 1))
    held.PixelSpacing = [2, 0.5]
    assert _read(_saved(held)).pixel_aspect == 4
    del held.PixelSpacing
    held.PixelAspectRatio = ["1", "2"]
    assert _read(_saved(held)).pixel_aspect == 0.5


def test_a_large_picture_is_made_smaller_by_the_mean_of_its_points() -> None:
    (frame,) = read_frames(phantom.slice_file(CT, 1), [0], most_points=16 * 16)
    assert isinstance(frame, ImageFrame)
    assert (frame.rows, frame.columns, frame.reduced) == (16, 16, 4)
    stored = phantom.hounsfield(CT, 1).astype(float) + 1024
    expected = stored.reshape(16, 4, 16, 4).mean(axis=(1, 3))
    assert np.abs(_samples(frame) - expected).max() <= 0.5


def test_files_without_a_picture_say_so() -> None:
    assert _refused(_bytes("reportsi.dcm")) is FrameRefusal.NO_PICTURE
    assert _refused(b"") is FrameRefusal.NO_PICTURE
    assert _refused(b"\0" * 5000) in {FrameRefusal.NO_PICTURE, FrameRefusal.DAMAGED}


def test_a_file_that_ends_early_is_damaged() -> None:
    assert _refused(_bytes("MR_truncated.dcm")) is FrameRefusal.DAMAGED


def test_films_and_unknown_codings_are_told_apart_from_damage() -> None:
    held = _held(_bytes("MR_small_RLE.dcm"))
    held.PixelData = encapsulate([b"\0" * 100])
    held.file_meta.TransferSyntaxUID = MPEG4HP41
    assert _refused(_saved(held)) is FrameRefusal.FILM
    held.file_meta.TransferSyntaxUID = pydicom.uid.UID("1.2.840.10008.1.2.4.94")
    assert _refused(_saved(held)) is FrameRefusal.UNKNOWN_CODING


@pytest.mark.parametrize(("rows", "columns", "bits"), [(60_000, 60_000, 16), (65_535, 65_535, 64), (50_001, 1_000, 8)])
def test_pictures_that_claim_too_much_are_refused_before_they_are_unpacked(rows: int, columns: int, bits: int) -> None:
    held = _held(phantom.slice_file(CT, 1))
    held.Rows, held.Columns, held.BitsAllocated = rows, columns, bits
    assert _refused(_saved(held)) is FrameRefusal.TOO_LARGE


def test_a_deflated_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    held = _held(phantom.slice_file(ChestCT(side=256, slices=1), 0))
    held.PixelData = b"\0" * len(held.PixelData)
    held.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    bomb = _saved(held)
    assert isinstance(read_frames(bomb, [0])[0], ImageFrame)
    monkeypatch.setattr(pixel_file, "FRAME_BYTES", 1 << 16)
    assert _refused(bomb) is FrameRefusal.TOO_LARGE


def test_a_broken_number_of_frames_is_no_reason_to_show_nothing() -> None:
    assert _read(_bytes("badVR.dcm")).rows == 10


def test_old_drawings_in_the_unused_bits_are_left_out() -> None:
    held = _held(phantom.slice_file(CT, 1))
    pixels = np.frombuffer(held.PixelData, "<u2") | 0x8000
    held.PixelData = pixels.tobytes()
    held.add_new(0x60000010, "US", 64)
    held.add_new(0x60000011, "US", 64)
    held.add_new(0x60000100, "US", 16)
    held.add_new(0x60000102, "US", 15)
    assert _read(_saved(held)).samples == _read(phantom.slice_file(CT, 1)).samples
