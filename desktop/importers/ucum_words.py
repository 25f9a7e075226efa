"""Units of UCUM as people write them."""

from __future__ import annotations

import json

from desktop.foundation.resources import resource

_WORDS: dict[str, str] = json.loads(resource("terminology", "ucum-words.json").read_text("utf-8"))["unit"]
"""Read at import: a reader behind locked doors can open no file any more."""


def unit_text(unit: str) -> str:
    """Return a UCUM unit as people write it: °C for Cel, annotations without braces, "1" left out."""
    if unit in _WORDS:
        return _WORDS[unit]
    return unit[1:-1] if unit.startswith("{") and unit.endswith("}") and unit.count("{") == 1 else unit
