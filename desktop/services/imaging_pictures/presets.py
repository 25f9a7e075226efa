"""The windows that are usual for CT, and for which pictures they mean something."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from desktop.foundation.resources import resource
from desktop.records.image_frame import HOUNSFIELD, ImageFrame, Window


@dataclass(frozen=True, slots=True)
class Preset:
    """A usual window; `id` is soft-tissue, lung or bone."""

    id: str
    window: Window


@cache
def _ct() -> tuple[Preset, ...]:
    held = json.loads(resource("terminology", "ct-windows.json").read_text("utf-8"))
    return tuple(Preset(one["id"], Window(one["center"], one["width"])) for one in held["windows"])


def presets(frame: ImageFrame) -> tuple[Preset, ...]:
    """Return the usual windows of a picture: those of CT where its values are Hounsfield units, otherwise none."""
    return _ct() if frame.unit == HOUNSFIELD and not frame.color else ()


def own_window(frame: ImageFrame) -> Window | None:
    """Return the window with which a picture is shown when none is chosen; None in color and by its own table."""
    if frame.color or frame.voi_table:
        return None
    from desktop.importers.dicom.windowing import whole_range  # noqa: PLC0415 - numpy, when there is a picture to shade

    return frame.windows[0] if frame.windows else whole_range(frame.lowest, frame.highest)
