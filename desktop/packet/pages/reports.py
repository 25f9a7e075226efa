"""Reports of a section that no entry of the record was read in: listed, so that nothing in the packet is missed."""

from __future__ import annotations

from desktop.packet.pages.origin import page_mark
from desktop.packet.pages.runs import bold
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso, together_with
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.typeset.drawable import JSON


def papers_of(setting: Setting, kinds: frozenset[DocumentKind]) -> list[Document]:
    """Return the included documents of some kinds, newest first."""
    return [one for one in setting.front.documents if one.kind in kinds]


def unread_papers(setting: Setting, kinds: frozenset[DocumentKind], fact_kind: FactKind) -> list[Document]:
    """Return the included documents of some kinds that no fact of a kind points to."""
    cited = {place.document_id for fact in setting.of(fact_kind) for place in fact.provenance}
    return [one for one in papers_of(setting, kinds) if one.id not in cited]


def paper_rows(setting: Setting, papers: list[Document]) -> list[JSON]:
    """Return rows of date, title, origin, note, page."""
    return [
        [
            iso(one.date),
            [bold(one.title)] if one.important else one.title,
            together_with(one.source, one.doctor) or "–",
            one.note or "–",
            [page_mark([setting.document_page(one)])],
        ]
        for one in papers
    ]
