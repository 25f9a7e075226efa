"""Source PDFs with everything that a packet must not carry on."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.papers import paper


def saved(pdf: Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def acting() -> bytes:
    """Return a page with scripts, actions, an attachment, metadata and a link."""
    with Pdf.open(io.BytesIO(paper(["A report that acts"]))) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.pages[0].obj.AA = Dictionary(O=script)
        pdf.attachments["payload.txt"] = b"payload"
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 100, 100]),
            A=Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([link])
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["Secret Author"]
        return saved(pdf)


def form(value: str) -> bytes:
    """Return a form whose one field, always called "drug", holds `value`."""
    with Pdf.open(io.BytesIO(paper(["Medication form"]))) as pdf:
        look = pdf.make_stream(f"BT /Helv 12 Tf 2 5 Td ({value}) Tj ET".encode())
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look.Resources = Dictionary(Font=Dictionary(Helv=font))
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("drug"), V=String(value),
                Rect=Array([60, 600, 260, 620]), AP=Dictionary(N=look), F=4,
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        return saved(pdf)


def layered(hidden: str) -> bytes:
    """Return a page with a layer that viewers do not show, holding the word `hidden`."""
    with Pdf.open(io.BytesIO(paper(["Shown to everyone"]))) as pdf:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
        page = pdf.pages[0]
        resources = page.obj.Resources
        resources.Properties = Dictionary(MC0=group)
        fonts = resources.get("/Font", Dictionary())
        fonts.Helv = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        resources.Font = fonts
        painted = f"/OC /MC0 BDC BT /Helv 30 Tf 80 400 Td ({hidden}) Tj ET EMC".encode()
        page.contents_add(pdf.make_stream(painted))
        return saved(pdf)


def turned(angle: int, crop: tuple[int, int, int, int] | None = None) -> bytes:
    """Return a page that is rotated and cropped."""
    with Pdf.open(io.BytesIO(paper(["Turned page", "with two lines"]))) as pdf:
        pdf.pages[0].rotate(angle, relative=False)
        if crop is not None:
            pdf.pages[0].obj.CropBox = Array(crop)
        return saved(pdf)


def odd() -> bytes:
    """Return a page whose visibility hangs on an expression that is none, so that it can only go in as a picture."""
    with Pdf.open(io.BytesIO(layered("expression"))) as pdf:
        group = pdf.Root.OCProperties.OCGs[0]
        member = Dictionary(Type=Name.OCMD, OCGs=Array([group]), VE=Array([Name.Perhaps, group]))
        pdf.pages[0].obj.Resources.Properties.MC0 = pdf.make_indirect(member)
        return saved(pdf)


__all__ = ["acting", "form", "layered", "odd", "pikepdf", "saved", "turned"]
