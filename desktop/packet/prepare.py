"""The sandbox job that makes one source ready: cleaned, compared page by page, pictures where it must be."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Pdf
from PIL import Image

from desktop.importers.pdf.opened import UnreadablePdfError, opened_pdf
from desktop.importers.pdf.page_words import words_of
from desktop.importers.pdf.text_layer import recognized
from desktop.importers.words import Line
from desktop.packet.compare import blank_margins, look, same_look
from desktop.packet.covering import Boxes, covered_picture, outside
from desktop.packet.cropped import hides_more, seen_only
from desktop.packet.flatten import flattened, has_form, pages_with_letters_undrawn
from desktop.packet.layers import UnclearLayersError, take_hidden_notes_out
from desktop.packet.picture_page import add_picture_page, add_text_page, page_picture
from desktop.packet.ready import Prepared, ReadyPage
from desktop.packet.sanitize import clean, only_pages
from desktop.records.provenance import Box
from desktop.sandbox.values import JSONValue

_TROUBLE = (
    pikepdf.PdfError, UnclearLayersError, UnreadablePdfError, pdfium.PdfiumError, ValueError, TypeError, KeyError,
    AttributeError, IndexError, RuntimeError, OverflowError,
)  # fmt: skip
_DAMAGED = ("damaged", "reconstruct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which pages (from 1) are made ready, and how.

    `covers` maps a page to the boxes that cover parts of it. With `anew`, words of a covered page are left to be
    recognized; without, those that no box touches are kept. With `pictures_only`, nothing is copied.
    """

    pages: tuple[int, ...]
    password: str = field(default="", repr=False)
    covers: Mapping[int, Boxes] = field(default_factory=dict)
    anew: bool = False
    pictures_only: bool = False


@dataclass(frozen=True, slots=True)
class _Opened:
    """The original by both engines' eyes: its bytes unlocked by `password`, what was found of damage, layers, form."""

    data: bytes
    password: str
    mended: bool
    layered: bool
    undrawn: frozenset[int]


def _opens(data: bytes, password: str) -> bool:
    """Whether the drawing engine opens it."""
    try:
        with opened_pdf(data, password or None):
            return True
    except UnreadablePdfError:
        return False


def _examined(data: bytes, wanted: Wanted) -> _Opened:
    """Look at a source with the copying engine.

    One that the drawing engine does not open is written anew by it; so is one with notes of hidden layers, without
    them, since the drawing engine shows these.
    """
    mended = layered = False
    undrawn: frozenset[int] = frozenset()
    try:
        with Pdf.open(io.BytesIO(data), password=wanted.password) as pdf:
            mended = any(word in str(warning) for warning in pdf.get_warnings() for word in _DAMAGED)
            layered = "/OCProperties" in pdf.Root
            undrawn = pages_with_letters_undrawn(pdf, wanted.pages)
            readable = _opens(data, wanted.password)
            if take_hidden_notes_out(pdf, wanted.pages) or not readable:
                made = io.BytesIO()
                pdf.save(made)
                return _Opened(made.getvalue(), "", mended or not readable, layered, undrawn)
    except _TROUBLE:
        pass
    return _Opened(data, wanted.password, mended, layered, undrawn)


def _cleaned(data: bytes, password: str, pages: tuple[int, ...], *, drawn: bool) -> bytes:
    with Pdf.open(io.BytesIO(data), password=password) as pdf:
        clean(pdf, pages, drawn=drawn)
        with only_pages(pdf, pages) as kept:
            return _saved(kept)


class _Candidates:
    """Ways to copy pages, the likeliest first; each is made when it is asked for, and for all pages at once."""

    def __init__(self, source: _Opened, wanted: Wanted, drawn: bytes | None, stack: ExitStack) -> None:
        self._stack = stack
        self._made: list[tuple[pdfium.PdfDocument, Pdf]] = []
        self._ways: list[Callable[[], bytes]] = []
        pages = wanted.pages
        if wanted.pictures_only:
            return
        if drawn is not None:
            self._ways.append(lambda: _cleaned(drawn, "", pages, drawn=True))
        self._ways.append(lambda: _cleaned(source.data, source.password, pages, drawn=False))

    def _more(self) -> bool:
        while self._ways:
            try:
                made = self._ways.pop(0)()
                document = self._stack.enter_context(opened_pdf(made, None))
                self._made.append((document, self._stack.enter_context(Pdf.open(io.BytesIO(made)))))
            except _TROUBLE:
                continue
            return True
        return False

    def like(self, before: Image.Image, place: int) -> pikepdf.Page | None:
        """Return a copy of the page at `place` that looks like its picture, or None."""
        number = 0
        while number < len(self._made) or self._more():
            document, pdf = self._made[number]
            page = document[place]
            alike = same_look(before, look(page))
            page.close()
            if alike:
                return pdf.pages[place]
            number += 1
        return None


def _words(page: pdfium.PdfPage, boxes: Boxes) -> tuple[Line, ...]:
    """Return the words of a page that no box touches; none when text lies under a picture, perhaps beside its place."""
    text = page.get_textpage()
    try:
        if boxes and recognized(page, text):
            return ()
        return outside(seen_only(words_of(page, text, 1).lines), boxes)
    finally:
        text.close()


@dataclass(frozen=True, slots=True)
class _Making:
    """What one source's pages are made of."""

    wanted: Wanted
    source: _Opened
    original: pdfium.PdfDocument
    shown: pdfium.PdfDocument
    """The original, with what was typed into it drawn."""
    candidates: _Candidates
    texts: Pdf | None
    made: Pdf

    def page(self, place: int, number: int) -> ReadyPage:
        """Append one page; as a picture when it is covered, cropped, or like none of its copies.

        One that no engine shows goes in as its text.
        """
        try:
            page = self.original[number - 1]
        except _TROUBLE:
            return add_text_page(self.made, self.texts, number)
        boxes = self.wanted.covers.get(number, ())
        before = look(page)
        cropped = hides_more(page)
        copy = None if boxes or cropped else self.candidates.like(before, place)
        wordless = False
        if copy is not None:
            self.made.pages.append(copy)
        else:
            wordless = self._picture(page, number, boxes)
        width, height = page.get_size()
        top, bottom = blank_margins(before)
        page.close()
        return ReadyPage(
            width, height, top, bottom, picture=copy is None, covered=bool(boxes), wordless=wordless,
            undrawn=number in self.source.undrawn, cropped=cropped,
        )  # fmt: skip

    def _picture(self, page: pdfium.PdfPage, number: int, boxes: Boxes) -> bool:
        """Append a page as a picture; returns whether its words were left behind."""
        wordless = self.source.layered or (bool(boxes) and self.wanted.anew)
        lines: tuple[Line, ...] = ()
        if not wordless:
            words_page = self.shown[number - 1]
            lines = _words(words_page, boxes)
            words_page.close()
        add_picture_page(self.made, covered_picture(page_picture(page), boxes), page.get_size(), lines)
        return wordless or not lines


def _drawn(source: _Opened, pages: tuple[int, ...]) -> bytes | None:
    """Return the source with what was typed into its form drawn, or None when it has no form."""
    try:
        return flattened(source.data, source.password, pages) if has_form(source.data, source.password) else None
    except _TROUBLE:
        return None


def _text_of(texts: bytes | None, stack: ExitStack) -> Pdf | None:
    return None if texts is None else stack.enter_context(Pdf.open(io.BytesIO(texts)))


def all_as_text(texts: bytes, pages: tuple[int, ...]) -> Prepared:
    """Return a source whose pages no engine shows: its text, a page for each."""
    with Pdf.open(io.BytesIO(texts)) as opened, Pdf.new() as made:
        ready = tuple(add_text_page(made, opened, number) for number in pages)
        return Prepared(ready, _saved(made))


def _saved(made: Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def prepare(data: bytes, wanted: Wanted, *, texts: bytes | None = None) -> Prepared:
    """Return the pages wanted, safe to go into a packet.

    `texts` is a PDF of ours with the text of each page, for pages that cannot be shown.
    Raises UnreadablePdfError, LockedPdfError.
    """
    source = _examined(data, wanted)
    with ExitStack() as stack:
        original = stack.enter_context(opened_pdf(source.data, source.password or None))
        original.init_forms()
        drawn = _drawn(source, wanted.pages)
        shown = stack.enter_context(opened_pdf(drawn, None)) if drawn else original
        candidates = _Candidates(source, wanted, drawn, stack)
        made = stack.enter_context(Pdf.new())
        making = _Making(wanted, source, original, shown, candidates, _text_of(texts, stack), made)
        ready = tuple(making.page(place, number) for place, number in enumerate(wanted.pages))
        return Prepared(ready, _saved(made), source.mended)


def _covers(value: JSONValue) -> dict[int, Boxes]:
    rows = value if isinstance(value, list) else []
    return {int(page): tuple(Box(*map(float, sides)) for sides in boxes) for page, boxes in rows}


def prepare_source(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: the original, and perhaps a PDF of its text; `covers` are [page, [[left, top, right, bottom], …]].

    With `text_only` the original is not looked at.
    """
    raw = arguments["pages"]
    wanted = Wanted(
        pages=tuple(int(str(page)) for page in raw) if isinstance(raw, list) else (),
        password=str(arguments.get("password") or ""),
        covers=_covers(arguments.get("covers")),
        anew=arguments.get("anew") is True,
        pictures_only=arguments.get("pictures_only") is True,
    )
    texts = blobs[1] if len(blobs) > 1 else None
    if texts is not None and arguments.get("text_only") is True:
        ready = all_as_text(texts, wanted.pages)
    else:
        ready = prepare(blobs[0], wanted, texts=texts)
    return ready.as_json(), (ready.pdf,)


def warm_up() -> None:
    """Prepare an empty page and a picture of it once, before the doors are locked."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        sample = io.BytesIO()
        pdf.save(sample)
    whole = (Box(0.0, 0.0, 1.0, 1.0),)
    prepare(sample.getvalue(), Wanted(pages=(1,)))
    prepare(sample.getvalue(), Wanted(pages=(1,), covers={1: whole}))
