"""A page that is a picture is measured as it lies on the paper; a written page is not."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from desktop.importers.pdf.opened import LockedPdfError
from desktop.importers.pdf.scans import page_scans
from desktop.importers.pdf.warm import sample

LETTER = (612, 792)
UNSEEN = b"BT /F1 10 Tf 3 Tr 60 600 Td (The words of a scan, recognized by the scanner) Tj ET"
SEEN = b"BT /F1 10 Tf 60 600 Td (A heading that a program printed over its paper) Tj ET"


def picture(pdf: Pdf, width: int, height: int) -> pikepdf.Object:
    made = io.BytesIO()
    Image.new("L", (width, height), 200).save(made, format="JPEG")
    return pdf.make_stream(
        made.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def page_of(content: bytes, sizes: list[tuple[int, int]], *, form: bool = False, password: str = "") -> bytes:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=LETTER)
        held = {f"/I{number}": picture(pdf, *size) for number, size in enumerate(sizes)}
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        own = Dictionary(XObject=Dictionary(held), Font=Dictionary(F1=font))
        if form:
            inner = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
            inner.Resources = own
            own, content = Dictionary(XObject=Dictionary(F=inner)), b"q 612 0 0 792 0 0 cm /F Do Q"
        page.Resources = own
        page.Contents = pdf.make_stream(content)
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(user=password, owner=password) if password else None)
    return made.getvalue()


WHOLE = b"q 612 0 0 792 0 0 cm /I0 Do Q "
A4 = b"q 595.276 0 0 841.89 0 0 cm /I0 Do Q"
TURNED = b"q 0 792 -612 0 612 0 cm /I0 Do Q"
STRIPS = b"q 612 0 0 396 0 396 cm /I0 Do Q q 612 0 0 396 0 0 cm /I1 Do Q"
LOGO = b"q 90 0 0 60 20 700 cm /I0 Do Q "
LAYERS = WHOLE + b"q 612 0 0 792 0 0 cm /I1 Do Q"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (page_of(WHOLE, [(850, 1100)]), [1, 850, 1100, 100, False]),
        (page_of(WHOLE + UNSEEN, [(1700, 2200)]), [1, 1700, 2200, 200, False]),
        (page_of(TURNED, [(2200, 1700)]), [1, 2200, 1700, 200, False]),
        (page_of(WHOLE, [(1728, 1078)]), [1, 1728, 1078, 98, False]),
        (page_of(STRIPS, [(1700, 1100), (1700, 1100)]), [1, 0, 0, 200, False]),
        (page_of(LAYERS, [(425, 550), (2550, 3300)]), [1, 2550, 3300, 300, False]),
        (page_of(A4, [(1240, 1754)]), [1, 1240, 1754, 150, False]),
        (page_of(b"/I0 Do", [(1275, 1650)], form=True), [1, 1275, 1650, 150, False]),
        (page_of(WHOLE + SEEN * 6, [(300, 400)]), None),
        (page_of(LOGO, [(90, 60)]), None),
        (sample(), None),
    ],
    ids=[
        "coarse",
        "with words",
        "turned",
        "fax",
        "strips",
        "layers",
        "A4",
        "in a form",
        "printed over",
        "logo",
        "written",
    ],
)
def test_a_page_is_measured(data: bytes, told: list[object] | None) -> None:
    value, _ = page_scans((data,), {"password": None})
    assert value == ([] if told is None else [told])


def test_a_locked_scan_is_measured_with_its_password() -> None:
    data = page_of(WHOLE, [(850, 1100)], password="secret")
    assert page_scans((data,), {"password": "secret"})[0] == [[1, 850, 1100, 100, False]]
    with pytest.raises(LockedPdfError):
        page_scans((data,), {"password": None})
