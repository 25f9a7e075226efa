"""What goes into a packet and in which order; what stays out, and why. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from desktop.importers.registry import TYPESET, WITH_PAGES
from desktop.packet.covered_fields import FIELDS, numbered, withheld_fields, without_fields
from desktop.packet.front_values import LeftOut
from desktop.packet.language import counted, say, speaking
from desktop.packet.layout import Section, Source
from desktop.packet.sections import ONLY, PAPERS, SECTION_RULES, SEPARATE
from desktop.packet.since import Since, new_facts, parts_with_news, sent_before
from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketPart, PacketRequest, PacketShape, SensitiveChoice
from desktop.records.recipient import Recipient
from desktop.records.recipient_profile import takes_images
from desktop.records.sensitive import SensitiveTag
from desktop.records.topic_answer import items_out, pages_out

_SHORT = frozenset(
    {
        *(PacketPart.SUMMARY, PacketPart.TIMELINE, PacketPart.QUESTIONS, PacketPart.PATHOLOGY, PacketPart.IMAGING),
        *(PacketPart.TREATMENT, PacketPart.MEDICINES, PacketPart.ALLERGIES),
    }
)
"""packet.md: 0 to 3, the indexes of 4 and 5, then 8, 11 and 12."""
_ONE_SUBJECT = frozenset({PacketPart.SOURCES})
NOT_PRINTED = frozenset({FactKind.RECIPIENTS, FactKind.APPOINTMENTS, FactKind.OPINIONS, FactKind.REQUESTS})
"""Kinds that stand on no page as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a packet will hold. `items` are the ids of everything in it; `fingerprint` is hex, over the sources."""

    request: PacketRequest
    facts: Mapping[FactKind, tuple[Fact, ...]]
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]
    withheld: tuple[str, ...]
    excluded_facts: tuple[Fact, ...]
    excluded_documents: tuple[Document, ...]
    fingerprint: str
    parts: frozenset[PacketPart] = frozenset()
    """The parts that are made: ticked, of this edition, and with something new when only news are asked for."""

    @property
    def withheld_fields(self) -> Mapping[str, tuple[str, ...]]:
        """What included documents are not called by, since it was read below a cover; by id of the document."""
        documents = (source.document.id for section in self.sections for source in section.sources)
        named = {one: withheld_fields(one, self.request) for one in documents}
        return {one: tuple(field for field in FIELDS if field in out) for one, out in named.items() if out}

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of all facts and documents in the packet."""
        sources = (source.document.id for section in self.sections for source in section.sources)
        return (*(fact.id for facts in self.facts.values() for fact in facts), *sources)


def parts_of(request: PacketRequest) -> frozenset[PacketPart]:
    """Return the parts of a request's edition that are also ticked."""
    if request.shape is PacketShape.SHORT:
        return request.parts & _SHORT
    if request.shape in {PacketShape.PATHOLOGY, PacketShape.IMAGING, PacketShape.PAPERS}:
        return request.parts & _ONE_SUBJECT
    return request.parts


def _pages_of(document: Document, request: PacketRequest) -> tuple[int, ...]:
    """Return the pages of a document that go in: not those left out one by one, nor those of a topic kept back."""
    out = {*dict(request.excluded_pages).get(document.id, ()), *pages_out(items_out(request.topics), document.id)}
    return tuple(page for page in range(1, document.pages + 1) if page not in out)


def _kept_back(document: Document, request: PacketRequest) -> bool:
    """Whether a topic keeps a whole document out: it is marked so, or its words were found in it, or on all pages."""
    items = items_out(request.topics)
    found = document.id in items or bool(pages_out(items, document.id) and not _pages_of(document, request))
    return found or _held_back(document.sensitive, request)


def _held_back(tags: Iterable[SensitiveTag], request: PacketRequest) -> bool:
    """Whether a sensitive topic keeps something out: no answer is taken for granted."""
    answers = dict(request.sensitive)
    return any(answers.get(tag) is not SensitiveChoice.INCLUDE for tag in tags)


def _withheld(facts: Iterable[Fact], documents: Iterable[Document]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for fact in facts:
        counts[f"kinds.{fact.kind.value}"] = counts.get(f"kinds.{fact.kind.value}", 0) + 1
    kept_back = sum(1 for _ in documents)
    if kept_back:
        counts["words.documents"] = kept_back
    return tuple(say("plan.withheld", what=counted(kind, count)) for kind, count in counts.items())


def _replacing(documents: Iterable[Document], newest: Mapping[str, str], request: PacketRequest) -> dict[str, Document]:
    """Return the newest version of each document that it replaced; not when it has no pages to show."""
    held = {one.id: one for one in documents if one.trashed is None and _has_pages(one)}
    return {older: held[newer] for older, newer in newest.items() if older not in request.put_back and newer in held}


def _replaced_by(newer: Document | None) -> str:
    if newer is None:
        return ""
    return say("plan.replaced-by", day=newer.date.iso) if newer.date else say("plan.replaced")


def _has_pages(document: Document) -> bool:
    return document.media_type in WITH_PAGES and document.pages > 0


def _why_out(document: Document, request: PacketRequest, recipient: Recipient | None, seen: set[str]) -> str:
    """Return why a document stays out for a reason that is no wish of the person's, or an empty text."""
    only = ONLY.get(request.shape.value)
    reasons = (
        (not document.belongs, say("plan.someone-else")),
        (document.kind in SEPARATE and request.shape is not PacketShape.PAPERS, say("plan.separate")),
        (document.kind is DocumentKind.IMAGES and not takes_images(recipient), say("plan.no-images")),
        (document.kind is DocumentKind.BILL, say("plan.bill")),
        (only is not None and document.kind not in only, say("plan.not-this-edition")),
        (document.sha256 in seen, say("plan.twice")),
        (not _has_pages(document), say("plan.unreadable")),
    )
    return next((why for applies, why in reasons if applies), "")


@dataclass(slots=True)
class _Chosen:
    included: list[Document]
    left_out: list[LeftOut]
    withheld: list[Document]
    excluded: list[Document]


def _choose(
    documents: Iterable[Document],
    request: PacketRequest,
    recipient: Recipient | None,
    replacing: Mapping[str, Document],
) -> _Chosen:
    """Sort documents; what a newer version replaced stays out as that one does, or else says so."""
    chosen = _Chosen([], [], [], [])
    seen: set[str] = set()
    for document in documents:
        if document.trashed is not None:
            continue
        newer = replacing.get(document.id)
        versions = (document,) if newer is None else (document, newer)
        if any(one.id in request.excluded for one in versions):
            chosen.excluded.append(document)
        elif any(_kept_back(one, request) for one in versions):
            chosen.withheld.append(document)
        elif why := _why_out(document, request, recipient, seen) or _replaced_by(newer):
            chosen.left_out.append(LeftOut(title=document.title, why=why))
        else:
            seen.add(document.sha256)
            chosen.included.append(document)
    return chosen


def _source(document: Document, request: PacketRequest) -> Source:
    kept = _pages_of(document, request)
    covers = tuple((one.page, one.boxes) for one in request.covered if one.document_id == document.id and one.boxes)
    return Source(document=document, kept_pages=kept, copy=_kind_of_copy(document), covers=covers)


def _kind_of_copy(document: Document) -> str:
    if document.media_type in TYPESET:
        return say("plan.copy-data")
    if document.media_type.startswith("image/"):
        return say("plan.copy-photo")
    return say("plan.copy-scan" if document.status is DocumentStatus.NOT_READ else "plan.copy-electronic")


def _newest_first(document: Document) -> tuple[int, str]:
    return (-document.date.low.toordinal() if document.date else 0, document.title)


def _sections(documents: Iterable[Document], request: PacketRequest) -> tuple[Section, ...]:
    held = sorted(documents, key=_newest_first)
    filled = []
    for rule in (PAPERS,) if request.shape is PacketShape.PAPERS else SECTION_RULES:
        sources = tuple(_source(document, request) for document in held if document.kind in rule.kinds)
        sources = tuple(source for source in sources if source.kept_pages)
        if sources:
            filled.append((say(rule.title), sources))
    return tuple(
        Section(letter=ascii_uppercase[place], title=title, sources=sources)
        for place, (title, sources) in enumerate(filled)
    )


def _pages_left_out(request: PacketRequest, documents: Iterable[Document]) -> list[LeftOut]:
    out = []
    for document in documents:
        kept = _pages_of(document, request)
        pages = [page for page in range(1, document.pages + 1) if page not in kept]
        if pages:
            key = "plan.page-withheld" if len(pages) == 1 else "plan.pages-withheld"
            out.append(LeftOut(title=document.title, why=say(key, pages=", ".join(map(str, pages)))))
    return out


def _parts_covered(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return what the cover says of pages of which parts are covered; nothing when there is none."""
    sources = [source for section in sections for source in section.sources]
    count = sum(page in source.kept_pages for source in sources for page, _boxes in source.covers)
    if not count:
        return ()
    return (say("plan.parts-covered", pages=counted("words.pages", count)),)


def fingerprint_of(sections: Iterable[Section]) -> str:
    """Return the SHA-256, in hex, over the manifest of the sources: hash and pages, a line each."""
    lines = [
        f"{source.document.sha256} {','.join(map(str, source.kept_pages))}{_told_covers(source)}\n"
        for section in sections
        for source in section.sources
    ]
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()


def _told_covers(source: Source) -> str:
    return "".join(f" covered {page}" for page, _boxes in source.covers if page in source.kept_pages)


def make_plan(
    request: PacketRequest,
    facts: Mapping[FactKind, tuple[Fact, ...]],
    documents: Iterable[Document],
    *,
    recipient: Recipient | None = None,
    since: Since | None = None,
    newest: Mapping[str, str] | None = None,
) -> Plan:
    """Choose and order. `documents` and `facts` are all of the person's; nothing trashed goes in.

    `newest` names the newest version of each replaced document; such a one stays out unless it is put back.
    With `recipient` what that place refuses stays out; with `since` only what is new or changed goes in.
    """
    with speaking(request.language):
        held = tuple(without_fields(one, request) for one in documents)
        replacing = _replacing(held, newest or {}, request)
        return _planned(request, facts, _choose(held, request, recipient, replacing), since)


@dataclass(slots=True)
class _ChosenFacts:
    kept: dict[FactKind, tuple[Fact, ...]] = field(default_factory=dict)
    excluded: list[Fact] = field(default_factory=list)
    withheld: list[Fact] = field(default_factory=list)
    """What a topic keeps back, of the kinds that are printed."""


def _choose_facts(request: PacketRequest, facts: Mapping[FactKind, tuple[Fact, ...]]) -> _ChosenFacts:
    chosen, of_topics = _ChosenFacts(), items_out(request.topics)
    for kind, all_facts in facts.items():
        kept: list[Fact] = []
        for fact in (one for one in all_facts if one.trashed is None):
            if fact.id in request.excluded:
                chosen.excluded.append(fact)
            elif fact.id not in of_topics and not _held_back(fact.sensitive, request):
                kept.append(fact)
            elif kind not in NOT_PRINTED:
                chosen.withheld.append(fact)
        chosen.kept[kind] = tuple(kept)
    return chosen


def _planned(
    request: PacketRequest, facts: Mapping[FactKind, tuple[Fact, ...]], chosen: _Chosen, since: Since | None
) -> Plan:
    of_facts = _choose_facts(request, facts)
    kept = of_facts.kept
    parts = parts_of(request)
    repeated: tuple[LeftOut, ...] = ()
    included = chosen.included
    if since is not None:
        before = sent_before(tuple(included), kept, since)
        repeated = (before,) if before else ()
        included = [one for one in included if since.is_new(one.id)]
        kept = new_facts(kept, since)
    sections = numbered(_sections(included, request), request) if PacketPart.SOURCES in parts else ()
    named = {source.document.id: source.document for section in sections for source in section.sources}
    included = [named.get(one.id, one) for one in included]
    if since is not None:
        parts &= parts_with_news(kept, sections, since)
    return Plan(
        request=request,
        facts=kept,
        sections=sections,
        left_out=(*repeated, *chosen.left_out, *_pages_left_out(request, included)),
        withheld=(*_withheld(of_facts.withheld, chosen.withheld), *_parts_covered(sections)),
        excluded_facts=(*of_facts.excluded, *of_facts.withheld),
        excluded_documents=(*chosen.excluded, *chosen.withheld),
        fingerprint=fingerprint_of(sections),
        parts=parts,
    )
