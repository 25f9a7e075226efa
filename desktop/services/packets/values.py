"""What the packet builder shows: an outline before, the built packet, and what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.packet.expectations import Expectations
from desktop.packet.front_values import FrontInput, FrontPage, LeftOut, Overflow
from desktop.packet.layout import Layout
from desktop.packet.outcome import Check, Hit
from desktop.packet.plan import Plan
from desktop.records.packet import Disclosure, PacketDraft, PacketPart
from desktop.services.packets.findings import Finding
from desktop.services.packets.warned import Warned


@dataclass(frozen=True, slots=True)
class PartLine:
    """One line of "What the doctor will see": a part, what is in it, and its pages; `ticked` when it goes in."""

    part: PacketPart
    detail: str
    pages: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class PacketOutline:
    """What a packet would hold, without building it; page counts of written parts are those usual."""

    parts: tuple[PartLine, ...]
    left_out: tuple[LeftOut, ...]
    withheld: tuple[str, ...]
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPacket:
    """A finished packet in memory, not locked.

    `findings` were found inside included sources: each must be answered before it leaves. `warnings` are only shown.

    `pictures` are packet pages that went in as pictures; `titles` name each page, by its number from 1.
    `front` and `layout` are what the written pages were made of, and where everything stands.
    """

    draft: PacketDraft
    plan: Plan
    front: FrontInput = field(repr=False)
    layout: Layout = field(repr=False)
    pdf: bytes = field(repr=False)
    expectations: Expectations
    checks: tuple[Check, ...]
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    pictures: tuple[int, ...]
    titles: tuple[str, ...]
    written: tuple[FrontPage, ...]
    part_pages: Mapping[PacketPart, int]
    """How many pages each part really has; the documents with their dividers and the list of files."""
    overflow: tuple[Overflow, ...] = ()
    """What is too long for its one page, with the rows that could go."""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.expectations.pages

    @property
    def size(self) -> int:
        """How many bytes it has, unlocked."""
        return len(self.pdf)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is not in it, and why."""
        return self.plan.left_out

    @property
    def unanswered(self) -> tuple[Finding, ...]:
        """What was found in sources and waits for the person's word."""
        return tuple(one for one in self.findings if not one.allowed)

    @property
    def keeps_back(self) -> bool:
        """Whether anything of the record stays out of it."""
        return bool(self.plan.left_out or self.plan.excluded_documents or self.plan.excluded_facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A file that was written and read back; `phrase` is None for a plain one."""

    path: Path
    packet_id: str
    version: int
    pages: int
    bytes: int
    sha256: str
    fingerprint: str
    phrase: str | None
    checks: tuple[Check, ...]
    disclosure_id: str


@dataclass(frozen=True, slots=True)
class DeliveredFolder:
    """A folder that was written and read back: its files (paths inside it), bytes together, its entry in the log.

    `phrase` opens its PDF; None when that is not locked.
    """

    path: Path
    files: tuple[str, ...]
    bytes: int
    entry: Disclosure
    phrase: str | None
    checks: tuple[Check, ...]

    @property
    def version(self) -> int:
        """Which version of the packet it holds."""
        return self.entry.version

    @property
    def fingerprint(self) -> str:
        """Of the packet, or of the list of its files."""
        return self.entry.fingerprint

    @property
    def disclosure_id(self) -> str:
        """The entry in the sent log."""
        return self.entry.id

    @property
    def pages(self) -> int:
        """How many pages the packet has."""
        return self.entry.pages
