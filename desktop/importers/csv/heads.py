"""Words of column heads, from resources/terminology."""

from __future__ import annotations

from functools import cache

from desktop.importers.csv.columns import Column
from desktop.importers.identify.folded import plain_words
from desktop.importers.identify.terms import read_terms
from desktop.importers.labs.terms import Role, column_words, known_unit

_OF_PAPER = {
    Role.TEST: Column.TEST,
    Role.RESULT: Column.VALUE,
    Role.RESULT_AND_FLAG: Column.VALUE,
    Role.RESULT_AND_UNIT: Column.VALUE,
    Role.FLAG: Column.FLAG,
    Role.UNIT: Column.UNIT,
    Role.REFERENCE: Column.RANGE,
    Role.REFERENCE_AND_UNIT: Column.RANGE,
    Role.DATE: Column.DATE,
    Role.REPORTED_DATE: Column.REPORTED,
    Role.LAB: Column.LAB,
    Role.SPECIMEN: Column.SPECIMEN,
    Role.COMMENT: Column.COMMENT,
}
"""Heads of printed tables that say the same in a file."""


@cache
def _words() -> dict[str, Column]:
    terms = read_terms("csv-columns.json")["columns"]
    return {plain_words(word): Column(name) for name, words in terms.items() for word in words}


@cache
def _of_paper() -> dict[str, Column]:
    return {plain_words(word): _OF_PAPER[role] for word, role in column_words().items() if role in _OF_PAPER}


@cache
def _weak() -> frozenset[str]:
    return frozenset(plain_words(word) for word in read_terms("csv-columns.json")["weak_test_heads"])


@cache
def _states(name: str) -> frozenset[str]:
    return frozenset(plain_words(word) for word in read_terms("csv-columns.json")[name])


def is_no_result_state(text: str) -> bool:
    """Whether a state says that there is no result, or that it was a mistake."""
    return plain_words(text) in _states("no_result_states")


def is_final_state(text: str) -> bool:
    """Whether a state says nothing that must be told beside a result."""
    return not plain_words(text) or plain_words(text) in _states("final_states")


def column_of_head(head: str) -> Column | None:
    """Return what a head says that its column holds, or None when our lists do not know it."""
    words = plain_words(head.replace("_", " "))
    if not words:
        return None
    return _words().get(words) or (None if words in _weak() else _of_paper().get(words))


def is_weak_test_head(head: str) -> bool:
    """Whether a head may name tests when no other does ("Name")."""
    return plain_words(head.replace("_", " ")) in _weak()


def test_and_unit(head: str) -> tuple[str, str]:
    """Split "Glucose (mg/dL)" into the test and its unit; other heads have no unit."""
    for opened, closed in (("(", ")"), ("[", "]")):
        name, found, rest = head.rpartition(opened)
        unit = rest.removesuffix(closed).strip()
        if found and rest.endswith(closed) and name.strip() and known_unit(unit):
            return name.strip(), unit
    return head.strip(), ""
