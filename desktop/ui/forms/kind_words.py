"""What the kinds of the record are called in the window: lists, forms, fields, choices and examples.

The words lie in resources/words/kinds, one file a language; a language without a file has them in English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QLocale

from desktop.foundation.resources import resource
from desktop.records.fact import FactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """`about` says what belongs into the list; `fields`, `choices` and `examples` go by the names of entry_fields."""

    title: str
    about: str = ""
    add: str = ""
    save: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)


@cache
def _all(language: str) -> Mapping[FactKind, KindWords]:
    file = resource("words", "kinds", f"{language}.json")
    if not file.is_file():
        return _all("en")
    raw: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return {FactKind(kind): KindWords(**words) for kind, words in raw.items()}  # type: ignore[arg-type] # JSON's shape


def kind_words(kind: FactKind) -> KindWords:
    """Return the words of a kind in the window's language."""
    return _all(QLocale().name().partition("_")[0])[kind]
