"""What a reader of a finished page is told beside its glyphs."""

from __future__ import annotations

import io

import pypdf
from pypdf.generic import ContentStream, DictionaryObject


def said(pdf: bytes) -> str:
    """Return what the file says of glyphs that two letters share, such as the inner forms of U+067E and U+06D1."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "".join(
        str(operands[1]["/ActualText"])
        for page in reader.pages
        for operands, operator in ContentStream(page.get_contents(), reader).operations
        if operator == b"BDC" and isinstance(operands[1], DictionaryObject) and "/ActualText" in operands[1]
    )
