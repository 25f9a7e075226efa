"""Pictures of a document's pages for the window: rendered in the sandbox, kept in the vault."""

from __future__ import annotations

from desktop.records.document import Document
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import PDF_LIMITS
from desktop.services.errors import NoPictureError, NoSuchPageError
from desktop.services.readable import pages_pdf
from desktop.vault.stores import pictures
from desktop.vault.vault import Transaction, Vault

JOB = "pdf.picture"
PNG = b"\x89PNG\r\n\x1a\n"
NARROWEST, WIDEST = 16, 4000


def page_picture(vault: Vault, document: Document, page: int, *, width: int, password: str | None = None) -> bytes:
    """Return the PNG of a page (from 1) at `width` pixels; raises NoSuchPageError or NoPictureError."""
    if page < 1 or (document.pages and page > document.pages):
        raise NoSuchPageError
    width = max(NARROWEST, min(width, WIDEST))
    kept = vault.read(lambda tx: pictures.get_picture(tx, document.sha256, page, width))
    if kept is not None:
        return kept
    png = _render(vault, document, page, width, password)
    if not vault.read_only:
        _keep(vault, document.sha256, page, width, png)
    return png


def _render(vault: Vault, document: Document, page: int, width: int, password: str | None) -> bytes:
    data = pages_pdf(vault, document)
    if data is None:
        raise NoPictureError
    try:
        wanted = {"page": page, "width": width, "password": password or document.pdf_password or None}
        answer = run(JOB, [data], wanted, limits=PDF_LIMITS)
    except SandboxFailure:
        raise NoPictureError from None
    untrusted_png = answer.blobs[0] if answer.blobs else b""
    if not untrusted_png.startswith(PNG):
        raise NoPictureError
    return untrusted_png


def _keep(vault: Vault, sha256: str, page: int, width: int, png: bytes) -> None:
    def work(tx: Transaction) -> None:
        pictures.put_picture(tx, sha256, page, width, png)

    vault.write(work)
