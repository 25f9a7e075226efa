"""What can be read of a damaged vault comes into a new one, and what cannot is named; the old one is only read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.records.fact import FactKind
from desktop.services.salvage import SalvageReport, salvage
from desktop.services.workspace import Workspace
from desktop.vault.checking import check_database
from desktop.vault.engine import PAGE_BYTES
from desktop.vault.keys import VaultKeys
from desktop.vault.places import database
from desktop.vault.recovery import to_groups
from desktop.vault.salvage.pages import Pages
from desktop.vault.salvage.reading import read_tables
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.papers import letter

LETTERS, ALLERGIES = 3, 60
MOST_PAGES = 10
Salvage = Callable[..., SalvageReport]


@pytest.fixture
def damaged(workspace: Workspace, tmp_path: Path) -> tuple[Path, VaultKeys]:
    """A closed vault with letters and allergies, to be damaged, and its keys."""
    person = workspace.people.list()[0].id
    for number in range(LETTERS):
        path = tmp_path / f"letter {number}.pdf"
        path.write_bytes(letter(f"Letter number {number}: " + "nothing much happened. " * 40))
        workspace.importing.import_paths([path], person)
    for number in range(ALLERGIES):
        workspace.records.put(
            FactKind.ALLERGIES, person, {"substance": f"Substance {number}", "reaction": "rash " * 20}
        )
    workspace.close()
    return workspace.vault_path, workspace.vault.keys


@pytest.fixture
def save(damaged: tuple[Path, VaultKeys], tmp_path: Path) -> Salvage:
    """Salvage the damaged vault, and prove that it was only read."""
    folder, _keys = damaged

    def run(**ways: str) -> SalvageReport:
        before = fingerprints(folder)
        report = salvage(folder, tmp_path / "saved.sheaf", make_workspace, **(ways or {"passphrase": PASSPHRASE}))  # type: ignore[arg-type] # the ways in are texts
        assert fingerprints(folder) == before
        return report

    return run


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def spoil(folder: Path, pages: Iterable[int]) -> None:
    """Overwrite the middle of pages of the database."""
    with database(folder).open("r+b") as opened:
        for page in pages:
            opened.seek((page - 1) * PAGE_BYTES + 1000)
            opened.write(os.urandom(200))


def counts(path: Path) -> tuple[int, int]:
    """Open a vault and count its documents, whose originals must all open, and its allergies."""
    workspace = make_workspace(unlock_vault(path, PASSPHRASE, accept_copy=True))
    try:
        documents = workspace.documents.list()
        for document in documents:
            assert workspace.documents.original(document.id).startswith(b"%PDF-")
        return len(documents), len(workspace.records.list(FactKind.ALLERGIES))
    finally:
        workspace.close()


def test_a_whole_vault_comes_out_whole(save: Salvage, damaged: tuple[Path, VaultKeys], tmp_path: Path) -> None:
    report = save()
    assert (report.lost, report.damaged_pages, report.recovered) == ((), 0, 0)
    assert counts(tmp_path / "saved.sheaf") == (LETTERS, ALLERGIES)
    assert check_database(database(tmp_path / "saved.sheaf"), damaged[1], full=True).ok


def test_every_row_is_read_as_sqlite_reads_it(damaged: tuple[Path, VaultKeys]) -> None:
    folder, keys = damaged
    read = read_tables(Pages(database(folder), keys), {})
    counted = check_database(database(folder), keys, full=False).counts
    assert {one.table.name: len(one.rows) for one in read} == dict(counted)


@pytest.mark.parametrize("count", [1, 5, 50])
def test_damaged_pages_cost_only_what_lies_on_them(
    save: Salvage,
    damaged: tuple[Path, VaultKeys],
    tmp_path: Path,
    count: int,
    record_property: Callable[[str, object], None],
) -> None:
    folder, keys = damaged
    whole = database(folder).stat().st_size // PAGE_BYTES
    spoil(folder, [1 + (7 + number * whole // count) % whole for number in range(count)])
    report = save()
    assert report.damaged_pages == count
    documents, allergies = counts(tmp_path / "saved.sheaf")
    assert documents == LETTERS, "an original that opens always comes back, if need be as a recovered document"
    named = [one for one in report.lost if one.kind in {"allergies", "fact"}]
    assert allergies == ALLERGIES or named or count > MOST_PAGES
    assert "could not be read" in report.words
    assert check_database(database(tmp_path / "saved.sheaf"), keys, full=True).ok
    record_property("saved", f"{allergies} of {ALLERGIES} facts, {count} of {whole} pages damaged")


@pytest.mark.parametrize("page", [1, 2, 3])
def test_the_pages_of_the_schema_itself_may_be_lost(
    save: Salvage, damaged: tuple[Path, VaultKeys], tmp_path: Path, page: int
) -> None:
    spoil(damaged[0], [page])
    save()
    assert counts(tmp_path / "saved.sheaf") == (LETTERS, ALLERGIES)


def test_a_database_cut_off_gives_what_is_left(save: Salvage, damaged: tuple[Path, VaultKeys], tmp_path: Path) -> None:
    path = database(damaged[0])
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3 + 100])
    save()
    documents, _allergies = counts(tmp_path / "saved.sheaf")
    assert documents == LETTERS


def test_a_lost_database_still_gives_every_original(
    save: Salvage, damaged: tuple[Path, VaultKeys], tmp_path: Path
) -> None:
    database(damaged[0]).write_bytes(os.urandom(40 * PAGE_BYTES))
    report = save()
    assert report.recovered == LETTERS
    assert counts(tmp_path / "saved.sheaf")[0] == LETTERS
    workspace = make_workspace(unlock_vault(tmp_path / "saved.sheaf", PASSPHRASE, accept_copy=True))
    assert workspace.search.find("nothing much")
    workspace.close()


def test_a_damaged_original_is_named_by_title_and_its_text_is_kept(
    save: Salvage, damaged: tuple[Path, VaultKeys], tmp_path: Path
) -> None:
    path = next((damaged[0] / "sealed").glob("??/*.age"))
    path.write_bytes(path.read_bytes()[:-20] + bytes(20))
    report = save()
    assert [one.kind for one in report.lost] == ["document"]
    assert report.lost[0].title
    workspace = make_workspace(unlock_vault(tmp_path / "saved.sheaf", PASSPHRASE, accept_copy=True))
    assert len(workspace.documents.list()) == LETTERS
    assert len(workspace.search.find("nothing much")) == LETTERS
    workspace.close()


def test_the_code_alone_saves_a_vault_whose_locks_are_gone(
    save: Salvage, damaged: tuple[Path, VaultKeys], tmp_path: Path
) -> None:
    folder, keys = damaged
    for name in ("vault.keys", "vault.keys.bak"):
        (folder / name).unlink()
    spoil(folder, [1, 4])
    save(code=" ".join(to_groups(keys.root)), new_passphrase=PASSPHRASE)
    assert counts(tmp_path / "saved.sheaf")[0] == LETTERS


def test_when_it_fails_nothing_is_left(damaged: tuple[Path, VaultKeys], tmp_path: Path) -> None:
    def no_room(_place: object) -> tuple[int, int, int]:
        return shutil._ntuple_diskusage(10, 10, 0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "disk_usage", no_room)
        with pytest.raises(Exception, match="no room"):
            salvage(damaged[0], tmp_path / "saved.sheaf", make_workspace, passphrase=PASSPHRASE)
    assert not (tmp_path / "saved.sheaf").exists()
