"""What the person said of documents and entries in which words of a sensitive topic were found."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from desktop.records.sensitive import SensitiveTag

_PAGE = "#"


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """An answer for one topic in one packet: of the items in `seen`, those in `out` stay out, and the others go.

    An item is the id of a document or fact, or a page of a document (see `page_item`). What is found later is in
    neither, and is asked about again.
    """

    tag: SensitiveTag
    seen: frozenset[str]
    out: frozenset[str]


def page_item(document_id: str, page: int) -> str:
    """Return the item that a page (from 1) of a document is."""
    return f"{document_id}{_PAGE}{page}"


def items_out(answers: Iterable[TopicAnswer]) -> frozenset[str]:
    """Return all items that stay out: what one topic keeps back, another does not send."""
    return frozenset(item for answer in answers for item in answer.out)


def pages_out(items: Iterable[str], document_id: str) -> frozenset[int]:
    """Return the pages of a document among items."""
    begin = f"{document_id}{_PAGE}"
    return frozenset(int(item.removeprefix(begin)) for item in items if item.startswith(begin))


def with_put_back(answers: Iterable[TopicAnswer], owners: Collection[str]) -> tuple[TopicAnswer, ...]:
    """Return the answers in which nothing of these documents and facts stays out, nor any of their pages."""
    return tuple(
        replace(answer, out=frozenset(item for item in answer.out if item.partition(_PAGE)[0] not in owners))
        for answer in answers
    )
