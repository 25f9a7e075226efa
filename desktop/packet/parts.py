"""How a packet is cut into files for a website that takes only small ones, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.sandbox.values import JSONValue

AND = ", "
"""Between the titles of sections that lie in one file."""


class PageTooLargeError(ValueError):
    """A single page is larger than a file may be."""

    def __init__(self, page: int) -> None:
        """Name the packet page."""
        super().__init__("a single page is larger than a file may be")
        self.page = page


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of packet pages that should stay in one file: `first` to `last`, counted from 1.

    `starts` are the pages at which it may be cut without cutting a document; the first is `first`.
    """

    title: str
    first: int
    last: int
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartFile:
    """One file: its pages in the packet, from 1, and how many links and bookmarks work in it."""

    title: str
    first: int
    last: int
    links: int
    bookmarks: int

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1


def arguments_of(stretches: tuple[Stretch, ...], most_bytes: int, most_files: int) -> dict[str, JSONValue]:
    """Return the arguments of the splitting job; `most_files` 0 makes a file of each section."""
    told: list[JSONValue] = [[one.title, one.first, one.last, list(one.starts)] for one in stretches]
    return {"stretches": told, "most_bytes": most_bytes, "most_files": most_files}


def stretches_of(arguments: Mapping[str, JSONValue]) -> tuple[Stretch, ...]:
    """Return the stretches of a job's arguments."""
    rows = arguments["stretches"]
    return tuple(
        Stretch(str(title), int(str(first)), int(str(last)), tuple(int(str(one)) for one in _list(starts)))
        for title, first, last, starts in map(_list, _list(rows))
    )


def _list(value: JSONValue) -> list[JSONValue]:
    return value if isinstance(value, list) else []


def parts_of_answer(value: JSONValue) -> tuple[PartFile, ...]:
    """Return the files of the job's answer; raises PageTooLargeError when it names a page that is too large."""
    if isinstance(value, dict) and "too_large" in value:
        raise PageTooLargeError(int(str(value["too_large"])))
    return tuple(
        PartFile(str(title), int(str(first)), int(str(last)), int(str(links)), int(str(bookmarks)))
        for title, first, last, links, bookmarks in map(_list, _list(value))
    )
