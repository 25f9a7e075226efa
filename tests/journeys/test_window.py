"""The main job at the real window on a real screen: two papers dragged in from another program, a packet out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.journeys.terminal import ROOT, Terminal
from tests.papers import ct_report, lab_report

NEEDED = ("xvfb-run", "xauth", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
SCREEN = "-screen 0 1600x900x24"
AES_256 = 6
"""The revision of the PDF standard's security handler that encrypts with AES-256."""


def _walk(terminal: Terminal, out: Path, papers: list[Path], passphrase: str) -> dict[str, Any]:
    """Walk the journey on a screen of its own; returns what was seen."""
    script = str(ROOT / "tests" / "journeys" / "window_journey.py")
    command = ["xvfb-run", "-a", "-s", SCREEN, sys.executable, script, str(terminal.vault), str(out)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1", "JOURNEY_PASSPHRASE": passphrase}
    ran = subprocess.run(  # noqa: S603 - our own journey
        [*command, *map(str, papers)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    seen: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return seen


@pytest.mark.skipif(bool(MISSING), reason=f"not on this computer: {', '.join(MISSING)}")
def test_two_papers_are_dragged_in_reviewed_and_leave_as_a_locked_packet(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.create()
    drop = tmp_path / "from elsewhere"
    drop.mkdir()
    papers = {"Bericht Größe 纸 تقرير.pdf": ct_report(), "lab.pdf": lab_report()}
    for name, content in papers.items():
        (drop / name).write_bytes(content)
    out = tmp_path / "for the doctor" / "records-for-visit.pdf"
    out.parent.mkdir()

    passphrase = terminal.secret.read_text("utf-8").strip()
    seen = _walk(terminal, out, [drop / name for name in papers], passphrase)

    assert sorted(seen["documents"]) == sorted(papers)
    assert seen["reviewed"] == 1
    statuses = sorted(one["status"] for one in terminal.on("documents").json)
    assert statuses == ["proposed", "reviewed"]
    (sent,) = terminal.on("disclosures").json
    assert (sent["to"], sent["medium"]) == ("Dr. Lena Okafor", "locked-pdf")
    assert list(out.parent.iterdir()) == [out]
    assert {path.name: path.read_bytes() for path in drop.iterdir()} == papers
    _check_packet(out, seen["phrase"])


def _check_packet(out: Path, phrase: str) -> None:
    """Open the packet as the doctor's program would, with the words that stood on the screen."""
    assert re.fullmatch(r"[a-z]+( [a-z]+){4}", phrase), phrase
    wrong = pypdf.PdfReader(out)
    assert wrong.is_encrypted
    assert wrong.decrypt(" ".join(reversed(phrase.split()))) == 0
    packet = pypdf.PdfReader(out, password=phrase)
    assert packet.trailer["/Encrypt"]["/R"] == AES_256  # type: ignore[index] # a dictionary of the file
    text = "\n".join(page.extract_text() for page in packet.pages)
    for words in (
        "Maria Lopez",
        "Dr. Lena Okafor",
        "hypodense",
        "hepatic lesions",
        "Harbor Medical Laboratory",
        "6.10",
    ):
        assert words in text, words
    assert len(packet.pages) > 3
