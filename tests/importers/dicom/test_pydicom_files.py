"""Every test file inside the pydicom package is read, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pydicom
import pytest

from desktop.importers import limits
from desktop.importers.dicom.read import listed, read, take_out
from desktop.records.document import DocumentKind
from desktop.services.importing import FileOutcome, ImportStatus
from desktop.services.workspace import Workspace

ROOT = Path(pydicom.__file__).parent / "data" / "test_files"
FILES = sorted(path for path in ROOT.rglob("*") if path.is_file())
NO_DICOM = {".txt", ".icc", ".dump", ".json", ".gz", ".zip", ".md", ".py"}
SAYS_NOTHING = {"empty_charset_LEI.dcm", "nested_priv_SQ.dcm", "priv_SQ.dcm", "meta_missing_tsyntax.dcm"}
SAYS_NOTHING |= {"no_meta_group_length.dcm"}
"""Made for tests of pydicom's parser: they hold a private element or two, and neither a class nor a study."""
NO_DICOM_AT_ALL = {"no_meta.dcm"}
"""It begins with a stray byte: pydicom itself finds no element in it."""


def _walk(outcomes: tuple[FileOutcome, ...]) -> Iterator[FileOutcome]:
    for one in outcomes:
        yield one
        yield from _walk(one.inside)


@pytest.fixture
def outcomes(workspace: Workspace, maria: str) -> tuple[FileOutcome, ...]:
    """What became of all files, dropped together as one folder."""
    return workspace.importing.import_paths([ROOT], maria).outcomes


def test_the_package_has_its_files() -> None:
    assert len(FILES) > 150


def test_every_file_is_in_an_exam_or_it_is_said_why_not(
    workspace: Workspace, outcomes: tuple[FileOutcome, ...]
) -> None:
    kept = {
        file.path
        for one in outcomes
        if one.images is not None
        for file in workspace.imaging_files.all_files(one.document_id or "")
    }
    alone = {
        one.path.relative_to(ROOT).as_posix(): one for one in _walk(outcomes) if one.images is None and one.path != ROOT
    }
    twice = sum(1 for path in FILES if path.relative_to(ROOT).as_posix() not in kept | alone.keys())
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        if name in kept:
            continue
        if name in alone:
            assert alone[name].read or alone[name].issues, name
            continue
        told = path.name.startswith(("DICOMDIR", "README")) or _same_bytes(path)
        assert told, name
    assert twice < len(FILES)


def _same_bytes(path: Path) -> bool:
    """Whether another of the files has the same bytes: it is kept once."""
    data = path.read_bytes()
    return any(other != path and other.read_bytes() == data for other in FILES)


def test_each_image_file_is_read_as_one(outcomes: tuple[FileOutcome, ...]) -> None:
    not_read = {one.file: one.issues[0].code for one in outcomes if one.status is ImportStatus.STORED and not one.read}
    assert {name for name in not_read if not name.endswith(tuple(NO_DICOM))} <= SAYS_NOTHING | NO_DICOM_AT_ALL
    assert all(not_read[name] == limits.DICOM_SAYS_NOTHING.code for name in SAYS_NOTHING & not_read.keys())


def test_structured_reports_are_readable_documents(workspace: Workspace, outcomes: tuple[FileOutcome, ...]) -> None:
    report = next(one for one in outcomes if one.file == "reportsi.dcm")
    assert (report.kind, report.read) == (DocumentKind.IMAGING, True)
    text = workspace.documents.page_text(report.document_id or "", 1)
    assert "Last Name First Name" in text
    assert "Report Text: Enter text" in text


def test_a_disc_of_several_people_is_warned(outcomes: tuple[FileOutcome, ...]) -> None:
    exams = [one for one in outcomes if one.images is not None]
    assert all("several-people" in {issue.code for issue in one.issues} for one in exams)
    assert not any(one.person_match.value == "match" for one in exams)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_file_alone_never_ends_its_reader(path: Path) -> None:
    data = path.read_bytes()
    result = read(data)
    assert result.read or result.issues
    take_out((data,), {})
    listed((data,), {})
