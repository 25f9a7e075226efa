"""A DICOMDIR: every offset leads to a record, and walking them meets each image once under its own series."""

from __future__ import annotations

import io
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from desktop.importers.dicom.directory import make_directory
from desktop.importers.dicom.phantom import ChestCT, series_files
from desktop.sandbox.values import JSONValue

UID = "2.25.1"


def _head(name: str, patient: str, study: str, series: str) -> bytes:
    made = Dataset()
    made.SpecificCharacterSet = "ISO_IR 192"
    made.PatientName, made.PatientID = name, patient
    made.StudyInstanceUID, made.StudyDate, made.StudyID = study, "20261114", "1"
    made.SeriesInstanceUID, made.SeriesNumber, made.Modality = series, 1, "CT"
    made.file_meta = dcmread(io.BytesIO(next(islice(series_files(ChestCT()), 1))[1])).file_meta
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = io.BytesIO()
    made.save_as(file, enforce_file_format=True)
    return file.getvalue()


def _made(heads: list[bytes], of_series: list[int]) -> Dataset:
    rows: list[JSONValue] = [
        [series, ["DICOM", f"IM{number:06}"], CTImageStorage, f"2.25.{number + 7}", ExplicitVRLittleEndian, number]
        for number, series in enumerate(of_series)
    ]  # fmt: skip
    _, blobs = make_directory(tuple(heads), {"rows": rows, "uid": UID})
    return dcmread(io.BytesIO(blobs[0]))


def _places(listed: Dataset) -> dict[int, Dataset]:
    """Return each record by its offset in the file, as PS3.3 F.2 counts it."""
    return {one.seq_item_tell: one for one in listed.DirectoryRecordSequence}


def _walk(places: dict[int, Dataset], first: int) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    place = first
    while place:
        one = places[place]
        kind = one.DirectoryRecordType
        below = _walk(places, one.OffsetOfReferencedLowerLevelDirectoryEntity)
        own = {"PATIENT": "PatientID", "STUDY": "StudyInstanceUID", "SERIES": "SeriesInstanceUID"}.get(kind)
        name = str(one[own].value) if own else one.ReferencedSOPInstanceUIDInFile
        found += [(name, *rest) for rest in below] if below else [(name,)]
        place = one.OffsetOfTheNextDirectoryRecord
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=6, unique=True),
    st.lists(st.integers(0, 5), min_size=1, max_size=20),
)
def test_every_image_is_found_by_walking_the_offsets(series: list[tuple[int, int, int]], images: list[int]) -> None:
    heads = [_head(f"Müller^{p}", f"id-{p}", f"2.25.9{p}{s}", f"2.25.8{p}{s}{n}") for p, s, n in series]
    of_series = [one % len(series) for one in images]
    listed = _made(heads, of_series)
    places = _places(listed)
    first = listed.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity
    expected = {
        (f"id-{p}", f"2.25.9{p}{s}", f"2.25.8{p}{s}{n}", f"2.25.{number + 7}")
        for number, at in enumerate(of_series)
        for p, s, n in [series[at]]
    }
    walked = _walk(places, first)
    assert set(walked) == expected
    assert len(walked) == len(of_series)
    last = listed.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity
    assert places[last].DirectoryRecordType == "PATIENT"


def test_names_stay_in_their_own_characters() -> None:
    listed = _made([_head("Yamada^Tarou=山田^太郎", "1", "2.25.3", "2.25.4")], [0])
    assert str(listed.DirectoryRecordSequence[0].PatientName) == "Yamada^Tarou=山田^太郎"
    assert listed.file_meta.MediaStorageSOPClassUID == MediaStorageDirectoryStorage
    assert listed.file_meta.MediaStorageSOPInstanceUID == UID


@pytest.mark.parametrize(
    ("missing", "told"),
    [("PatientID", "UNKNOWN"), ("StudyDate", ""), ("StudyTime", "000000"), ("StudyID", "1"), ("SeriesNumber", "1")],
)
def test_a_list_has_what_it_must_also_where_a_head_says_little_but_no_made_up_day(missing: str, told: str) -> None:
    head = dcmread(io.BytesIO(_head("A", "1", "2.25.3", "2.25.4")))
    head.pop(missing, None)
    file = io.BytesIO()
    head.save_as(file, enforce_file_format=True)
    records = _made([file.getvalue()], [0, 0]).DirectoryRecordSequence
    assert [one.DirectoryRecordType for one in records] == ["PATIENT", "STUDY", "SERIES", "IMAGE", "IMAGE"]
    assert [str(one[missing].value or "") for one in records if missing in one] == [told]


def test_the_day_of_the_series_stands_for_that_of_its_study() -> None:
    head = dcmread(io.BytesIO(_head("A", "1", "2.25.3", "2.25.4")))
    head.StudyDate, head.SeriesDate = "", "20261012"
    file = io.BytesIO()
    head.save_as(file, enforce_file_format=True)
    assert [one.StudyDate for one in _made([file.getvalue()], [0]).DirectoryRecordSequence if "StudyDate" in one] == [
        "20261012"
    ]
