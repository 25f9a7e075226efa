"""What the find page shows of the places that were found; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.records.fact import FactKind
from desktop.records.hit import MARK_START, Hit

MOST = 40
"""Places that are listed; more words narrow them down."""
BEFORE_MARK = 24
"""Characters that stand before the first marked word."""
LIVE_FROM = 2
"""Letters from which on it searches while they are typed; a sign such as 王 is a word of its own."""


def worth_searching(words: str) -> bool:
    """Whether so few letters are asked for that everything would be found."""
    typed = words.strip()
    return len(typed) >= LIVE_FROM or (bool(typed) and not typed.isascii())


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list; `kind` is None for a page of a document."""

    hit: Hit
    kind: FactKind | None


def shortened(snippet: str) -> str:
    """Return a snippet whose first marked word stands near its beginning, for a narrow line."""
    first = snippet.find(MARK_START)
    if first <= BEFORE_MARK:
        return snippet
    cut = snippet.find(" ", first - BEFORE_MARK, first)
    return "…" + snippet[(first - BEFORE_MARK if cut < 0 else cut + 1) :]


def places(hits: Sequence[Hit]) -> tuple[Place, ...]:
    """Return the lines in the order of the search: best first."""
    return tuple(Place(hit, None if hit.kind == "document" else FactKind(hit.kind)) for hit in hits)
