"""Words that are found and copied but not seen: a font whose glyphs paint nothing, stretched over each word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pikepdf import Array, Dictionary, Name, Pdf

from desktop.importers.words import Line, Word

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
    nothing = pdf.make_stream(b"%d 0 0 0 %d 1000 d1" % (_ADVANCE, _ADVANCE))  # PDFium wants a box to find the text
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


def fonts_for(pdf: Pdf, lines: Iterable[Line]) -> tuple[Dictionary, dict[str, _Code]]:
    """Return the fonts that the words of `lines` need, and the code of each character in them."""
    signs = sorted({sign for line in lines for word in line.words for sign in word.text})
    fonts = Dictionary()
    codes: dict[str, _Code] = {}
    rest: Iterator[str] = iter(signs)
    while part := list(islice(rest, _CODES)):
        name = f"/Unseen{len(fonts)}"
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


def unseen_text(lines: Iterable[Line], codes: dict[str, _Code], width: float, height: float) -> bytes:
    """Return the content that lays words on a page of `width` by `height` points."""
    shown = [_show(word, codes, width, height) for line in lines for word in line.words if word.text]
    return ("BT 3 Tr\n" + "\n".join(shown) + "\nET").encode("ascii")
