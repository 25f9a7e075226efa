"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.dates import PartialDate

MARK_START = "\x02"
MARK_END = "\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where the words stand.

    `kind` is "document" or a fact kind's value; `id` the document's or the fact's. `page` counts from 1 and
    is 0 when the words stand in the title or the fields. `snippet` marks them with MARK_START and MARK_END.
    `document_id` is the document to open, or empty for what was typed.
    """

    kind: str
    id: str
    person_id: str
    title: str
    date: PartialDate | None
    page: int
    snippet: str
    document_id: str
    negated: bool = False
    """Whether a fact says that there is none of it."""
