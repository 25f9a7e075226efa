"""Keeps of a page's resources what painting needs; metadata, actions and pictures of other pages do not ride along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from desktop.packet.content import keep_marked, tidied
from desktop.packet.image_data import scrub
from desktop.packet.paint_tables import (
    STREAM,
    keep,
    keep_color_space,
    keep_function,
    keep_halftone,
    keep_shading,
    keep_tables,
)

_IMAGE = STREAM | {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
    "/SMask", "/Decode", "/Interpolate", "/SMaskInData", "/Matte", "/Name",
}  # fmt: skip
_FORM = STREAM | {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/Name"}
_PATTERN = STREAM | {
    "/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Resources", "/Matrix",
    "/Shading", "/ExtGState",
}  # fmt: skip
_FONT = frozenset(
    [
        "/Type", "/Subtype", "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/FontDescriptor", "/Encoding",
        "/ToUnicode", "/DescendantFonts", "/CIDSystemInfo", "/DW", "/W", "/DW2", "/W2", "/CIDToGIDMap", "/FontBBox",
        "/FontMatrix", "/CharProcs", "/Resources", "/Name",
    ]
)  # fmt: skip
_DESCRIPTOR = frozenset(
    [
        "/Type", "/FontName", "/FontFamily", "/FontStretch", "/FontWeight", "/Flags", "/FontBBox", "/ItalicAngle",
        "/Ascent", "/Descent", "/Leading", "/CapHeight", "/XHeight", "/StemV", "/StemH", "/AvgWidth", "/MaxWidth",
        "/MissingWidth", "/FontFile", "/FontFile2", "/FontFile3", "/CharSet", "/Style", "/Lang", "/FD", "/CIDSet",
    ]
)  # fmt: skip
_FONT_FILE = STREAM | {"/Length1", "/Length2", "/Length3", "/Subtype"}
_STATE = frozenset(
    [
        "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/Font", "/BG", "/BG2", "/UCR", "/UCR2",
        "/TR", "/TR2", "/HT", "/FL", "/SM", "/SA", "/BM", "/SMask", "/CA", "/ca", "/AIS", "/TK",
    ]
)  # fmt: skip
_RESOURCES = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet", "/Properties"}
)
_PRUNED = ("/XObject", "/Pattern", "/Shading", "/Font", "/ExtGState", "/Properties", "/ColorSpace")
_DEFAULTS = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})
"""Color spaces that count without being named (ISO 32000-1, 8.6.5.6)."""
_NAME = re.compile(rb"/[^\x00\t\n\f\r /<>\[\]()%{}]+")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 24


class Tidying:
    """Goes through the resources of pages, each object once."""

    def __init__(self, pdf: Pdf) -> None:
        """Start with nothing seen of `pdf`."""
        self._pdf = pdf
        self._seen: set[tuple[int, int]] = set()
        self._by_category: dict[str, Callable[[Object, int], None]] = {
            "/XObject": self._xobject,
            "/Font": self._font,
            "/Pattern": self._pattern,
            "/ExtGState": self._state,
            "/Shading": lambda held, _depth: keep_shading(held),
            "/Properties": lambda held, _depth: keep_marked(held),
            "/ColorSpace": lambda held, _depth: keep_color_space(held),
        }

    def page(self, page: Object) -> None:
        """Leave of a page's content what paints, and in its resources what this names, each cleaned."""
        content = _content(page)
        tidy = tidied(page, content)
        if tidy is not None:
            content, page.Contents = tidy, self._pdf.make_stream(tidy)
        resources = page.get("/Resources")
        if not isinstance(resources, Dictionary):
            page.Resources = Dictionary()
            return
        page.Resources = self._named_only(resources, content, set())
        self._resources(page.Resources, 0)

    def _named_only(self, resources: Object, content: bytes, done: set[tuple[int, int]]) -> Object:
        """Return a copy of resources with only the names that the content, or a form that lacks its own, uses."""
        names = _names_in(b"\n".join((content, *_borrowed(resources, done)))) | _DEFAULTS
        made = Dictionary()
        for category in _RESOURCES & set(resources.keys()):
            held = resources[category]
            if category in _PRUNED and isinstance(held, Dictionary):
                made[category] = Dictionary({key: value for key, value in held.items() if key in names})
            else:
                made[category] = held
        return made

    def _resources(self, resources: Object, depth: int) -> None:
        keep(resources, _RESOURCES if depth <= _DEEPEST else frozenset())
        for category, tidy in self._by_category.items():
            named = resources.get(category)
            for held in list(named.values()) if isinstance(named, Dictionary) else []:
                if isinstance(held, Dictionary | Stream | Array) and self._is_new(held):
                    tidy(held, depth)

    def _is_new(self, held: Object) -> bool:
        if not held.is_indirect:
            return True
        new = held.objgen not in self._seen
        self._seen.add(held.objgen)
        return new

    def _xobject(self, held: Object, depth: int) -> None:
        kind = held.get("/Subtype")
        if kind == Name.Image:
            self._image(held)
        elif kind == Name.Form:
            keep(held, _FORM)
            _only_painting(held)
            self._inner(held, [held], depth)
        elif isinstance(held, Stream):
            held.write(b"")
            keep(held, STREAM | {"/Type", "/Subtype"})

    def _image(self, held: Object) -> None:
        keep(held, _IMAGE)
        if isinstance(held, Stream):
            scrub(held)
        keep_color_space(held.get("/ColorSpace"))
        for key in ("/SMask", "/Mask"):
            mask = held.get(key)
            if isinstance(mask, Stream) and self._is_new(mask):
                self._image(mask)

    def _inner(self, held: Object, drawn: Iterable[Object], depth: int) -> None:
        """Leave in the own resources of a form, pattern or drawn font what its streams `drawn` name, each cleaned.

        Others may share these resources and name something else of them, so each gets its own.
        """
        resources = held.get("/Resources")
        if isinstance(resources, Dictionary):
            held.Resources = self._named_only(resources, b"\n".join(map(_bytes_of, drawn)), set())
            self._resources(held.Resources, depth + 1)
        group = held.get("/Group")
        if isinstance(group, Dictionary):
            keep(group, frozenset({"/Type", "/S", "/CS", "/I", "/K"}))

    def _font(self, held: Object, depth: int) -> None:
        keep(held, _FONT)
        descriptor = held.get("/FontDescriptor")
        if isinstance(descriptor, Dictionary):
            keep(descriptor, _DESCRIPTOR)
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if isinstance(descriptor.get(key), Stream):
                    keep(descriptor[key], _FONT_FILE)
        keep_tables(held)
        for inner in held.get("/DescendantFonts", []):
            if isinstance(inner, Dictionary) and self._is_new(inner):
                self._font(inner, depth)
        if isinstance(held.get("/CharProcs"), Dictionary):
            drawings = [one for one in held.CharProcs.values() if isinstance(one, Stream)]
            for drawing in drawings:
                keep(drawing, STREAM)
                _only_painting(drawing)
            self._inner(held, drawings, depth)

    def _pattern(self, held: Object, depth: int) -> None:
        keep(held, _PATTERN)
        if isinstance(held.get("/Shading"), Dictionary | Stream):
            keep_shading(held.Shading)
        if isinstance(held.get("/ExtGState"), Dictionary):
            self._state(held.ExtGState, depth)
        if isinstance(held, Stream):
            _only_painting(held)
            self._inner(held, [held], depth)

    def _state(self, held: Object, depth: int) -> None:
        keep(held, _STATE)
        for key in ("/TR", "/TR2", "/BG", "/BG2", "/UCR", "/UCR2"):
            keep_function(held.get(key))
        keep_halftone(held.get("/HT"), 0)
        mask = held.get("/SMask")
        if isinstance(mask, Dictionary):
            keep(mask, frozenset({"/Type", "/S", "/G", "/BC", "/TR"}))
            keep_function(mask.get("/TR"))
            if isinstance(mask.get("/G"), Stream) and self._is_new(mask.G):
                self._xobject(mask.G, depth + 1)


def _only_painting(held: Object) -> None:
    """Leave of a form, pattern or drawn letter what paints."""
    tidy = tidied(held, _bytes_of(held))
    if tidy is not None:
        held.write(tidy)


def _bytes_of(stream: Object) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, pikepdf.DependencyError, RuntimeError, NotImplementedError):
        return b""


def _content(page: Object) -> bytes:
    held = page.get("/Contents")
    parts = list(held) if isinstance(held, Array) else [held]
    return b"\n".join(_bytes_of(part) for part in parts if isinstance(part, Stream))


def _borrowed(resources: Object, done: set[tuple[int, int]]) -> list[bytes]:
    """Return the content of forms and patterns without resources of their own: they use those of the page."""
    parts: list[bytes] = []
    for category in ("/XObject", "/Pattern", "/Font"):
        named = resources.get(category)
        for held in list(named.values()) if isinstance(named, Dictionary) else []:
            if not isinstance(held, Dictionary | Stream) or "/Resources" in held or held.objgen in done:
                continue
            streams = list(held.get("/CharProcs", {}).values()) if category == "/Font" else [held]
            for stream in streams:
                if isinstance(stream, Stream) and stream.get("/Subtype") != Name.Image:
                    done.add(stream.objgen)
                    parts.append(_bytes_of(stream))
    return parts


def _names_in(content: bytes) -> frozenset[str]:
    """Return every name that stands in a content stream, however it is spelled (#20 for a space)."""
    spelled = set(_NAME.findall(content))
    return frozenset(
        _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name).decode("utf-8", "surrogateescape")
        for name in spelled
    )
