"""Keeps of functions, halftones, shadings, color spaces and tables of characters what they are worked out by."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Object, Stream

STREAM = frozenset({"/Length", "/Filter", "/DecodeParms"})
_FUNCTION = STREAM | {
    "/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample", "/Order", "/Encode", "/Decode", "/C0", "/C1", "/N",
    "/Functions", "/Bounds",
}  # fmt: skip
_HALFTONE = STREAM | {
    "/Type", "/HalftoneType", "/Frequency", "/Angle", "/SpotFunction", "/AccurateScreens", "/TransferFunction",
    "/Width", "/Height", "/Width2", "/Height2", "/Xsquare", "/Ysquare", "/Default",
}  # fmt: skip
_CMAP = STREAM | {"/Type", "/CMapName", "/CIDSystemInfo", "/WMode", "/UseCMap"}
_ENCODING = frozenset({"/Type", "/BaseEncoding", "/Differences"})
_CID_SYSTEM = frozenset({"/Registry", "/Ordering", "/Supplement"})
_PROFILE = _FUNCTION | {"/N", "/Alternate"}
_COLORANTS = frozenset({"/Subtype", "/Colorants", "/Process"})
_SHADING = STREAM | {
    "/ShadingType", "/ColorSpace", "/Background", "/BBox", "/AntiAlias", "/Function", "/Domain", "/Coords", "/Extend",
    "/Matrix", "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow",
}  # fmt: skip
_DEEPEST = 24


def keep(held: Object, keys: frozenset[str]) -> None:
    """Drop every other key of a dictionary or stream."""
    for key in set(held.keys()) - keys:
        del held[key]


def keep_function(held: Object | None, depth: int = 0) -> None:
    """Leave of a function, or of each in a list, what it is worked out by."""
    if isinstance(held, Array) and depth < _DEEPEST:
        for one in held:
            keep_function(one, depth + 1)
    elif isinstance(held, Dictionary | Stream):
        keep(held, _FUNCTION)
        if depth < _DEEPEST:
            keep_function(held.get("/Functions"), depth + 1)


def keep_halftone(held: Object | None, depth: int) -> None:
    """Leave of a halftone its screens, by whatever colors it names them."""
    if not isinstance(held, Dictionary | Stream) or depth > _DEEPEST:
        return
    for key in set(held.keys()) - _HALFTONE:
        if isinstance(held[key], Dictionary | Stream):
            keep_halftone(held[key], depth + 1)
        else:
            del held[key]
    keep_function(held.get("/TransferFunction"))
    keep_halftone(held.get("/Default"), depth + 1)


def keep_shading(held: Object) -> None:
    """Leave of a shading where its colors run and how."""
    keep(held, _SHADING)
    keep_function(held.get("/Function"))
    keep_color_space(held.get("/ColorSpace"))


def _cmap(held: Object | None) -> None:
    """Leave of a table of characters the table."""
    if isinstance(held, Stream):
        keep(held, _CMAP)
        _cid_system(held)
        _cmap(held.get("/UseCMap"))
    elif isinstance(held, Dictionary):
        keep(held, _ENCODING)


def _cid_system(held: Object) -> None:
    if isinstance(held.get("/CIDSystemInfo"), Dictionary):
        keep(held.CIDSystemInfo, _CID_SYSTEM)


def keep_tables(font: Object) -> None:
    """Leave of a font's tables what finds its characters."""
    _cmap(font.get("/Encoding"))
    _cmap(font.get("/ToUnicode"))
    _cid_system(font)
    if isinstance(font.get("/CIDToGIDMap"), Stream):
        keep(font.CIDToGIDMap, STREAM)


def keep_color_space(held: Object | None, depth: int = 0) -> None:
    """Leave of a color space its numbers, functions and profile."""
    if depth > _DEEPEST:
        return
    for part in held if isinstance(held, Array) else []:
        if isinstance(part, Stream):
            keep(part, _PROFILE)
        elif isinstance(part, Array):
            keep_color_space(part, depth + 1)
        elif isinstance(part, Dictionary) and "/FunctionType" in part:
            keep_function(part)
        elif isinstance(part, Dictionary) and {"/Colorants", "/Process", "/MixingHints"} & set(part.keys()):
            _colorants(part, depth)


def _colorants(held: Object, depth: int) -> None:
    """Leave of what a color space says of its inks the color space of each."""
    keep(held, _COLORANTS)
    inks = held.get("/Colorants")
    for one in inks.values() if isinstance(inks, Dictionary) else []:
        keep_color_space(one, depth + 1)
    process = held.get("/Process")
    if isinstance(process, Dictionary):
        keep(process, frozenset({"/ColorSpace", "/Components"}))
        keep_color_space(process.get("/ColorSpace"), depth + 1)
