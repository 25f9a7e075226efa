"""One source alone through a packet: prepared, framed, joined, read back, and compared with the original."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from desktop.foundation.progress import CancelToken, Progress
from desktop.importers.pdf.opened import LockedPdfError, UnreadablePdfError, opened_pdf
from desktop.packet.frames import BAND_BOTTOM, BAND_TOP, place
from desktop.packet.front_values import FrontInput
from desktop.packet.layout import Section, Source
from desktop.packet.ready import Prepared
from desktop.records.document import Document
from desktop.records.packet import PacketPart, PacketRequest
from desktop.records.person import Person
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import PDF_LIMITS
from desktop.services.packets import building, preparing
from desktop.services.packets.errors import NotBuiltError
from tests.papers import paper

DPI = 120
_SOFT = 2.0
"""Radius in pixels by which both pictures are blurred: hairlines fall between pixels when a page is reduced."""
_APART = 60
"""Brightness (0..255) by which a pixel differs from everything near it in the other picture."""
_FEW = 0.001
"""The share of pixels that may."""

_EDGE = 6
"""Pixels at the edge that are not compared: the frame's line lies there."""
_LEAST = 1000
"""Pixels of the longer side."""
_LARGEST = 3000
"""Points; the picture of a poster would not fit the memory of this comparison."""


@dataclass(slots=True)
class Packed:
    """What became of one source.

    `changed` are its pages that look otherwise and do not say that they are pictures, `unlike` are pictures that do not
    show the page; `failed` are checks of the finished file that did not hold.
    """

    fate: str
    pages: int = 0
    pictures: int = 0
    texts: int = 0
    mended: bool = False
    changed: list[int] = field(default_factory=list)
    unlike: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def _grey(page: pdfium.PdfPage, scale: float) -> Image.Image:
    made: Image.Image = page.render(scale=scale, may_draw_forms=True, grayscale=True).to_pil()
    return made.convert("L")


def _near(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return where `one` lies outside what is near in `other`, as brightness."""
    one, other = (picture.filter(ImageFilter.BoxBlur(_SOFT)) for picture in (one, other))
    low, high = other.filter(ImageFilter.MinFilter(5)), other.filter(ImageFilter.MaxFilter(5))
    return ImageChops.add(ImageChops.subtract(low, one), ImageChops.subtract(one, high))


def looks_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two grey pictures of about one size show the same, lines moved by a pixel or two aside."""
    edge = (_EDGE, _EDGE, max(one.width - _EDGE, _EDGE + 1), max(one.height - _EDGE, _EDGE + 1))
    one, fitted = one.crop(edge), other.resize(one.size).crop(edge)
    apart = [sum(_near(*pair).histogram()[_APART:]) for pair in ((one, fitted), (fitted, one))]
    return max(apart) <= _FEW * one.width * one.height


def _scale(size: tuple[float, float]) -> float:
    """Return pixels for a point; a page as small as a label is drawn larger."""
    return max(DPI / 72, _LEAST / max(size))


def _inset(packet: pdfium.PdfPage, area: tuple[float, float, float, float], size: tuple[float, float]) -> Image.Image:
    """Return the picture of a source page on its packet page, as large as the source's own."""
    left, bottom, right, top = area
    fit = min((right - left) / size[0], (top - bottom) / size[1])
    width, height = size[0] * fit, size[1] * fit
    x = left + (right - left - width) / 2
    y = packet.get_height() - (bottom + (top - bottom + height) / 2)
    scale = _scale(size) / fit
    whole = _grey(packet, scale)
    box = (round(x * scale), round(y * scale), round((x + width) * scale), round((y + height) * scale))
    return whole.crop(box)


def _between_bands(picture: Image.Image) -> Image.Image:
    """Return what lies between the stamps of a page that went in at its own size."""
    top, bottom = round(BAND_TOP * DPI / 72), round(BAND_BOTTOM * DPI / 72)
    return picture.crop((0, top, picture.width, picture.height - bottom))


def _page_count(data: bytes, password: str) -> int:
    """Return how many pages the reader finds; raises SandboxFailure or ValueError when it cannot read them."""
    arguments = {"password": password or None, "today": "2026-11-23"}
    answer = run("pdf.read", [data], arguments, limits=PDF_LIMITS).value
    count = answer.get("page_count") if isinstance(answer, dict) else 0
    if not isinstance(count, int) or count < 1:
        raise ValueError
    return count


def _as_text(pages: int) -> bytes:
    return paper(*([f"The text of page {number}"] for number in range(1, pages + 1)))


def front_of(*sources: Source) -> FrontInput:
    """Return a packet of these sources and next to nothing else."""
    section = Section(letter="A", title="Pathology and biomarkers", sources=sources)
    parts = frozenset({PacketPart.SOURCES})
    return FrontInput(
        person=Person(id="m", name="Maria Lopez"),
        request=PacketRequest(id="p", person_id="m", recipient_name="Dr. Okafor", parts=parts),
        recipient=None,
        code="SH-7K2M",
        version=1,
        made_on=date(2026, 11, 22),
        facts={},
        answers={},
        sections=(section,),
    )


def _changed(data: bytes, password: str, ready: Prepared, packet: bytes, first: int) -> tuple[list[int], list[int]]:
    """Return pages that look otherwise and do not say so, and pictures that do not show what the page shows."""
    changed: list[int] = []
    unlike: list[int] = []
    made = pdfium.PdfDocument(packet)
    with opened_pdf(data, password or None) as original:
        original.init_forms()
        for index, page in enumerate(ready.pages):
            if page.text_only:
                continue
            before = original[index]
            if max(before.get_size()) > _LARGEST:
                continue
            placed = place(page, "letter")
            pictures = (
                _grey(before, _scale(before.get_size())),
                _inset(made[first + index - 1], placed.area, before.get_size()),
            )
            if not looks_alike(*(pictures if placed.reduced else map(_between_bands, pictures))):
                (unlike if page.picture else changed).append(index + 1)
            before.close()
    made.close()
    return changed, unlike


def pack(data: bytes, *, password: str = "", most_pages: int = 400) -> Packed:
    """Send one PDF through a packet of its own; what went wrong is told in the value."""
    try:
        pages = min(_page_count(data, password), most_pages)
    except (SandboxFailure, ValueError):
        return Packed("not read")
    document = Document(
        id="d", person_id="m", title="A source", pages=pages, sha256="0", media_type="application/pdf",
        pdf_password=password,
    )  # fmt: skip
    source = Source(document=document, kept_pages=tuple(range(1, pages + 1)))
    try:
        ready = preparing.prepare(source, data, CancelToken(), as_text=lambda: _as_text(pages))
    except NotBuiltError:
        return Packed("refused", pages)
    joined = building.join(
        front_of(source), [ready], present=(), forbidden=(), progress=Progress(), cancel=CancelToken()
    )
    verified = building.read_back(joined.pdf, joined.expectations, phrase="")
    told = Packed("packed", pages, sum(page.picture for page in ready.pages))
    told.texts = sum(page.text_only for page in ready.pages)
    told.mended = ready.mended
    told.failed = [check.name for check in verified.checks if not check.ok]
    try:
        told.changed, told.unlike = _changed(data, password, ready, joined.pdf, joined.front.layout.source_page["d"])
    except (LockedPdfError, UnreadablePdfError, pdfium.PdfiumError):
        told.fate = "packed, the original shows nothing"
    return told
