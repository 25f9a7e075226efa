"""Why PySide6 is capped: a release that loses references to None must not come in (docs/decisions/0004)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_keep_the_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    calls = 2_000
    before = sys.getrefcount(None)
    for _ in range(calls):
        widget.update()
    lost = before - sys.getrefcount(None)
    assert lost < calls // 2
