"""Source pages without anything that acts: only what is painted goes on, forms and notes drawn into it."""

from __future__ import annotations

from contextlib import suppress

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from desktop.packet.layers import take_hidden_out

_PAGE_KEYS = frozenset({"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Resources", "/UserUnit"})
_RESOURCE_KEYS = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet", "/Properties"}
)
_BAGGAGE = (
    "/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates", "/AF", "/Measure", "/PtData",
    "/StructParent", "/StructParents", "/Ref", "/OC", "/A", "/AA",
)  # fmt: skip
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_HIGHEST = 30


def _draw_annotations(pdf: Pdf) -> None:
    """Draw what was typed into fields, and visible notes, into the pages."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and form.get("/NeedAppearances", False):
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


def _keep(held: Object, keys: frozenset[str]) -> None:
    for key in list(held.keys()):
        if key not in keys:
            del held[key]


def _strip_objects(pdf: Pdf) -> None:
    """Take metadata, private data and actions off every object; PostScript off pages."""
    for held in pdf.objects:
        if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in _BAGGAGE:
            if key in held:
                del held[key]
        if held.get("/Subtype") == Name.PS:
            held.write(b"")


def clean(pdf: Pdf) -> None:
    """Leave of an opened PDF only pages that paint; raises pikepdf.PdfError or UnclearLayersError."""
    _draw_annotations(pdf)
    take_hidden_out(pdf)
    for page in pdf.pages:
        _inherit(page.obj)
        _keep(page.obj, _PAGE_KEYS)
        resources = page.obj.get("/Resources")
        if isinstance(resources, Dictionary):
            _keep(resources, _RESOURCE_KEYS)
        else:
            page.obj.Resources = Dictionary()
    _keep(pdf.Root, frozenset({"/Type", "/Pages", "/Version"}))
    with suppress(KeyError):
        del pdf.trailer["/Info"]
    _strip_objects(pdf)


def only_pages(pdf: Pdf, pages: tuple[int, ...]) -> Pdf:
    """Return a new PDF with copies of these pages (from 1) and of nothing else."""
    made = Pdf.new()
    for number in pages:
        made.pages.append(pdf.pages[number - 1])
    return made
