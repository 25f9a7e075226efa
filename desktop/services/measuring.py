"""Measure the pictures that documents are made of, where an older Sheaf took them in without."""

from __future__ import annotations

from dataclasses import replace

from desktop.foundation.progress import CancelToken, Progress
from desktop.importers.detect import PICTURES
from desktop.importers.registry import TYPESET, WITH_PAGES
from desktop.importers.wire import BadResultError, scans_from
from desktop.records.document import Document
from desktop.records.page_scan import PageScan
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import PDF_LIMITS
from desktop.services.importing.reading import PicturePages, picture_pages
from desktop.services.readable import original_bytes
from desktop.vault.errors import DamagedVaultError
from desktop.vault.stores.page_scans import all_measured, measured_until, next_unmeasured, put_scans
from desktop.vault.vault import Transaction, Vault

_PICTURES = frozenset(each.value for each in PICTURES)


def _measured(data: bytes, document: Document) -> tuple[PageScan, ...]:
    """Return what a document is made of; nothing when it cannot be opened."""
    made = picture_pages(data) if document.media_type in _PICTURES else PicturePages(data)
    if made.pdf is None:
        return ()
    try:
        answer = run("pdf.scans", [made.pdf], {"password": document.pdf_password or None}, limits=PDF_LIMITS)
        scans = scans_from(answer.value)
    except (SandboxFailure, BadResultError):
        return ()
    return tuple(replace(one, camera=made.camera) for one in scans)


def measure_old(vault: Vault, progress: Progress, cancel: CancelToken) -> bool:
    """Measure all documents that were never measured; return whether there were any.

    What is done stays done when it is cancelled; raises CancelledError.
    """
    found = False
    while not vault.read_only:
        cancel.check()
        waiting = vault.read(next_unmeasured)
        if waiting is None:
            break
        number, document = waiting
        found = True
        progress.tell(0, 0, f"Measuring “{document.title}”")
        scans = _scans_of(vault, document)

        def work(
            tx: Transaction, number: int = number, document: Document = document, scans: tuple[PageScan, ...] = scans
        ) -> None:
            put_scans(tx, document.id, scans)
            measured_until(tx, number)

        vault.write(work)
    if found:
        vault.write(all_measured)
    return found


def _scans_of(vault: Vault, document: Document) -> tuple[PageScan, ...]:
    if document.media_type not in WITH_PAGES - TYPESET:
        return ()
    try:
        data = original_bytes(vault, document.id)
    except DamagedVaultError:
        return ()
    return () if data is None else _measured(data, document)
