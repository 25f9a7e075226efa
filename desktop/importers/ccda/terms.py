"""What the tables of resources/terminology/ccda.json say: sections, code systems, words for codes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from desktop.foundation.resources import resource
from desktop.importers.identify.folded import plain_words

_TERMS: Any = json.loads(resource("terminology", "ccda.json").read_text("utf-8"))
"""Read at import: a reader behind locked doors can open no file any more."""


def code_system(oid: str) -> str:
    """Return the URI of a code system; its OID as a URN when it has no better one (FHIR, "Naming systems")."""
    known: str = _TERMS["systems"].get(oid, "")
    return known or (f"urn:oid:{oid}" if oid else "")


def words_for(table: str, code: str) -> str:
    """Return what `code` means in one of the tables of words, or empty."""
    found: str = _TERMS["words"][table].get(code, "")
    return found


@cache
def _by(what: str) -> dict[str, str]:
    return {str(each): section["kind"] for section in _TERMS["sections"] for each in section[what]}


@cache
def _titles() -> dict[str, str]:
    return {plain_words(title): kind for title, kind in _by("titles").items()}


def section_kind(loinc: str, templates: tuple[str, ...], title: str) -> str:
    """Return which kind of section it is: by LOINC, then by template, then by title; empty when unknown."""
    by_template = next((kind for each in templates if (kind := _by("templates").get(each))), "")
    return _by("loinc").get(loinc, "") or by_template or _titles().get(plain_words(title), "")


def document_kind(loinc: str) -> str:
    """Return which kind of document a LOINC document code names, or empty."""
    found: str = _TERMS["documents"].get(loinc, "")
    return found
