"""The fonts a template may use: those that come with the program, and for rare signs some of the computer's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.foundation.resources import resource
from desktop.typeset.coverage import covered

if TYPE_CHECKING:  # loaded with the first page that is made: an open vault may never need one
    import typst

PREFERRED = ("Noto Sans CJK", "Source Han Sans", "PingFang", "Microsoft YaHei", "Hiragino", "WenQuanYi")
"""Families of a computer for Chinese, Japanese and Korean that have a bold face, which ours has not."""
OURS_FOR_THESE = ("Droid Sans Fallback", "NanumGothicCoding")
"""Our own families for these languages; the first has no Korean syllables, the second no Chinese signs."""
Face = tuple[str, Path, int]
"""A family's name, its file, and which font of the file it is."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Fonts for one run of typst: `extra` families are added, `missing` characters nothing can draw."""

    fonts: typst.Fonts
    extra: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()


@cache
def own_fonts() -> typst.Fonts:
    """Return the fonts in resources/fonts and below, and nothing else."""
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resource("fonts"))])


@cache
def _own_coverage() -> frozenset[int]:
    """Return the characters of the text families (the display and mono faces hold no more)."""
    files = ("Inter-Regular.otf", "NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
    return frozenset().union(*(covered(resource("fonts", name), 0) for name in files))


@cache
def _computer_fonts() -> typst.Fonts:
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(resource("fonts"))])


def _upright(faces: Iterable[typst.FontInfo]) -> tuple[Face, ...]:
    """List one upright face of each family, by name."""
    found: dict[str, tuple[Path, int, int]] = {}
    for face in faces:
        if face.path is None or face.style != "normal":
            continue
        distance = abs(face.weight - 400)
        if face.family not in found or distance < found[face.family][2]:
            found[face.family] = (Path(face.path), face.index, distance)
    return tuple((name, *found[name][:2]) for name in sorted(found))


@cache
def _script_families() -> tuple[Face, ...]:
    """List our families for scripts beyond Latin, Greek, Cyrillic and Arabic."""
    folder = resource("fonts", "scripts")
    return tuple(face for face in _upright(own_fonts().fonts()) if face[1].parent == folder)


@cache
def _families() -> tuple[Face, ...]:
    """List the families of this computer."""
    return _upright(_computer_fonts().fonts())


def _candidates() -> Iterator[Face]:
    """Yield the families to borrow from, the best first; the computer's are looked at only when it comes to them."""
    ours = {face[0]: face for face in _script_families()}
    yield from (face for name, face in ours.items() if name not in OURS_FOR_THESE)
    computers = [face for face in _families() if face[0] not in ours]
    for start in PREFERRED:
        yield from (face for face in computers if face[0].startswith(start))
    yield from (ours[name] for name in OURS_FOR_THESE)
    yield from (face for face in computers if not face[0].startswith(PREFERRED))


def fonts_for(characters: Iterable[str]) -> FontChoice:
    """Choose fonts that can draw `characters`; the computer's are looked at only when ours are not enough."""
    wanted = frozenset(ord(character) for character in characters) - _own_coverage()
    extra = []
    for family, path, index in _candidates() if wanted else ():
        here = wanted & covered(path, index)
        if here:
            extra.append(family)
            wanted -= here
        if not wanted:
            break
    ours = {face[0] for face in _script_families()}
    fonts = own_fonts() if ours.issuperset(extra) else _computer_fonts()
    return FontChoice(fonts, tuple(extra), frozenset(chr(code) for code in wanted))
