"""Windows turn values into shades as the standard says, for every number."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_windowing

from desktop.importers.dicom.windowing import shaded, shades, table, whole_range
from desktop.records.image_frame import ImageFrame, VoiFunction, Window

CENTERS = st.floats(-5000, 5000)
WIDTHS = st.floats(1, 10_000)
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


def _linear(x: float, center: float, width: float) -> float:
    """PS3.3 C.11.2.1.2.1, equations for a range from 0 to 1, written out."""
    if x <= center - 0.5 - (width - 1) / 2:
        return 0.0
    if x > center - 0.5 + (width - 1) / 2:
        return 1.0
    return (x - (center - 0.5)) / (width - 1) + 0.5


@given(VALUES, CENTERS, WIDTHS)
def test_the_linear_window_is_the_one_of_the_standard(values: list[float], center: float, width: float) -> None:
    made = shades(np.array(values), Window(center, width))
    for value, shade in zip(values, made, strict=True):
        if width - 1 > 1e-6:
            assert math.isclose(shade, _linear(value, center, width), abs_tol=1e-6)
        else:
            assert shade in {0.0, 1.0} or 0 <= shade <= 1


@given(VALUES, CENTERS, WIDTHS, st.sampled_from(VoiFunction))
def test_every_window_rises_and_stays_between_black_and_white(
    values: list[float], center: float, width: float, function: VoiFunction
) -> None:
    made = shades(np.array(sorted(values)), Window(center, width, function))
    assert ((made >= 0) & (made <= 1)).all()
    assert (np.diff(made) >= 0).all()


@pytest.mark.parametrize("function", VoiFunction)
@pytest.mark.parametrize(("center", "width"), [(40, 400), (-600, 1500), (40.5, 1.5), (0, 65_535), (2048, 4096)])
def test_windows_agree_with_pydicom_to_a_shade(function: VoiFunction, center: float, width: float) -> None:
    held = Dataset()
    held.WindowCenter, held.WindowWidth, held.VOILUTFunction = center, width, function.value
    held.PhotometricInterpretation, held.BitsStored, held.PixelRepresentation = "MONOCHROME2", 16, 1
    stored = np.arange(-32768, 32768).astype(np.int16)
    with np.errstate(over="ignore"):
        reference = (apply_windowing(stored.copy(), held) + 32768) / 65535
    ours = shades(stored.astype(np.float64), Window(center, width, function))
    assert np.abs(ours - reference).max() < 1e-4


def test_a_window_one_wide_is_a_step() -> None:
    made = shades(np.array([9.0, 9.5, 9.6, 20.0]), Window(10, 1))
    assert made.tolist() == [0.0, 0.0, 1.0, 1.0]


def test_the_whole_range_goes_from_black_to_white() -> None:
    made = shades(np.array([-1024.0, 1023.5, 3071.0]), whole_range(-1024, 3071))
    assert made[0] == 0.0
    assert made[2] == 1.0
    assert 0.49 < made[1] < 0.51


def _frame(values: list[int], **more: object) -> ImageFrame:
    samples = np.array(values, "<i2").tobytes()
    return ImageFrame(rows=1, columns=len(values), samples=samples, signed=True, **more)  # type: ignore[arg-type] # of a frame


def test_slope_and_intercept_come_before_the_window() -> None:
    frame = _frame([0, 500, 1000], slope=2.0, intercept=-1000.0)
    assert list(shaded(frame, Window(0.5, 2001))) == [0, 128, 255]


def test_inverted_pictures_show_small_values_bright() -> None:
    plain, inverted = _frame([-100, 0, 100]), _frame([-100, 0, 100], inverted=True)
    window = Window(0.5, 201)
    assert list(shaded(inverted, window)) == [255 - shade for shade in shaded(plain, window)]


def test_the_first_window_of_the_file_is_taken_when_none_is_chosen() -> None:
    frame = _frame([0, 100], windows=(Window(50.5, 101), Window(0, 10)))
    assert list(shaded(frame, None)) == [0, 255]


def test_the_files_own_table_is_taken_when_none_is_chosen() -> None:
    own = bytes([7]) * 65536
    frame = _frame([0, 100], voi_table=own, windows=(Window(50.5, 101),))
    assert list(shaded(frame, None)) == [7, 7]
    assert list(shaded(frame, Window(50.5, 101))) == [0, 255]


def test_colors_are_left_as_they_are() -> None:
    frame = ImageFrame(rows=1, columns=1, samples=b"\x01\x02\x03", color=True)
    assert shaded(frame, Window(1, 2)) == b"\x01\x02\x03"


@given(st.booleans(), st.floats(-3000, 3000), st.floats(1, 5000))
def test_the_table_holds_every_sample(signed: bool, center: float, width: float) -> None:  # noqa: FBT001 - drawn
    frame = ImageFrame(rows=1, columns=1, samples=b"\0\0", signed=signed)
    made = table(frame, Window(center, width))
    samples = np.array([-32768, -1, 0, 1, 32767] if signed else [0, 1, 32768, 65535])
    expected = [round(_linear(float(one), center, width) * 255) if width - 1 > 1e-6 else None for one in samples]
    for sample, shade in zip(samples, expected, strict=True):
        if shade is not None:
            assert abs(int(made[int(sample) & 0xFFFF]) - shade) <= 1
