"""The one style sheet, made from the tokens for the theme in use."""

from __future__ import annotations

from string import Template

from desktop.foundation.resources import resource
from desktop.ui.theme.fonts import FAMILIES, MONO_FAMILIES
from desktop.ui.theme.in_use import active, px
from desktop.ui.theme.tokens import ThemeName, tokens


def _families(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _type_values() -> dict[str, str]:
    return {
        f"type_{name}": f"font-size: {px(step.size)}px; font-weight: {step.weight}"
        for name, step in tokens().type_styles.items()
    }


def _inner_height(height: int, padding: int, border: int) -> int:
    return px(height) - 2 * px(padding) - 2 * border


def style_sheet() -> str:
    """Fill resources/theme/window.qss.tmpl: `$role` is a color, `$px_N` a length, `$type_STEP` size and weight."""
    theme = active()
    values = dict(tokens().colors[theme.name]) | _type_values()
    values |= {f"px_{size}": f"{px(size)}px" for size in range(1, 65)}
    values["families"] = _families(FAMILIES)
    values["mono"] = _families(MONO_FAMILIES)
    values["control_inner"] = f"{_inner_height(44, 9, 1)}px"
    values["field_state_inner"] = f"{_inner_height(44, 8, 2)}px"
    values["disabled_border"] = "dashed" if theme.name is ThemeName.CONTRAST else "solid"
    values["disabled_edge"] = theme.hex("disabled_text" if theme.name is ThemeName.CONTRAST else "border")
    text = resource("theme", "window.qss.tmpl").read_text("utf-8")
    return Template(text).substitute(values)
