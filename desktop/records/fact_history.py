"""What happened to a fact over time: who said what, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desktop.records.provenance import Origin


class FieldChange(NamedTuple):
    """One field that changed; `before` and `after` are texts as the person would type them."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactRevision:
    """One moment in a fact's life; the first has no changes. `origin` is whose word it was from then on."""

    revision: int
    at: datetime
    origin: Origin
    changes: tuple[FieldChange, ...] = ()
