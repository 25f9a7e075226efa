"""Salvage: everything that can be read of a damaged vault, in a new vault with the same keys."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, insert

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.document import Document, DocumentStatus
from desktop.records.person import Person
from desktop.vault import key_file, places, schema, trouble
from desktop.vault.create import check_passphrase
from desktop.vault.engine import BEGIN, make_engine
from desktop.vault.errors import DamagedVaultError
from desktop.vault.kdf import calibrated
from desktop.vault.keys import VaultKeys
from desktop.vault.metadata import METADATA
from desktop.vault.opening import open_vault
from desktop.vault.reindexing import fill_index
from desktop.vault.salvage.pages import Pages
from desktop.vault.salvage.reading import read_tables, roots
from desktop.vault.salvage.records import Value
from desktop.vault.salvage.sorting import STAND_IN, Lost, Rows, sorted_rows
from desktop.vault.sealed import SealedFiles
from desktop.vault.stores import documents, imports, people
from desktop.vault.vault import Transaction, Vault

_ITSELF = ("vault_info", "chain")
"""Tables of the vault about itself: written first, since opening reads them."""
_INDEX = "search_entry"
"""Made anew from what was saved."""
RECOVERED = "Recovered document"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The new vault, what it holds, what is lost, and the documents of which only the original was left."""

    path: Path
    documents: int
    facts: int
    damaged_pages: int
    lost: tuple[Lost, ...]
    recovered: tuple[str, ...]


def _insert(tx: Connection, rows: Rows, names: Iterable[str]) -> None:
    for name in names:
        for row in rows[name]:
            tx.execute(insert(METADATA.tables[name]).values(**row))


def _found(folder: Path, keys: VaultKeys, target: Path) -> tuple[int, Rows, list[Lost]]:
    """Make the new database with its own tables filled, and return what else was read."""
    engine = make_engine(places.database(target), keys)
    try:
        places.database(target).chmod(0o600)
        schema.migrate(engine)
        pages = Pages(places.database(folder), keys)
        rows, lost = sorted_rows(read_tables(pages, roots(Pages(places.database(target), keys))))
        with engine.connect() as connection:
            writing = connection.execution_options(**{BEGIN: "IMMEDIATE"})
            with writing.begin():
                _insert(writing, rows, _ITSELF)
        return len(pages.damaged()), rows, lost
    except (sqlcipher3.Error, OSError) as error:
        raise trouble.told(error) or error from error
    finally:
        engine.dispose()


def _copy_locks(folder: Path, target: Path, keys: VaultKeys, new_passphrase: str) -> None:
    if new_passphrase:
        key_file.write(target, key_file.wrap(keys, new_passphrase, calibrated()))
        return
    for file in key_file.read_all(folder):
        if file.vault_id == keys.vault_id:
            key_file.write(target, file)
            return


def _originals(
    old: SealedFiles, new: SealedFiles, progress: Progress, cancel: CancelToken
) -> dict[str, tuple[str, bytes]]:
    """Seal every original that still opens into the new vault; return its new name and first bytes by its old name."""
    saved = {}
    names = sorted(old.names())
    for done, name in enumerate(names):
        cancel.check()
        progress.tell(done, len(names), "Saving the originals…")
        try:
            data = old.open(name)
        except DamagedVaultError:
            continue
        saved[name] = (new.seal(data), sha256(data).digest() + data[:5] + len(data).to_bytes(8, "big"))
    return saved


def _keep_documents(rows: Rows, saved: Mapping[str, tuple[str, bytes]]) -> list[Lost]:
    """Point documents at their new originals; tell of those whose original is damaged or gone, and keep their words."""
    lost = []
    for row in rows["document"]:
        name, digest = saved.get(str(row["sealed"]), ("", b""))
        if not name or digest[:32].hex() != row["sha256"]:
            why = "Its original is damaged or gone. Its text and what was filled in are kept."
            lost.append(Lost("document", str(row["title"]), str(row["date"] or ""), why))
        row["sealed"] = name or str(row["sealed"])
    return lost + _keep_image_files(rows, saved)


def _keep_image_files(rows: Rows, saved: Mapping[str, tuple[str, bytes]]) -> list[Lost]:
    """Point image files at their new originals; tell of each study how many of its files are damaged or gone."""
    studies = {row["id"]: row["document_id"] for row in rows["imaging_series"]}
    gone: Counter[Value] = Counter()
    for row in rows["imaging_file"]:
        name, digest = saved.get(str(row["sealed"]), ("", b""))
        if not name or digest[:32].hex() != row["sha256"]:
            gone[studies[row["series_id"]]] += 1
        row["sealed"] = name or str(row["sealed"])
    documents = {row["id"]: row for row in rows["document"]}
    return [
        Lost("document", str(documents[study]["title"]), str(documents[study]["date"] or ""), _images_gone(count))
        for study, count in gone.items()
    ]


def _images_gone(count: int) -> str:
    words = "1 of its image files is" if count == 1 else f"{count:,} of its image files are"
    return f"{words} damaged or gone. The others are kept."


def _recover(tx: Transaction, unnamed: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """File originals of which no row is left, to be read again."""
    waiting = list(unnamed)
    if not waiting:
        return ()
    listed = people.list_people(tx)
    if not listed:
        people.insert_person(tx, Person(id=new_id(), name=STAND_IN, created=clock.now(), changed=clock.now()))
        listed = people.list_people(tx)
    batch, made = new_id(), []
    imports.start_batch(tx, batch, listed[0].id, clock.now())
    for number, (name, about) in enumerate(waiting, start=1):
        is_pdf = about[32:37] == b"%PDF-"
        document = Document(
            id=new_id(),
            person_id=listed[0].id,
            title=f"{RECOVERED} {number}",
            status=DocumentStatus.NOT_READ,
            file_name=f"{RECOVERED} {number}{'.pdf' if is_pdf else ''}",
            media_type="application/pdf" if is_pdf else "application/octet-stream",
            size=int.from_bytes(about[37:], "big"),
            sha256=about[:32].hex(),
            import_id=batch,
            created=clock.now(),
            changed=clock.now(),
        )
        documents.insert_document(tx, document, sealed=name)
        made.append(document.id)
    return tuple(made)


def _fill(vault: Vault, rows: Rows, saved: Mapping[str, tuple[str, bytes]]) -> tuple[str, ...]:
    known = {str(row["sealed"]) for name in ("document", "imaging_file") for row in rows[name]}
    names = [table.name for table in METADATA.sorted_tables if table.name not in {*_ITSELF, _INDEX}]

    def work(tx: Transaction) -> tuple[str, ...]:
        _insert(tx, rows, names)
        recovered = _recover(tx, [each for each in saved.values() if each[0] not in known])
        fill_index(tx)
        return recovered

    return vault.write(work)


def salvage_vault(
    folder: Path,
    target: Path,
    keys: VaultKeys,
    *,
    new_passphrase: str = "",
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Salvaged:
    """Write everything that can be read of the vault in `folder` into a new vault at `target`; `folder` is only read.

    The new vault has the same keys, and opens with the same passphrase, or with `new_passphrase` when one is given.
    Raises VaultExistsError, BadPassphraseError, DiskFullError, CannotWriteError, CancelledError; then nothing is left.
    """
    if new_passphrase:
        check_passphrase(new_passphrase)
    progress, cancel = progress or Progress(), cancel or CancelToken()
    place = target.absolute()
    places.claim(place)
    try:
        places.furnish(place)
        progress.tell(0, 0, "Reading page by page…")
        damaged, rows, lost = _found(folder.absolute(), keys, place)
        _copy_locks(folder.absolute(), place, keys, new_passphrase)
        vault = open_vault(place, keys, accept_copy=True)
        try:
            saved = _originals(SealedFiles(folder.absolute(), keys), vault.sealed, progress, cancel)
            lost += _keep_documents(rows, saved)
            recovered = _fill(vault, rows, saved)
        finally:
            vault.close()
    except BaseException as error:
        shutil.rmtree(place, ignore_errors=True)
        if isinstance(error, OSError):
            raise trouble.of_system(error) from error
        raise
    documents_there = len(rows["document"]) + len(recovered)
    return Salvaged(place, documents_there, len(rows["fact"]), damaged, tuple(lost), recovered)
