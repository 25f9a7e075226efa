"""What a procedure was, by its name and what else is known of it: a biopsy, an operation, or neither. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure

_TISSUE = re.compile(r"biops|ectom|resec|excis|extirp|amput")
"""Parts of the names of what is looked at by a pathologist, English and Spanish."""
_MORE_THAN_A_BIOPSY = re.compile(r"ectom|resec|excis|extirp|amput|plast|remov|dissection|disecci")
"""Parts of the names of operations that may have a biopsy in theirs: "lumpectomy with sentinel node biopsy"."""


def _name(one: Procedure) -> str:
    return (one.name or one.title).casefold()


def is_biopsy(one: Procedure) -> bool:
    """Whether a procedure only took a specimen; not one during which something was taken out as well."""
    return "biops" in _name(one) and _MORE_THAN_A_BIOPSY.search(_name(one)) is None


def _has_specimen(one: Procedure, specimens: Iterable[Pathology]) -> bool:
    return one.date is not None and any(other.date == one.date for other in specimens if not other.negated)


def is_operation(one: Procedure, specimens: Iterable[Pathology]) -> bool:
    """Whether a procedure was an operation: under anesthesia, or with a specimen of that day and no mere biopsy."""
    return bool(one.anesthesia.strip()) or (not is_biopsy(one) and _has_specimen(one, specimens))


def took_tissue(one: Procedure, specimens: Iterable[Pathology]) -> bool:
    """Whether tissue was taken, by the name or a specimen of that day: only then a pathology report can be missing."""
    return _TISSUE.search(_name(one)) is not None or _has_specimen(one, specimens)
