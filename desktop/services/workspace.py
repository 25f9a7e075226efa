"""An open vault as the window and the command line hold it: every service, wired once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from desktop.services.backups import Backups
from desktop.services.changes import Changes
from desktop.services.documents import Documents
from desktop.services.emergency_card import EmergencyCard
from desktop.services.export import Exporting
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
from desktop.services.people import People
from desktop.services.readiness import Readiness
from desktop.services.records import Records
from desktop.services.results import Results
from desktop.services.search import Search
from desktop.services.tables import Tables
from desktop.services.timeline import Timeline
from desktop.services.trash import Trash
from desktop.services.watching import Watching
from desktop.vault.vault import Vault


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """The services of one open vault; close it when done."""

    vault_path: Path
    vault_name: str
    read_only: bool
    people: People
    documents: Documents
    records: Records
    own_words: OwnWords
    medication_list: MedicationList
    emergency_card: EmergencyCard
    letters: Letters
    results: Results
    importing: Importing
    imaging_files: ImagingFiles
    imaging_pictures: ImagingPictures
    merging: Merging
    tables: Tables
    joining: Joining
    readiness: Readiness
    packets: Packets
    exporting: Exporting
    search: Search
    timeline: Timeline
    trash: Trash
    watching: Watching
    history: UndoHistory
    changes: Changes
    keys: Keys
    backups: Backups
    health: Health
    vault: Vault = field(repr=False)

    def close(self) -> None:
        """Close the vault and forget its pictures; closing twice does nothing."""
        self.imaging_pictures.forget()
        self.vault.close()
