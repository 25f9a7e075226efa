"""The sandbox job that reads a PDF: text of every page, what it is, whose it is, and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.importers import limits, wire
from desktop.importers.base import DocumentProposal, ImportResult, PageText, ProposedFact
from desktop.importers.identify.propose import propose
from desktop.importers.identify.reading import read_pages
from desktop.importers.labs.propose import lab_values
from desktop.importers.pdf.extras import count_files_inside, field_values, texts_by_pypdf
from desktop.importers.pdf.opened import LockedPdfError, UnreadablePdfError, opened_pdf
from desktop.importers.pdf.page_words import words_of
from desktop.importers.words import PageWords
from desktop.records.document import ImportIssue
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "application/pdf"
_MOST_PICTURE_NOTES = 20


def _has_picture(page: pdfium.PdfPage) -> bool:
    count = min(raw.FPDFPage_CountObjects(page), 200)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) for index in range(count))
    return any(kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} for kind in kinds)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-").replace("\0", "")


def _read_page(document: pdfium.PdfDocument, index: int, typed: Sequence[str]) -> tuple[PageText, PageWords | None]:
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            printed = _clean(text_page.get_text_range())
            text = "\n".join((printed, *typed)) if typed else printed
            few = len(printed.strip()) < limits.FEW_SIGNS
            picture_only = few and not typed and (not printed.strip() or _has_picture(page))
            words = words_of(page, text_page, index + 1) if index < limits.PAGES_WITH_WORDS else None
        finally:
            text_page.close()
    finally:
        page.close()
    return PageText(index + 1, text, picture_only), words


def _pages(
    document: pdfium.PdfDocument, typed: Mapping[int, Sequence[str]]
) -> tuple[list[PageText], list[PageWords], list[ImportIssue]]:
    texts: list[PageText] = []
    words: list[PageWords] = []
    issues: list[ImportIssue] = []
    for index in range(len(document)):
        try:
            text, found = _read_page(document, index, typed.get(index + 1, ()))
        except pdfium.PdfiumError:
            issues.append(ImportIssue("damaged-page", f"Page {index + 1} is damaged and was not read.", index + 1))
            texts.append(PageText(index + 1, "", picture_only=True))
            continue
        texts.append(text)
        if found is not None:
            words.append(found)
    return texts, words, issues


def _picture_notes(texts: Sequence[PageText]) -> list[ImportIssue]:
    pictures = [page.page for page in texts if page.picture_only]
    return [limits.picture_page(page) for page in pictures[:_MOST_PICTURE_NOTES]]


def _understand(
    words: Sequence[PageWords], today: date
) -> tuple[DocumentProposal, tuple[ProposedFact, ...], tuple[ImportIssue, ...]]:
    reading = read_pages(words, today)
    values = lab_values(reading)
    return propose(reading), values.facts, values.issues


def _by_pdfium(data: bytes, password: str | None, today: date) -> ImportResult:
    with opened_pdf(data, password) as document:
        count = len(document)
        if count > limits.PDF_PAGES:
            return ImportResult(media_type=MEDIA_TYPE, page_count=count, issues=(limits.TOO_MANY_PAGES,))
        if count == 0:
            raise UnreadablePdfError
        texts, words, issues = _pages(document, field_values(data, password))
    if not any(page.text.strip() for page in texts):
        issues.append(limits.NO_TEXT)
    else:
        issues += _picture_notes(texts)
    inside = count_files_inside(data, password)
    if inside:
        issues.append(limits.files_inside(inside))
    proposal, facts, doubts = _understand(words, today)
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=count,
        pages=tuple(texts),
        proposal=proposal,
        facts=facts,
        issues=(*issues, *doubts),
    )


def _by_pypdf(data: bytes, password: str | None) -> ImportResult:
    texts = texts_by_pypdf(data, password, most=limits.PDF_PAGES)
    if texts is None or not any(text.strip() for text in texts):
        cut = b"%%EOF" not in data[-2048:]
        return ImportResult(media_type=MEDIA_TYPE, issues=(limits.CUT_OFF if cut else limits.DAMAGED,))
    pages = tuple(PageText(number, _clean(text)) for number, text in enumerate(texts, start=1))
    note = ImportIssue("repaired", "The file is damaged. Its text was read; its pages may not show.")
    return ImportResult(media_type=MEDIA_TYPE, page_count=len(pages), pages=pages, issues=(note,))


def read(data: bytes, *, password: str | None, today: date) -> ImportResult:
    """Read the bytes of a PDF; trouble with the file is told as issues, never raised."""
    try:
        return _by_pdfium(data, password, today)
    except LockedPdfError:
        issue = limits.LOCKED if password is None else limits.WRONG_PDF_PASSWORD
        return ImportResult(media_type=MEDIA_TYPE, issues=(issue,), locked=True)
    except UnreadablePdfError:
        return _by_pypdf(data, password)


def read_pdf(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; arguments `password` (text or null) and `today` (ISO date)."""
    password = arguments.get("password")
    result = read(
        blobs[0],
        password=None if password is None else str(password),
        today=date.fromisoformat(str(arguments["today"])),
    )
    return wire.to_json(result), ()
