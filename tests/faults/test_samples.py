"""Real files, many of them made to break readers: each is read, or kept or refused with one sentence.

SHEAF_SAMPLES names the folder, with everything below it.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.importers import registry
from desktop.importers.detect import Content, sniff
from desktop.importers.limits import FILES_AT_ONCE
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import MIB, PDF_LIMITS, Usage
from tests.journeys.terminal import Terminal

SENTENCES = re.compile(r"[A-Z“].*[.?!]", re.DOTALL)
NOTES = {"damaged-page", "picture-page", "files-inside"}
"""Issues that say more about a file, beside the one sentence on why it was not read."""
DONE, NEEDS_PERSON = 0, 1


def _samples() -> list[Path]:
    folder = os.environ.get("SHEAF_SAMPLES")
    if not folder:
        pytest.skip("SHEAF_SAMPLES names no folder of files")
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def _in_parts(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), FILES_AT_ONCE):
        yield files[start : start + FILES_AT_ONCE]


def _fate(outcome: dict[str, Any]) -> str:
    """Return what became of a file; raises AssertionError when the person is not told."""
    status, read = outcome["status"], outcome["read"]
    assert status in {"stored", "duplicate", "refused"}, outcome
    for issue in outcome["issues"]:
        assert SENTENCES.fullmatch(issue["text"]), outcome
    if status == "stored" and read:
        return "read"
    (why,) = (issue["code"] for issue in outcome["issues"] if issue["code"] not in NOTES)
    return f"{'stored, not read' if status == 'stored' else status}: {why}"


@pytest.mark.timeout(0)
def test_every_sample_is_read_or_told_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = _samples()
    terminal = Terminal(tmp_path)
    terminal.create()
    fates: Counter[str] = Counter()
    for part in _in_parts(samples):
        answered = terminal.on("add", *part)
        assert answered.code in {DONE, NEEDS_PERSON}, answered.err
        assert answered.err == ""
        assert [outcome["file"] for outcome in answered.json] == [str(path) for path in part]
        fates.update(map(_fate, answered.json))
    with capsys.disabled():
        counts = "\n".join(f"{count:6}  {fate}" for fate, count in sorted(fates.items()))
        print(f"\n{len(samples)} files\n{counts}")  # noqa: T201 - the counts are what the run is for
    assert fates.total() == len(samples)
    stored = sum(count for fate, count in fates.items() if fate.startswith(("read", "stored")))
    assert len(terminal.on("documents").json) == stored


def _took(data: bytes) -> tuple[str, Usage]:
    """Return how one reading ended, and what it took."""
    arguments = {"password": None, "today": "2026-11-23"}
    try:
        return "read", run(registry.JOBS[sniff(data)], [data], arguments, limits=PDF_LIMITS).used
    except SandboxFailure as failure:
        return failure.reason.value, failure.used


@pytest.mark.timeout(0)
def test_no_sample_takes_more_than_its_caps(capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[tuple[float, int, float, str, str]] = []
    for path in _samples():
        data = path.read_bytes()
        if sniff(data) not in registry.JOBS:
            continue
        began = time.monotonic()
        ended, used = _took(data)
        lines.append((used.cpu_seconds, used.peak_bytes, time.monotonic() - began, ended, path.name))
    crashed = [name for *_rest, ended, name in lines if ended == "crashed"]
    named_pdfs = {path.name for path in _samples() if sniff(path.read_bytes()) is Content.PDF}
    with capsys.disabled():
        print(f"\nreaders that crashed in their own process: {crashed or 'none'}")  # noqa: T201 - what the run is for
        head = "CPU s, peak MB, wall s, end, name of the ten slowest and the ten largest"
        print(f"\n{len(lines)} files with a reader; {head}:")  # noqa: T201 - the table is what the run is for
        for line in dict.fromkeys((*sorted(lines)[:-11:-1], *sorted(lines, key=lambda one: -one[1])[:10])):
            print(f"{line[0]:8.2f} {line[1] // MIB:6} {line[2]:7.2f}  {line[3]:14} {line[4]}")  # noqa: T201 - the same
    assert max(cpu for cpu, *_ in lines) <= PDF_LIMITS.cpu_seconds + 1
    assert max(peak for _cpu, peak, *_ in lines) <= PDF_LIMITS.memory_bytes
    assert not named_pdfs.intersection(crashed)
