"""The composition root: the only place where services get their parts."""

from __future__ import annotations

from desktop.services.backups import Backups
from desktop.services.changes import Changes
from desktop.services.documents import Documents
from desktop.services.emergency_card import EmergencyCard
from desktop.services.export import Exporting
from desktop.services.export.gathering import RecordReader
from desktop.services.health import Health
from desktop.services.history import UndoHistory
from desktop.services.imaging_files import ImagingFiles
from desktop.services.imaging_pictures.pictures import ImagingPictures
from desktop.services.importing import Importing
from desktop.services.joining import Joining
from desktop.services.keys import Keys
from desktop.services.letter import Letters
from desktop.services.medication_list import MedicationList
from desktop.services.merging.merging import Merging
from desktop.services.own_words import OwnWords
from desktop.services.packets import Packets
from desktop.services.packets.gathering import Gathering
from desktop.services.people import People
from desktop.services.readiness import Readiness
from desktop.services.records import Records
from desktop.services.results import Results
from desktop.services.search import Search
from desktop.services.tables import Tables
from desktop.services.timeline import Timeline
from desktop.services.trash import Trash
from desktop.services.vaults import Vaults
from desktop.services.watching import Watching
from desktop.services.workspace import Workspace
from desktop.vault.vault import Vault


def make_workspace(vault: Vault) -> Workspace:
    """Return every service over one open vault."""
    changes = Changes()
    history = UndoHistory(vault, changes)
    people = People(vault, history)
    documents = Documents(vault, history)
    records = Records(vault, history)
    backups = Backups(vault, changes)
    results = Results(vault, history)
    merging = Merging(vault, history)
    gathering = Gathering(people, documents, records, results, merging)
    packets = Packets(vault, history, gathering)
    importing = Importing(vault, history, before_many=backups.before_large)
    joining = Joining(vault, history)
    imaging_files = ImagingFiles(vault)
    reader = RecordReader(people, documents, records, results, packets, imaging_files, merging)
    return Workspace(
        vault_path=vault.path,
        vault_name=vault.name,
        read_only=vault.read_only,
        people=people,
        documents=documents,
        records=records,
        own_words=OwnWords(vault),
        medication_list=MedicationList(people, records),
        emergency_card=EmergencyCard(people, records, results),
        letters=Letters(people, records),
        results=results,
        importing=importing,
        imaging_files=imaging_files,
        imaging_pictures=ImagingPictures(imaging_files.original),
        merging=merging,
        tables=Tables(vault, history, importing.retry),
        joining=joining,
        readiness=Readiness(gathering),
        packets=packets,
        exporting=Exporting(
            vault, history, documents=documents, reader=reader, joining=joining, imaging_files=imaging_files
        ),
        search=Search(vault),
        timeline=Timeline(vault),
        trash=Trash(vault, history, people=people, documents=documents, records=records, importing=importing),
        watching=Watching(vault, history),
        history=history,
        changes=changes,
        keys=Keys(vault, before_rekey=backups.before_large),
        backups=backups,
        health=Health(vault, backups, changes),
        vault=vault,
    )


def make_vaults() -> Vaults:
    """Return the door to all vaults."""
    return Vaults(make_workspace)
