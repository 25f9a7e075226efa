"""The lists of words that the rules read by: kinds of document and labels, from resources/terminology."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.foundation.resources import resource
from desktop.importers.identify.folded import folded, plain_words
from desktop.records.document import DocumentKind


@dataclass(frozen=True, slots=True)
class KindTerms:
    """How one kind of document is recognised; phrases are in the form of `plain_words`.

    `dates` and `doctors` are label classes, the most telling first.
    """

    kind: DocumentKind
    title: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    dates: tuple[str, ...]
    doctors: tuple[str, ...]


_FILES = ("document-kinds.json", "labels.json", "lab-tests.json", "lab-headers.json", "unit-aliases.json", "cited.json")


@cache
def read_terms(name: str) -> Any:  # noqa: ANN401 - checked by who asked
    """Return the parsed JSON of one file of resources/terminology."""
    return json.loads(resource("terminology", name).read_text("utf-8"))


@cache
def lab_test_files() -> tuple[str, ...]:
    """Return the names of the files that hold laboratory tests, such as "lab-tests/blood.json"."""
    return tuple(f"lab-tests/{name}.json" for name in read_terms("lab-tests.json")["files"])


for _name in (*_FILES, *lab_test_files()):  # read at import: a reader behind locked doors can open no file any more
    read_terms(_name)


@cache
def document_kinds() -> tuple[KindTerms, ...]:
    """Return the kinds in the order of the file."""
    return tuple(
        KindTerms(
            DocumentKind(entry["kind"]),
            entry["title"],
            tuple(plain_words(text) for text in entry["titles"]),
            tuple(plain_words(text) for text in entry["words"]),
            tuple(entry["dates"]),
            tuple(entry["doctors"]),
        )
        for entry in read_terms("document-kinds.json")["kinds"]
    )


def terms_of(kind: DocumentKind) -> KindTerms:
    """Return the terms of `kind`; for OTHER, general ones."""
    for terms in document_kinds():
        if terms.kind is kind:
            return terms
    general = ("exam", "service", "collected", "letter", "reported", "signed")
    return KindTerms(kind, "Document", (), (), general, ("signed", "ordering", "physician"))


@cache
def _labels() -> dict[str, Any]:
    labels: dict[str, Any] = read_terms("labels.json")
    return labels


@cache
def label_classes(group: str) -> dict[str, str]:
    """Return label -> class for "dates" or "doctors"; for "people", "places" and "other" the class is the group."""
    listed = _labels()[group]
    by_class = listed if isinstance(listed, dict) else {group: listed}
    return {folded(label): name for name, labels in by_class.items() for label in labels}


@cache
def every_label() -> frozenset[str]:
    """Return all labels of all groups, folded; a value ends where one of them begins."""
    groups = ("dates", "doctors", "people", "places", "other")
    return frozenset(label for group in groups for label in label_classes(group))


@cache
def longest_label() -> int:
    """Return the number of words of the longest label."""
    return max(len(label.split()) for label in every_label())


@cache
def numbers_of(group: str) -> dict[str, int]:
    """Return word -> number for "months" (1 to 12) or "weekdays" (0 is Monday)."""
    return {folded(word): int(number) for word, number in _labels()[group].items()}


@cache
def word_list(group: str) -> frozenset[str]:
    """Return a flat list such as "place_words", "body_parts" or "acronyms", folded."""
    return frozenset(folded(word) for word in _labels()[group])


@cache
def modalities() -> dict[str, str]:
    """Return word of an imaging method -> its title, longest words first."""
    pairs = [(folded(word), title) for title, words in _labels()["modalities"].items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
