"""Our own reader gives back from a summary the facts that were put into it, as far as a summary carries them.

It does not carry: a medicine's parts one by one (its name is one text, its dosage another; brand, form and prescriber
stand in notes); the end of what is not over; how likely an allergy is; a result's group and specimen; the findings of
pathology one by one (they are lines of the conclusion); body part apart from the kind of scan; what kind of paper an
agent's or an organ donor's is; and it tells radiation, and planned treatments, as procedures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.fhir.ips import Summary, document
from desktop.foundation.json_text import json_chunks
from desktop.importers.base import ProposedFact
from desktop.importers.fhir.read import read
from desktop.records.answers import Answer
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from tests.fhir.drawn import facts, one_of_each, summary_of
from tests.fhir.ips.carried import carried, denied

TODAY = date(2026, 11, 29)
Told = tuple[FactKind, bool, frozenset[tuple[str, str]]]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _told(fact: Fact) -> Told | None:
    expected = carried(fact)
    if expected is None:
        return None
    return fact.kind, denied(fact), frozenset((name, _flat(text)) for name, text in expected.items())


def _read(found: ProposedFact, names: frozenset[str]) -> Told:
    values = dict(found.values)
    values["said"] = " ".join((values.get("comparator", "") + values.get("value", ""), values.get("unit", "")))
    shown = frozenset((name, _flat(values.get(name, ""))) for name in names)
    return found.kind, found.negated, shown


def _read_back(summary: Summary) -> tuple[ProposedFact, ...]:
    return read(b"".join(json_chunks(document(summary))), today=TODAY).facts


def _missing(put_in: list[Fact]) -> list[Told]:
    """Return the facts that do not come back."""
    found = _read_back(summary_of(*put_in))
    told = [one for fact in put_in if (one := _told(fact))]
    return [one for one in told if one not in {_read(each, frozenset(dict(one[2]))) for each in found}]


def test_one_of_each_kind_comes_back() -> None:
    assert _missing(one_of_each()) == []


@settings(max_examples=80, deadline=None, database=None)
@given(st.integers(0, 9).flatmap(facts))
def test_every_fact_comes_back(fact: Fact) -> None:
    assert _missing([replace(fact, origin=Origin.TYPED, codings=())]) == []


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        (FactKind.ALLERGIES, "substance", "Any allergy"),
        (FactKind.MEDICATIONS, "generic", "Any medicine"),
        (FactKind.CONDITIONS, "name", "Health problems"),
    ],
)
def test_none_known_comes_back_as_that_and_nothing_else_does(kind: FactKind, name: str, words: str) -> None:
    (none,) = _read_back(summary_of(answers={kind: Answer.NONE_KNOWN}))
    assert (none.kind, none.values[name], none.negated) == (kind, words, True)
    for answer in (Answer.NOT_KNOWN, Answer.NOT_ASKED):
        assert _read_back(summary_of(answers={kind: answer})) == ()


def test_nothing_comes_back_that_was_not_put_in() -> None:
    put_in = [fact for fact in one_of_each() if carried(fact)]
    found = _read_back(summary_of(*put_in))
    assert sorted(fact.kind for fact in found) == sorted(fact.kind for fact in put_in)
