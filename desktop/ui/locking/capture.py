"""Keep the window out of screen recordings, on the systems that can; not run on Linux, which cannot."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

from PySide6.QtWidgets import QWidget

_SYSTEM: str = sys.platform
_EXCLUDE_FROM_CAPTURE: Final = 0x11
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1


def can_hide() -> bool:
    """Whether this system lets a window stay black in recordings and shared screens."""
    return _SYSTEM in {"win32", "darwin"}


def hide_from_recording(window: QWidget, *, hidden: bool) -> bool:
    """Hide a window from recordings, or show it again; returns whether the system did so."""
    if _SYSTEM == "win32":
        return _on_windows(int(window.winId()), hidden=hidden)
    if _SYSTEM == "darwin":
        return _on_mac(int(window.winId()), hidden=hidden)
    return False


def _on_windows(handle: int, *, hidden: bool) -> bool:
    """Not run here: written after the documentation of SetWindowDisplayAffinity."""
    if sys.platform == "win32":
        affinity = _EXCLUDE_FROM_CAPTURE if hidden else 0
        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), affinity))
    return False


def _on_mac(view: int, *, hidden: bool) -> bool:
    """Not run here: `[[view window] setSharingType:]`, asked through the Objective-C runtime."""
    from desktop.ui.locking.macos import send  # noqa: PLC0415 - only there

    try:
        window = send(view, "window")
        if not window:
            return False
        send(window, "setSharingType:", ctypes.c_ulong(_SHARING_NONE if hidden else _SHARING_READ_ONLY))
    except (OSError, AttributeError):
        return False
    return True
