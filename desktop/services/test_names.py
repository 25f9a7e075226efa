"""What a laboratory test is called in plain words, and which printed names mean the same test."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from desktop.foundation.resources import resource
from desktop.importers.labs.terms import known_test


@dataclass(frozen=True, slots=True)
class TestName:
    """`key` is the same for all printed names of a test; `name` is "Ferritin (iron store)", `about` a line or empty."""

    __test__ = False  # for pytest, which takes the name for a test's

    key: str
    name: str
    about: str


@cache
def _explanations() -> dict[str, dict[str, str]]:
    raw = json.loads(resource("terminology", "test-explanations.json").read_text("utf-8"))
    tests: dict[str, dict[str, str]] = raw["tests"]
    return tests


def name_of_test(printed: str, specimen: str = "") -> TestName:
    """Return what a test printed as `printed` is called; an unknown one keeps its printed name."""
    known = known_test(printed)
    tested = f"|{specimen.strip().casefold()}" if specimen.strip() else ""
    if known is None:
        shown = " ".join(printed.split())
        return TestName(shown.casefold() + tested, shown, "")
    words = _explanations().get(known.id, {})
    short = words.get("short", "")
    name = f"{known.name} ({short})" if short else known.name
    return TestName(known.id + tested, name, words.get("long", ""))
