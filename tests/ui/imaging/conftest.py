"""A study in a real vault: a made-up CT, a film in color, a broken picture, one of oblong pixels."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file

from desktop.importers.dicom.phantom import ChestCT, series_files
from desktop.records.document import Document
from desktop.services.workspace import Workspace
from tests.filing import file_folder

CT = ChestCT(side=64, slices=12)
FileStudy = Callable[..., Document]


def _put(folder: Path, name: str, data: bytes) -> None:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _of_study(held: pydicom.Dataset, number: int) -> bytes:
    held.StudyInstanceUID, held.SeriesInstanceUID, held.SeriesNumber = CT.study_uid, f"{CT.study_uid}.{number}", number
    held.PatientName, held.PatientID, held.PatientBirthDate = CT.name, CT.patient_id, CT.born
    made = io.BytesIO()
    held.save_as(made)
    return made.getvalue()


def _sample(name: str) -> pydicom.FileDataset:
    path = get_testdata_file(name, download=False)
    assert path is not None
    return pydicom.dcmread(path)


@pytest.fixture
def file_ct(workspace: Workspace, tmp_path: Path) -> FileStudy:
    """File a made-up CT under the first person, or under another."""

    def make(ct: ChestCT = CT, person_id: str = "") -> Document:
        folder = tmp_path / "disc"
        for name, data in series_files(ct):
            _put(folder, name, data)
        (made,) = file_folder(workspace, folder, person_id or workspace.people.list()[0].id)
        return made

    return make


@pytest.fixture
def mixed_study(workspace: Workspace, tmp_path: Path) -> Document:
    """A CT whose third picture is broken, a film in color, a report without a picture, and oblong pixels."""
    folder = tmp_path / "mixed"
    for number, (name, data) in enumerate(series_files(CT)):
        held = pydicom.dcmread(io.BytesIO(data))
        if number == 2:
            held.PixelData = held.PixelData[:100]
        made = io.BytesIO()
        held.save_as(made)
        _put(folder, name, made.getvalue())
    _put(folder, "film", _of_study(_sample("examples_ybr_color.dcm"), 7))
    _put(folder, "report", _of_study(_sample("reportsi.dcm"), 8))
    oblong = pydicom.dcmread(io.BytesIO(next(iter(series_files(CT)))[1]))
    oblong.PixelSpacing, oblong.SOPInstanceUID = [4.0, 1.0], f"{CT.study_uid}.9.1"
    _put(folder, "oblong", _of_study(oblong, 9))
    (study,) = file_folder(workspace, folder, workspace.people.list()[0].id)
    return study
