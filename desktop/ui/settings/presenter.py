"""What the settings page says and offers; only what this version can do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

TEXT_SIZES = (("100", "100 %"), ("125", "125 %"), ("150", "150 %"), ("200", "200 %"))


@dataclass(frozen=True, slots=True)
class LayerLine:
    """One layer of isolation in words."""

    words: str
    active: bool


def theme_choices() -> tuple[tuple[str, str], ...]:
    """Return the color sets as (setting, words)."""
    return (
        ("system", QCoreApplication.translate("Settings", "As computer")),
        ("light", QCoreApplication.translate("Settings", "Light")),
        ("dark", QCoreApplication.translate("Settings", "Dark")),
        ("contrast", QCoreApplication.translate("Settings", "High contrast")),
    )


def layer_lines() -> tuple[LayerLine, ...]:
    """Return the layers of isolation, those that are missing too."""
    from desktop.services.security import isolation_layers  # noqa: PLC0415 - not before the page is shown

    return tuple(LayerLine(layer.words, layer.active) for layer in isolation_layers())
