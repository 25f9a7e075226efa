"""A PDF that ends the process of its reader is read once more, by the other engine in a fresh process."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from desktop.sandbox import run, worker
from desktop.services.importing.reading import read_document
from tests.papers import letter

_ZYGOTE = """
import sys
from desktop.sandbox import jobs, zygote
from tests.sandbox import probes
for name in sys.argv[1].split():
    jobs.JOBS[name] = "tests.sandbox.probes:crash"
sys.exit(zygote.main())
"""


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    run.close()
    yield
    run.close()


def _let_crash(monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.setattr(worker, "_command", lambda: [sys.executable, "-s", "-c", _ZYGOTE, jobs])


def test_the_text_is_kept_when_the_first_engine_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    _let_crash(monkeypatch, "pdf.read")
    result = read_document(letter("The scan of the liver is unchanged."), password=None)
    assert "liver" in result.pages[0].text
    assert [issue.code for issue in result.issues] == ["repaired"]
    assert not result.facts


def test_a_file_that_ends_both_engines_is_told_as_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    _let_crash(monkeypatch, "pdf.read pdf.text")
    result = read_document(letter("The scan of the liver is unchanged."), password=None)
    assert not result.pages
    assert [issue.code for issue in result.issues] == ["damaged"]
