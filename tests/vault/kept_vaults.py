"""Makes the vault of this version that is kept in tests/data: `python -m tests.vault.kept_vaults`.

Run it once for a release, and never again over a vault that is there: the tests open the real files of every version.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile  # noqa: TID251 - an invented vault
from pathlib import Path

from desktop.bootstrap import make_workspace
from desktop.records.dates import PartialDate
from desktop.records.disclosure import Handover, HandoverWay
from desktop.records.entry_fields import EntryField, EntryType, entry_fields, entry_text
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault import schema
from desktop.vault.create import create_vault
from desktop.vault.kdf import KdfParameters
from tests.dicoms import stack, write_disc
from tests.filing import CEA, HEMOGLOBIN, file_document, file_folder

KEPT = Path(__file__).resolve().parents[1] / "data" / "vaults"
PASSPHRASE = "the six words of an invented vault"


def _value(field: EntryField) -> str:
    simple = {
        EntryType.CHOICE: (field.choices or ("",))[0],
        EntryType.DATE: "2024-03",
        EntryType.YES_NO: "yes",
        EntryType.NUMBER: "2",
    }
    return simple.get(field.type, f"{field.name} as printed, ä ñ 文")


def every_field(kind: FactKind) -> dict[str, str]:
    """Return a text for every field of a kind but the sensitive topics."""
    return {field.name: _value(field) for field in entry_fields(kind) if field.name != "sensitive"}


def fill(workspace: Workspace) -> None:
    """Put two people, a fact of every kind with every field, documents with pages, and proposals in."""
    maria = workspace.people.add({"name": "Maria Elena López", "born": "1957-05-04", "phone": "+1 555 010 0142"}).id
    workspace.people.add({"name": "Luis López", "born": "1955", "relation": "husband"})
    for kind in FactKind:
        workspace.records.put(kind, maria, every_field(kind))
    file_document(workspace, maria, title="Laborbericht", proposals=[HEMOGLOBIN, CEA])
    file_document(workspace, maria, title="CT report", pages=("A hypodense lesion.", "Second page."))
    read = [one.id for one in workspace.records.list(FactKind.RESULTS, maria) if one.provenance]
    workspace.records.confirm(read[:1])
    gone = file_document(workspace, maria, title="Old letter")
    workspace.documents.trash(gone.id)
    workspace.packets.start(maria)
    given = Handover(
        person_id=maria, to="Dr. Ivo Brandt", what="A disc", day=PartialDate(2026, 11), way=HandoverWay.STICK
    )
    (entry_id,) = workspace.packets.sent_log.hand_over(given).ids
    workspace.packets.sent_log.add_note(entry_id, "Nurse Kim took it, ä ñ 文")
    with tempfile.TemporaryDirectory() as folder:
        file_folder(workspace, write_disc(Path(folder), [*stack(2), *stack(1, series=2)]), maria)


def told(workspace: Workspace) -> dict[str, object]:
    """Return what a vault holds, as texts that a person would see."""
    people = workspace.people.list()
    sent = [
        [one.to, one.what, one.day.iso if one.day else "", *(note.text for note in one.notes)]
        for one in workspace.packets.disclosures()
    ]
    facts = [fact for kind in FactKind for one in people for fact in workspace.records.list(kind, one.id)]
    since_0007 = {"sent": sent} if sent else {}
    return {
        "people": [[one.name, "" if one.born is None else one.born.iso, one.phone] for one in people],
        "facts": {
            fact.id: {field.name: entry_text(fact, field) for field in entry_fields(fact.kind)} for fact in facts
        },
        "documents": {
            one.id: [one.title, one.sha256, *(workspace.documents.page_text(one.id, n + 1) for n in range(one.pages))]
            for one in (*workspace.documents.list(), *workspace.documents.list(trashed=True))
        },
        "images": {
            file.id: [file.path, file.sha256, hashlib.sha256(workspace.imaging_files.original(file.id)).hexdigest()]
            for one in workspace.documents.list()
            for file in workspace.imaging_files.all_files(one.id)
        },
        "packets": [draft.code for one in people for draft in workspace.packets.drafts(one.id)],
        **since_0007,
    }


def make() -> None:
    """Write the vault of the schema of today."""
    path = KEPT / f"{schema.CURRENT}.sheaf"
    with tempfile.TemporaryDirectory() as state:
        os.environ["SHEAF_STATE_DIR"] = state
        workspace = make_workspace(create_vault(path, PASSPHRASE, kdf=KdfParameters.floor())[0])
        fill(workspace)
        words = told(workspace)
        workspace.close()
    (path / "vault.lock").unlink(missing_ok=True)
    path.with_suffix(".json").write_text(json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")


if __name__ == "__main__":
    make()
