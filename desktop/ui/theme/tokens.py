"""The tokens of resources/theme/tokens.json as values: colors, type and sizes, in px at text size 100 %."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from desktop.foundation.resources import resource


class ThemeName(StrEnum):
    """The color sets of the tokens."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale: size in px, weight 400 to 700."""

    size: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the designers decided; `colors` maps a theme to role and "#RRGGBB"."""

    colors: Mapping[ThemeName, Mapping[str, str]]
    paper: Mapping[str, str]
    type_styles: Mapping[str, TypeStyle]
    text_pairs: tuple[tuple[str, str], ...]
    graphic_pairs: tuple[tuple[str, str], ...]
    text_scales: tuple[float, ...]


@cache
def tokens() -> Tokens:
    """Read the tokens once; raises OSError or KeyError when the program's own files are broken."""
    raw = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
    return Tokens(
        colors={name: raw["color"][name.value] for name in ThemeName},
        paper={name: value for name, value in raw["page_preview"].items() if value.startswith("#")},
        type_styles={name: TypeStyle(step["size"], step["weight"]) for name, step in raw["type"]["scale"].items()},
        text_pairs=tuple((first, second) for first, second in raw["contrast"]["text_pairs"]),
        graphic_pairs=tuple((first, second) for first, second in raw["contrast"]["graphic_pairs"]),
        text_scales=tuple(raw["type"]["text_scales"]),
    )
