"""Content streams without what paints nothing: comments, private marks, and data beside pictures that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Object, Stream

from desktop.packet.image_data import TROUBLE, has_metadata

MARKED = frozenset({"/Type", "/Subtype", "/MCID", "/ActualText", "/Alt", "/E", "/Lang", "/Attached", "/BBox"})
"""What a property list of marked content may say: words for what is painted, and where it is."""
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_PROPERTIES = re.compile(rb"<<(.*?)>>", re.DOTALL)
_NAME = re.compile(rb"/[^\x00\t\n\f\r /<>\[\]()%{}]+")
_ARTIFACTS = b"/Pagination /Layout /Page /Background /Header /Footer /Watermark /Top /Bottom /Left /Right"
"""What artifacts are told apart by (ISO 32000-1, table 330)."""
_ALLOWED = frozenset(key.encode() for key in MARKED) | frozenset(_ARTIFACTS.split())
_POINTS = frozenset({"MP", "DP"})
Instruction = ContentStreamInstruction | ContentStreamInlineImage


def says_more(content: bytes) -> bool:
    """Whether content may hold more than painting: a quick look, which would rather say yes."""
    if not any(sign in content for sign in (b"%", b"<<", b"DP", b"/DCT")):
        return False
    bare = _STRING.sub(b"", content)
    if b"%" in bare or b"/DCT" in bare or re.search(rb"[\s>]DP\s", bare):
        return True
    return any(frozenset(_NAME.findall(found)) - _ALLOWED for found in _PROPERTIES.findall(bare))


def keep_marked(properties: Object) -> None:
    """Keep of a marked-content property list its words, never anything that holds more objects."""
    for key in list(properties.keys()):
        if key not in MARKED or isinstance(properties[key], Dictionary | Stream):
            del properties[key]


def _only_painting(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    for one in instructions:
        if isinstance(one, ContentStreamInlineImage):
            image = one.iimage
            if not has_metadata(list(image.filters), bytes(image.read_raw_bytes())):
                yield one
        elif str(one.operator) == "BDC" and isinstance(one.operands[-1], Dictionary):
            properties = one.operands[-1]
            keep_marked(properties)
            yield ContentStreamInstruction([one.operands[0], properties], one.operator)
        elif str(one.operator) not in _POINTS:
            yield one


def tidied(held: Object, content: bytes) -> bytes | None:
    """Return the content of a page or stream with nothing but painting in it; None when it has nothing else.

    A picture inside it with data beside the picture is left out: the page then looks otherwise, and goes in as a
    picture. So does content that cannot be taken apart.
    """
    if not says_more(content):
        return None
    try:
        whole = pikepdf.Page(held) if held.get("/Type") == Name.Page else held
        return pikepdf.unparse_content_stream(list(_only_painting(pikepdf.parse_content_stream(whole))))
    except (*TROUBLE, TypeError, IndexError):
        return b""
