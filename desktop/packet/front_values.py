"""What goes into the written pages of a packet and what comes out, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.packet.layout import Layout, Section
from desktop.records.answers import Answer
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketPart, PacketRequest
from desktop.records.person import Person
from desktop.records.recipient import Recipient
from desktop.records.single_thing import SingleThing


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that is not in the packet, and why, in words for the reader of the packet."""

    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontInput:
    """Everything the written pages are made of; only what may leave (excluded facts and documents are gone already).

    `facts` are in the order of the records service. `sections` hold the included documents in packet order, with the
    original page numbers that go in. `left_out` and `withheld` are sentences for the cover. `fingerprint` is the
    SHA-256 over the manifest of the sources, in hex. `replaces` is the date of the version before, when there was one.
    """

    person: Person
    request: PacketRequest
    recipient: Recipient | None
    code: str
    version: int
    made_on: date
    facts: Mapping[FactKind, tuple[Fact, ...]]
    answers: Mapping[FactKind, Answer]
    sections: tuple[Section, ...]
    single_things: Mapping[SingleThing, Answer] = field(default_factory=dict)
    """What is known of each thing that hospitals ask about one by one, in the whole record."""
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[LeftOut, ...] = ()
    """What the readiness rules miss: printed before what was left out."""
    withheld: tuple[str, ...] = ()
    fingerprint: str = ""
    replaces: date | None = None
    changed_since: tuple[int, date] | None = None
    """Version and day since which only what is new or changed is in it."""
    differing: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    """By id of a fact in the packet: what other sources say otherwise of the same test and day, or medicine."""
    test_joins: Mapping[str, str] = field(default_factory=dict)
    """Printed names of tests that the person joined: group key to the key it stands under."""
    lengths: Mapping[str, int] = field(default_factory=dict)
    """Those of the packet before (`FrontPages.lengths`): the first guess at page numbers, which are settled then."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """All included documents in packet order."""
        return tuple(source.document for section in self.sections for source in section.sources)


class PageKind(StrEnum):
    """What a written page is."""

    COVER = "cover"
    PART = "part"
    DIVIDER = "divider"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """One page of the written document.

    `index` counts from 0 in `FrontPages.pdf`; `number` is its page in the packet, from 1. `title` is the bookmark's
    text, `level` its depth (1), and `continued` is True for the second and later pages of one part (no bookmark).
    `letter` is the section's for dividers, else empty.
    """

    index: int
    number: int
    kind: PageKind
    title: str
    level: int = 1
    letter: str = ""
    continued: bool = False
    name: str = ""
    """Of a part its value as a `PacketPart`, or cover; of a divider its letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverflowRow:
    """A row of a part that must be one page: how high it is (mm), and the fact or document it can be left out by.

    `id` is empty for what the person wrote into the packet's own texts, `label` names the group it stands in.
    """

    label: str
    text: str
    height: float
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A part that must be one page: by how much it is longer (mm), and its rows, the highest first.

    `dropped` counts rows that were left out to make it one page; then `by` is 0.
    """

    part: PacketPart
    by: float
    rows: tuple[OverflowRow, ...]
    dropped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPages:
    """The written pages as one PDF/UA-1 document: first all parts, then each section's divider, then the list of files.

    `layout` gives every packet page number. Links to packet pages are URI annotations `sheaf:page/37`.
    `missing_glyphs` are characters that no font on this computer can draw; they print as a named box.
    """

    pdf: bytes
    pages: tuple[FrontPage, ...]
    layout: Layout
    overflow: tuple[Overflow, ...] = ()
    missing_glyphs: tuple[str, ...] = ()

    @property
    def lengths(self) -> dict[str, int]:
        """How many pages each part, divider (by its letter) and the list of files have."""
        return dict(Counter(page.name for page in self.pages))
