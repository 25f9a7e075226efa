"""Usual windows of CT are offered where they mean something."""

from __future__ import annotations

from desktop.records.image_frame import ImageFrame, Window
from desktop.services.imaging_pictures.presets import own_window, presets


def _frame(**more: object) -> ImageFrame:
    return ImageFrame(rows=1, columns=1, samples=b"\0\0", **more)  # type: ignore[arg-type] # of a frame


def test_ct_values_have_the_usual_windows() -> None:
    held = {one.id: one.window for one in presets(_frame(unit="HU"))}
    assert held == {"soft-tissue": Window(40, 400), "lung": Window(-600, 1500), "bone": Window(400, 1800)}


def test_other_pictures_have_none() -> None:
    assert presets(_frame(unit="")) == ()
    assert presets(_frame(unit="OD")) == ()
    assert presets(ImageFrame(rows=1, columns=1, samples=b"\0\0\0", color=True)) == ()


def test_the_own_window_is_the_files_or_its_whole_range() -> None:
    assert own_window(_frame(windows=(Window(10, 20), Window(30, 40)))) == Window(10, 20)
    assert own_window(_frame(lowest=0, highest=99)) == Window(50, 100)
    assert own_window(_frame(voi_table=bytes(65536))) is None
    assert own_window(ImageFrame(rows=1, columns=1, samples=b"\0\0\0", color=True)) is None
