"""A person at a real window: unlock, drag two papers in, check one, make a packet. Needs a display."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QPushButton  # noqa: E402 - the project's folder must be known first

from desktop.bootstrap import make_vaults  # noqa: E402
from desktop.records.document import Document, DocumentStatus  # noqa: E402
from desktop.ui.app import make_application, make_window  # noqa: E402
from desktop.ui.errors import install_excepthook  # noqa: E402
from tests.journeys.person import Person, pictures_folder  # noqa: E402
from tests.journeys.window_packet import export_packet  # noqa: E402

WIDTH, HEIGHT = 1366, 820


def _documents(person: Person) -> tuple[Document, ...]:
    shell = person.window.shell
    assert shell is not None
    return shell.workspace.documents.list()


def journey(person: Person, papers: list[str], out: Path) -> dict[str, object]:
    """Walk the whole way; returns what was seen."""
    person.look("locked")
    person.type_into("Passphrase", os.environ["JOURNEY_PASSPHRASE"])
    person.press("Unlock")
    person.wait(lambda: person.window.shell is not None, "the open vault")
    person.rest(0.3)
    person.look("home")
    person.drag_from_elsewhere(papers)
    person.find(QPushButton, "Review 2 documents")
    person.look("imported")
    person.press("Review 2 documents")
    person.rest(1.0)
    person.look("review")
    person.press("Looks right, next document")
    reviewed = DocumentStatus.REVIEWED
    person.wait(lambda: any(one.status is reviewed for one in _documents(person)), "a document that is reviewed")
    person.rest(1.0)
    person.look("review of the second")
    phrase = export_packet(person, out, documents=len(papers))
    documents = _documents(person)
    return {
        "documents": [one.file_name for one in documents],
        "reviewed": sum(one.status is reviewed for one in documents),
        "phrase": phrase,
    }


def main() -> int:
    """Run the journey on the vault and papers of the arguments; print what was seen as JSON."""
    vault, out, *papers = sys.argv[1:]
    make_application()
    window, _gates = make_window(make_vaults, Path(vault))
    errors: list[BaseException] = []

    def show(error: BaseException) -> None:
        errors.append(error)
        window.show_error(error)

    restore = install_excepthook(show)
    window.setGeometry(0, 0, WIDTH, HEIGHT)
    window.show()
    try:
        person = Person(window, pictures_folder())
        person.take_keyboard()
        seen = journey(person, papers, Path(out))
    finally:
        restore()
        window.close_workspace()
        window.close()
    if errors:
        raise errors[0]
    sys.stdout.write(json.dumps(seen) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
