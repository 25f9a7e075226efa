"""What the person switcher says about each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.records.document import DocumentStatus
from desktop.ui.dates import day_words

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person: name, and born, documents, what waits, relation in one line."""

    id: str
    name: str
    detail: str
    documents: int


def counted(count: int) -> str:
    """Return "1 document" or "9 documents"."""
    if count == 1:
        return QCoreApplication.translate("People", "1 document")
    return QCoreApplication.translate("People", "{count} documents").format(count=count)


def person_lines(workspace: Workspace) -> tuple[PersonLine, ...]:
    """Return everybody in the vault."""
    lines = []
    for person in workspace.people.list():
        documents = [one for one in workspace.documents.keys(person.id) if not one.trashed]
        waiting = sum(1 for one in documents if one.status is DocumentStatus.PROPOSED)
        had = counted(len(documents))
        if waiting:
            had = QCoreApplication.translate("People", "{documents}, {count} to review").format(
                documents=had, count=waiting
            )
        born = ""
        if person.born is not None:
            born = QCoreApplication.translate("People", "Born {day}").format(day=day_words(person.born))
        relation = person.relation if person.relation != "self" else ""
        detail = "  ·  ".join(part for part in (born, had, relation) if part)
        lines.append(PersonLine(person.id, person.name, detail, len(documents)))
    return tuple(lines)
