"""README.txt: what the folder is, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from desktop.foundation import clock
from desktop.foundation.resources import resource
from desktop.services.export.record_json import SCHEMA_VERSION
from desktop.services.export.values import PlacedRecord

PASSWORDS = "passwords.txt"
_ABOUT_LOCKED = """
  passwords.txt   Some originals are locked PDFs. This file says which password
                  opens which; without it nobody could read them.
"""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _person_line(placed: PlacedRecord) -> str:
    record = placed.record
    documents = _count(len(record.all_documents), "document", "documents")
    facts = _count(len(record.all_facts), "fact", "facts")
    return f"  {placed.folder}/  ({documents}, {facts})"


def _left_out(people: Sequence[PlacedRecord], *, with_trash: bool, logged: bool) -> list[str]:
    damaged = sum(len(placed.damaged) for placed in people)
    lines = ["The vault's keys, its passphrase and its recovery code."]
    lines += [] if with_trash else ["What is in the trash."]
    if damaged:
        originals = _count(damaged, "original", "originals")
        lines.append(f"{originals} that the vault could not give back whole; record.json says which (original_state).")
    if not logged:
        lines.append("This export does not stand in the sent log: the vault was open for reading only.")
    return lines


def readme(people: Sequence[PlacedRecord], *, with_trash: bool, logged: bool) -> bytes:
    """Return the text, with line ends that every editor shows."""
    locked = any(locked_originals(placed) for placed in people)
    text = Template(resource("export", "README.txt").read_text("utf-8")).substitute(
        day=clock.today().isoformat(),
        people="\n".join(map(_person_line, people)),
        version=SCHEMA_VERSION,
        passwords=_ABOUT_LOCKED if locked else "",
        left_out="\n".join(_left_out(people, with_trash=with_trash, logged=logged)),
    )
    return text.replace("\n", "\r\n").encode("utf-8")


def locked_originals(placed: PlacedRecord) -> list[tuple[str, str]]:
    """Return (path, password) of each original that only a password opens."""
    return [
        (placed.link(document.id), document.pdf_password)
        for document in placed.record.all_documents
        if document.pdf_password and placed.link(document.id)
    ]


def passwords_text(placed: PlacedRecord) -> bytes:
    """Return a line for the file and a line for its password, for each locked original."""
    lines = [f"{path}\r\n    {password}\r\n" for path, password in locked_originals(placed)]
    return "\r\n".join(lines).encode("utf-8")
