"""What a finished packet must hold and must not hold, as values that go into the sandbox."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.sandbox.values import JSONValue


class MarkerKind(StrEnum):
    """How the words of a marker are looked for."""

    LINE = "line"
    """A whole line of a document, white space aside."""
    PERSON = "person"
    """A form of a name, with a date or number of that person not far from it."""
    TERM = "term"
    """A whole word or phrase."""
    PLACE = "place"
    """A path or user name, anywhere in the file's bytes."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that must not be in the packet: any of `words`, for a person with any of `near` beside it.

    `what` is a plain description ("another person of this vault", "a document that was left out").
    """

    what: str
    kind: MarkerKind
    words: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a person's answer about it is kept under: the same words have the same key, which does not tell them."""
        told = "\0".join((self.kind, *self.words, "", *self.near))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Expectations:
    """`written` are the packet pages that Sheaf typeset; `present` are words that those pages must show."""

    pages: int
    links: int
    bookmarks: int
    written: tuple[int, ...]
    present: tuple[str, ...]
    forbidden: tuple[Marker, ...]
    first_label: int = 1
    """What the first page is numbered: more than 1 in a file that is a part of a packet."""

    def as_json(self, *, phrase: str) -> dict[str, JSONValue]:
        """Return the arguments of the verifying job; `phrase` is empty for an unlocked file."""
        forbidden: list[JSONValue] = [
            [marker.what, marker.kind.value, list(marker.words), list(marker.near)] for marker in self.forbidden
        ]
        return {
            "pages": self.pages,
            "links": self.links,
            "bookmarks": self.bookmarks,
            "written": list(self.written),
            "present": list(self.present),
            "forbidden": forbidden,
            "first_label": self.first_label,
            "phrase": phrase,
        }


def _texts(value: JSONValue) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def from_json(raw: Mapping[str, JSONValue]) -> Expectations:
    """Return the expectations of a job's arguments."""
    forbidden = raw["forbidden"]
    rows = [row for row in forbidden if isinstance(row, list)] if isinstance(forbidden, list) else []
    written = raw["written"]
    return Expectations(
        pages=int(str(raw["pages"])),
        links=int(str(raw["links"])),
        bookmarks=int(str(raw["bookmarks"])),
        written=tuple(int(str(one)) for one in written) if isinstance(written, list) else (),
        present=_texts(raw["present"]),
        forbidden=tuple(
            Marker(str(what), MarkerKind(str(kind)), _texts(words), _texts(near)) for what, kind, words, near in rows
        ),
        first_label=int(str(raw["first_label"])),
    )
