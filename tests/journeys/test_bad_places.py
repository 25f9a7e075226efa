"""A full disk, a write-protected one, a vault that is open already: the plain sentences, the codes, nothing lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.bootstrap import make_vaults
from tests.commands.shell import Said
from tests.conftest import PASSPHRASE
from tests.journeys.disks import small_disk, write_protected
from tests.journeys.terminal import Terminal
from tests.papers import ct_report, letter

MEGABYTE = 1_000_000
OPEN_ELSEWHERE, CANNOT = 5, 6


def _told(said: Said, code: int, name: str) -> dict[str, str]:
    """Check that the answer is an error in three sentences without a traceback; returns them."""
    assert said.code == code, said
    assert said.err == ""
    error: dict[str, str] = said.json["error"]
    assert error["code"] == name
    assert all(error[part].endswith(".") for part in ("happened", "safe", "do")), error
    return error


@pytest.fixture
def crowded(maria_vault: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal whose vault lies on a disk of 160 MB."""
    with small_disk(tmp_path / "disk", megabytes=160) as disk:
        shutil.move(maria_vault, disk)
        yield Terminal(tmp_path, vault=disk / maria_vault.name, passphrase=PASSPHRASE)


def test_a_file_for_which_there_is_no_room_is_told_and_what_was_in_stays(crowded: Terminal) -> None:
    first = crowded.file("a first.pdf", ct_report())
    huge = crowded.file("b huge.pdf", b"%PDF-1.7\n" + os.urandom(170 * MEGABYTE))
    last = crowded.file("c last.pdf", letter("the last one"))
    error = _told(crowded.on("add", first, huge, last), CANNOT, "disk-full")
    assert "1 file is stored, 2 are not" in error["happened"]
    assert [one["title"] for one in crowded.on("documents").json] == ["CT scan report, abdomen and pelvis"]
    assert not list(crowded.vault.rglob("*.part"))
    assert crowded.on("add", last).code == 0


def test_a_full_disk_is_told_before_anything_changes_and_work_goes_on_after_room_is_made(crowded: Terminal) -> None:
    paper = crowded.file("paper.pdf", ct_report())
    ballast = crowded.vault.parent / "holiday.mp4"
    ballast.write_bytes(bytes(100 * MEGABYTE))
    error = _told(crowded.on("add", paper), CANNOT, "disk-full")
    assert "Free some space" in error["do"]
    _told(crowded.on("put", "questions", "--set", "text=Why now?"), CANNOT, "disk-full")
    assert crowded.on("documents").json == []
    ballast.unlink()
    assert crowded.on("add", paper).code == 0
    assert len(crowded.on("documents").json) == 1


def test_a_disk_without_room_for_a_vault_gets_none(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=20) as disk:
        terminal = Terminal(tmp_path, vault=disk / "family.sheaf")
        said = terminal.on("create", "--name", "Maria Lopez", "--born", "1957-05-04")
        _told(said, CANNOT, "disk-full")
        assert not terminal.vault.exists()


def test_a_write_protected_vault_takes_nothing_and_loses_nothing(terminal: Terminal) -> None:
    assert terminal.on("add", terminal.file("ct.pdf", ct_report())).code == 0
    with write_protected(terminal.vault):
        said = terminal.on("add", terminal.file("l.pdf", letter("later")))
        assert (said.code, said.json["error"]["code"]) == (CANNOT, "read-only")
        assert "may write" in said.json["error"]["do"]
        read = terminal.on("documents")
        assert (read.code, len(read.json)) == (0, 1)
        assert "for reading only" in read.err
    assert len(terminal.on("documents").json) == 1
    assert terminal.on("add", terminal.folder / "l.pdf").code == 0


def test_nothing_is_half_written_into_a_write_protected_folder(terminal: Terminal) -> None:
    (outcome,) = terminal.on("add", terminal.file("ct.pdf", ct_report())).json
    target = terminal.folder / "protected"
    target.mkdir()
    other = Terminal(terminal.folder, vault=target / "new.sheaf", passphrase=PASSPHRASE)
    with write_protected(target):
        for said in (
            terminal.on("document", outcome["document_id"], "--out", target / "copy.pdf"),
            terminal.on("packet", "--for", "Dr. Lena Okafor", "--out", target / "records.pdf"),
            other.on("create", "--name", "Maria Lopez", "--born", "1957-05-04"),
        ):
            assert said.code == CANNOT, said
            assert set(said.json["error"]) == {"code", "happened", "safe", "do"}
            assert said.err == ""
    assert list(target.iterdir()) == []
    assert terminal.on("disclosures").json == []


def test_a_second_start_is_told_where_the_vault_is_open(terminal: Terminal) -> None:
    paper = terminal.file("ct.pdf", ct_report())
    workspace = make_vaults().unlock(terminal.vault, PASSPHRASE)
    try:
        error = _told(terminal.on("add", paper), OPEN_ELSEWHERE, "in-use")
        assert error["happened"] == "This vault is open in another window on this computer."
        assert workspace.documents.list() == ()
        read = terminal.on("people")
        assert (read.code, [one["name"] for one in read.json]) == (0, ["Maria Lopez"])
        assert "reading only" in read.err
    finally:
        workspace.close()
    assert terminal.on("add", paper).code == 0
