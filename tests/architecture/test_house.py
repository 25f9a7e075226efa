"""The house keeps its shape: directions of imports, clean lock file, no address of any server."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _own_files(*patterns: str) -> list[Path]:
    rooms = ("desktop", "packaging", "resources")
    return [path for room in rooms for pattern in patterns for path in (ROOT / room).rglob(pattern)]


def test_imports_go_downward_only() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_lock_pins_every_part_with_hashes_and_names_no_server() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", lock, re.MULTILINE)
    assert len(pinned) > 40
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock


def test_no_part_with_a_licence_that_binds_others() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8").lower()
    for name in ("pymupdf", "pyside6-addons", "pylibjpeg-libjpeg", "pyqt"):
        assert not re.search(rf"^{name}[\w-]*==", lock, re.MULTILINE), name


def test_code_holds_no_internet_address_to_call() -> None:
    allowed = (
        "http://loinc.org",
        "http://www.w3.org",
        "http://hl7.org",
        "http://ns.adobe.com",
        "http://unitsofmeasure.org",
        "http://snomed.info/sct",
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        "http://www.ama-assn.org/go/cpt",
    )  # names of formats and code systems, as FHIR writes them; nothing is called
    for path in _own_files("*.py"):
        for address in re.findall(r"https?://[^\s\"')]+", path.read_text("utf-8")):
            assert address.startswith(allowed), (path, address)
