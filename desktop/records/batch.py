"""One import, with everything it brought, that can be taken back whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """An import as the list of recent imports shows it; `documents` and `facts` are counts."""

    import_id: str
    person_id: str
    created: datetime
    documents: int
    facts: int
    undone: datetime | None = None
