"""What kinds, fields and choices are called on the folder's page, in the language of the packet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.language import LANGUAGES, say, spoken
from desktop.records.entry_fields import EntryField, EntryType
from desktop.records.fact import Fact, FactKind
from desktop.services.export.page import fact_tables
from desktop.services.export.tables import KIND_TITLES

TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
"""Languages with a file of words; in English a field is called by its name."""


@cache
def folder_words(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return kinds, fields and choices by their names; empty for English."""
    if language not in TRANSLATED:
        return {"kinds": {}, "fields": {}, "choices": {}}
    words: dict[str, dict[str, str]] = json.loads(resource("words", "folder", f"{language}.json").read_text("utf-8"))
    return words


def kind_title(kind: FactKind) -> str:
    """Return what the facts of a kind are called."""
    return folder_words(spoken())["kinds"].get(kind.value, KIND_TITLES[kind])


def field_title(field: EntryField) -> str:
    """Return what a field is called."""
    return folder_words(spoken())["fields"].get(field.name) or fact_tables.field_title(field)


def cell_text(fact: Fact, field: EntryField) -> str:
    """Return what a fact has in a field, in words; empty when it has nothing."""
    text = fact_tables.cell_text(fact, field)
    if field.type is EntryType.YES_NO:
        return say("words.yes") if text else ""
    if field.type is not EntryType.CHOICE or not text:
        return text
    choices = folder_words(spoken())["choices"]
    return choices.get(str(getattr(fact, field.attribute)), text)
