"""A page as a picture with its text behind it: for pages that cannot go in as they are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from desktop.importers.words import Line, Word

DPI = 200
_CODES = 255
"""Characters that one simple font can show."""
_ADVANCE = 500
"""Width of every glyph of the invisible font, in thousandths."""


@dataclass(frozen=True, slots=True)
class _Code:
    font: str
    code: int


def _to_unicode(signs: Iterable[str]) -> bytes:
    rows = [f"<{code:02x}> <{sign.encode('utf-16-be').hex()}>" for code, sign in enumerate(signs, start=1)]
    blocks = []
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Text def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n" + "\n".join(blocks) + "\nendcmap end end"
    ).encode("ascii")


def _font(pdf: Pdf, signs: list[str]) -> Dictionary:
    """Return a Type 3 font whose glyphs paint nothing, with the characters that they stand for."""
    nothing = pdf.make_stream(b"%d 0 d0" % _ADVANCE)
    names = [f"/g{code}" for code in range(1, len(signs) + 1)]
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, _ADVANCE, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(dict.fromkeys(names, nothing)),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *(Name(name) for name in names)])),
        FirstChar=1,
        LastChar=len(signs),
        Widths=Array([_ADVANCE] * len(signs)),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(_to_unicode(signs)),
    )


def _fonts(pdf: Pdf, words: Iterable[Word]) -> tuple[Dictionary, dict[str, _Code]]:
    signs = sorted({sign for word in words for sign in word.text})
    fonts = Dictionary()
    codes: dict[str, _Code] = {}
    rest: Iterator[str] = iter(signs)
    while part := list(islice(rest, _CODES)):
        name = f"/T{len(fonts)}"
        fonts[name] = pdf.make_indirect(_font(pdf, part))
        codes |= {sign: _Code(name, code) for code, sign in enumerate(part, start=1)}
    return fonts, codes


def _show(word: Word, codes: dict[str, _Code], width: float, height: float) -> str:
    box = word.box
    size = max(1.0, (box.bottom - box.top) * height)
    wide = max(1.0, (box.right - box.left) * width)
    stretch = 100 * wide / (size * _ADVANCE / 1000 * len(word.text))
    parts = [f"1 0 0 1 {box.left * width:.2f} {(1 - box.bottom) * height:.2f} Tm {stretch:.1f} Tz"]
    for sign in word.text:
        code = codes[sign]
        parts.append(f"{code.font} {size:.2f} Tf <{code.code:02x}> Tj")
    return " ".join(parts)


def _invisible_text(lines: Iterable[Line], codes: dict[str, _Code], width: float, height: float) -> bytes:
    shown = [_show(word, codes, width, height) for line in lines for word in line.words if word.text]
    return ("BT 3 Tr\n" + "\n".join(shown) + "\nET").encode("ascii")


def _image(pdf: Pdf, page: pdfium.PdfPage, *, dpi: float) -> Stream:
    colored = page.render(scale=dpi / 72, may_draw_forms=True).to_pil().convert("RGB")
    data = io.BytesIO()
    colored.save(data, format="JPEG", quality=85)
    return pdf.make_stream(
        data.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=colored.width,
        Height=colored.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def add_picture_page(pdf: Pdf, page: pdfium.PdfPage, lines: tuple[Line, ...], *, dpi: float = DPI) -> None:
    """Append a page to `pdf` that shows the picture of `page` with `lines` as its text behind it."""
    width, height = page.get_size()
    fonts, codes = _fonts(pdf, (word for line in lines for word in line.words))
    content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do Q\n".encode("ascii")
    if lines:
        content += _invisible_text(lines, codes, width, height)
    pdf.add_blank_page(page_size=(width, height))
    made = pdf.pages[-1].obj
    made.Resources = Dictionary(XObject=Dictionary(Picture=_image(pdf, page, dpi=dpi)), Font=fonts)
    made.Contents = pdf.make_stream(content)
