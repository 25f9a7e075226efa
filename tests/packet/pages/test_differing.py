"""Two sources that say otherwise are both printed, and each says in words from what it differs and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.packet.front import make_front
from desktop.packet.language import catalogue
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.records.result import Result
from tests.packet.pages.maria import maria_front, maria_pages
from tests.packet.pages.test_sections import texts_of

WORDS = {"en": ("differs from", "same day", "also listed as"), "es": ("difiere de", "el mismo día", "también figura")}


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_values_and_both_strengths_stand_and_each_names_the_other(language: str) -> None:
    front = maria_front()
    read = next(one for one in front.facts[FactKind.RESULTS] if isinstance(one, Result) and one.date and one.provenance)
    other = replace(read, id="other", value="77.7", provenance=())
    low = Medication(id="low", title="zolpidem 5 mg", generic="zolpidem", strength="5 mg")
    high = replace(low, id="high", title="zolpidem 10 mg", strength="10 mg")
    facts = {
        **front.facts,
        FactKind.RESULTS: (*front.facts[FactKind.RESULTS], other),
        FactKind.MEDICATIONS: (*front.facts[FactKind.MEDICATIONS], low, high),
    }
    differing = {read.id: (other,), "other": (read,), "low": (high,), "high": (low,)}
    request = replace(front.request, language=language)
    pages = texts_of(make_front(replace(front, facts=facts, differing=differing, request=request)))
    differs, same_day, also = WORDS[language]
    unit = f" {read.unit}" if read.unit else ""
    assert f"{read.value}{unit} {differs} 77.7{unit}, {same_day}" in pages["results"]
    assert f"77.7{unit} {differs} {read.value}{unit}, {same_day}, {catalogue(language)['page.p']} " in pages["results"]
    told = pages["medicines"]
    assert f"{also} como 10 mg" in told if language == "es" else f"{also} 10 mg" in told
    assert f"{also} como 5 mg" in told if language == "es" else f"{also} 5 mg" in told


def test_a_packet_without_differences_says_nothing_of_them() -> None:
    pages = texts_of(maria_pages())
    assert "differs from" not in pages["results"]
    assert "also listed" not in pages["medicines"]
