"""What a document cites and does not hold itself, kept among its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from desktop.records.dates import NotADateError, PartialDate
from desktop.records.provenance import Evidence


class Cited(StrEnum):
    """The `field` of evidence that names something outside of the document."""

    ADDENDUM = "cited-addendum"
    PRIOR_STUDY = "cited-prior-study"
    IMAGES = "cited-images"


_DAY = re.compile(r"\((\d{4}(?:-\d{2}){0,2})\)")


def date_reason(day: PartialDate | None, printed: str) -> str:
    """Return the sentence that keeps the cited day: as printed, then in ISO form where it is clear."""
    if not printed:
        return "No date is printed with it."
    return f"Dated {printed} ({day.iso})." if day is not None else f"Dated {printed}."


def cited(evidence: Sequence[Evidence], what: Cited) -> tuple[Evidence, ...]:
    """Return the evidence of one kind of citation, in the order of the pages."""
    return tuple(one for one in evidence if one.field == what)


def cited_day(one: Evidence) -> PartialDate | None:
    """Return the day of what is cited; None when none is printed, or when it can be read in two ways."""
    found = _DAY.search(one.reason)
    try:
        return PartialDate.parse(found[1]) if found else None
    except NotADateError:
        return None
