"""A person at the real program: unlock, look at a document, search, make a packet's pages, and then lock it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop.vault.hardening import harden_process  # noqa: E402 - the project's folder must be known first

harden_process()

from PySide6.QtWidgets import QApplication  # noqa: E402

from desktop.bootstrap import make_vaults  # noqa: E402
from desktop.ui.app import make_application, make_window  # noqa: E402
from desktop.ui.locking.guard import Locking  # noqa: E402
from tests.journeys.person import Person  # noqa: E402


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Use the vault of the first argument, say "ready", and lock it when a line comes in."""
    application = make_application()
    window, _gates = make_window(make_vaults, Path(sys.argv[1]))
    window.remember(last_vault=sys.argv[1])
    Locking(window)
    window.show()
    person = Person(window)
    person.type_into("Passphrase", os.environ.pop("JOURNEY_PASSPHRASE"))
    person.press("Unlock")
    person.wait(lambda: window.shell is not None, "the open vault")
    assert window.shell is not None
    workspace = window.shell.workspace
    (document,) = workspace.documents.list()
    for screen, target in (("documents", ""), ("review", document.id), ("medications", ""), ("packets", "new")):
        window.shell.go(screen, target)
        person.rest(0.5)
    workspace.search.find(sys.argv[2])
    workspace.packets.build(workspace.packets.start(window.shell.person_id).request)
    QApplication.clipboard().setText(document.title)
    person.wait(lambda: not window.tasks.busy, "the pictures")
    application.processEvents()
    _say("ready")
    sys.stdin.readline()
    window.lock_now()
    _say("still here")


if __name__ == "__main__":
    main()
