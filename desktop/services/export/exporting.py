"""The way out: writes whole records into a folder of open formats, and enters that in the sent log."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.foundation.json_text import json_chunks
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.services.documents import Documents
from desktop.services.export.csv_tables import csv_chunks
from desktop.services.export.errors import ExportNoRoomError, of_place
from desktop.services.export.fhir import bundle
from desktop.services.export.folder import ExportFolder, free_place
from desktop.services.export.gathering import RecordReader
from desktop.services.export.images import ImageWriter
from desktop.services.export.naming import FOLDER_BYTES, NamesTaken, folder_name, original_name, part_name, safe_name
from desktop.services.export.page import people_page, record_page
from desktop.services.export.patient_summary import SUMMARY, summary_chunks, summary_readme
from desktop.services.export.readme import PASSWORDS, locked_originals, passwords_text, readme
from desktop.services.export.record_json import record_json
from desktop.services.export.values import Exported, PersonRecord, PlacedRecord
from desktop.services.history import Done, UndoHistory
from desktop.services.imaging_files import ImagingFiles
from desktop.services.joining import Joining
from desktop.vault.errors import DamagedVaultError
from desktop.vault.stores import disclosures
from desktop.vault.vault import Transaction, Vault

MEDIUM = "export"
MANIFEST, README, PAGE = "manifest.sha256", "README.txt", "index.html"
_SPARE = 5_000_000
_EACH_FACT = 6_000
"""Bytes asked for beside the originals: for the disk itself, and for a fact in all its forms (4,000 measured)."""


class Exporting:
    """Exports of one vault."""

    def __init__(
        self,
        vault: Vault,
        history: UndoHistory,
        *,
        documents: Documents,
        reader: RecordReader,
        joining: Joining,
        imaging_files: ImagingFiles,
    ) -> None:
        """Read through the services; `vault` is where exports are logged and never written to otherwise."""
        self._vault = vault
        self._history = history
        self._documents = documents
        self._reader = reader
        self._joining = joining
        self._images = ImageWriter(imaging_files)

    def export(
        self,
        destination: Path,
        *,
        person_id: str | None = None,
        with_trash: bool = False,
        only_summary: bool = False,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Exported:
        """Write the record of one person, or of everybody, into a new or empty folder, whole or not at all.

        `only_summary` writes each person's patient summary and nothing else. One original is in memory at a time. An
        original that is damaged is left out and counted. Raises PlaceTakenError, UnfinishedThereError,
        InsideVaultError, WholeDiskError, ExportNoRoomError, ExportFolderError, NoSuchThingError, CancelledError; then
        nothing is left at the place.
        """
        told, stop = progress or Progress(), cancel or CancelToken()
        place = free_place(destination, vault=self._vault.path)
        people = self._people(person_id, with_trash=with_trash, told=told, stop=stop)
        if only_summary:
            people = tuple(replace(placed, only_summary=True) for placed in people)
        _refuse_small_disk(place, people)
        with ExportFolder(place, stop) as folder:
            written = self._write_people(folder, people, told, stop)
            _write_front(folder, written, with_trash=with_trash, logged=not self._vault.read_only)
            manifest = folder.write_manifest(MANIFEST)
            told.tell(0, 0, "Making sure that everything is on the disk")
            folder.settle()
            entries = tuple(_disclosure(placed, folder, manifest) for placed in written)
            self._log(entries)
            folder.finish()
        return _exported(place, folder, written, logged=not self._vault.read_only)

    def _people(
        self, person_id: str | None, *, with_trash: bool, told: Progress, stop: CancelToken
    ) -> tuple[PlacedRecord, ...]:
        wanted = [self._reader.people.resolve(person_id)] if person_id else self._reader.people.list()
        folders = NamesTaken(MANIFEST, README, PAGE)
        placed = []
        for number, person in enumerate(wanted):
            stop.check()
            told.tell(number, len(wanted), "Gathering the record")
            record = self._reader.of(person.id, with_trash=with_trash)
            placed.append(
                _placed(record, folders.claim(safe_name(person.name, instead="person", most_bytes=FOLDER_BYTES)))
            )
        return tuple(placed)

    def _write_people(
        self, folder: ExportFolder, people: Sequence[PlacedRecord], told: Progress, stop: CancelToken
    ) -> tuple[PlacedRecord, ...]:
        total = sum(len(placed.written_documents) for placed in people)
        done = 0
        written = []
        for placed in people:
            damaged = set()
            for document in placed.written_documents:
                stop.check()
                told.tell(done, total, "Writing the documents")
                if document.id in placed.record.studies:
                    damaged |= self._images.write(folder, placed, document)
                elif not self._write_original(folder, placed, document):
                    damaged.add(document.id)
                damaged |= self._write_parts(folder, placed, document)
                done += 1
            told.tell(done, total, "Writing the tables and pages")
            kept = replace(placed, damaged=frozenset(damaged))
            _write_record(folder, kept)
            written.append(kept)
        return tuple(written)

    def _write_original(self, folder: ExportFolder, placed: PlacedRecord, document: Document) -> bool:
        """Write one original and tell whether the vault gave it back as it came."""
        try:
            data = self._documents.original(document.id)
        except DamagedVaultError:
            return False
        if sha256(data).hexdigest() != document.sha256:
            return False
        folder.write(f"{placed.folder}/{placed.link(document.id)}", [data])
        return True

    def _write_parts(self, folder: ExportFolder, placed: PlacedRecord, document: Document) -> set[str]:
        """Write the originals a joined document was made of, numbered in order; return the ids of damaged ones."""
        damaged = set()
        for number, part in enumerate(self._joining.parts(document.id), start=1):
            try:
                data = self._joining.original(document.id, number)
            except DamagedVaultError:
                data = b""
            if sha256(data).hexdigest() == part.sha256:
                folder.write(f"{placed.folder}/{placed.link(document.id)} - parts/{part_name(number, part)}", [data])
            else:
                damaged.add(part.id)
        return damaged

    def _log(self, entries: Sequence[Disclosure]) -> None:
        """Enter the export in the sent log; a vault that is open for reading only cannot take it."""
        if self._vault.read_only:
            return

        def work(tx: Transaction) -> Done:
            for entry in entries:
                disclosures.append_disclosure(tx, entry)
            ids = tuple(entry.id for entry in entries)
            return Done(ChangeSet(ids, frozenset({"packet", "disclosure"}), "Records exported"))

        self._history.perform(work)


def _placed(record: PersonRecord, folder: str) -> PlacedRecord:
    names = NamesTaken()
    originals = {
        document.id: names.claim(folder_name(document) if document.id in record.studies else original_name(document))
        for document in record.all_documents
    }
    return PlacedRecord(record=record, folder=folder, originals=originals)


def _refuse_small_disk(place: Path, people: Sequence[PlacedRecord]) -> None:
    originals = sum(document.size for placed in people for document in placed.written_documents)
    needed = originals + _SPARE + _EACH_FACT * sum(len(placed.record.all_facts) for placed in people)
    try:
        disk = shutil.disk_usage(place.parent)
    except OSError as error:
        raise of_place(error) from error
    if disk.total and disk.free < needed:  # some network places say nothing of their size
        raise ExportNoRoomError


def _files_of(placed: PlacedRecord) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield each file of a person's folder beside the originals, with its content in pieces."""
    yield SUMMARY, summary_chunks(placed.record)
    if placed.only_summary:
        return
    documents = {document.id: document for document in placed.record.all_documents}
    yield "record.json", json_chunks(record_json(placed))
    yield "fhir.json", json_chunks(bundle(placed))
    for kind in FactKind:
        facts = (*placed.record.facts[kind], *(fact for fact in placed.record.trashed_facts if fact.kind is kind))
        yield f"csv/{kind.value}.csv", csv_chunks(kind, facts, documents)
    yield PAGE, iter([record_page(placed)])
    if locked_originals(placed):
        yield PASSWORDS, iter([passwords_text(placed)])


def _write_record(folder: ExportFolder, placed: PlacedRecord) -> None:
    for name, chunks in _files_of(placed):
        folder.write(f"{placed.folder}/{name}", chunks)


def _write_front(folder: ExportFolder, people: Sequence[PlacedRecord], *, with_trash: bool, logged: bool) -> None:
    """Write what lies at the top: of several people it holds nothing but their names."""
    if any(placed.only_summary for placed in people):
        folder.write(README, [summary_readme(logged=logged)])
        return
    alone = people[0] if len(people) == 1 else None
    page = people_page(people) if alone is None else record_page(alone, f"{alone.folder}/")
    folder.write(PAGE, [page])
    folder.write(README, [readme(people, with_trash=with_trash, logged=logged)])


def _disclosure(placed: PlacedRecord, folder: ExportFolder, manifest: str) -> Disclosure:
    """Return the entry of the sent log for one person; `sha256` is that of the manifest, which names every file."""
    record = placed.record
    own = f"{placed.folder}/"
    return Disclosure(
        id=new_id(),
        packet_id="",
        code="",
        version=0,
        person_id=record.person.id,
        to="",
        address="",
        purpose="",
        medium=MEDIUM,
        when=clock.now(),
        pages=sum(document.pages for document in placed.written_documents),
        size=sum(size for path, size in folder.sizes.items() if path.startswith(own)),
        sha256=manifest,
        fingerprint=manifest[:12],
        file_name=folder.place.name,
        items=(*(document.id for document in placed.written_documents), *placed.written_facts),
    )


def _exported(place: Path, folder: ExportFolder, people: Sequence[PlacedRecord], *, logged: bool) -> Exported:
    return Exported(
        path=place,
        files=len(folder.sizes),
        size=sum(folder.sizes.values()),
        people=len(people),
        documents=sum(len(placed.written_documents) for placed in people),
        facts=sum(len(placed.written_facts) for placed in people),
        damaged=sum(len(placed.damaged) for placed in people),
        logged=logged,
    )
