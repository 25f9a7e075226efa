"""What the tables of resources/terminology/fhir.json say: words for codes, and titles of the parts."""

from __future__ import annotations

import json
from typing import Any

from desktop.foundation.resources import resource

_TERMS: Any = json.loads(resource("terminology", "fhir.json").read_text("utf-8"))
"""Read at import: a reader behind locked doors can open no file any more."""


def words_for(table: str, code: str) -> str:
    """Return what `code` means in one of the tables, or empty."""
    found: str = _TERMS[table].get(code, "")
    return found
