"""Makes a DICOMDIR: the list of a disc by patient, study, series and image (PS3.3 F, PS3.10 8), as a sandbox job."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from pydicom import config
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import dcmwrite, write_dataset
from pydicom.uid import UID, ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from desktop.importers.dicom.opened import inflated, open_inflated
from desktop.importers.dicom.said import said
from desktop.sandbox.values import JSONValue

config.settings.writing_validation_mode = config.IGNORE  # what stands in a head is copied as it stands there
IN_USE = 0xFFFF
_ITEM_HEAD = 8
_OFFSET = 0
_INFLATED = 16 << 20
_LAST_TAG = 0x00280011
"""Columns: all that is copied stands before it."""
_CHARACTER_SET = "SpecificCharacterSet"
_PATIENT = ("PatientName", "PatientID")
_STUDY = ("StudyDate", "StudyTime", "StudyDescription", "StudyInstanceUID", "StudyID", "AccessionNumber")
_SERIES = ("Modality", "SeriesInstanceUID", "SeriesNumber")
_INSTEAD = {
    "StudyDate": ("SeriesDate", "AcquisitionDate", "ContentDate"),
    "StudyTime": ("SeriesTime", "AcquisitionTime", "ContentTime"),
}
"""Elements that a list must have (type 1), and those of a head that say the same where it has none."""
_NOBODY, _MIDNIGHT = "UNKNOWN", "000000"
"""What a list must say, where a head says nothing at all: whose number it is, and at what time."""


def _head(beginning: bytes) -> Dataset:
    """Return the head of a file from its beginning, without its pixels."""
    plain = inflated(beginning, most=_INFLATED, cut=True)
    return open_inflated(plain, stop_when=lambda tag, _vr, _length: int(tag) > _LAST_TAG)


@dataclass(slots=True)
class _Record:
    """One line of the list, and the lines below it; `place` is its offset in the file, in bytes."""

    data: Dataset
    below: list[_Record] = field(default_factory=list)
    place: int = 0


def _record(kind: str, head: Dataset, names: Sequence[str]) -> Dataset:
    """Return a record with these elements of a file's head, exactly as they stand there; see `_complete`."""
    made = Dataset()
    made.OffsetOfTheNextDirectoryRecord = _OFFSET
    made.RecordInUseFlag = IN_USE
    made.OffsetOfReferencedLowerLevelDirectoryEntity = _OFFSET
    made.DirectoryRecordType = kind
    for name in (_CHARACTER_SET, *names):
        if name in head:
            made[name] = head[name]
        elif name != _CHARACTER_SET:
            setattr(made, name, None)
    return made


def _complete(made: Dataset, head: Dataset, **supplied: object) -> Dataset:
    """Supply what a list must have (PS3.3 F.5) and the head of the file has not; a day is never made up."""
    for name in (*_INSTEAD, *supplied):
        if name not in made or said(made, name):
            continue
        value = next((told for other in _INSTEAD.get(name, ()) if (told := said(head, other))), supplied.get(name))
        if value is not None:
            del made[name]  # it is the head's own element
            setattr(made, name, value)
    return made


def _image(row: Sequence[JSONValue], head: Dataset) -> Dataset:
    _series, path, sop_class, sop_uid, transfer_syntax, number = row
    made = _record("IMAGE", head, ())
    made.ReferencedFileID = [str(part) for part in path] if isinstance(path, list) else str(path)
    made.ReferencedSOPClassUIDInFile = str(sop_class)
    made.ReferencedSOPInstanceUIDInFile = str(sop_uid)
    made.ReferencedTransferSyntaxUIDInFile = str(transfer_syntax)
    made.InstanceNumber = number
    return made


class _Tree:
    """Patients with their studies, series and images, each once."""

    def __init__(self, heads: Sequence[Dataset]) -> None:
        self._heads = heads
        self._known: dict[tuple[str, ...], _Record] = {}
        self.patients: list[_Record] = []

    def _line(self, key: tuple[str, ...], among: list[_Record], made: Dataset) -> _Record:
        if key not in self._known:
            self._known[key] = _Record(made)
            among.append(self._known[key])
        return self._known[key]

    def add(self, row: Sequence[JSONValue]) -> None:
        """Add an image under its series, which its first field names."""
        head = self._heads[int(str(row[0]))]
        patient_key = (said(head, "PatientID"), said(head, "PatientName"))
        named = _complete(_record("PATIENT", head, _PATIENT), head, PatientID=_NOBODY)
        patient = self._line(patient_key, self.patients, named)
        study_key = (*patient_key, said(head, "StudyInstanceUID"))
        number = len(patient.below) + 1
        told = _complete(_record("STUDY", head, _STUDY), head, StudyID=str(number), StudyTime=_MIDNIGHT)
        study = self._line(study_key, patient.below, told)
        series_key = (*study_key, said(head, "SeriesInstanceUID"))
        made = _complete(_record("SERIES", head, _SERIES), head, SeriesNumber=len(study.below) + 1)
        series = self._line(series_key, study.below, made)
        image = _complete(_image(row, head), head, InstanceNumber=len(series.below) + 1)
        series.below.append(_Record(image))


def _walk(records: Sequence[_Record]) -> Iterator[_Record]:
    for one in records:
        yield one
        yield from _walk(one.below)


def _length(data: Dataset) -> int:
    file = DicomBytesIO()
    file.is_little_endian, file.is_implicit_VR = True, False
    write_dataset(file, data)
    return len(file.getvalue())


def _link(records: Sequence[_Record]) -> None:
    """Let each record name the place of the next one beside it and of the first one below it."""
    for one, following in zip_longest(records, records[1:]):
        one.data.OffsetOfTheNextDirectoryRecord = following.place if following else _OFFSET
        one.data.OffsetOfReferencedLowerLevelDirectoryEntity = one.below[0].place if one.below else _OFFSET
        _link(one.below)


def _directory(tree: _Tree) -> Dataset:
    made = Dataset()
    made.FileSetID = "SHEAF"
    made.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = _OFFSET
    made.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = _OFFSET
    made.FileSetConsistencyFlag = 0
    made.DirectoryRecordSequence = [one.data for one in _walk(tree.patients)]
    return made


def _written(directory: Dataset, uid: str) -> bytes:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = MediaStorageDirectoryStorage, UID(uid)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    directory.file_meta = meta
    made = io.BytesIO()
    dcmwrite(made, directory, enforce_file_format=True)
    return made.getvalue()


def dicomdir(heads: Sequence[Dataset], rows: Sequence[Sequence[JSONValue]], uid: str) -> bytes:
    """Return the DICOMDIR of images.

    `heads` holds the head of one file of each series. A row is: which of them, the parts of the path on the disc,
    SOP class, SOP instance, transfer syntax, instance number or None. `uid` names the list itself.
    """
    tree = _Tree(heads)
    for row in rows:
        tree.add(row)
    records = list(_walk(tree.patients))
    place = len(_written(_directory(tree), uid)) - sum(_ITEM_HEAD + _length(one.data) for one in records)
    for one in records:
        one.place = place
        place += _ITEM_HEAD + _length(one.data)
    _link(tree.patients)
    made = _directory(tree)
    made.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = tree.patients[0].place if tree.patients else _OFFSET
    made.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = tree.patients[-1].place if tree.patients else _OFFSET
    return _written(made, uid)


def make_directory(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: blobs begin one file of each series; arguments `rows` and `uid` as `dicomdir` takes them."""
    rows = arguments["rows"]
    told = [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []
    return None, (dicomdir([_head(blob) for blob in blobs], told, str(arguments["uid"])),)
