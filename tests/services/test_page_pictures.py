"""Pictures of pages: made in the sandbox, kept in the vault."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.document import Document
from desktop.sandbox.worker import Worker
from desktop.services.errors import NoPictureError, NoSuchPageError
from desktop.services.workspace import Workspace
from desktop.vault.stores import documents, imports, pictures
from desktop.vault.vault import Transaction
from tests.papers import paper


@pytest.fixture
def readers_started(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many readers were started since the test began."""
    started: list[Worker] = []
    start = Worker.__init__

    def counted(self: Worker) -> None:
        started.append(self)
        start(self)

    monkeypatch.setattr(Worker, "__init__", counted)
    return lambda: len(started)


def _file(workspace: Workspace, data: bytes, pages: int) -> Document:
    maria, moment = workspace.people.list()[0].id, clock.now()
    document = Document(
        id=new_id(), person_id=maria, pages=pages, sha256=hashlib.sha256(data).hexdigest(), import_id=new_id()
    )
    sealed = workspace.vault.sealed.seal(data)

    def work(tx: Transaction) -> None:
        imports.start_batch(tx, document.import_id, maria, moment)
        documents.insert_document(tx, document, sealed=sealed)

    workspace.vault.write(work)
    return document


def test_a_page_is_shown_at_the_width_asked_for_and_kept(workspace: Workspace) -> None:
    document = _file(workspace, paper(["first"], ["second"]), 2)
    png = workspace.documents.page_picture(document.id, 2, width=300)
    with Image.open(BytesIO(png)) as image:
        assert image.format == "PNG"
        assert abs(image.width - 300) <= 1
    kept = workspace.vault.read(lambda tx: pictures.get_picture(tx, document.sha256, 2, 300))
    assert kept == png
    sequence = workspace.vault.sequence
    assert workspace.documents.page_picture(document.id, 2, width=300) == png
    assert workspace.vault.sequence == sequence


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there_is_said(workspace: Workspace, page: int) -> None:
    document = _file(workspace, paper(["first"], ["second"]), 2)
    with pytest.raises(NoSuchPageError):
        workspace.documents.page_picture(document.id, page, width=300)


def test_a_file_without_pages_has_no_picture_and_stays_safe(
    workspace: Workspace, readers_started: Callable[[], int]
) -> None:
    document = _file(workspace, b"not a PDF at all", 0)
    for _ in range(3):
        with pytest.raises(NoPictureError):
            workspace.documents.page_picture(document.id, 1, width=300)
    assert readers_started() <= 1, "one reader says it each time"
    assert workspace.documents.original(document.id) == b"not a PDF at all"
