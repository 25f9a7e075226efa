"""A code of a public system with its display (FHIR `Coding`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coding:
    """One code: `system` is its URI (http://loinc.org), `display` the words of that system."""

    system: str
    code: str
    display: str = ""
