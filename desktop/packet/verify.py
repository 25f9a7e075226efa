"""The sandbox job that reads a finished packet back with two engines and says what it found."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdf
import pypdfium2 as pdfium
from pikepdf import Pdf
from pypdf.generic import DictionaryObject

from desktop.packet.active_content import count_active, fonts_without_file
from desktop.packet.expectations import Expectations, from_json
from desktop.packet.inside import contents_beside, contents_of
from desktop.packet.leaks import Needles
from desktop.packet.lock import locked_sample
from desktop.packet.outcome import Check, Hit, Verified
from desktop.packet.verify_words import folded
from desktop.sandbox.values import JSONValue

REVISION = 6


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text of every page by each engine."""

    by_pypdf: tuple[str, ...]
    by_pdfium: tuple[str, ...]

    def both(self, index: int) -> str:
        return f"{self.by_pypdf[index]}\n{self.by_pdfium[index]}"


def _outline_count(items: object) -> int:
    return sum(map(_outline_count, items)) if isinstance(items, list) else 1


def _links(reader: pypdf.PdfReader) -> tuple[int, int]:
    """Return how many links jump within the file and how many lead nowhere."""
    pages = {page.indirect_reference for page in reader.pages}
    good = lost = 0
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            target = annotation.get_object().get("/Dest")
            if target is None:
                continue
            leads = list.__getitem__(target.get_object(), 0) in pages
            good, lost = good + leads, lost + (not leads)
    return good, lost


def _pdfium_texts(data: bytes, phrase: str) -> tuple[str, ...]:
    document = pdfium.PdfDocument(data, password=phrase or None)
    texts = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return tuple(texts)


def _hits(pdf: Pdf, texts: _Texts, needles: Needles, written: frozenset[int]) -> Iterator[Hit]:
    """Yield what was found on each page: in its text by either engine, and in everything that it is made of."""
    seen: set[tuple[int, int]] = set()
    for number, (page, *engines) in enumerate(zip(pdf.pages, texts.by_pypdf, texts.by_pdfium, strict=True), start=1):
        found = needles.in_text("\n".join(engines))
        for content in contents_of(page.obj, seen):
            found |= needles.in_bytes(content)
        yield from (Hit(one.what, number, number in written, one.key) for one in found)
    beside = frozenset(marker for content in contents_beside(pdf, seen) for marker in needles.in_bytes(content))
    yield from (Hit(one.what, 0, in_written=True, key=one.key) for one in beside)


def _encryption(reader: pypdf.PdfReader, phrase: str) -> Check:
    if not phrase:
        return Check("lock", not reader.is_encrypted, "The file is not locked, as you wished.")
    held = reader.trailer["/Encrypt"].get_object() if reader.is_encrypted else None
    strong = isinstance(held, DictionaryObject) and held.get("/R") == REVISION
    right = strong and bool(reader.decrypt(phrase))
    return Check("lock", right, "The file is locked with AES-256 and opens with its words.")


def _metadata_is_clean(reader: pypdf.PdfReader) -> bool:
    info = reader.metadata
    return (info is None or set(info) <= {"/Title"}) and "/Metadata" not in reader.root_object


def _characters(absent: Sequence[str]) -> Check:
    told = "Some names or medicines have letters that cannot be read in it."
    return Check("characters", not absent, told if absent else "Every name and medicine can be read in it.")


def _checks(reader: pypdf.PdfReader, pdf: Pdf, texts: _Texts, wanted: Expectations) -> list[Check]:
    good, lost = _links(reader)
    bookmarks = _outline_count(reader.outline)
    everything = folded("".join(texts.both(number - 1) for number in wanted.written if number <= len(texts.by_pypdf)))
    absent = [word for word in wanted.present if folded(word) not in everything]
    pages = len(reader.pages) == len(texts.by_pdfium) == wanted.pages
    labels = [str(number) for number in range(wanted.first_label, wanted.first_label + wanted.pages)]
    return [
        Check("pages", pages, f"All {wanted.pages} pages can be read back."),
        Check("bookmarks", bookmarks == wanted.bookmarks, f"{bookmarks} bookmarks lead to their pages."),
        Check("labels", reader.page_labels == labels, "Page numbers agree."),
        Check("links", good == wanted.links and lost == 0, f"{good} links lead to their pages."),
        Check("fonts", fonts_without_file(pdf, wanted.written) == 0, "All letters are in the file."),
        _characters(absent),
        Check("active", count_active(pdf) == 0, "Nothing in the file acts by itself."),
        Check("metadata", _metadata_is_clean(reader), "The file says nothing about you but what its pages show."),
    ]


def verify(data: bytes, wanted: Expectations, *, phrase: str) -> Verified:
    """Read a packet back; what is wrong is told in the checks and hits, never raised for a readable file."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    lock = _encryption(reader, phrase)
    by_pypdf = tuple(page.extract_text() for page in reader.pages)
    texts = _Texts(by_pypdf, _pdfium_texts(data, phrase))
    with Pdf.open(io.BytesIO(data), password=phrase) as pdf:
        checks = [*_checks(reader, pdf, texts, wanted), lock]
        hits = tuple(_hits(pdf, texts, Needles(wanted.forbidden), frozenset(wanted.written)))
    return Verified(tuple(checks), hits)


def verify_packet(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the packet; arguments as Expectations.as_json makes them."""
    found = verify(blobs[0], from_json(arguments), phrase=str(arguments["phrase"]))
    return found.as_json(), ()


def warm_up() -> None:
    """Read a locked empty page back once, before the doors are locked."""
    verify(locked_sample(), Expectations(1, 0, 0, (), (), ()), phrase="sample")
