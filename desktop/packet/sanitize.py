"""Source pages without anything that acts: only what is painted goes on, forms and notes drawn into it."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Rectangle

from desktop.packet.baggage import Tidying
from desktop.packet.layers import take_hidden_notes_out, take_hidden_out
from desktop.packet.paint_tables import keep

_PAGE_KEYS = frozenset({"/Type", "/Parent", "/MediaBox", "/Rotate", "/Contents", "/Resources", "/UserUnit", "/Group"})
_GROUP_KEYS = frozenset({"/Type", "/S", "/CS", "/I", "/K"})
_CONTENT_KEYS = frozenset({"/Length", "/Filter", "/DecodeParms"})
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_HIGHEST = 30
_LETTER = (0, 0, 612, 792)
"""What PDFium takes for a page without a size."""


def _draw_annotations(pdf: Pdf) -> None:
    """Draw what was typed into fields, and visible notes, into the pages."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and form.get("/NeedAppearances", False):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _inherit(page: Object) -> None:
    """Copy what a page takes from its parents into the page itself."""
    for key in _INHERITED:
        node, steps = page, 0
        while key not in node and "/Parent" in node and steps < _HIGHEST:
            node, steps = node.Parent, steps + 1
        if key in node and key not in page:
            page[key] = node[key]


def _box(page: Object, key: str) -> Rectangle | None:
    """Return a box of a page, or None when it has none or an empty one."""
    held = page.get(key)
    if not isinstance(held, Array):
        return None
    box = Rectangle(held)
    return box if box.width > 0 and box.height > 0 else None


def _visible_box(page: Object) -> None:
    """Make what is seen of a page its media box: where the crop box reaches beyond, other engines differ."""
    media = _box(page, "/MediaBox") or Rectangle(*_LETTER)
    crop = _box(page, "/CropBox")
    if crop is not None:
        left, bottom = max(media.llx, crop.llx), max(media.lly, crop.lly)
        right, top = min(media.urx, crop.urx), min(media.ury, crop.ury)
        if left < right and bottom < top:
            media = Rectangle(left, bottom, right, top)
    page.MediaBox = Array([media.llx, media.lly, media.urx, media.ury])


def _decodable(part: pikepdf.Stream) -> None:
    """Empty a content stream that cannot be decoded whole: the page then looks otherwise, and goes in as a picture."""
    keep(part, _CONTENT_KEYS)
    try:
        part.read_bytes()
    except (pikepdf.PdfError, RuntimeError, NotImplementedError):
        part.write(b"")


def _only_painting(page: Object, tidying: Tidying) -> None:
    """Leave of a page what is painted: its content, and the resources that this names."""
    _visible_box(page)
    keep(page, _PAGE_KEYS)
    group = page.get("/Group")
    if isinstance(group, Dictionary):
        keep(group, _GROUP_KEYS)
    contents = page.get("/Contents", Array())
    for part in contents if isinstance(contents, Array) else [contents]:
        if isinstance(part, pikepdf.Stream):
            _decodable(part)
    tidying.page(page)


def clean(pdf: Pdf, pages: tuple[int, ...], *, drawn: bool = False) -> None:
    """Leave of these pages (from 1) of an opened PDF only what paints; the others are not touched.

    `drawn` says that fields and notes were drawn into the pages already.
    Raises pikepdf.PdfError or UnclearLayersError.
    """
    for number in pages:
        _inherit(pdf.pages[number - 1].obj)
    if not drawn:
        take_hidden_notes_out(pdf, pages)
        _draw_annotations(pdf)
    take_hidden_out(pdf, pages)
    tidying = Tidying(pdf)
    for number in pages:
        _only_painting(pdf.pages[number - 1].obj, tidying)


def only_pages(pdf: Pdf, pages: tuple[int, ...]) -> Pdf:
    """Return a new PDF with copies of these pages (from 1) and of nothing else."""
    made = Pdf.new()
    for number in pages:
        made.pages.append(pdf.pages[number - 1])
    return made
