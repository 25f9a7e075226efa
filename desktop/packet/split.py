"""The sandbox job that cuts a finished packet into files under a size: at sections, then documents, then pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from desktop.packet.fewer import fewer
from desktop.packet.join import TITLE
from desktop.packet.parts import AND, PageTooLargeError, PartFile, Stretch, stretches_of
from desktop.packet.tags import TagSlicer
from desktop.sandbox.values import JSONValue

_JUMP = Name("/SheafPage")
"""Where a link leads while pages are on their way into their file."""


@dataclass(frozen=True, slots=True)
class _Made:
    part: PartFile
    pdf: bytes


class _Splitter:
    """Cuts one packet; each file gets copies of its pages and of nothing else."""

    def __init__(self, pdf: Pdf, most_bytes: int) -> None:
        """Note where every link leads, so that copying a page does not bring its targets along."""
        self._pdf = pdf
        self._most = most_bytes
        self._bookmarks = _flat_outline(pdf)
        self._tags = TagSlicer(pdf)
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                target = annotation.get("/Dest")
                if isinstance(target, Array):
                    annotation[_JUMP] = places.get(target[0].objgen, 0)
                    del annotation["/Dest"]

    def cut(self, stretch: Stretch) -> list[_Made]:
        """Return the files of a stretch; raises PageTooLargeError."""
        whole = self._make(stretch.title, stretch.first, stretch.last)
        if len(whole.pdf) <= self._most:
            return [whole]
        ends = [*(start - 1 for start in stretch.starts[1:]), stretch.last]
        made: list[_Made] = []
        for first, last in zip(stretch.starts, ends, strict=True):
            made += self._filled(stretch.title, made, first, last)
        return made

    def fewer(self, made: Sequence[_Made], most_files: int) -> list[_Made]:
        """Put neighbours together until there are no more than `most_files`, as far as they fit; 0: leave them."""
        return fewer(made, most_files, size=lambda one: len(one.pdf), join=self._joined, fits=self._most)

    def _joined(self, one: _Made, after: _Made) -> _Made:
        titles = dict.fromkeys((*one.part.title.split(AND), *after.part.title.split(AND)))
        return self._make(AND.join(titles), one.part.first, after.part.last)

    def _filled(self, title: str, before: list[_Made], first: int, last: int) -> list[_Made]:
        """Put a document into the file before when it still fits, else into files of its own."""
        if before and len(before[-1].pdf) < self._most:
            joined = self._make(title, before[-1].part.first, last)
            if len(joined.pdf) <= self._most:
                before.pop()
                return [joined]
        alone = self._make(title, first, last)
        return [alone] if len(alone.pdf) <= self._most else self._pages(title, first, last)

    def _pages(self, title: str, first: int, last: int) -> list[_Made]:
        """Halve a document until every file is small enough."""
        if first == last:
            raise PageTooLargeError(first)
        middle = (first + last) // 2
        made: list[_Made] = []
        for start, end in ((first, middle), (middle + 1, last)):
            half = self._make(title, start, end)
            made += [half] if len(half.pdf) <= self._most else self._pages(title, start, end)
        return made

    def _make(self, title: str, first: int, last: int) -> _Made:
        with Pdf.new() as part:
            part.pages.extend(self._pdf.pages[first - 1 : last])
            links = _link_again(part, first)
            self._tags.give(part, first)
            bookmarks = _add_bookmarks(part, self._bookmarks, first, last)
            part.docinfo[Name.Title] = TITLE
            part.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))
            part.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
            part.remove_unreferenced_resources()
            made = io.BytesIO()
            part.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return _Made(PartFile(title, first, last, links, bookmarks), made.getvalue())


def _flat_outline(pdf: Pdf) -> list[tuple[int, str, int]]:
    """Return (level, title, page from 1) of every bookmark, in order."""
    places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found: list[tuple[int, str, int]] = []

    def walk(items: Sequence[OutlineItem], level: int) -> None:
        for item in items:
            target = item.destination
            page = places.get(target[0].objgen, 0) if isinstance(target, Array) else 0
            found.append((level, str(item.title), page))
            walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 1)
    return found


def _link_again(part: Pdf, first: int) -> int:
    """Let links jump within the file; one that leads out of it becomes plain text. Returns how many jump."""
    count = 0
    for page in part.pages:
        kept = []
        for annotation in page.obj.get("/Annots", []):
            if _JUMP in annotation:
                place = int(annotation[_JUMP]) - first
                del annotation[_JUMP]
                if not 0 <= place < len(part.pages):
                    continue
                annotation.Dest = Array([part.pages[place].obj, Name.XYZ, None, None, None])
                count += 1
            kept.append(annotation)
        if "/Annots" in page.obj:
            page.obj.Annots = Array(kept)
    return count


def _add_bookmarks(part: Pdf, bookmarks: Sequence[tuple[int, str, int]], first: int, last: int) -> int:
    """Add the bookmarks that lead into the file, each below the nearest that does; returns how many."""
    inside = [one for one in bookmarks if first <= one[2] <= last]
    with part.open_outline() as outline:
        path: list[tuple[int, OutlineItem]] = []
        for level, title, page in inside:
            item = OutlineItem(title, page - first)
            path = [held for held in path if held[0] < level]
            (path[-1][1].children if path else outline.root).append(item)
            path.append((level, item))
    return len(inside)


def split_packet(
    files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]
) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one file, the packet; the answer is a row for each file, or the page that is too large."""
    with Pdf.open(files[0]) as pdf:
        splitter = _Splitter(pdf, int(str(arguments["most_bytes"])))
        try:
            cut = [one for stretch in stretches_of(arguments) for one in splitter.cut(stretch)]
        except PageTooLargeError as error:
            return {"too_large": error.page}, ()
        made = splitter.fewer(cut, int(str(arguments["most_files"])))
    rows: list[JSONValue] = [
        [one.part.title, one.part.first, one.part.last, one.part.links, one.part.bookmarks] for one in made
    ]
    return rows, tuple(one.pdf for one in made)
