"""What an open window does not load or keep, in a process of its own: docs/decisions/0009."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from desktop.foundation.resources import resource
from desktop.services.workspace import Workspace
from tests.conftest import PASSPHRASE

_PROBE = """
import json, linecache, sys
from desktop.__main__ import main
main(["--startup-probe", sys.argv[1], "--passphrase-file", sys.argv[2]])
ours = [name for name in linecache.cache if name.endswith(".py") and ("desktop" in name or "sqlalchemy" in name)]
late = [name for name in ("typst", "pikepdf", "pypdf", "pypdfium2", "segno") if name in sys.modules]
print(json.dumps([ours, late]))
"""


def test_an_open_window_keeps_no_source_texts_and_loads_no_page_maker(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    words = tmp_path / "words"
    words.write_text(PASSPHRASE + "\n", "utf-8")
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", _PROBE, str(workspace.vault_path), str(words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
        cwd=resource().parent,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    probe, (sources, late) = (json.loads(line) for line in done.stdout.splitlines())
    assert probe["listed_ms"] is not None, "the vault was opened"
    assert sources == []
    assert late == []
