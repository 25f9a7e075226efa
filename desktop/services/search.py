"""Search over documents and facts together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.records.document import Document
from desktop.records.fact import Fact
from desktop.records.hit import Hit
from desktop.records.provenance import Box
from desktop.services.word_places import WordPlaces, boxes_of
from desktop.vault.stores import documents as document_store
from desktop.vault.stores import facts as fact_store
from desktop.vault.stores.search_index import FACT, Found, document_body, fact_body, search
from desktop.vault.stores.search_words import match_expression, parse_words, term_pattern
from desktop.vault.stores.snippets import snippet
from desktop.vault.vault import Transaction, Vault

PAGES_OF_ONE_DOCUMENT = 3
"""A long document must not crowd out the rest."""

Patterns = tuple[re.Pattern[str], ...]


def _fact_hit(fact: Fact, patterns: Patterns) -> Hit:
    place = fact.provenance[0] if fact.provenance else None
    return Hit(
        kind=fact.kind.value,
        id=fact.id,
        person_id=fact.person_id,
        title=fact.title,
        date=fact.date,
        page=place.page if place else 0,
        snippet=snippet(fact_body(fact), patterns) or snippet(fact.title, patterns) or fact.title,
        document_id=place.document_id if place else "",
        negated=fact.negated,
    )


def _document_hits(tx: Transaction, found: Sequence[Found], patterns: Patterns) -> dict[Found, Hit]:
    """Return the hits in documents; however many there are, their documents and pages are read at once."""
    documents = {one.id: one for one in document_store.get_documents(tx, [each.item_id for each in found])}
    texts = document_store.get_page_texts(tx, [(each.item_id, each.page) for each in found if each.page])
    return {
        each: _document_hit(documents[each.item_id], each.page, texts.get((each.item_id, each.page), ""), patterns)
        for each in found
        if each.item_id in documents
    }


def _document_hit(document: Document, page: int, text: str, patterns: Patterns) -> Hit:
    if page:
        around = snippet(text, patterns)
    else:
        around = snippet(document.title, patterns) or snippet(document_body(document), patterns)
    return Hit(
        kind="document",
        id=document.id,
        person_id=document.person_id,
        title=document.title,
        date=document.date,
        page=page,
        snippet=around or document.title,
        document_id=document.id,
    )


def _thinned(found: Iterable[Found], limit: int) -> list[Found]:
    """Take the best until there are enough: a few pages of each document, its title only when no page is there."""
    taken: Counter[str] = Counter()
    kept: list[Found] = []
    for each in found:
        if taken[each.item_id] < PAGES_OF_ONE_DOCUMENT:
            taken[each.item_id] += 1
            kept.append(each)
        if len(kept) == limit:
            break
    with_pages = {each.item_id for each in kept if each.page}
    return [each for each in kept if each.page or each.item_id not in with_pages]


class Search:
    """Finds words as they are typed, with or without accents, in any script; quoted words as they stand."""

    def __init__(self, vault: Vault) -> None:
        """Read from `vault`."""
        self._vault = vault
        self._places = WordPlaces(vault)

    def find(self, words: str, person_id: str | None = None, limit: int = 50) -> tuple[Hit, ...]:
        """Return the best places, best first; nothing for words without a letter or digit.

        With `person_id`, only what stands in that person's lists.
        """
        terms = parse_words(words)
        if not terms:
            return ()
        patterns = tuple(term_pattern(term) for term in terms)

        def work(tx: Transaction) -> tuple[Hit, ...]:
            found = _thinned(search(tx, match_expression(terms), person_id=person_id), limit)
            facts = {
                fact.id: fact
                for fact in fact_store.get_facts(tx, [each.item_id for each in found if each.item_kind == FACT])
            }
            pages = _document_hits(tx, [each for each in found if each.item_kind != FACT], patterns)
            hits = (
                _fact_hit(facts[each.item_id], patterns) if each.item_kind == FACT else pages.get(each)
                for each in found
            )
            return tuple(hit for hit in hits if hit is not None)

        return self._vault.read(work)

    def marks(self, document_id: str, page: int, words: str) -> tuple[Box, ...]:
        """Return where the words stand on a page (from 1), for its picture; none on a page that is only a picture.

        May take a moment: the page is read in the sandbox the first time.
        """
        document = self._vault.read(lambda tx: document_store.get_document(tx, document_id))
        terms = parse_words(words)
        if document is None or not terms:
            return ()
        return boxes_of(self._places.lines(document, page), [term_pattern(term) for term in terms])
