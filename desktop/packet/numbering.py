"""From the notes that the template left in the file to packet page numbers."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.packet.front_values import FrontPage, PageKind
from desktop.packet.layout import Layout
from desktop.typeset.drawable import JSON
from desktop.typeset.errors import PageNotMadeError


@dataclass(frozen=True, slots=True)
class Beginning:
    """The place in the file where something begins; `index` counts pages from 0, `name` is the part or the letter."""

    kind: PageKind
    name: str
    title: str
    index: int


def beginnings_of(notes: tuple[JSON, ...]) -> tuple[tuple[Beginning, ...], int]:
    """Return where everything begins, in file order, and how many pages the file has.

    Raises PageNotMadeError when the template left no end note.
    """
    found, count = [], 0
    for note in notes:
        if not isinstance(note, dict):
            continue
        if note["note"] == "begins":
            found.append(
                Beginning(PageKind(note["kind"]), str(note["name"]), str(note["title"]), int(note["page"]) - 1)
            )
        elif note["note"] == "end":
            count = int(note["page"])
    if not count:
        raise PageNotMadeError
    return tuple(found), count


def pages_of_file(beginnings: tuple[Beginning, ...], count: int, layout: Layout) -> tuple[FrontPage, ...]:
    """Return each page of the file with its packet page number."""
    ends = [one.index for one in beginnings[1:]] + [count]
    return tuple(
        FrontPage(
            index=index,
            number=_first_number(one, layout) + index - one.index,
            kind=one.kind,
            title=one.title,
            letter=one.name if one.kind is PageKind.DIVIDER else "",
            continued=index > one.index,
            name=one.name,
        )
        for one, end in zip(beginnings, ends, strict=True)
        for index in range(one.index, end)
    )


def _first_number(one: Beginning, layout: Layout) -> int:
    if one.kind is PageKind.DIVIDER:
        return layout.divider_page[one.name]
    return layout.files_page if one.kind is PageKind.FILES else one.index + 1
