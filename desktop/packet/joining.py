"""How a packet is put together, as values; the work is the sandbox's, with an engine that need not be loaded here."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.sandbox.values import JSONValue


@dataclass(frozen=True, slots=True)
class FramedPage:
    """A source page of the packet: which source, which of its prepared pages, its frame, and its area in points."""

    number: int
    source: int
    page: int
    frame: int
    area: tuple[float, float, float, float]


DOCUMENT_LEVEL = 3
"""The level of the bookmarks of source documents."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark; `level` 1 to 3, `number` is the packet page from 1."""

    level: int
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Joining:
    """How a packet is put together: packet page of each written page by its index, framed pages, bookmarks."""

    written: tuple[int, ...]
    framed: tuple[FramedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    page_word: str = "page"
    """What a link says when it is read aloud, before its number."""

    def as_json(self) -> dict[str, JSONValue]:
        """Return the arguments of the job."""
        framed: list[JSONValue] = [[one.number, one.source, one.page, one.frame, list(one.area)] for one in self.framed]
        return {
            "written": list(self.written),
            "framed": framed,
            "page_word": self.page_word,
            "bookmarks": [[one.level, one.title, one.number] for one in self.bookmarks],
        }
