"""The sandbox job that reads a PDF: text of every page, what it is, whose it is, and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.importers import limits, wire
from desktop.importers.base import DocumentProposal, ImportResult, PageText, ProposedFact
from desktop.importers.identify.propose import propose
from desktop.importers.identify.reading import read_pages
from desktop.importers.labs.propose import lab_values
from desktop.importers.medications.propose import lists_of
from desktop.importers.pdf.attached import names_inside
from desktop.importers.pdf.extras import field_values, texts_by_pypdf
from desktop.importers.pdf.inflated import inflates_beyond
from desktop.importers.pdf.opened import LockedPdfError, UnreadablePdfError, opened_pdf
from desktop.importers.pdf.page_words import words_to_read
from desktop.importers.pdf.scans import scan_of
from desktop.importers.pdf.turned import turned_back
from desktop.importers.pdf.visible import visible_words
from desktop.importers.words import PageWords
from desktop.records.document import ImportIssue
from desktop.records.page_scan import PageScan
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "application/pdf"
_MOST_PICTURE_NOTES = 20


def _has_picture(page: pdfium.PdfPage) -> bool:
    count = min(raw.FPDFPage_CountObjects(page), 200)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) for index in range(count))
    return any(kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} for kind in kinds)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-").replace("\0", "")


def _read_page(
    document: pdfium.PdfDocument, index: int, typed: Sequence[str], known: AbstractSet[int]
) -> tuple[PageText, PageWords | None, PageScan | None]:
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            printed = _clean(text_page.get_text_range())
            text = "\n".join((printed, *typed)) if typed else printed
            few = len(printed.strip()) < limits.FEW_SIGNS
            picture_only = few and not typed and (not printed.strip() or _has_picture(page))
            scan = scan_of(page, text_page, index + 1, picture_only=picture_only)
            words = words_to_read(page, text_page, index + 1) if index < limits.PAGES_WITH_WORDS else None
            if words is not None and index + 1 in known:
                words = replace(words, recognized=True)
        finally:
            text_page.close()
    finally:
        page.close()
    return PageText(index + 1, text, picture_only), words, scan


@dataclass(slots=True)
class _Pages:
    texts: list[PageText] = field(default_factory=list)
    words: list[PageWords] = field(default_factory=list)
    scans: list[PageScan] = field(default_factory=list)
    issues: list[ImportIssue] = field(default_factory=list)


def _pages(document: pdfium.PdfDocument, typed: Mapping[int, Sequence[str]], known: AbstractSet[int]) -> _Pages:
    pages = _Pages()
    for index in range(len(document)):
        try:
            text, found, scan = _read_page(document, index, typed.get(index + 1, ()), known)
        except pdfium.PdfiumError:
            note = ImportIssue("damaged-page", f"Page {index + 1} is damaged and was not read.", index + 1)
            pages.issues.append(note)
            pages.texts.append(PageText(index + 1, "", picture_only=True))
            continue
        pages.texts.append(text)
        if found is not None:
            pages.words.append(found)
        if scan is not None:
            pages.scans.append(scan)
    return pages


def _picture_notes(texts: Sequence[PageText]) -> list[ImportIssue]:
    pictures = [page.page for page in texts if page.picture_only]
    return [limits.picture_page(page) for page in pictures[:_MOST_PICTURE_NOTES]]


def _visible(document: pdfium.PdfDocument, words: Sequence[PageWords], pages: AbstractSet[int]) -> list[PageWords]:
    """Return the words with those that cannot be seen left out on `pages`; a scan's layer has no ink of its own."""
    found = []
    for held in words:
        if held.page in pages and not held.recognized:
            page = document[held.page - 1]
            found.append(visible_words(held, page))
            page.close()
        else:
            found.append(held)
    return found


def _understand(
    document: pdfium.PdfDocument, words: Sequence[PageWords], today: date
) -> tuple[DocumentProposal, tuple[ProposedFact, ...], tuple[ImportIssue, ...]]:
    """Read the pages, and once more without what cannot be seen where values were found."""
    scans = frozenset(page.page for page in words if page.recognized)
    reading = read_pages(words, today)
    values, lists = lab_values(reading, scans), lists_of(reading, scans)
    looked_at = values.pages | lists.pages
    seen = _visible(document, words, looked_at)
    if seen != list(words):
        reading = read_pages(seen, today)
        values = lab_values(reading, scans).telling_of(values.pages)
        lists = lists_of(reading, scans).telling_of(lists.pages)
    turns = {page.page: page.turn for page in words if page.turn}
    proposal = propose(reading)
    evidence = tuple(
        replace(one, box=turned_back(one.box, turns.get(one.page, 0)) if one.box else None) for one in proposal.evidence
    )
    facts = tuple(_placed(fact, turns) for fact in (*values.facts, *lists.facts))
    return replace(proposal, evidence=evidence), facts, (*values.issues, *lists.issues)


def _placed(fact: ProposedFact, turns: Mapping[int, int]) -> ProposedFact:
    """Put the box of a fact back on the page as it is seen."""
    place = fact.provenance
    if place.box is None or place.page not in turns:
        return fact
    return replace(fact, provenance=replace(place, box=turned_back(place.box, turns[place.page])))


def _by_pdfium(data: bytes, password: str | None, today: date, known: AbstractSet[int]) -> ImportResult:
    with opened_pdf(data, password) as document:
        count = len(document)
        if count > limits.PDF_PAGES:
            return ImportResult(media_type=MEDIA_TYPE, page_count=count, issues=(limits.TOO_MANY_PAGES,))
        if count == 0:
            raise UnreadablePdfError
        pages = _pages(document, field_values(data, password), known)
        proposal, facts, doubts = _understand(document, pages.words, today)
        inside = names_inside(document)
    issues = pages.issues
    if not any(page.text.strip() for page in pages.texts):
        issues.append(limits.NO_TEXT)
    else:
        issues += _picture_notes(pages.texts)
    if inside:
        issues.append(limits.files_inside(inside))
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=count,
        pages=tuple(pages.texts),
        proposal=proposal,
        facts=facts,
        issues=(*issues, *doubts),
        scans=tuple(pages.scans),
    )


def _by_pypdf(data: bytes, password: str | None) -> ImportResult:
    texts = texts_by_pypdf(data, password, most=limits.PDF_PAGES)
    if texts is None or not any(text.strip() for text in texts):
        cut = b"%%EOF" not in data[-2048:]
        return ImportResult(media_type=MEDIA_TYPE, issues=(limits.CUT_OFF if cut else limits.DAMAGED,))
    pages = tuple(PageText(number, _clean(text)) for number, text in enumerate(texts, start=1))
    note = ImportIssue("repaired", "The file is damaged. Its text was read; its pages may not show.")
    return ImportResult(media_type=MEDIA_TYPE, page_count=len(pages), pages=pages, issues=(note,))


def read(data: bytes, *, password: str | None, today: date, recognized: AbstractSet[int] = frozenset()) -> ImportResult:
    """Read the bytes of a PDF; trouble with the file is told as issues, never raised.

    `recognized` are pages (from 1) whose words were recognized in a picture: nothing read there is certain.
    """
    if inflates_beyond(data, limits.PDF_INFLATED):
        return ImportResult(media_type=MEDIA_TYPE, issues=(limits.PDF_TOO_BIG_INSIDE,))
    try:
        return _by_pdfium(data, password, today, recognized)
    except LockedPdfError:
        issue = limits.LOCKED if password is None else limits.WRONG_PDF_PASSWORD
        return ImportResult(media_type=MEDIA_TYPE, issues=(issue,), locked=True)
    except UnreadablePdfError:
        return _by_pypdf(data, password)


def read_text(data: bytes, *, password: str | None) -> ImportResult:
    """Read the text alone, by the second engine: for a PDF that ends the first one's process."""
    if inflates_beyond(data, limits.PDF_INFLATED):
        return ImportResult(media_type=MEDIA_TYPE, issues=(limits.PDF_TOO_BIG_INSIDE,))
    return _by_pypdf(data, password)


def read_pdf_text(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; argument `password` (text or null)."""
    password = arguments.get("password")
    return wire.to_json(read_text(blobs[0], password=None if password is None else str(password))), ()


def read_pdf(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; arguments `password` (text or null), `today` (ISO date), `recognized` (pages)."""
    password = arguments.get("password")
    pages = arguments.get("recognized")
    result = read(
        blobs[0],
        password=None if password is None else str(password),
        today=date.fromisoformat(str(arguments["today"])),
        recognized=frozenset(int(str(page)) for page in pages) if isinstance(pages, list) else frozenset(),
    )
    return wire.to_json(result), ()
