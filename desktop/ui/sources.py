"""Keeps Qt for Python from reading and keeping the source text of every module: see docs/decisions/0009."""

from __future__ import annotations

import sys
from types import ModuleType

import PySide6  # noqa: F401 - brings the support modules in

_SUPPORT = "shibokensupport.feature"
_ASKS = "_mod_uses_pyside"


def _may_switch_features(module: ModuleType) -> bool:
    """Return what PySide asks of each imported module: only ours in the window could ever say `__feature__`."""
    return module.__name__.startswith("desktop.ui")


def read_no_sources() -> bool:
    """Answer PySide's question by a module's name instead of its text; return whether it could be done.

    Where PySide has no such question any more, nothing is done and nothing is lost.
    """
    support = sys.modules.get(_SUPPORT)
    if support is None or not hasattr(support, _ASKS):
        return False
    setattr(support, _ASKS, _may_switch_features)
    return True
