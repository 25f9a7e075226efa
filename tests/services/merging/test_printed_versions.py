"""Printed reports with one number: a newer one replaces an older only when nothing of it goes missing."""

from __future__ import annotations

from itertools import permutations

import pytest

from desktop.importers.base import ProposedFact
from desktop.services.workspace import Workspace
from tests.services.merging.papers import Filed, file_paper, result

HB, WRONG, NA = result("Hemoglobin", "10.9"), result("Hemoglobin", "19.0"), result("Sodium", "140", unit="mmol/L")
NUMBER = "report harbor medical laboratory h26-44710"


def _file(workspace: Workspace, maria: str, facts: list[ProposedFact], rank: str) -> Filed:
    return file_paper(workspace, maria, facts, series=NUMBER, version=rank)


@pytest.mark.parametrize("order", tuple(permutations(range(3))), ids=str)
def test_the_corrected_report_replaces_the_final_and_the_preliminary_one(
    workspace: Workspace, maria: str, order: tuple[int, ...]
) -> None:
    reports = [([WRONG], "2026-11-12 0"), ([WRONG, NA], "2026-11-13 1"), ([HB, NA], "2026-11-13 2")]
    filed = {number: _file(workspace, maria, *reports[number]).document.id for number in order}
    assert workspace.merging.replaced(maria) == {filed[0]: filed[2], filed[1]: filed[2]}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (([HB, NA], "2026-11-13 1"), ([HB], "2026-11-14 1")),
        (([HB], "2026-11-14 1"), ([HB, NA], "2026-11-13 1")),
        (([HB], "2026-11-13 1"), ([NA], "2026-11-14 1")),
        (([HB], "2026-11-13 1"), ([WRONG], "2026-11-13 1")),
        (([HB], "2026-11-13 1"), ([], "2026-11-14 1")),
    ],
    ids=["a part", "a part first", "another part", "nobody knows which is newer", "nothing was read"],
)
def test_both_stay_when_something_would_go_missing(
    workspace: Workspace, maria: str, first: tuple[list[ProposedFact], str], second: tuple[list[ProposedFact], str]
) -> None:
    for facts, rank in (first, second):
        _file(workspace, maria, facts, rank)
    assert workspace.merging.replaced(maria) == {}
