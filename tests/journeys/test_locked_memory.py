"""After a lock no process of ours holds a word of the record, and a fresh one shows the unlock screen."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.foundation.settings import Settings, save_settings
from desktop.records.fact import FactKind
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.journeys.memory import find_words, processes_with
from tests.journeys.terminal import ROOT
from tests.papers import letter

PATIENCE_S = 120.0
MARK = "SHEAF_TEST_MARK"


def _word() -> str:
    return f"q{secrets.token_hex(9)}z"


@pytest.fixture
def mark() -> Iterator[str]:
    """A word in the environment of everything that the test starts; what is left at the end is ended."""
    made = f"{MARK}={_word()}"
    yield made
    for pid in processes_with(made):
        os.kill(pid, signal.SIGKILL)


def _until(true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        time.sleep(0.05)
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain for {what}")


def _fill(path: Path, folder: Path) -> dict[str, str]:
    """Put a word of its own into every place of a record; returns them by place."""
    words = {place: _word() for place in ("page", "title", "medicine", "question", "person", "note")}
    workspace = make_workspace(unlock_vault(path, PASSPHRASE))
    try:
        person = workspace.people.add({"name": f"Maria {words['person']}", "born": "1957-05-04"}).id
        paper = folder / "letter.pdf"
        paper.write_bytes(letter(f"Seen for {words['page']}."))
        workspace.importing.import_paths([paper], person)
        (document,) = workspace.documents.list()
        workspace.documents.keep_here(document.id)
        workspace.documents.edit(document.id, {"title": words["title"], "note": words["note"]})
        workspace.records.put(FactKind.MEDICATIONS, person, {"generic": words["medicine"]})
        workspace.records.put(FactKind.QUESTIONS, person, {"text": words["question"]})
        workspace.records.put(FactKind.RECIPIENTS, person, {"name": "Dr. Lena Okafor"})
        words["key"] = workspace.vault.keys.raw_database_key[2:34]
    finally:
        workspace.close()
    return words


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="reads other processes' memory")
def test_no_word_of_the_record_is_left_in_memory_after_a_lock(
    vault_path: Path, tmp_path: Path, mark: str, record_property: Callable[[str, object], None]
) -> None:
    words = _fill(vault_path, tmp_path)
    save_settings(Settings(last_vault=str(vault_path)))
    name, _, value = mark.partition("=")
    environment = {**os.environ, name: value, "QT_QPA_PLATFORM": "offscreen", "JOURNEY_PASSPHRASE": PASSPHRASE}
    script = str(ROOT / "tests" / "journeys" / "lock_journey.py")
    errors = tmp_path / "errors.txt"
    with errors.open("wb") as said:
        program = subprocess.Popen(  # noqa: S603 - our own journey
            [sys.executable, script, str(vault_path), words["page"]],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
    assert program.stdin is not None
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n", errors.read_text("utf-8")

    looked_for = sorted({*words.values(), PASSPHRASE})
    before = find_words(program.pid, looked_for)
    assert all(before[words[place]] for place in ("page", "title", "medicine", "person", "key")), before

    program.stdin.write("lock\n")
    program.stdin.flush()
    asked = time.monotonic()
    assert program.wait(PATIENCE_S) == 0
    ended = time.monotonic() - asked
    _until(lambda: processes_with(mark), "the fresh program")
    time.sleep(2)
    left = {pid: find_words(pid, looked_for) for pid in processes_with(mark)}
    assert program.pid not in left
    assert left
    assert {pid: counts for pid, counts in left.items() if any(counts.values())} == {}
    record_property("found before", sum(before.values()))
    record_property("seconds to the end", round(ended, 2))
    fresh = max(left)
    shown = Path(f"/proc/{fresh}/cmdline").read_bytes().split(b"\0")
    assert any(b"--after-lock" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left), shown
    program.stdout.close()
    program.stdin.close()
