"""Which tests stand for blood count, liver, kidney, tumor markers, weight and height; names lie in resources."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.readiness.case_file import CaseFile
from desktop.records.fact import FactKind
from desktop.records.result import Result


class TestGroup(StrEnum):
    """Groups of tests that a rule asks for."""

    BLOOD_COUNT = "blood-count"
    LIVER = "liver"
    KIDNEY = "kidney"
    MARKER = "marker"
    WEIGHT = "weight"
    HEIGHT = "height"


@cache
def _names() -> dict[str, frozenset[str]]:
    raw = json.loads(resource("terminology", "readiness-tests.json").read_text("utf-8"))
    return {group: frozenset(names) for group, names in raw.items()}


def results_of(case: CaseFile, group: TestGroup) -> tuple[Result, ...]:
    """Return the dated results of a group that are the person's word, by the names as printed."""
    names = _names()[group.value]
    listed = case.of(FactKind.RESULTS, Result)
    return tuple(one for one in listed if one.date is not None and " ".join(one.test.casefold().split()) in names)
