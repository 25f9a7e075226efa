"""Where a fact comes from, and whose word it is (FHIR `Provenance`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Whose word a fact is; also its `status` in the command line's JSON."""

    PROPOSED = "proposed"
    """Read by Sheaf; nobody has compared it with the document yet."""
    CONFIRMED = "confirmed"
    """Read by Sheaf and confirmed by the person."""
    TYPED = "typed"
    """Typed by the person."""
    EDITED = "edited"
    """Read by Sheaf, then changed by the person."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as fractions (0..1) of its visible size, origin top left, rotation applied."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The place in a document where something was read.

    `page` counts from 1. `snippet` is quoted as printed. `reader` names the reader and its version.
    `fact_id` is set where another reading says the same: it names that reading, which stands behind this fact.
    """

    document_id: str
    page: int
    box: Box | None = None
    snippet: str = ""
    reader: str = ""
    fact_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a field of a document was proposed: the place, and how sure the reader is.

    `field` is the document's field name (title, kind, date, source, doctor, person).
    `certain` is False for "Please check", and `reason` then says why in one sentence.
    """

    field: str
    page: int
    box: Box | None = None
    snippet: str = ""
    certain: bool = True
    reason: str = ""
