"""The UCUM code of a printed unit, where the table of printed forms is sure of it."""

from __future__ import annotations

import json
from functools import cache

from desktop.foundation.resources import resource
from desktop.records.units import unit_key


@cache
def _codes() -> dict[str, str]:
    """Return printed form, in its own case -> UCUM code; a form that stands for two units is left out."""
    units: dict[str, list[str]] = json.loads(resource("terminology", "unit-aliases.json").read_text("utf-8"))["units"]
    found: dict[str, set[str]] = {}
    for code, forms in units.items():
        for form in (code, *forms):
            found.setdefault(unit_key(form), set()).add(code)
    return {form: codes.pop() for form, codes in found.items() if len(codes) == 1}


def ucum_code(printed: str) -> str:
    """Return the UCUM code, or empty. A unit in another case than the table's (MG for mg) is not guessed."""
    return _codes().get(unit_key(printed), "")
