"""A log holds codes, counts and random ids; a word of a record cannot be written."""

from __future__ import annotations

import ast
import logging
import sys
from pathlib import Path

import pytest

import desktop
from desktop.foundation.ids import new_id
from desktop.foundation.logs import log_event
from tests.vault.other_process import run_python

SOURCE = Path(desktop.__file__).parent


def test_codes_counts_and_random_ids_are_written(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "sheaf")
    one = new_id()
    log_event("ui.lock.draft_not_kept", count=2, id=one, why="vault.disk_full")
    assert caplog.messages == [f"ui.lock.draft_not_kept count=2 id={one} why=vault.disk_full"]


@pytest.mark.parametrize(
    "words",
    [
        "apixaban",
        "Maria",
        "maria lopez",
        "ct.pdf.",
        "scan 0001.pdf",
        "/home/ana/ct.pdf",
        "1957-05-04",
        "",
        "a" * 26 + "1",
    ],
)
def test_any_other_word_is_refused(words: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ValueError, match="codes"):
        log_event("ui.bug", what=words)
    with pytest.raises(ValueError, match="code"):
        log_event(words)
    assert caplog.messages == []


def test_nothing_is_logged_past_the_list() -> None:
    """No module but the one that keeps the list asks for a logger."""
    for path in SOURCE.rglob("*.py"):
        if path.name == "logs.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"logging.getLogger", "getLogger", "logging.info", "logging.error"}, path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux tells it")
def test_a_process_of_ours_leaves_no_core_and_cannot_be_read() -> None:
    said = run_python(
        "import resource, ctypes\n"
        "from desktop.vault.hardening import harden_process\n"
        "harden_process()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    assert said.stdout.strip() == "(0, 0) 0"
