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
_PAINTING = (
    "b B b* B* BDC BI BMC BT c cm CS cs d d0 d1 Do EI EMC ET f F f* G g gs h i ID j J K k l m M n q Q re RG rg ri s S"
    " SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
"""Operators that paint or prepare it (ISO 32000-1, annex A): no marked points (MP, DP), no compatibility (BX, EX)."""
_OPERATORS = frozenset(_PAINTING.split())
_INLINE_KEYS = frozenset(
    [
        "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Decode", "/DecodeParms", "/Filter", "/ImageMask",
        "/Intent", "/Interpolate", "/Length", "/L",
    ]
)  # fmt: skip
"""ISO 32000-1, table 93, and the length of PDF 2.0."""
_INLINE, _BEGUN = re.compile(rb"\bBI\b(.{0,1000}?)\bID\b", re.DOTALL), re.compile(rb"\bBI\b")
_SHORT = b"/W /H /BPC /CS /D /DP /F /IM /I /L /G /RGB /CMYK /AHx /A85 /LZW /Fl /RL /CCF /K /Columns /Rows /BlackIs1"
_USUAL = frozenset(_SHORT.split()) | frozenset(key.encode() for key in _INLINE_KEYS)
"""Names between the beginning of a picture and its data."""
_HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")
_WORD = re.compile(rb"[A-Za-z'\"][A-Za-z0-9*'\"]*")
_WORDS = frozenset(one.encode() for one in _OPERATORS) | {b"true", b"false", b"null"}
Instruction = ContentStreamInstruction | ContentStreamInlineImage


def says_more(content: bytes) -> bool:
    """Whether content may hold more than painting: a quick look, which would rather say yes."""
    bare = _STRING.sub(b" ", content)
    if b"%" in bare or b"/DCT" in bare:
        return True
    if any(frozenset(_NAME.findall(found)) - _ALLOWED for found in _PROPERTIES.findall(bare)):
        return True
    inline = _INLINE.findall(bare)
    if len(inline) < len(_BEGUN.findall(bare)) or any(frozenset(_NAME.findall(found)) - _USUAL for found in inline):
        return True
    return not _WORDS.issuperset(_WORD.findall(_HEX.sub(b" ", _NAME.sub(b" ", bare))))


def keep_marked(properties: Object) -> None:
    """Keep of a marked-content property list its words, never anything that holds more objects."""
    for key in list(properties.keys()):
        if key not in MARKED or isinstance(properties[key], Dictionary | Stream):
            del properties[key]


def _only_painting(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    for one in instructions:
        if isinstance(one, ContentStreamInlineImage):
            image = one.iimage
            more = set(image.obj.keys()) - _INLINE_KEYS
            if not more and not has_metadata(list(image.filters), bytes(image.read_raw_bytes())):
                yield one
        elif str(one.operator) == "BDC" and isinstance(one.operands[-1], Dictionary):
            properties = one.operands[-1]
            keep_marked(properties)
            yield ContentStreamInstruction([one.operands[0], properties], one.operator)
        elif str(one.operator) in _OPERATORS:
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
