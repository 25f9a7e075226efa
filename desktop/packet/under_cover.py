"""Entries that were read from a part of a page that is covered now: they tell what the cover hides. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.packet.verify_words import folded
from desktop.records.fact import Fact
from desktop.records.packet import CoveredPage
from desktop.records.provenance import Box

Words = Sequence[tuple[str, Box]]
"""The words of a page in reading order, each with its box."""
_HIGH = 0.3
"""The share of the lower of two heights by which a cover must reach into a line; beside it, any width counts."""


@dataclass(frozen=True, slots=True)
class UnderCover:
    """An entry, and the covered page (from 1) it was read from.

    `certain`: its place lies below a cover; else its place on that page is not known.
    """

    fact: Fact
    document_id: str
    page: int
    certain: bool

    @property
    def item(self) -> str:
        """What it is kept under when it is left out."""
        return self.fact.id

    @property
    def key(self) -> str:
        """What the person's word that it goes all the same is kept under in the draft."""
        told = "\0".join(("covered", self.fact.id, self.document_id, str(self.page)))
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def lies_below(place: Box, boxes: Iterable[Box]) -> bool:
    """Whether a cover takes anything of a place: some of its width, and not only the edge of its lines."""
    for box in boxes:
        across = min(place.right, box.right) - max(place.left, box.left)
        down = min(place.bottom, box.bottom) - max(place.top, box.top)
        if across > 0 and down > _HIGH * min(place.bottom - place.top, box.bottom - box.top):
            return True
    return False


def _quoted(snippet: str, words: Words) -> tuple[Box, ...]:
    """Return the boxes of the words of a quotation where it stands on the page; none when it does not."""
    text, owners = "", list[Box]()
    for word, box in words:
        signs = folded(word)
        text += signs
        owners += [box] * len(signs)
    wanted = folded(snippet)
    start = text.find(wanted) if wanted else -1
    return () if start < 0 else tuple(dict.fromkeys(owners[start : start + len(wanted)]))


def is_below(box: Box | None, snippet: str, boxes: Sequence[Box], words: Callable[[], Words]) -> bool | None:
    """Whether a place lies below a cover, by its box or its quotation; None when nobody knows where on the page."""
    if box is not None:
        return lies_below(box, boxes)
    found = _quoted(snippet, words())
    return any(lies_below(one, boxes) for one in found) if found else None


def entries_under(
    facts: Iterable[Fact], covered: Iterable[CoveredPage], words: Callable[[str, int], Words]
) -> tuple[UnderCover, ...]:
    """Return the entries that were read from covered parts, each once for a page, in their order.

    `words` gives the words of a document's page: asked where only a quotation says where an entry was read.
    """
    boxes = {(one.document_id, one.page): one.boxes for one in covered if one.boxes}
    return tuple(one for fact in facts for one in _of_fact(fact, boxes, words)) if boxes else ()


def _of_fact(
    fact: Fact, boxes: dict[tuple[str, int], tuple[Box, ...]], words: Callable[[str, int], Words]
) -> Iterator[UnderCover]:
    seen: dict[tuple[str, int], bool] = {}
    for place in fact.provenance:
        at = (place.document_id, place.page)
        if at in boxes:
            below = is_below(place.box, place.snippet, boxes[at], lambda at=at: words(*at))  # type: ignore[misc] # bound at once
            if below is not False:
                seen[at] = seen.get(at, False) or below is True
    for (document_id, page), certain in seen.items():
        yield UnderCover(fact, document_id, page, certain)
