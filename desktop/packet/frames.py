"""The frame of each source page: where the original goes on the packet's page, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importers.detect import Content
from desktop.importers.registry import TYPESET
from desktop.packet.covered_fields import DATE, withheld_fields
from desktop.packet.front_values import FrontInput
from desktop.packet.language import catalogue, say, speaking
from desktop.packet.layout import Layout, Section, Source
from desktop.packet.ready import Prepared, ReadyPage
from desktop.records.document import Document
from desktop.records.packet import PacketRequest
from desktop.typeset.compile import typeset_pages
from desktop.typeset.drawable import JSON

MM = 72 / 25.4
PAPERS = {"letter": (215.9 * MM, 279.4 * MM), "a4": (210 * MM, 297 * MM)}
SIDES = {"letter": 10.8 * MM, "a4": 10.5 * MM}
BAND_TOP, BAND_BOTTOM = 15.4 * MM, 12.5 * MM
_SAME_SIZE = 4.0
"""Points by which a page may differ from the paper and still go in at its own size."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a source page goes: left, bottom, right, top in points on its packet page."""

    area: tuple[float, float, float, float]
    landscape: bool
    reduced: bool


def place(page: ReadyPage, paper: str) -> Placed:
    """Return the place of a page: at its own size where its margins are free, else reduced inside the frame."""
    width, height = PAPERS[paper]
    landscape = page.width > page.height * 1.1
    if landscape:
        width, height = height, width
    fits = abs(page.width - width) <= _SAME_SIZE and abs(page.height - height) <= _SAME_SIZE
    if fits and page.top >= BAND_TOP and page.bottom >= BAND_BOTTOM:
        return Placed((0, 0, width, height), landscape, reduced=False)
    side = SIDES[paper]
    return Placed((side, BAND_BOTTOM, width - side, height - BAND_TOP), landscape, reduced=True)


def _kind_of_copy(source: Source, page: ReadyPage, placed: Placed, *, mended: bool) -> str:
    kinds = (
        (page.covered, "frames.covered"),
        (source.document.media_type in TYPESET, "frames.data"),
        (page.text_only, "frames.text-only"),
        (page.picture, "frames.picture"),
        (source.document.media_type == Content.HEIC, "frames.photo"),
        (mended, "frames.mended-reduced" if placed.reduced else "frames.mended"),
    )
    plain = "frames.reduced" if placed.reduced else "frames.unaltered"
    return say(next((key for applies, key in kinds if applies), plain))


def _day(document: Document, request: PacketRequest) -> str:
    """Return what stands behind a title: " 2026-03-02", ", date covered", or nothing for a date nobody knows."""
    if DATE in withheld_fields(document.id, request):
        return f", {say('covered.date')}"
    return f" {document.date.iso}" if document.date else ""


def _origin(front: FrontInput, section: Section, source: Source, copy: str) -> str:
    number = section.sources.index(source) + 1
    words = [copy, source.document.source]
    packet = say("page.packet", code=front.code, version=front.version)
    words.append(say("frames.place", packet=packet, section=section.letter, number=number))
    return " · ".join(word for word in words if word)


def frame_pages(
    front: FrontInput, layout: Layout, ready: Sequence[Prepared], placed: Sequence[Sequence[Placed]]
) -> bytes:
    """Return a PDF with one frame for each source page, in packet order.

    `ready` and `placed` have one entry for each source in packet order. Raises PageNotMadeError.
    """
    with speaking(front.request.language):
        return _framed(front, layout, ready, placed)


def _framed(front: FrontInput, layout: Layout, ready: Sequence[Prepared], placed: Sequence[Sequence[Placed]]) -> bytes:
    frames: list[dict[str, str | bool]] = []
    sources = [(section, source) for section in front.sections for source in section.sources]
    for (section, source), prepared, places in zip(sources, ready, placed, strict=True):
        first = layout.source_page[source.document.id]
        date = _day(source.document, front.request)
        for offset, (page, at) in enumerate(zip(prepared.pages, places, strict=True)):
            frames.append(
                {
                    "landscape": at.landscape,
                    "reduced": at.reduced,
                    "name": front.person.filed_name,
                    "born": front.person.born.iso if front.person.born else say("unknown.not-known"),
                    "number": str(first + offset),
                    "total": str(layout.total_pages),
                    "document": f"{source.document.title}{date}",
                    "part": say("frames.part", page=source.kept_pages[offset], pages=source.document.pages),
                    "origin": _origin(front, section, source, _kind_of_copy(source, page, at, mended=prepared.mended)),
                }
            )
    data: dict[str, JSON] = {
        "title": say("frames.title"),
        "paper": front.request.paper,
        "language": front.request.language,
        "words": catalogue(front.request.language),
        "frames": frames,
    }
    return typeset_pages("source-frames", data).pdf
