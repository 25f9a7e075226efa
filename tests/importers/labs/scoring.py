"""Compares what was proposed with what a report says: a field that differs makes a fact wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.labs.propose import LabReading, read_lab_values
from tests.importers.labs.reports import Report, Score, Truth

TODAY = date(2026, 11, 20)
_FIELDS = ("test", "value", "unit", "range_text", "flag", "comparator", "collected")


def read(report: Report) -> LabReading:
    return read_lab_values(report.pages, today=TODAY)


def _as_truth(fact: ProposedFact) -> Truth:
    return Truth(**{name: fact.values.get(name, "") for name in _FIELDS})


def score(facts: Iterable[ProposedFact], truth: Iterable[Truth]) -> Score:
    """Count the facts that agree with the truth in every field; all others are wrong."""
    left = list(truth)
    made = Score(of=len(left))
    for fact in facts:
        told = _as_truth(fact)
        if told in left:
            left.remove(told)
            made.found += 1
        else:
            made.wrong.append(repr(told))
    return made
