"""The sandbox job that joins the packet: written pages, framed source pages, bookmarks, labels and live links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from desktop.packet.joining import DOCUMENT_LEVEL, Bookmark, FramedPage, Joining
from desktop.packet.tags import TaggedPage, add_sources, has_words, marked
from desktop.sandbox.pieces import Save
from desktop.sandbox.values import JSONValue

TITLE = "Medical records packet"
_LINK = re.compile(r"sheaf:page/(\d+)")


def _framed_page(pdf: Pdf, frames: Pdf, sources: Sequence[Pdf], one: FramedPage) -> Page:
    """Append the frame to the packet and put the original under it, as the page's one piece of content."""
    pdf.pages.append(frames.pages[one.frame])
    page, source = pdf.pages[-1], sources[one.source].pages[one.page]
    form = pdf.copy_foreign(source.as_form_xobject())
    name = page.add_resource(form, Name.XObject)
    placed = page.calc_form_xobject_placement(form, name, Rectangle(*one.area), allow_shrink=True, allow_expand=True)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n")
    page.contents_add(marked(placed, words=has_words(source)), prepend=True)
    page.contents_coalesce()
    for key in ("/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]
    return page


def _in_order(pdf: Pdf, pages: Mapping[int, Page]) -> None:
    """Bring the pages, by packet number, into their order."""
    objects = [pages[number].obj for number in sorted(pages)]
    del pdf.pages[:]
    for held in objects:
        pdf.pages.append(Page(held))


def _resolve_links(pdf: Pdf, page_word: str) -> int:
    """Turn links to packet pages into jumps within the file; return how many."""
    count = 0
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            match = _LINK.fullmatch(target)
            if match and 1 <= int(match[1]) <= len(pdf.pages):
                del annotation["/A"]
                annotation.Contents = f"{page_word} {match[1]}"
                annotation.Dest = Array([pdf.pages[int(match[1]) - 1].obj, Name.XYZ, None, None, None])
                count += 1
    return count


def _add_bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        outline.root.clear()
        path: list[OutlineItem] = []
        for one in bookmarks:
            item = OutlineItem(one.title, one.number - 1)
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


def _tagged(joining: Joining, sources: Sequence[Pdf]) -> list[TaggedPage]:
    """Return the source pages in packet order, each with the bookmark of its document."""
    begins = {mark.number: mark.title for mark in joining.bookmarks if mark.level == DOCUMENT_LEVEL}
    tagged: list[TaggedPage] = []
    for one in sorted(joining.framed, key=lambda framed: framed.number):
        title = begins.get(one.number) or (tagged[-1].title if tagged else TITLE)
        words = has_words(sources[one.source].pages[one.page])
        tagged.append(TaggedPage(one.number, title, words, begins=one.number in begins))
    return tagged


@contextmanager
def joined(files: Sequence[BinaryIO], joining: Joining) -> Iterator[tuple[Pdf, int]]:
    """Give the whole packet, and how many links jump within it; files are written pages, frames, prepared sources."""
    with ExitStack() as opened:
        pdf, frames, *sources = [opened.enter_context(Pdf.open(file)) for file in files]
        written = list(pdf.pages)
        pages = {number: written[index] for index, number in enumerate(joining.written)}
        for one in joining.framed:
            pages[one.number] = _framed_page(pdf, frames, sources, one)
        _in_order(pdf, pages)
        add_sources(pdf, _tagged(joining, sources))
        links = _resolve_links(pdf, joining.page_word)
        _add_bookmarks(pdf, joining.bookmarks)
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
