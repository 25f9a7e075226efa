"""Whatever a record holds, its summary is an International Patient Summary and says nothing but that."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from desktop.fhir.ips import Summary, document
from desktop.foundation.json_text import json_chunks
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from tests.fhir import r4b
from tests.fhir.drawn import fact_of, one_of_each, summaries, summary_of
from tests.fhir.ips.checker import document_problems

Json = dict[str, Any]


def made(summary: Summary) -> Json:
    """Return the document as a reader of the file gets it, numbers digit for digit."""
    text = b"".join(json_chunks(document(summary))).decode("utf-8")
    read: Json = json.loads(text, parse_float=Decimal)
    return read


def _narratives(value: Any) -> list[str]:
    if isinstance(value, dict):
        inner = [each for one in value.values() for each in _narratives(one)]
        return [value["div"], *inner] if "div" in value else inner
    return [each for one in value for each in _narratives(one)] if isinstance(value, list) else []


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["reference"]} if isinstance(value.get("reference"), str) else set()
        return own.union(*map(_references, value.values()))
    return set().union(*map(_references, value)) if isinstance(value, list) else set()


def check(bundle: Json) -> None:
    """Hold a document against an independent reader of R4, the published profiles, XML and itself."""
    r4b.check(bundle)
    assert document_problems(bundle) == []
    for div in _narratives(bundle):
        tree = etree.fromstring(div)
        assert "".join(tree.itertext()).strip()
        assert {etree.QName(one).localname for one in tree.iter()} <= ALLOWED
    addresses = {entry["fullUrl"] for entry in bundle["entry"]}
    assert all(address.startswith("urn:uuid:") for address in addresses)
    assert _references(bundle) <= addresses


ALLOWED = {"div", "p", "br", "table", "thead", "tbody", "tr", "th", "td"}


def test_one_of_each_kind_keeps_the_rules() -> None:
    check(made(summary_of(*one_of_each(), how_i_am="Tired.", story="I want to see my garden.")))


@pytest.mark.parametrize("answer", list(Answer))
def test_an_empty_record_keeps_the_rules(answer: Answer) -> None:
    check(made(summary_of(answers=dict.fromkeys(FactKind, answer))))


@settings(max_examples=60, deadline=None, database=None)
@given(summaries())
def test_every_record_keeps_the_rules(summary: Summary) -> None:
    bundle = made(summary)
    check(bundle)
    ids = {entry["resource"]["id"] for entry in bundle["entry"]}
    waiting = {fact.id for facts in summary.facts.values() for fact in facts if fact.origin is Origin.PROPOSED}
    assert ids.isdisjoint(waiting)


def test_a_number_keeps_its_digits() -> None:
    bundle = made(summary_of(fact_of(FactKind.RESULTS, {"test": "CEA", "value": "6.10", "unit": "ng/mL"})))
    (result,) = (one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Observation")
    assert str(result["valueQuantity"]["value"]) == "6.10"
