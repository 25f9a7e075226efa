from __future__ import annotations

from pathlib import Path

import pytest

from desktop.bootstrap import make_vaults
from desktop.records.fact import FactKind
from desktop.vault.errors import ReadOnlyVaultError
from tests.filing import file_document

PASSPHRASE = "river candle orange seven"


def test_what_was_put_in_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "family.sheaf"
    workspace, _ = make_vaults().create(path, PASSPHRASE)
    maria = workspace.people.add({"name": "María López", "born": "1957-05-04"}).id
    added = workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "Metformin"}).id
    document = file_document(workspace, maria, pages=["Hemoglobin 10.9"])
    workspace.close()
    workspace.close()

    again = make_vaults().unlock(path, PASSPHRASE)
    assert (again.vault_name, again.vault_path, again.read_only) == ("family", path, False)
    assert [fact.id for fact in again.records.list(FactKind.MEDICATIONS, maria)] == [added]
    assert again.documents.original(document.id)
    assert [hit.id for hit in again.search.find("hemoglobin")] == [document.id]
    assert again.history.undo() is None
    again.close()


def test_a_vault_opened_for_reading_shows_everything_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "family.sheaf"
    workspace, _ = make_vaults().create(path, PASSPHRASE)
    maria = workspace.people.add({"name": "María López", "born": "1957-05-04"}).id
    workspace.close()
    reader = make_vaults().unlock(path, PASSPHRASE, read_only=True)
    assert [person.id for person in reader.people.list()] == [maria]
    with pytest.raises(ReadOnlyVaultError):
        reader.records.put(FactKind.MEDICATIONS, maria, {"generic": "Metformin"})
    assert reader.history.last_words == ""
    reader.close()
