"""What a scan or a screenshot is made of is known at once, and of older documents once they were measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ExifTags, Image
from sqlalchemy import delete

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.records.packet import Case
from desktop.records.page_scan import PageScan
from desktop.services.workspace import Workspace
from desktop.vault.stores.info import info, keep_info
from desktop.vault.stores.page_scans import next_unmeasured
from desktop.vault.tables import page_scan
from desktop.vault.vault import Transaction


@pytest.fixture
def scans(workspace: Workspace, maria: str, tmp_path: Path) -> dict[str, tuple[PageScan, ...]]:
    """A screenshot, a photo of the same shape, and a coarse scan; what is known of them by name."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kamera"
    Image.new("RGB", (1170, 2532), "white").save(tmp_path / "screen.png")
    Image.new("RGB", (1170, 2532), "white").save(tmp_path / "photo.jpg", exif=exif)
    Image.new("L", (850, 1100), 255).save(tmp_path / "scan.tiff", dpi=(100, 100))
    workspace.importing.import_paths([tmp_path / name for name in ("screen.png", "photo.jpg", "scan.tiff")], maria)
    return _known(workspace, maria)


def _known(workspace: Workspace, maria: str) -> dict[str, tuple[PageScan, ...]]:
    known = workspace.documents.scans(maria)
    return {one.file_name: known.get(one.id, ()) for one in workspace.documents.list(maria)}


def test_a_screenshot_and_a_coarse_scan_are_asked_for_again(
    scans: dict[str, tuple[PageScan, ...]], workspace: Workspace, maria: str
) -> None:
    assert scans == {
        "screen.png": (PageScan(1, 1170, 2532, 230),),
        "photo.jpg": (PageScan(1, 1170, 2532, 230, camera=True),),
        "scan.tiff": (PageScan(1, 850, 1100, 100),),
    }
    names = {one.id: one.file_name for one in workspace.documents.list(maria)}
    found = {one.rule: one for one in workspace.readiness.check(maria, Case.GENERAL)}
    assert [names[one] for one in found["screenshots"].ids] == ["screen.png"]
    assert [names[one] for one in found["coarse-copies"].ids] == ["scan.tiff"]
    assert found["screenshots"].text == "1 document looks like a picture of a screen. Ask for the original."
    assert not workspace.documents.measure()
    assert workspace.vault.read(next_unmeasured) is None


def test_documents_of_an_older_sheaf_are_measured_once(
    scans: dict[str, tuple[PageScan, ...]], workspace: Workspace, maria: str
) -> None:
    def as_before(tx: Transaction) -> None:
        tx.execute(delete(page_scan))
        keep_info(tx, "scans_unmeasured", "0")

    workspace.vault.write(as_before)
    assert set(_known(workspace, maria).values()) == {()}
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(CancelledError):
        workspace.documents.measure(cancel=stopped)
    assert workspace.documents.measure()
    assert _known(workspace, maria) == scans
    assert workspace.vault.read(lambda tx: info(tx, "scans_unmeasured")) == ""
    assert not workspace.documents.measure()
