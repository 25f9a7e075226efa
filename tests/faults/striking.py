"""Kills a work at random moments, in processes of their own: `python striking.py WORK KILLS SEED FOLDER`.

The process has no threads of its own and never opens the vault: each attempt and each check is a forked child.
Prints one line of JSON: kills, how many came before the work had ended, things acknowledged, things lost.
"""

from __future__ import annotations

import json
import os
import random  # noqa: TID251 - moments that can be repeated, not secrets
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop.bootstrap import make_workspace  # noqa: E402 - the project's folder must be known first
from desktop.vault.create import create_vault  # noqa: E402
from desktop.vault.kdf import KdfParameters  # noqa: E402
from desktop.vault.keys import VaultKeys  # noqa: E402
from tests.faults.works import PASSPHRASE, Backup, Edit, Export, Import, Liar, Migration, Rekey, Work  # noqa: E402
from tests.filing import CEA, HEMOGLOBIN, file_document  # noqa: E402


def _make(path: Path, into: int) -> None:
    """Make the vault; in a child, so that this process stays without threads."""
    vault, _code = create_vault(path, PASSPHRASE, kdf=KdfParameters.floor())
    workspace = make_workspace(vault)
    person = workspace.people.add({"name": "Maria Lopez", "born": "1957-05-04"}).id
    for number in range(3):
        file_document(workspace, person, title=f"First {number}", proposals=[HEMOGLOBIN, CEA])
    os.write(into, vault.keys.root)
    workspace.close()


def _child(act: Callable[[int], None]) -> tuple[int, int]:
    """Run `act` with a pipe to write to in a forked child; returns its number and the pipe's other end."""
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    os.close(read)
    try:
        act(write)
    except BaseException:  # noqa: BLE001 - the child ends here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _ended(pid: int, seconds: float) -> bool:
    """Wait so long for a child; returns whether it ended by itself."""
    until = time.monotonic() + seconds
    while True:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return True
        left = until - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(left, 0.002))


def _all(read: int) -> bytes:
    parts = []
    while part := os.read(read, 1 << 16):
        parts.append(part)
    os.close(read)
    return b"".join(parts)


class Striker:
    """Kills one kind of work again and again."""

    def __init__(self, name: str, folder: Path, seed: int) -> None:
        self.moments = random.Random(seed)  # noqa: S311 - as above
        self.path = folder / "family.sheaf"
        pid, read = _child(lambda into: _make(self.path, into))
        root = _all(read)
        os.waitpid(pid, 0)
        self.work = self._work(name, root, folder)
        self.kills = self.in_time = self.acknowledged = self.lost = 0

    def _work(self, name: str, root: bytes, folder: Path) -> Work:
        keys = VaultKeys.from_root(root)
        pristine = folder / "pristine" / "family.sheaf"
        if name == "migration":
            shutil.copytree(self.path, pristine)
        works: dict[str, Callable[[], Work]] = {
            "edit": lambda: Edit(keys),
            "liar": lambda: Liar(keys),
            "import": lambda: Import(keys),
            "backup": lambda: Backup(keys, folder / "stick"),
            "rekey": Rekey,
            "export": lambda: Export(keys, folder / "out" / "record"),
            "migration": lambda: Migration(keys, pristine),
        }
        return works[name]()

    def _do(self, into: int) -> None:
        self.work.do(self.path, lambda words: void(os.write(into, f"{words}\n".encode())))

    def _check(self, said: list[str]) -> bool:
        def act(_into: int) -> None:
            self.work.check(self.path, said)

        pid, read = _child(act)
        _all(read)
        _, status = os.waitpid(pid, 0)
        return status == 0

    def measure(self) -> float:
        """Return the seconds of one undisturbed work; raises AssertionError when that already fails."""
        began = time.monotonic()
        pid, read = _child(self._do)
        said = _all(read).decode().splitlines()
        os.waitpid(pid, 0)
        took = time.monotonic() - began
        assert said
        assert self._check(said) or isinstance(self.work, Liar)
        return took

    def strike(self, longest: float) -> None:
        """Begin the work, kill it somewhere within `longest` seconds, and look."""
        pid, read = _child(self._do)
        kills_itself = isinstance(self.work, Liar)
        if not _ended(pid, 600 if kills_itself else self.moments.uniform(0, longest)):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self.in_time += 1
        said = _all(read).decode().splitlines()
        self.kills += 1
        self.acknowledged += len(said)
        if not self._check(said):
            self.lost += 1


def void(_value: object) -> None:
    """Take a value and return nothing."""


def main() -> None:
    """Strike as the arguments say."""
    name, kills, seed, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    os.environ["SHEAF_STATE_DIR"] = str(folder / "state")
    striker = Striker(name, folder, seed)
    longest = striker.measure() * 1.1
    for _ in range(kills):
        striker.strike(longest)
    told = {
        "kills": striker.kills,
        "in time": striker.in_time,
        "acknowledged": striker.acknowledged,
        "lost": striker.lost,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
