"""Build a packet of prepared sources: typeset the written pages, join, read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.foundation.progress import CancelToken, Progress
from desktop.packet.expectations import Expectations, Marker
from desktop.packet.frames import Placed, frame_pages, place
from desktop.packet.front import WRITTEN, make_front
from desktop.packet.front_values import FrontInput, FrontPages, PageKind
from desktop.packet.joining import Bookmark, FramedPage, Joining
from desktop.packet.language import say, speaking
from desktop.packet.layout import Source
from desktop.packet.outcome import BadOutcomeError, Hit, Verified, from_json
from desktop.packet.ready import Prepared
from desktop.records.packet import PacketPart
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB, Usage
from desktop.services.packets.errors import NotBuiltError

_LARGE = Limits(cpu_seconds=300, wall_seconds=600, memory_bytes=3072 * MIB, output_bytes=1024 * MIB)
__all__ = [
    "Hit",
    "Joined",
    "Marker",
    "Source",
    "join",
    "locked",
    "page_png",
    "part_pages",
    "read_back",
]


@dataclass(frozen=True, slots=True)
class Joined:
    """The packet before it is read back."""

    pdf: bytes
    front: FrontPages
    expectations: Expectations
    pictures: tuple[int, ...]
    titles: tuple[str, ...]
    used: Usage
    """What joining took in its own process."""


def part_pages(joined: Joined) -> dict[PacketPart, int]:
    """Return how many pages each part has in the finished packet."""
    written = Counter(page.name for page in joined.front.pages if page.kind in {PageKind.COVER, PageKind.PART})
    counts = {part: written[page.name] for page in WRITTEN for part in page.parts if written[page.name]}
    return counts | {PacketPart.SOURCES: joined.front.layout.total_pages - written.total()}


def _bookmarks(front: FrontInput, made: FrontPages) -> tuple[Bookmark, ...]:
    marks = [Bookmark(1, page.title, page.number) for page in made.pages if _begins_part(page.kind, page.continued)]
    if front.sections:
        with speaking(front.request.language):
            marks.append(Bookmark(1, say("divider.sources"), made.layout.divider_page[front.sections[0].letter]))
    for section in front.sections:
        marks.append(Bookmark(2, f"{section.letter}  {section.title}", made.layout.divider_page[section.letter]))
        for source in section.sources:
            date = f"{source.document.date.iso}  " if source.document.date else ""
            number = made.layout.source_page[source.document.id]
            marks.append(Bookmark(3, f"{date}{source.document.title}", number))
    files = [Bookmark(1, page.title, page.number) for page in made.pages if page.kind is PageKind.FILES]
    return (*marks, *files[:1])


def _begins_part(kind: PageKind, continued: bool) -> bool:  # noqa: FBT001 - a page's own values
    return kind in {PageKind.COVER, PageKind.PART} and not continued


def _framed(front: FrontInput, made: FrontPages, placed: Sequence[Sequence[Placed]]) -> tuple[FramedPage, ...]:
    framed: list[FramedPage] = []
    for number, source in enumerate(source for section in front.sections for source in section.sources):
        first = made.layout.source_page[source.document.id]
        for page, at in enumerate(placed[number]):
            framed.append(FramedPage(first + page, number, page, len(framed), at.area))
    return tuple(framed)


def _titles(front: FrontInput, made: FrontPages) -> tuple[str, ...]:
    titles = {page.number: page.title for page in made.pages}
    for section in front.sections:
        for source in section.sources:
            first = made.layout.source_page[source.document.id]
            titles |= dict.fromkeys(range(first, first + len(source.kept_pages)), source.document.title)
    return tuple(titles.get(number, "") for number in range(1, made.layout.total_pages + 1))


def _pictures(front: FrontInput, made: FrontPages, ready: Sequence[Prepared]) -> tuple[int, ...]:
    sources = (source for section in front.sections for source in section.sources)
    return tuple(
        made.layout.source_page[source.document.id] + offset
        for source, held in zip(sources, ready, strict=True)
        for offset, page in enumerate(held.pages)
        if page.picture
    )


@dataclass(frozen=True, slots=True)
class PagesSet:
    """All that was typeset for a packet, and how it goes together with its sources."""

    made: FrontPages
    frames: bytes = field(repr=False)
    joining: Joining

    @property
    def blobs(self) -> tuple[bytes, bytes]:
        """The first files of the joining job; the prepared sources come after them."""
        return self.made.pdf, self.frames

    def expectations(self, *, links: int, present: tuple[str, ...], forbidden: tuple[Marker, ...]) -> Expectations:
        """Return what the joined file must hold and must not hold."""
        return Expectations(
            pages=self.made.layout.total_pages,
            links=links,
            bookmarks=len(self.joining.bookmarks),
            written=self.joining.written,
            present=present,
            forbidden=forbidden,
        )


def set_pages(front: FrontInput, ready: Sequence[Prepared], cancel: CancelToken | None = None) -> PagesSet:
    """Typeset the written pages and the frames of the sources; raises PageNotMadeError or CancelledError."""
    made = make_front(front)
    if cancel is not None:
        cancel.check()
    placed = [[place(page, front.request.paper) for page in held.pages] for held in ready]
    frames = frame_pages(front, made.layout, ready, placed)
    framed = _framed(front, made, placed)
    with speaking(front.request.language):
        label = say("page.page")
    written = tuple(page.number for page in made.pages)
    return PagesSet(made, frames, Joining(written, framed, _bookmarks(front, made), label))


def join(
    front: FrontInput,
    ready: Sequence[Prepared],
    *,
    present: tuple[str, ...],
    forbidden: tuple[Marker, ...],
    progress: Progress,
    cancel: CancelToken,
) -> Joined:
    """Typeset and join; raises NotBuiltError, PageNotMadeError or CancelledError."""
    progress.tell(1, 4, "Setting the first pages")
    pages = set_pages(front, ready, cancel)
    progress.tell(2, 4, "Joining the pages")
    try:
        blobs = [*pages.blobs, *(held.pdf for held in ready)]
        answer = run("packet.join", blobs, pages.joining.as_json(), limits=_LARGE, cancel=cancel)
    except SandboxFailure:
        raise NotBuiltError from None
    made = pages.made
    expectations = pages.expectations(links=int(str(answer.value)), present=present, forbidden=forbidden)
    return Joined(answer.blobs[0], made, expectations, _pictures(front, made, ready), _titles(front, made), answer.used)


def read_back(pdf: bytes, expectations: Expectations, *, phrase: str, cancel: CancelToken | None = None) -> Verified:
    """Read a packet back with two engines in the sandbox; raises NotBuiltError."""
    try:
        answer = run("packet.verify", [pdf], expectations.as_json(phrase=phrase), limits=_LARGE, cancel=cancel)
        return from_json(answer.value)
    except (SandboxFailure, BadOutcomeError):
        raise NotBuiltError from None


def locked(pdf: bytes, phrase: str) -> bytes:
    """Return the packet locked with AES-256; raises NotBuiltError."""
    try:
        return run("packet.lock", [pdf], {"phrase": phrase}, limits=_LARGE).blobs[0]
    except (SandboxFailure, IndexError):
        raise NotBuiltError from None


def page_png(pdf: bytes, page: int, *, width: int) -> bytes:
    """Return the picture of a page (from 1) of an unlocked packet; raises NotBuiltError."""
    try:
        return run("pdf.picture", [pdf], {"page": page, "width": width, "password": None}).blobs[0]
    except (SandboxFailure, IndexError):
        raise NotBuiltError from None
