"""A PDF inside a PDF is a document of its own: a portal's cover sheet must not hide the report behind it."""

from __future__ import annotations

from pathlib import Path

from desktop.importers import limits
from desktop.importers.inner_names import clean_name
from desktop.services.importing.values import FileOutcome, ImportStatus
from desktop.services.workspace import Workspace
from tests.faults.bombs import attached, attached_bomb, thousand_attachments
from tests.papers import ct_report, lab_report, letter, paper


def _add(workspace: Workspace, maria: str, path: Path, data: bytes) -> FileOutcome:
    path.write_bytes(data)
    (outcome,) = workspace.importing.import_paths([path], maria).outcomes
    return outcome


def _said(outcome: FileOutcome) -> str:
    (issue,) = (issue for issue in outcome.issues if issue.code == limits.FILES_INSIDE_CODE)
    return issue.text


def test_files_inside_are_taken_in_with_the_pdf(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    cover = attached(letter("See inside"), "cover", ("lab.pdf", lab_report()), ("ct.pdf", ct_report()))
    outcome = _add(workspace, maria, tmp_path / "cover.pdf", cover)
    assert [one.path.name for one in outcome.inside] == ["ct.pdf", "lab.pdf"]
    assert all(one.status is ImportStatus.STORED and one.read for one in outcome.inside)
    assert {one.import_id for one in outcome.inside} == {outcome.import_id}
    assert _said(outcome) == "What was inside this file stand as documents of their own: “ct.pdf”, “lab.pdf”."
    assert len(workspace.documents.list(maria)) == 3
    assert workspace.search.find("hypodense", maria)
    workspace.importing.undo(outcome.import_id)
    assert workspace.documents.list(maria) == ()


def test_what_no_reader_knows_is_counted_and_stays_inside(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    cover = attached(letter("See"), "cover", ("lab.pdf", lab_report()), ("note.xyz", b"\x01\x02\x03"))
    outcome = _add(workspace, maria, tmp_path / "cover.pdf", cover)
    assert [one.path.name for one in outcome.inside] == ["lab.pdf"]
    assert _said(outcome).endswith("“lab.pdf”. 1 more could not be read.")
    alone = _add(workspace, maria, tmp_path / "alone.pdf", attached(letter("One"), "c", ("note.xyz", b"\x01\x02")))
    assert not alone.inside
    assert "which was not read: “note.xyz”" in _said(alone)


def test_one_level_is_opened_and_the_deeper_ones_are_named(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    inner = attached(paper(["Middle page"]), "middle", ("deepest.pdf", paper(["Deepest page"])))
    outcome = _add(workspace, maria, tmp_path / "outer.pdf", attached(letter("x"), "outer", ("middle.pdf", inner)))
    (middle,) = outcome.inside
    assert not middle.inside
    assert "which was not read: “deepest.pdf”" in _said(middle)


def test_the_same_file_inside_is_there_once(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    lab = lab_report()  # set once: two printings carry two moments
    _add(workspace, maria, tmp_path / "lab.pdf", lab)
    outcome = _add(workspace, maria, tmp_path / "c.pdf", attached(letter("x"), "c", ("lab.pdf", lab)))
    assert outcome.inside[0].status is ImportStatus.DUPLICATE


def test_too_many_or_too_large_files_inside_do_not_hurt(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    many = _add(workspace, maria, tmp_path / "many.pdf", thousand_attachments())
    assert len(many.inside) == limits.FILES_INSIDE
    assert "950 more could not be read" in _said(many)
    large = _add(workspace, maria, tmp_path / "large.pdf", attached_bomb())
    assert large.read
    assert not large.inside
    assert "which was not read: “big.pdf”" in _said(large)


def test_a_name_from_inside_is_one_harmless_part() -> None:
    assert clean_name("../../etc/passwd") == "passwd"
    assert clean_name("C:\\Users\\x\\lab.pdf") == "lab.pdf"
    assert clean_name("\x1b[2Jlab\n.pdf\u202e") == "[2Jlab.pdf"
    assert clean_name("..") == clean_name("") == "file"
    assert len(clean_name("x" * 500)) == 80
