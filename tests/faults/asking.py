"""Packets with exclusions by chance, and which words must and must not be in each, worked out apart from Sheaf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random  # noqa: TID251 - plays that a seed repeats

from desktop.packet.covered_fields import DATE, DOCTOR, FIELDS, SOURCE, TITLE, field_item
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.packet import CoveredPage, PacketPart, PacketRequest, PacketShape, SensitiveChoice
from desktop.records.packet_parts import KINDS_OF_PART
from desktop.records.sensitive import SensitiveTag
from desktop.services.workspace import Workspace
from tests.faults.family import Held, Paper
from tests.faults.words import Words

_WHOLE = frozenset({PacketShape.FULL, PacketShape.PORTAL, PacketShape.FAX, PacketShape.PRINT})
_SHAPES = (*(PacketShape.FULL,) * 5, *PacketShape)
_ONLY = {
    PacketShape.PATHOLOGY: frozenset({DocumentKind.PATHOLOGY}),
    PacketShape.IMAGING: frozenset({DocumentKind.IMAGING, DocumentKind.IMAGES}),
    PacketShape.PAPERS: frozenset({DocumentKind.ID}),
}
_PRINTED = frozenset(
    {FactKind.MEDICATIONS, FactKind.ALLERGIES, FactKind.CONDITIONS, FactKind.QUESTIONS, FactKind.CONTACTS}
)
"""Kinds whose word a whole packet shows wherever their part is ticked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One packet: what is asked, of whom, and the words that must and those that must not be in it.

    `seen` must be in it for the eye only; `days` must not be in it, as numbers. `went` are the versions of the packet
    so far, this one last: to whom each went and which papers it held.
    """

    request: PacketRequest
    held: Held
    takes_images: bool
    present: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    went: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """The papers that whoever got this version has of this packet: those are no news for them."""
        return frozenset(one for to, papers in self.went if to == self.request.recipient_id for one in papers)


def covers_of(held: Held) -> Iterator[CoveredPage]:
    """Yield everything that can be covered."""
    for one, paper in held.papers.items():
        if paper.cover:
            yield CoveredPage(one, 1, (paper.cover[0],))


@dataclass(slots=True)
class Asking:
    """Asks for packets of a family."""

    workspace: Workspace
    people: Sequence[Held]
    words: Words
    chance: Random
    last: Play | None = None
    """The packet before, when it was delivered."""

    def _half(self, things: Iterable[str], share: float) -> frozenset[str]:
        return frozenset(one for one in things if self.chance.random() < share)

    def packet(self, *, news: bool = False, shape: PacketShape | None = None) -> Play:
        """Return the next packet, perhaps of a `shape`; with `news`, what changed since the last one, for its place."""
        before = self.last if news else None
        held = before.held if before else self.chance.choice(self.people)
        place = before.request.recipient_id if before else self.chance.choice(["", *held.places])
        base = before.request if before else self.workspace.packets.start(held.person).request
        typed = self.words.one()
        request = replace(
            self._in_some_form(self._keeping_back(base, held)),
            recipient_id=place,
            recipient_name="" if place else "Dr. Lena Okafor",
            how_i_am=f"I am {typed}",
            changed_since=self.workspace.packets.get(base.id).version if before else 0,
        )
        request = replace(request, shape=shape) if shape else request
        play = judged(request, held, self.people, before)
        held.typed.add(typed)
        return play

    def _keeping_back(self, base: PacketRequest, held: Held) -> PacketRequest:
        """Return the request with everything that a person can keep back, by chance."""
        share = self.chance.choice([0.15, 0.5])
        pages = {
            one: tuple(n for n in range(1, len(paper.pages) + 1) if self.chance.random() < 0.3)
            for one, paper in held.papers.items()
            if len(paper.pages) > 1
        }
        covered = [(one, field) for one, paper in held.papers.items() if paper.cover for field in FIELDS]
        answers = {tag: self.chance.choice(list(SensitiveChoice)) for tag in SensitiveTag if self.chance.random() < 0.8}
        return replace(
            base,
            excluded=self._half((*held.papers, *held.entries), share),
            excluded_pages=tuple(pages.items()),
            covered=tuple(one for one in covers_of(held) if self.chance.random() < 0.5),
            sensitive=tuple(answers.items()),
            withheld_fields=frozenset(field_item(one, field) for one, field in covered if self.chance.random() < 0.4),
            hide_address=self.chance.random() < 0.5,
            hide_numbers=self.chance.random() < 0.5,
            hide_family=self.chance.random() < 0.5,
            left_off_summary=self._half(held.entries, 0.1),
            left_off_timeline=self._half(held.entries, 0.1),
        )

    def _in_some_form(self, request: PacketRequest) -> PacketRequest:
        """Return the request with everything else that a packet can be, by chance."""
        wanted = (part for part in PacketPart if self.chance.random() < 0.75)
        return replace(
            request,
            parts=frozenset({PacketPart.SUMMARY, *wanted}),
            shape=self.chance.choice(_SHAPES),
            language=self.chance.choice(["en", "en", "es"]),
            edition=self.chance.choice(["normal", "normal", "large", "fax"]),
            paper=self.chance.choice(["letter", "a4"]),
            max_files=self.chance.choice([0, 0, 1, 2, 3]),
        )


def _holds_pages(request: PacketRequest, kind: DocumentKind) -> bool:
    """Whether papers of a kind go into an edition."""
    only = _ONLY.get(request.shape)
    if only is not None:
        return kind in only and PacketPart.SOURCES in request.parts
    return request.shape in _WHOLE and kind is not DocumentKind.ID and PacketPart.SOURCES in request.parts


@dataclass(frozen=True, slots=True)
class _Judging:
    """What one request means for one person's words."""

    request: PacketRequest
    held: Held
    takes_images: bool
    before: frozenset[str]

    def keeps_back(self, one: str, tag: SensitiveTag | None) -> bool:
        answers = dict(self.request.sensitive)
        return one in self.request.excluded or (tag is not None and answers.get(tag) is not SensitiveChoice.INCLUDE)

    def carries(self, one: str, paper: Paper) -> bool:
        wanted = paper.kind is not DocumentKind.IMAGES or self.takes_images
        left_out = dict(self.request.excluded_pages).get(one, ())
        return (
            len(left_out) < len(paper.pages)
            and not self.keeps_back(one, paper.tag)
            and one not in self.before
            and wanted
            and _holds_pages(self.request, paper.kind)
        )

    def of_papers(self) -> Iterator[tuple[bool, bool, str]]:
        """Yield (is in it, for the eye only, word) of every page."""
        out_pages = dict(self.request.excluded_pages)
        covered = {one.document_id for one in self.request.covered}
        for one, paper in self.held.papers.items():
            carried = self.carries(one, paper)
            for number, words in enumerate(paper.pages, start=1):
                kept = carried and number not in out_pages.get(one, ())
                yield from ((kept, paper.pictured, word) for word in words)
            if paper.cover:
                yield carried and 1 not in out_pages.get(one, ()) and one not in covered, False, paper.cover[1]
            yield from ((False, False, word) for word in paper.never)
            if self.keeps_back(one, paper.tag):
                yield from ((False, False, word) for word in (paper.title, paper.source, paper.doctor) if word)
            called = {TITLE: paper.title, SOURCE: paper.source, DOCTOR: paper.doctor}
            yield from ((False, False, called[field]) for field in self.withheld(one) if field in called)

    def withheld(self, one: str) -> frozenset[str]:
        """Return what a paper is not called by: only of one that is covered."""
        if not any(cover.document_id == one for cover in self.request.covered):
            return frozenset()
        return frozenset(field for field in FIELDS if field_item(one, field) in self.request.withheld_fields)

    def days(self) -> Iterator[str]:
        """Yield the days of papers that are kept back, or whose date is withheld."""
        for one, paper in self.held.papers.items():
            if paper.day and (self.keeps_back(one, paper.tag) or DATE in self.withheld(one)):
                yield paper.day

    def hidden(self) -> Iterator[str]:
        """Yield what the pages that we make do not tell."""
        yield from {self.held.street} if self.request.hide_address else ()
        yield from self.held.numbers if self.request.hide_numbers else ()
        yield from self.held.kin if self.request.hide_family else ()

    def of_entries(self) -> Iterator[str]:
        """Yield the words of entries that are kept back."""
        for one, entry in self.held.entries.items():
            if self.keeps_back(one, entry.tag):
                yield from entry.words

    def entries_shown(self) -> Iterator[str]:
        """Yield words that a whole packet shows."""
        if self.request.shape not in _WHOLE or self.request.changed_since:
            return
        kinds = {kind for part in self.request.parts for kind in KINDS_OF_PART.get(part, ())}
        for one, entry in self.held.entries.items():
            if entry.kind in kinds & _PRINTED and not self.keeps_back(one, entry.tag):
                yield entry.words[0]


def judged(request: PacketRequest, held: Held, people: Sequence[Held], before: Play | None = None) -> Play:
    """Return what a request means; `before` is the version since which only news are asked for."""
    place = list(held.places).index(request.recipient_id) if request.recipient_id else 0
    judging = _Judging(request, held, place != 1, before.known if before else frozenset())
    pages = list(judging.of_papers())
    present = {word for kept, unseen, word in pages if kept and not unseen} | set(judging.entries_shown())
    absent = {word for other in people if other is not held for word in other.words} | held.gone | held.typed
    absent |= {word for kept, _unseen, word in pages if not kept} | set(judging.of_entries())
    absent |= {word for one, word in held.places.items() if one != request.recipient_id}
    absent |= set(judging.hidden())
    carried = frozenset(one for one, paper in held.papers.items() if judging.carries(one, paper))
    return Play(
        request=request,
        held=held,
        takes_images=judging.takes_images,
        present=frozenset(present),
        seen=frozenset(word for kept, unseen, word in pages if kept and unseen),
        absent=frozenset(absent),
        days=frozenset(judging.days()),
        went=(*(before.went if before else ()), (request.recipient_id, carried)),
    )
