"""The public C-CDA samples: every section with entries yields facts, but for what is blank or has no place."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from desktop.importers import wire
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.ccda.read import READERS, read, read_sections
from desktop.importers.safe_xml import read_xml

SAMPLES = Path(os.environ.get("SHEAF_SAMPLES", Path(__file__).resolve().parents[4] / "shared" / "data")) / "ccda"
TODAY = date(2026, 11, 29)
LEAST_TOLD = 0.97
"""Share of entries that become facts; docs/reading.md lists those that do not and why."""


def _shown(fact: ProposedFact, result: ImportResult) -> bool:
    """Whether the page of a fact shows every part of what is quoted."""
    page = result.pages[fact.provenance.page - 1].text.replace("\n", " ")
    return all(part in page for part in fact.provenance.snippet.split(" · "))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public C-CDA samples are not on this computer")
def test_every_sample_is_read_and_its_entries_become_facts() -> None:
    entries: Counter[str] = Counter()
    told: Counter[str] = Counter()
    files = [path for path in sorted(SAMPLES.rglob("*.xml")) if path.is_file()]
    for path in files:
        data = path.read_bytes()
        result = read(data, today=TODAY)
        assert wire.from_json(wire.to_json(result)) == result
        for fact in result.facts:
            assert _shown(fact, result), (path.name, fact.provenance.page)
        root = read_xml(data).root
        assert root is not None, path.name
        for tally in read_sections(root, TODAY)[1]:
            if tally.kind in READERS:
                entries[tally.kind] += tally.entries
                told[tally.kind] += tally.told
    assert len(files) > 100
    assert sum(told.values()) >= LEAST_TOLD * sum(entries.values())
