"""The sandbox job that joins the packet: written pages, framed source pages, bookmarks, labels and live links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, Rectangle

from desktop.packet.joining import DOCUMENT_LEVEL, Bookmark, FramedPage, Joining
from desktop.packet.tags import TaggedPage, add_sources, has_words, marked
from desktop.sandbox.pieces import Save
from desktop.sandbox.values import JSONValue

TITLE = "Medical records packet"
SOURCE = "/Source"
"""The name of the original among what its page shows."""
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_LINK = re.compile(r"sheaf:page/(\d+)")


def _framed_page(pdf: Pdf, frame: Page, source: Page, one: FramedPage, *, words: bool) -> Object:
    """Return a page of the packet: a copy of the frame with the original under it, as its one piece of content."""
    page = Page(pdf.copy_foreign(frame.obj))
    form = pdf.copy_foreign(source.as_form_xobject())
    held = page.obj.get("/Resources", Dictionary())
    shown = dict(held.get("/XObject", Dictionary()).items())
    page.obj.Resources = Dictionary({**dict(held.items()), "/XObject": Dictionary({**shown, SOURCE: form})})
    area = Rectangle(*one.area)
    placed = page.calc_form_xobject_placement(form, Name(SOURCE), area, allow_shrink=True, allow_expand=True)
    page.obj.Contents = Array([pdf.make_stream(marked(placed, words=words)), *_streams(page.obj.Contents)])
    for key in ("/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]
    return page.obj


def _streams(contents: Object) -> list[Object]:
    return list(contents) if isinstance(contents, Array) else [contents]


def _put_in_order(pdf: Pdf, pages: Mapping[int, Object]) -> None:
    """Make the packet of these pages, by packet number.

    Their tree is written anew, since the engine looks at all its pages whenever it is asked for one of them, adds one
    or counts them; it knows of the new tree only if it was not asked before.
    """
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(pages)))
    for page in pages.values():
        page.Parent = tree
    tree.Kids = Array([pages[number] for number in sorted(pages)])
    pdf.Root.Pages = tree


def _leaves(node: Object, inherited: Mapping[str, Object]) -> Iterator[Object]:
    """Yield the pages below a node of a tree of pages, each with what it inherits (ISO 32000-1, 7.7.3.4)."""
    given = {**inherited, **{key: node[key] for key in INHERITED if key in node}}
    if "/Kids" not in node:
        for key, value in given.items():
            node[key] = value
        yield node
        return
    for kid in node.Kids:
        yield from _leaves(kid, given)


def _resolve_links(pages: Sequence[Object], page_word: str) -> int:
    """Turn links to packet pages into jumps within the file; return how many."""
    count = 0
    for page in pages:
        for annotation in page.get("/Annots", []):
            target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            match = _LINK.fullmatch(target)
            if match and 1 <= int(match[1]) <= len(pages):
                del annotation["/A"]
                annotation.Contents = f"{page_word} {match[1]}"
                annotation.Dest = Array([pages[int(match[1]) - 1], Name.XYZ, None, None, None])
                count += 1
    return count


def _add_bookmarks(pdf: Pdf, pages: Sequence[Object], bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        outline.root.clear()
        path: list[OutlineItem] = []
        for one in bookmarks:
            item = OutlineItem(one.title, Array([pages[one.number - 1], Name.Fit]))
            del path[one.level - 1 :]
            (path[-1].children if path else outline.root).append(item)
            path.append(item)


def _make_neutral(pdf: Pdf) -> None:
    """Leave neither names nor dates nor programs in the file's own data."""
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.docinfo[Name.Title] = TITLE
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _tagged(joining: Joining, words: Mapping[int, bool]) -> list[TaggedPage]:
    """Return the source pages in packet order, each with the bookmark of its document."""
    begins = {mark.number: mark.title for mark in joining.bookmarks if mark.level == DOCUMENT_LEVEL}
    tagged: list[TaggedPage] = []
    for number in sorted(words):
        title = begins.get(number) or (tagged[-1].title if tagged else TITLE)
        tagged.append(TaggedPage(number, title, words[number], begins=number in begins))
    return tagged


@contextmanager
def joined(files: Sequence[BinaryIO], joining: Joining) -> Iterator[tuple[Pdf, int]]:
    """Give the whole packet, and how many links jump within it; files are written pages, frames, prepared sources."""
    with ExitStack() as opened:
        first, *others = files
        pdf = opened.enter_context(Pdf.open(first, inherit_page_attributes=False))
        frames, *sources = [list(opened.enter_context(Pdf.open(file)).pages) for file in others]
        pages = dict(zip(joining.written, _leaves(pdf.Root.Pages, {}), strict=True))
        words = {one.number: has_words(sources[one.source][one.page]) for one in joining.framed}
        for one in joining.framed:
            source, told = sources[one.source][one.page], words[one.number]
            pages[one.number] = _framed_page(pdf, frames[one.frame], source, one, words=told)
        _put_in_order(pdf, pages)
        in_order = [page.obj for page in pdf.pages]
        add_sources(pdf, _tagged(joining, words))
        links = _resolve_links(in_order, joining.page_word)
        _add_bookmarks(pdf, in_order, joining.bookmarks)
        _make_neutral(pdf)
        yield pdf, links


def _rows(value: JSONValue) -> list[list[JSONValue]]:
    return [list(row) for row in value if isinstance(row, list)] if isinstance(value, list) else []


def _numbers(value: JSONValue) -> list[float]:
    return [float(str(one)) for one in value] if isinstance(value, list) else []


def _joining(arguments: Mapping[str, JSONValue]) -> Joining:
    framed = []
    for number, source, page, frame, area in _rows(arguments["framed"]):
        left, bottom, right, top = _numbers(area)
        place = (left, bottom, right, top)
        framed.append(FramedPage(int(str(number)), int(str(source)), int(str(page)), int(str(frame)), place))
    bookmarks = tuple(
        Bookmark(int(str(level)), str(title), int(str(number)))
        for level, title, number in _rows(arguments["bookmarks"])
    )
    written = tuple(int(number) for number in _numbers(arguments["written"]))
    return Joining(written, tuple(framed), bookmarks, str(arguments.get("page_word", "page")))


def join_packet(files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[Save, ...]]:
    """Sandbox job: files are the written pages, the frames, then each prepared source.

    The packet leaves while it is written, unlocked; the answer says how many links jump within it.
    """
    work = ExitStack()
    pdf, links = work.enter_context(joined(files, _joining(arguments)))

    def save(out: BinaryIO) -> None:
        with work:
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    return links, (save,)
