"""The fonts a template may use: those that come with the program, and for rare scripts some of the computer's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.foundation.resources import resource
from desktop.typeset.coverage import covered

if TYPE_CHECKING:  # loaded with the first page that is made: an open vault may never need one
    import typst

PREFERRED = ("Noto Sans CJK", "Source Han Sans", "PingFang", "Microsoft YaHei", "Hiragino", "WenQuanYi", "Noto Sans")
"""Families to borrow from first, when several could draw the same character."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Fonts for one run of typst: `extra` families are borrowed, `missing` characters nothing can draw."""

    fonts: typst.Fonts
    extra: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()


@cache
def own_fonts() -> typst.Fonts:
    """Return the fonts in resources/fonts and nothing else."""
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


@cache
def _families() -> tuple[tuple[str, Path, int], ...]:
    """List one upright face of each family of this computer, preferred families first."""
    found: dict[str, tuple[Path, int, int]] = {}
    for face in _computer_fonts().fonts():
        if face.path is None or face.style != "normal":
            continue
        distance = abs(face.weight - 400)
        if face.family not in found or distance < found[face.family][2]:
            found[face.family] = (Path(face.path), face.index, distance)
    return tuple((name, *found[name][:2]) for name in sorted(found, key=_preference))


def _preference(family: str) -> tuple[int, str]:
    for rank, start in enumerate(PREFERRED):
        if family.startswith(start):
            return rank, family
    return len(PREFERRED), family


def fonts_for(characters: Iterable[str]) -> FontChoice:
    """Choose fonts that can draw `characters`; the computer's are looked at only when ours are not enough."""
    wanted = frozenset(ord(character) for character in characters) - _own_coverage()
    if not wanted:
        return FontChoice(own_fonts())
    extra = []
    for family, path, index in _families():
        here = wanted & covered(path, index)
        if here:
            extra.append(family)
            wanted -= here
        if not wanted:
            break
    fonts = _computer_fonts() if extra else own_fonts()
    return FontChoice(fonts, tuple(extra), frozenset(chr(code) for code in wanted))
