"""When backups are made, where they lie, what they are called, and bringing one back."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.bootstrap import make_vaults
from desktop.foundation.clock import frozen_at
from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.services.backups import Backups, remembered
from desktop.services.backups.backups import BadPlaceError, NotThereError, OtherKeysError
from desktop.services.backups.closed import backups_of
from desktop.services.backups.remembered import Remembered, carry_over, keep, place_name, recall
from desktop.services.importing import importing
from desktop.services.workspace import Workspace
from desktop.vault.backup.make import sealed_path
from desktop.vault.checking import damaged_originals, wanted_originals
from desktop.vault.errors import DamagedBackupError, NoSuchBackupError, VaultInUseError
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import file_document

START = datetime(2026, 11, 6, 11, 20, tzinfo=UTC)
SET = "family.sheaf-backups"


def _day(number: int) -> datetime:
    return START + timedelta(days=number)


def _add(workspace: Workspace, maria: str, name: str) -> None:
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": name})


@pytest.fixture
def backups(workspace: Workspace) -> Backups:
    return workspace.backups


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    folder = tmp_path / "BLUE"
    folder.mkdir()
    return folder


def test_the_first_backup_is_due_at_once_and_lies_beside_the_vault(workspace: Workspace, backups: Backups) -> None:
    assert backups.due()
    made = backups.make_due()
    assert made is not None
    assert made.set_folder == workspace.vault_path.parent / SET
    assert not backups.due()


def test_one_a_day_and_only_when_something_changed(workspace: Workspace, backups: Backups, maria: str) -> None:
    with frozen_at(_day(0)):
        assert backups.make_due() is not None
        _add(workspace, maria, "Metformin")
        assert backups.make_due() is None, "one was made today"
    with frozen_at(_day(1)):
        assert backups.make_due() is not None
    with frozen_at(_day(2)):
        assert backups.make_due() is None, "nothing changed"
        _add(workspace, maria, "Ramipril")
        assert backups.due()
    with frozen_at(_day(-3)):
        assert backups.due(), "a clock that went back does not stop backups"


def test_backups_that_are_switched_off_are_not_made(workspace: Workspace, backups: Backups, maria: str) -> None:
    backups.switch(on=False)
    _add(workspace, maria, "Metformin")
    assert not backups.due()
    assert backups.make_due() is None
    assert backups.before_large() is None
    assert not (workspace.vault_path.parent / SET).exists()
    backups.switch(on=True)
    assert backups.due()


def test_what_went_wrong_by_itself_is_remembered_until_one_is_good(
    backups: Backups, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("desktop.vault.backup.make.shutil.disk_usage", lambda _path: usage._replace(free=0))
        assert backups.make_due() is None
    assert backups.state().problem == "There is no room left on this disk. Free some space and try again."
    assert backups.due()
    backups.make_due()
    assert backups.state().problem == ""


def test_a_cancel_is_no_problem(backups: Backups) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        backups.make_due(cancel=token)
    assert backups.state().problem == ""
    assert backups.listing() == ()


def test_who_listens_is_told_of_a_new_backup(workspace: Workspace, backups: Backups) -> None:
    heard: list[ChangeSet] = []
    workspace.changes.subscribe(heard.append)
    backups.make()
    assert [change.kinds for change in heard] == [frozenset({"backup"})]


def test_a_large_import_is_preceded_by_a_backup(
    workspace: Workspace, backups: Backups, maria: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MANY_FILES", 2)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_bytes(b"no document")
    workspace.importing.import_paths([folder], maria)
    assert backups.listing() == ()
    (folder / "3.txt").write_bytes(b"no document")
    before = workspace.vault.sequence
    workspace.importing.import_paths([folder], maria)
    (line,) = backups.listing()
    assert line.verified
    assert json.loads((line.path / "backup.json").read_text("utf-8"))["sequence"] == before


def test_the_backup_before_something_large_is_not_made_twice(backups: Backups) -> None:
    first = backups.before_large()
    assert first is not None
    assert backups.before_large() == first
    assert len(backups.listing()) == 1


def test_the_second_place_is_remembered_and_reminds_after_14_days(
    workspace: Workspace, backups: Backups, maria: str, blue: Path
) -> None:
    with frozen_at(_day(0)):
        chosen = backups.choose_second(blue)
        assert (chosen.path, chosen.there, chosen.made, chosen.due) == (blue, True, None, True)
        backups.make(blue)
        second = backups.state().second
        assert second is not None
        assert (second.days, second.due) == (0, False)
        _add(workspace, maria, "Metformin")
    for days, due in ((14, False), (15, True), (16, True)):
        with frozen_at(_day(days)):
            second = backups.state().second
            assert second is not None
            assert (second.days, second.due) == (days, due)
    shutil.rmtree(blue)
    with frozen_at(_day(16)):
        second = Backups(workspace.vault, workspace.changes).state().second
        assert second is not None
        assert (second.there, second.days, second.due) == (False, 16, True)
        with pytest.raises(NotThereError) as told:
            backups.make(blue)
    assert told.value.happened == "The folder “BLUE” is not there."
    assert not blue.exists(), "nothing is written where the stick was"


def test_a_copy_that_has_everything_does_not_remind(backups: Backups, blue: Path) -> None:
    with frozen_at(_day(0)):
        backups.choose_second(blue)
        backups.make(blue)
    with frozen_at(_day(40)):
        second = backups.state().second
        assert second is not None
        assert (second.days, second.due) == (40, False)


def test_what_is_left_of_an_unplugged_stick_is_not_the_stick(backups: Backups, blue: Path) -> None:
    backups.choose_second(blue)
    vault_id = backups._vault.vault_id
    keep(vault_id, Remembered(second=str(blue), other_disk=True))
    second = backups.state().second
    assert second is not None
    assert not second.there
    with pytest.raises(NotThereError):
        backups.make(blue)


def test_a_place_with_backups_on_it_is_known_at_once(backups: Backups, blue: Path) -> None:
    with frozen_at(_day(0)):
        backups.make(blue)
    with frozen_at(_day(3)):
        assert backups.choose_second(blue).days == 3
        backups.forget_second()
        assert backups.state().second is None


def test_the_vault_itself_is_no_second_place(workspace: Workspace, backups: Backups, tmp_path: Path) -> None:
    for folder in (workspace.vault_path, workspace.vault_path / "sealed"):
        with pytest.raises(BadPlaceError):
            backups.choose_second(folder)
    with pytest.raises(NotThereError):
        backups.choose_second(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PurePosixPath("/media/maria/BLUE"), "USB stick “BLUE”"),
        (PurePosixPath("/run/media/maria/BLUE/Sheaf"), "USB stick “BLUE”"),
        (PurePosixPath("/Volumes/BLUE"), "USB stick “BLUE”"),
        (PurePosixPath("/home/maria/Nextcloud/Sheaf"), "Folder “Sheaf”"),
        (PureWindowsPath("E:\\"), "Drive “E:”"),
        (PureWindowsPath("C:\\Users\\maria\\OneDrive"), "Folder “OneDrive”"),
    ],
)
def test_a_place_has_the_name_that_a_person_gives_it(path: PurePosixPath | PureWindowsPath, name: str) -> None:
    assert place_name(path) == name


def test_the_list_has_all_places_and_says_what_is_broken(backups: Backups, blue: Path, tmp_path: Path) -> None:
    backups.choose_second(blue)
    with frozen_at(_day(0)):
        backups.make(blue)
    with frozen_at(_day(1)):
        here = backups.make()
    with frozen_at(_day(2)):
        backups.make(tmp_path / "elsewhere")
    shutil.copytree(here.path, here.path.with_name("2026-10-01T09-15-00Z-2"))
    (here.path.with_name("2026-10-01T09-15-00Z-2") / "vault.db").unlink()
    found = [(line.where, line.verified, line.words) for line in backups.listing()]
    assert found == [
        ("Folder “elsewhere”", True, "Opened and compared"),
        ("On this computer", True, "Opened and compared"),
        ("Folder “BLUE”", True, "Opened and compared"),
        ("On this computer", False, "Could not be opened"),
    ]


def test_a_backup_whose_original_is_gone_is_not_listed_as_good(
    workspace: Workspace, backups: Backups, maria: str
) -> None:
    file_document(workspace, maria)
    made = backups.make()
    sealed_path(made.set_folder, next(iter(made.originals()))).unlink()
    assert [(line.verified, line.words) for line in backups.listing()] == [(False, "Could not be opened")]


def test_looking_inside_says_what_would_change(workspace: Workspace, backups: Backups, maria: str) -> None:
    _add(workspace, maria, "Metformin")
    made = backups.make()
    assert backups.look_inside(made.path).words == "Nothing would change."
    for number in range(3):
        file_document(workspace, maria, title=f"Report {number}")
    for fact in workspace.records.list(FactKind.MEDICATIONS):
        workspace.records.edit(fact.id, {"dose": "850 mg"})
    inside = backups.look_inside(made.path)
    assert inside.words == "3 documents would be missing, 1 medicine different."
    assert [(one.name, one.missing, one.different) for one in inside.differences] == [
        ("Documents", 3, 0),
        ("Medicines", 0, 1),
    ]


def test_a_damaged_backup_cannot_be_looked_into(backups: Backups) -> None:
    made = backups.make()
    made.database.write_bytes(bytes(made.database_bytes))
    with pytest.raises(DamagedBackupError):
        backups.look_inside(made.path)
    assert not backups.check(made.path)
    with pytest.raises(NoSuchBackupError):
        backups.look_inside(made.path.parent.parent)


def test_a_check_finds_what_decayed_and_a_new_backup_mends_it(
    workspace: Workspace, backups: Backups, maria: str
) -> None:
    file_document(workspace, maria)
    made = backups.make()
    original = sealed_path(made.set_folder, next(iter(made.originals())))
    original.write_bytes(b"x" * original.stat().st_size)
    assert [line.verified for line in backups.listing()] == [True], "a list opens nothing"
    assert [line.verified for line in backups.check_all()] == [False]
    assert [line.words for line in backups.listing()] == ["Could not be opened"]
    backups.make()
    assert [line.verified for line in backups.listing()] == [True, True]
    assert [line.verified for line in backups.check_all()] == [True, True]


def test_the_open_vault_is_restored_after_a_backup_of_what_it_is(
    workspace: Workspace, backups: Backups, maria: str
) -> None:
    with frozen_at(_day(0)):
        made = backups.make()
    _add(workspace, maria, "Metformin")
    newest = workspace.vault.sequence
    restored = backups.restore(made.path)
    assert backups.closed
    assert restored.old is not None
    again = make_vaults().unlock(workspace.vault_path, PASSPHRASE)
    assert again.records.list(FactKind.MEDICATIONS) == ()
    sequences = [
        json.loads((line.path / "backup.json").read_text("utf-8"))["sequence"] for line in again.backups.listing()
    ]
    assert newest in sequences, "what was there is in a backup too"
    again.close()


def test_a_restore_that_fails_leaves_the_vault_open(workspace: Workspace, backups: Backups, maria: str) -> None:
    file_document(workspace, maria)
    made = backups.make()
    original = sealed_path(made.set_folder, next(iter(made.originals())))
    original.write_bytes(b"x" * original.stat().st_size)
    with pytest.raises(DamagedBackupError):
        backups.restore(made.path)
    assert not backups.closed
    assert len(workspace.documents.list()) == 1


def test_a_backup_with_other_keys_says_what_opens_it(workspace: Workspace, backups: Backups) -> None:
    made = backups.make()
    place = workspace.vault_path
    workspace.keys.new_keys(PASSPHRASE)
    again = make_vaults().unlock(place, PASSPHRASE)
    try:
        line = next(one for one in again.backups.listing() if one.path == made.path)
        assert (line.verified, line.own_keys) == (True, False)
        with pytest.raises(OtherKeysError):
            again.backups.look_inside(made.path)
    finally:
        again.close()


def test_new_keys_keep_the_places(workspace: Workspace, backups: Backups, blue: Path) -> None:
    backups.choose_second(blue)
    place = workspace.vault_path
    workspace.keys.new_keys(PASSPHRASE)
    again = make_vaults().unlock(place, PASSPHRASE)
    second = again.backups.state().second
    again.close()
    assert second is not None
    assert second.path == blue


def test_a_vault_that_is_gone_comes_back_from_beside_it(workspace: Workspace, backups: Backups, maria: str) -> None:
    file_document(workspace, maria, title="CT report")
    made, place = backups.make(), workspace.vault_path
    vaults = make_vaults()
    with pytest.raises(VaultInUseError):
        vaults.restore(made.path, place, passphrase=PASSPHRASE)
    workspace.close()
    shutil.rmtree(place)
    (line,) = vaults.backups(place)
    assert vaults.compare(line.path, place, passphrase=PASSPHRASE) is None
    vaults.restore(line.path, place, passphrase=PASSPHRASE)
    again = vaults.unlock(place, PASSPHRASE)
    assert [one.title for one in again.documents.list()] == ["CT report"]
    again.close()


def test_a_damaged_original_is_brought_back_from_a_backup(workspace: Workspace, backups: Backups, maria: str) -> None:
    for number in range(3):
        file_document(workspace, maria, title=f"Report {number}")
    backups.make()
    vault = workspace.vault
    names = sorted(vault.sealed.names())
    sealed_path(vault.path, names[0]).unlink()
    sealed_path(vault.path, names[1]).write_bytes(b"rust")
    damaged = damaged_originals(vault.path, vault.keys, vault.read(wanted_originals))
    assert damaged == tuple(names[:2])
    assert len(backups.mendable(damaged)) == 2
    assert backups.repair(damaged) == 2
    assert damaged_originals(vault.path, vault.keys, vault.read(wanted_originals)) == ()


def test_a_vault_for_reading_only_makes_none_by_itself(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE, read_only=True)
    from desktop.bootstrap import make_workspace

    backups = make_workspace(vault).backups
    assert not backups.due()
    assert backups.before_large() is None
    vault.close()


def test_what_is_remembered_outside_the_vault_has_no_health_data(
    workspace: Workspace, backups: Backups, maria: str, blue: Path, state: Path
) -> None:
    _add(workspace, maria, "Metformin")
    file_document(workspace, maria, title="CT report")
    backups.choose_second(blue)
    backups.make(blue)
    made = backups.make()
    text = "".join(path.read_text("utf-8") for path in (state / "backups").iterdir())
    text += (made.path / "backup.json").read_text("utf-8") + (made.path / "originals.txt").read_text("utf-8")
    for word in ("Maria", "Lopez", "Metformin", "CT report", "1957", "Mary"):
        assert word not in text
    assert set(json.loads((made.path / "backup.json").read_text("utf-8"))) == {
        "format", "vault_id", "made", "number", "sequence",
        "documents", "facts", "lost", "database_bytes", "bytes_written",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "[]", "{", '{"here": "no", "second": 5, "elsewhere": {}, "other": 1}'])
def test_odd_memory_falls_back(state: Path, text: str) -> None:
    (state / "backups").mkdir(parents=True)
    (state / "backups" / "x.json").write_text(text, "utf-8")
    assert recall("x") == Remembered()
    keep("x", Remembered(here=False, elsewhere=("/a",)))
    carry_over("x", "y")
    assert remembered.recall("y") == Remembered(here=False, elsewhere=("/a",))


def test_a_vault_that_was_renamed_keeps_its_backups(workspace: Workspace, backups: Backups, blue: Path) -> None:
    backups.choose_second(blue)
    backups.make()
    backups.make(blue)
    place = workspace.vault_path
    workspace.close()
    renamed = place.rename(place.with_name("Lopez.sheaf"))
    again = make_vaults().unlock(renamed, PASSPHRASE)
    again.backups.make()
    again.backups.make(blue)
    assert [line.where for line in again.backups.listing()].count("On this computer") == 2
    again.close()
    assert len(make_vaults().backups(renamed)) == 4
    assert [path.name for path in blue.iterdir()] == [SET]


def test_backups_of_nothing_are_none(tmp_path: Path) -> None:
    assert backups_of(tmp_path / "nothing.sheaf") == ()
