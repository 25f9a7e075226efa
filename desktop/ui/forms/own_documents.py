"""The documents of one person by id, read one at a time when they are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.records.document import Document
from desktop.services.workspace import Workspace


class OwnDocuments(Mapping[str, Document]):
    """What of the person's documents is not in the trash; a document of another person is not there."""

    def __init__(self, workspace: Workspace, person_id: str) -> None:
        """Read from `workspace`; what was read is kept until this is made anew."""
        self._documents, self._person_id = workspace.documents, person_id
        self._read: dict[str, Document | None] = {}

    def __getitem__(self, document_id: str) -> Document:
        """Return a document; raises KeyError."""
        if document_id not in self._read:
            found = self._documents.page([document_id]) if document_id else ()
            own = (one for one in found if one.person_id == self._person_id and one.trashed is None)
            self._read[document_id] = next(own, None)
        document = self._read[document_id]
        if document is None:
            raise KeyError
        return document

    def __iter__(self) -> Iterator[str]:
        """Yield every id."""
        return (one.id for one in self._documents.keys(self._person_id) if not one.trashed)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)
