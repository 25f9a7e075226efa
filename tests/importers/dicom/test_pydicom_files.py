"""Every file that pydicom tests itself with: shown behind locked doors as in the open, or refused with a reason."""

from __future__ import annotations

import warnings
from pathlib import Path

import pydicom
import pytest
from pydicom.pixels.utils import pixel_array

from desktop.importers.dicom.frames import read_frames
from desktop.records.image_frame import FrameRefusal, ImageFrame
from desktop.services.imaging_pictures.reading import read_pictures

_FOLDER = Path(pydicom.__file__).parent / "data"
FILES = sorted(path for path in _FOLDER.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"})
ODD = {"ExplVR_BigEndNoMeta.dcm", "ExplVR_LitEndNoMeta.dcm"}
"""Without a head, in a coding that nobody could guess."""


def _pydicom_shows(path: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return pixel_array(pydicom.dcmread(path), index=0).size > 0
        except Exception:  # noqa: BLE001 - whatever it raises, it shows nothing
            return False


def test_there_are_files_to_try() -> None:
    assert len(FILES) > 150


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_file_is_shown_or_refused_with_a_reason(path: Path) -> None:
    data = path.read_bytes()
    (locked_in,) = read_pictures(data, [0])
    (in_the_open,) = read_frames(data, [0])
    assert locked_in == in_the_open
    assert isinstance(locked_in, (ImageFrame, FrameRefusal))
    assert locked_in is not FrameRefusal.TOO_SLOW
    if _pydicom_shows(path):
        assert isinstance(locked_in, ImageFrame), "pydicom shows it, so do we"
