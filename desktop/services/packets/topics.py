"""What may be about a sensitive topic in one packet, found by words in the search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.packet.plan import NOT_PRINTED, Plan
from desktop.packet.topics import Mention, in_broken_words, mentions, words_of
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketRequest, SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.records.topic_answer import TopicAnswer, page_item
from desktop.vault.stores.documents import get_page_texts, hyphen_texts
from desktop.vault.stores.search_index import FACT, Found, document_body, fact_body, search
from desktop.vault.stores.search_words import Term, match_expression, parse_words
from desktop.vault.vault import Transaction


@dataclass(frozen=True, slots=True)
class TopicItem:
    """A document or entry that may be about a topic, with the words that say so.

    `items` are what stays out with it: the entry, the whole document, or its `pages` in which words were found;
    `pages` is empty for an entry, and when the title or the notes of a document say it; `quote` is empty when the
    title alone says it.
    """

    id: str
    title: str
    items: frozenset[str]
    pages: tuple[int, ...]
    quote: str
    is_document: bool


_OF_OTHERS = frozenset(
    {FactKind.IMMUNIZATIONS, FactKind.CONTACTS, FactKind.COVERAGE, FactKind.AUTHORITIES, FactKind.DIRECTIVES}
)
"""Kinds of entries whose few words are names of others."""
Topics = Mapping[SensitiveTag, tuple[TopicItem, ...]]


def unsettled(request: PacketRequest, found: Topics) -> dict[SensitiveTag, tuple[TopicItem, ...]]:
    """Return what was found and not answered yet, by topic."""
    seen = {answer.tag: answer.seen for answer in request.topics}
    waiting = {
        tag: tuple(one for one in items if not one.items <= seen.get(tag, frozenset())) for tag, items in found.items()
    }
    return {tag: items for tag, items in waiting.items() if items}


def answered(
    request: PacketRequest, tag: SensitiveTag, found: Iterable[TopicItem], choice: SensitiveChoice
) -> PacketRequest:
    """Return a request with one answer for a whole topic: for what is marked with it, and for what words found."""
    listed = tuple(found)
    others = tuple(one for one in request.sensitive if one[0] is not tag)
    out = (one.id for one in listed) if choice is SensitiveChoice.LEAVE_OUT else ()
    return some_left_out(replace(request, sensitive=(*others, (tag, choice))), tag, listed, frozenset(out))


def some_left_out(
    request: PacketRequest, tag: SensitiveTag, found: Iterable[TopicItem], out: Collection[str]
) -> PacketRequest:
    """Return a request in which, of what words found for a topic, the documents and entries in `out` stay out."""
    listed = tuple(found)
    seen = frozenset(item for one in listed for item in one.items)
    left = frozenset(item for one in listed if one.id in out for item in one.items)
    others = tuple(one for one in request.topics if one.tag is not tag)
    return replace(request, topics=(*others, TopicAnswer(tag, seen, left)) if listed else others)


def settled(request: PacketRequest, tag: SensitiveTag, found: Iterable[TopicItem]) -> SensitiveChoice:
    """Return the one answer that holds for all that words found for a topic; ASK when there is none, or several."""
    out = next((answer.out for answer in request.topics if answer.tag is tag), frozenset())
    listed = tuple(found)
    if tag in unsettled(request, {tag: listed}):
        return SensitiveChoice.ASK
    left = [bool(one.items & out) for one in listed]
    if not any(left):
        return SensitiveChoice.INCLUDE
    return SensitiveChoice.LEAVE_OUT if all(left) else SensitiveChoice.ASK


def _terms(tags: Iterable[SensitiveTag]) -> Iterator[str]:
    for word in dict.fromkeys(word for tag in tags for word in words_of(tag)):
        for term in parse_words(f'"{word.rstrip("*")}"'):
            yield match_expression((Term(term.spellings, prefix=word.endswith("*")),))


def find_topics(tx: Transaction, plan: Plan, tags: Collection[SensitiveTag]) -> Topics:
    """Return what may be about each of the topics in what goes in by `plan`; what is marked with it is left out."""
    documents = {source.document.id: source.document for section in plan.sections for source in section.sources}
    facts = {fact.id: fact for kind, listed in plan.facts.items() if kind not in NOT_PRINTED for fact in listed}
    rows = list(search(tx, " OR ".join(_terms(tags)), person_id=plan.request.person_id))
    found: dict[SensitiveTag, list[TopicItem]] = defaultdict(list)
    for item in (*_of_documents(tx, rows, documents, plan, tags), *_of_facts(rows, facts, tags)):
        found[item[0]].append(item[1])
    return {tag: tuple(items) for tag, items in found.items()}


def _of_facts(
    rows: Iterable[Found], facts: Mapping[str, Fact], tags: Collection[SensitiveTag]
) -> Iterator[tuple[SensitiveTag, TopicItem]]:
    for row in rows:
        fact = facts.get(row.item_id) if row.item_kind == FACT else None
        if fact is None or fact.negated:
            continue
        body = fact_body(fact)
        text = f"{fact.title}\n{body}"
        for tag, listed in _by_tag(mentions(text, entry=fact.kind not in _OF_OTHERS, tags=tags)).items():
            if tag not in fact.sensitive:
                quote = next((one.quote for one in listed if one.quote not in fact.title), "")
                yield tag, TopicItem(fact.id, fact.title, frozenset({fact.id}), (), quote, is_document=False)


def _by_tag(found: Iterable[Mention]) -> dict[SensitiveTag, list[Mention]]:
    by_tag: dict[SensitiveTag, list[Mention]] = defaultdict(list)
    for one in found:
        by_tag[one.tag].append(one)
    return by_tag


def _of_documents(
    tx: Transaction,
    rows: Iterable[Found],
    documents: Mapping[str, Document],
    plan: Plan,
    tags: Collection[SensitiveTag],
) -> Iterator[tuple[SensitiveTag, TopicItem]]:
    kept = {source.document.id: source.kept_pages for section in plan.sections for source in section.sources}
    places = [
        (row.item_id, row.page)
        for row in rows
        if row.item_kind != FACT and row.item_id in documents and (not row.page or row.page in kept[row.item_id])
    ]
    broken = {
        place: text
        for place, text in hyphen_texts(tx, documents).items()
        if place[1] in kept[place[0]] and in_broken_words(text, tags)
    }
    texts = broken | get_page_texts(tx, [place for place in places if place[1]])
    found: dict[tuple[str, SensitiveTag], dict[int, str]] = defaultdict(dict)
    for document_id, page in sorted({*places, *broken}):
        document = documents[document_id]
        text = texts.get((document_id, page), "") if page else f"{document.title}\n{document_body(document)}"
        for tag, (first, *_) in _by_tag(mentions(text, tags=tags)).items():
            if tag not in document.sensitive:
                found[document_id, tag][page] = first.quote
    for (document_id, tag), quotes in found.items():
        yield tag, _document_item(documents[document_id], kept[document_id], quotes)


def _document_item(document: Document, kept: tuple[int, ...], quotes: Mapping[int, str]) -> TopicItem:
    """Return a document with the pages that stay out with it: all of it, when its title says it or all pages do."""
    pages = tuple(sorted(page for page in quotes if page))
    whole = 0 in quotes or set(pages) >= set(kept)
    items = {document.id} if whole else {page_item(document.id, page) for page in pages}
    quote = quotes[min(quotes)]
    return TopicItem(document.id, document.title, frozenset(items), pages, quote, is_document=True)
