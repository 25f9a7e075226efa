"""Photos that are one document are joined in the person's order, apart again, and never lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop.records.fact import FactKind
from desktop.sandbox.ocr import engines
from desktop.services.joining import NotJoinedError
from desktop.services.workspace import Workspace
from tests.papers import paper
from tests.pictures import jpeg, page_image


@pytest.fixture
def photos(workspace: Workspace, maria: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(engines, "find_engine", lambda: None)
    monkeypatch.setattr("desktop.services.importing.recognizing.find_engine", lambda: None)
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(jpeg(page_image(paper([f"Sheet {number}"]), dpi=60), dpi=60))
    batch = workspace.importing.import_paths([tmp_path / f"{number}.jpg" for number in range(3)], maria)
    return [str(outcome.document_id) for outcome in batch.outcomes]


def _ids(workspace: Workspace) -> set[str]:
    return {one.id for one in workspace.documents.list()}


def test_joined_photos_are_one_document_with_their_originals_inside(workspace: Workspace, photos: list[str]) -> None:
    originals = [workspace.documents.original(one) for one in photos]
    order = [photos[2], photos[0], photos[1]]
    joined = workspace.joining.join(order).ids[0]
    assert _ids(workspace) == {joined}
    assert workspace.documents.get(joined).pages == 3
    assert [one.id for one in workspace.joining.parts(joined)] == order
    assert [workspace.joining.original(joined, number) for number in (1, 2, 3)] == [
        originals[2],
        originals[0],
        originals[1],
    ]
    assert workspace.documents.page_picture(joined, 3, width=200).startswith(b"\x89PNG")
    assert workspace.health.check(full=True).ok


def test_joining_is_undone_and_taking_apart_too(workspace: Workspace, photos: list[str]) -> None:
    joined = workspace.joining.join(photos).ids[0]
    workspace.history.undo()
    assert _ids(workspace) == set(photos)
    joined = workspace.joining.join(photos).ids[0]
    workspace.joining.apart(joined)
    assert _ids(workspace) == set(photos)
    workspace.history.undo()
    assert _ids(workspace) == {joined}


def test_taking_the_import_back_and_bringing_it_back_leaves_nobody_behind(
    workspace: Workspace, photos: list[str]
) -> None:
    joined = workspace.joining.join(photos).ids[0]
    import_id = workspace.documents.get(joined).import_id
    workspace.importing.undo(import_id)
    assert _ids(workspace) == set()
    workspace.importing.redo(import_id)
    assert _ids(workspace) == {joined}


def test_an_entry_of_a_whole_photo_goes_along_and_comes_back(
    workspace: Workspace, maria: str, photos: list[str]
) -> None:
    entry = workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Latex"}).ids[0]
    workspace.records.link(entry, photos[1])
    joined = workspace.joining.join(photos).ids[0]
    (place,) = workspace.records.get(entry).provenance
    assert (place.document_id, place.page) == (joined, 2)
    workspace.joining.apart(joined)
    (place,) = workspace.records.get(entry).provenance
    assert (place.document_id, place.page) == (photos[1], 1)
    assert [one.id for one in workspace.records.list(FactKind.ALLERGIES, maria)] == [entry]


def test_the_same_photo_again_is_a_duplicate_while_it_is_a_part(
    workspace: Workspace, photos: list[str], maria: str, tmp_path: Path
) -> None:
    workspace.joining.join(photos)
    (outcome,) = workspace.importing.import_paths([tmp_path / "1.jpg"], maria).outcomes
    assert outcome.status == "duplicate"


def test_one_alone_is_not_joined(workspace: Workspace, photos: list[str]) -> None:
    with pytest.raises(NotJoinedError):
        workspace.joining.join(photos[:1])


def test_an_export_holds_the_parts_byte_for_byte(workspace: Workspace, photos: list[str], tmp_path: Path) -> None:
    workspace.joining.join([photos[1], photos[0], photos[2]])
    exported = workspace.exporting.export(tmp_path / "way out")
    parts = sorted(path for path in exported.path.rglob("*.jpg"))
    assert [path.name for path in parts] == ["01 - 1.jpg", "02 - 0.jpg", "03 - 2.jpg"]
    assert [path.read_bytes() for path in parts] == [(tmp_path / f"{number}.jpg").read_bytes() for number in (1, 0, 2)]
    manifest = (exported.path / "manifest.sha256").read_text("utf-8")
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() in manifest for path in parts)
    assert exported.damaged == 0


def test_a_joined_document_moves_and_goes_to_the_trash_whole(
    workspace: Workspace, photos: list[str], maria: str
) -> None:
    joined = workspace.joining.join(photos).ids[0]
    other = workspace.people.add({"name": "Ana Lopez", "born": "1984-05-02"}).ids[0]
    workspace.documents.move(joined, other)
    assert not workspace.documents.list(maria)
    workspace.joining.apart(joined)
    assert {one.id for one in workspace.documents.list(other)} == set(photos)
    assert not workspace.documents.list(maria)
    workspace.history.undo()
    workspace.documents.trash(joined)
    assert _ids(workspace) == set()
    workspace.documents.untrash(joined)
    assert [one.id for one in workspace.joining.parts(joined)] == photos
    workspace.history.undo()
    assert workspace.health.check(full=True).ok
