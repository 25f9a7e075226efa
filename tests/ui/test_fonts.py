"""Which fonts the window adds to those of the computer."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from desktop.foundation.resources import resource
from desktop.ui.theme import fonts


def test_a_name_in_any_script_of_ours_is_drawn_in_the_window(qtbot: QtBot) -> None:
    del qtbot
    fonts.register_fonts()
    known = {system for family in QFontDatabase.families() for system in QFontDatabase.writingSystems(family)}
    writing = QFontDatabase.WritingSystem
    assert {writing.SimplifiedChinese, writing.Korean, writing.Hebrew, writing.Devanagari, writing.Thai} <= known


@pytest.mark.parametrize("file", ["NotoSansHebrew-Regular.ttf", "DroidSansFallbackFull.ttf", "NanumGothicCoding.ttf"])
def test_what_the_computer_has_is_not_replaced(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    path = resource("fonts", "scripts", file)
    monkeypatch.setattr(QFontDatabase, "families", lambda _system: ["A nicer one"])
    assert not fonts._lacking(path)
    monkeypatch.setattr(QFontDatabase, "families", lambda _system: [])
    assert fonts._lacking(path)
