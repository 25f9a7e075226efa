"""Which packet page everything gets: written parts, then each section's divider and sources, then the list of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.records.document import Document
from desktop.records.provenance import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An included document with the original page numbers (from 1) that go in, in order.

    `copy` says in a few words what kind of copy it is ("electronic", "scan"); may be empty.
    """

    document: Document
    kept_pages: tuple[int, ...]
    copy: str = ""
    covers: tuple[tuple[int, tuple[Box, ...]], ...] = ()
    """For each page with something covered, the boxes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the source documents, such as A Pathology and biomarkers.

    `missing` are sentences about what is not in the section.
    """

    letter: str
    title: str
    sources: tuple[Source, ...]
    missing: tuple[str, ...] = ()

    @property
    def page_count(self) -> int:
        """How many source pages it has, without its divider."""
        return sum(len(source.kept_pages) for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Packet page numbers, from 1.

    `divider_page` maps a section's letter to its divider's first page, `section_pages` to the first and last page of
    its sources; `source_page` maps a document id to its first packet page. `files_page` is 0 without a list of files.
    """

    total_pages: int
    divider_page: Mapping[str, int]
    section_pages: Mapping[str, tuple[int, int]]
    source_page: Mapping[str, int]
    files_page: int = 0
    kept_pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def page_of(self, document_id: str, page: int) -> int:
        """Return the packet page of an original page (from 1), or 0 when it is not in the packet."""
        kept = self.kept_pages.get(document_id, ())
        return self.source_page[document_id] + kept.index(page) if page in kept else 0

    def last_page_of(self, document_id: str) -> int:
        """Return the packet page on which a document ends."""
        return self.source_page[document_id] + len(self.kept_pages[document_id]) - 1


def lay_out(
    part_pages: int,
    sections: tuple[Section, ...],
    *,
    divider_pages: Mapping[str, int] | None = None,
    files_pages: int = 0,
) -> Layout:
    """Count pages: `part_pages` written ones first, dividers of one page unless `divider_pages` says more."""
    dividers, ranges, starts = {}, {}, {}
    at = part_pages + 1
    for section in sections:
        dividers[section.letter] = at
        at += (divider_pages or {}).get(section.letter, 1)
        first = at
        for source in section.sources:
            starts[source.document.id] = at
            at += len(source.kept_pages)
        ranges[section.letter] = (first, at - 1)
    return Layout(
        total_pages=at - 1 + files_pages,
        divider_page=dividers,
        section_pages=ranges,
        source_page=starts,
        files_page=at if files_pages else 0,
        kept_pages={source.document.id: source.kept_pages for section in sections for source in section.sources},
    )
