"""One save under strace: killed, or given an error, at one of its own calls to the system."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap import make_vaults
from desktop.records.fact import FactKind
from desktop.vault.checking import check_database
from desktop.vault.places import database

SCRIPT = Path(__file__).with_name("one_save.py")
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
FAULTS = {"kill": "signal=KILL", "error": "error=EIO", "full": "error=ENOSPC"}
_CALL = re.compile(r"^(\d+) +(\w+)\(")
ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class Point:
    """The `number`th time that a thread makes this call, and what happens then."""

    call: str
    number: int
    fault: str


class Bench:
    """A vault to be copied for each attempt, with the state that this computer keeps of it."""

    def __init__(self, vault: Path, state: Path, passphrase: str, scratch: Path) -> None:
        """Work in `scratch`; `vault` is closed."""
        self.vault, self.state, self.passphrase, self.scratch = vault, state, passphrase, scratch
        self.before = self._count(vault)

    def _count(self, path: Path) -> int:
        workspace = make_vaults().unlock(path, self.passphrase, accept_copy=True)
        try:
            assert check_database(database(path), workspace.vault.keys, full=True).ok
            return len(workspace.records.list(FactKind.ALLERGIES))
        finally:
            workspace.close()

    def _fresh(self) -> tuple[Path, dict[str, str]]:
        shutil.rmtree(self.scratch, ignore_errors=True)
        vault, state = self.scratch / self.vault.name, self.scratch / "state"
        shutil.copytree(self.vault, vault)
        shutil.copytree(self.state, state)
        return vault, {**os.environ, "SHEAF_STATE_DIR": str(state)}

    def _run(self, vault: Path, environment: dict[str, str], *options: str) -> str:
        log = ("-o", str(self.scratch / "calls.txt"))
        command = ["strace", "-f", "-qq", *log, *options, sys.executable, str(SCRIPT), str(vault), self.passphrase]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 - fixed words
        return ran.stdout.strip()

    def points(self) -> list[Point]:
        """Return every call of one undisturbed save at which it can be disturbed."""
        vault, environment = self._fresh()
        assert self._run(vault, environment, f"--trace={','.join(CALLS)}") == ACKNOWLEDGED
        counted: Counter[tuple[str, str]] = Counter()
        for line in (self.scratch / "calls.txt").read_text("utf-8", "replace").splitlines():
            if found := _CALL.match(line):
                counted[(found[1], found[2])] += 1
        most: dict[str, int] = {}
        for (_thread, call), count in counted.items():
            most[call] = max(most.get(call, 0), count)
        return [Point(call, n, fault) for fault in FAULTS for call in most for n in range(1, most[call] + 1)]

    def attempt(self, point: Point) -> str:
        """Disturb one save; raises AssertionError unless the vault is then as before or as after. Returns which."""
        vault, environment = self._fresh()
        options = (f"--trace={point.call}", f"--inject={point.call}:{FAULTS[point.fault]}:when={point.number}")
        said = self._run(vault, environment, *options)
        before_state = os.environ.get("SHEAF_STATE_DIR")
        os.environ["SHEAF_STATE_DIR"] = environment["SHEAF_STATE_DIR"]
        try:
            after = self._opened(vault)
        finally:
            if before_state is not None:
                os.environ["SHEAF_STATE_DIR"] = before_state
        assert after in {self.before, self.before + 1}, point
        assert ACKNOWLEDGED not in said or after == self.before + 1, point
        assert not list(vault.rglob("*-journal")), point
        return "after" if after > self.before else "before"

    def _opened(self, path: Path) -> int:
        """Open it as the next start would, without accepting an older copy, and write to it once more."""
        workspace = make_vaults().unlock(path, self.passphrase)
        try:
            found = len(workspace.records.list(FactKind.ALLERGIES))
            assert check_database(database(path), workspace.vault.keys, full=True).ok
            workspace.records.put(FactKind.CONTACTS, workspace.people.list()[0].id, {"name": "Dr. Ruth Abara"})
            return found
        finally:
            workspace.close()
