"""PDFs made to hurt their reader: each is read, or kept with one sentence that is true, under the caps of one job."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.importers import limits
from desktop.records.document import ImportIssue
from desktop.sandbox.run import run
from desktop.sandbox.values import MIB, PDF_LIMITS, SandboxFailure, Usage
from desktop.services.importing.reading import read_document
from tests.faults.bombs import BOMBS
from tests.papers import letter

TOLD: dict[str, tuple[ImportIssue, ...]] = {
    "flate_bomb": (limits.PDF_TOO_BIG_INSIDE,),
    "over_300_mb": (limits.PDF_TOO_BIG_INSIDE,),
    "flate_of_flate": (limits.TOO_BIG_INSIDE,),
    "million_pages": (limits.TOO_MANY_PAGES,),
    "huge_iterations": (limits.LOCKED,),
    "xref_nowhere": (limits.DAMAGED,),
    "many_filters": (limits.NO_TEXT,),
    "predictor": (limits.NO_TEXT,),
    "numbers_that_are_none": (limits.NO_TEXT,),
    "page_tree_loop": (limits.NO_TEXT,),
}
"""What is said of those that hold no text to read, or too much of it; the others are read."""
NAMES = [bomb.__name__ for bomb in BOMBS]


@pytest.fixture(scope="module", params=BOMBS, ids=NAMES)
def bomb(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """Each bomb by its name."""
    make: Callable[[], bytes] = request.param
    return make.__name__, make()


@pytest.mark.timeout(120)
def test_a_bomb_is_read_or_told_truly(bomb: tuple[str, bytes]) -> None:
    name, data = bomb
    result = read_document(data, password=None)
    if name in TOLD:
        assert not result.read
        assert set(TOLD[name]) <= set(result.issues)
    else:
        assert result.read, result.issues
    assert read_document(letter("The next file"), password=None).read


def _used(job: str, data: bytes, **arguments: str | int | None) -> Usage:
    try:
        return run(job, [data], {"password": None, **arguments}, limits=PDF_LIMITS).used
    except SandboxFailure as failure:
        return failure.used


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("job", "arguments"),
    [
        ("pdf.read", {"today": "2026-11-23"}),
        ("pdf.picture", {"page": 1, "width": 800}),
        ("pdf.places", {"page": 1}),
        ("pdf.attached", {}),
    ],
)
def test_no_job_takes_more_than_its_caps(job: str, arguments: dict[str, str | int], bomb: tuple[str, bytes]) -> None:
    used = _used(job, bomb[1], **arguments)
    assert used.cpu_seconds <= PDF_LIMITS.cpu_seconds + 1
    assert used.peak_bytes <= 1024 * MIB
