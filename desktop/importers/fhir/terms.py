"""What the tables of resources/terminology/fhir.json say: words for codes, and titles of the parts."""

from __future__ import annotations

import json
from typing import Any

from desktop.foundation.resources import resource

_TERMS: Any = json.loads(resource("terminology", "fhir.json").read_text("utf-8"))
"""Read at import: a reader behind locked doors can open no file any more."""
_ABSENT = frozenset(_TERMS["absent"])


def absent_codes() -> frozenset[str]:
    """Return the codes that say that nothing is known, or that there is none of a kind that has no such entry."""
    return _ABSENT


def words_for(table: str, code: str) -> str:
    """Return what `code` means in one of the tables, or empty."""
    found: str = _TERMS[table].get(code, "")
    return found
