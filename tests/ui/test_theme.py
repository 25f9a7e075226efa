"""The tokens are used as they were decided, in every theme and text size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.foundation.settings import Settings
from desktop.ui.screens import SCREENS
from desktop.ui.theme import apply_theme, color, font, px, theme_of
from desktop.ui.theme.icons import icon_names
from desktop.ui.theme.in_use import Theme
from desktop.ui.theme.sheet import style_sheet
from desktop.ui.theme.tokens import ThemeName, tokens
from desktop.ui.widgets import ComboBox, column, icon_button, line_edit, primary, secondary
from tests.ui.looking import contrast

UI = Path(__file__).parents[2] / "desktop" / "ui"


@pytest.mark.parametrize("theme", list(ThemeName))
def test_every_text_pair_can_be_read(theme: ThemeName) -> None:
    colors = tokens().colors[theme]
    low = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in tokens().text_pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", list(ThemeName))
def test_every_graphic_pair_can_be_told_apart(theme: ThemeName) -> None:
    colors = tokens().colors[theme]
    low = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in tokens().graphic_pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 3.0} == {}


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_style_sheet_is_filled_for_every_theme_and_size(theme: ThemeName, scale: float) -> None:
    apply_theme(Theme(theme, scale))
    assert "$" not in style_sheet()
    assert color("primary").name().upper() == tokens().colors[theme]["primary"]


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_controls_are_44_px_high_at_every_text_size(qtbot: QtBot, percent: int) -> None:
    apply_theme(theme_of(Settings(text_percent=percent)))
    holder = QWidget()
    qtbot.addWidget(holder)
    combo = ComboBox([("a", "Imaging report")])
    controls = [primary("Save"), secondary("Print", icon="printer"), line_edit("text"), combo]
    holder.setLayout(column(*controls, icon_button("pencil-simple", "Edit")))
    holder.show()
    assert [control.height() for control in controls] == [px(44)] * 4
    edit = holder.findChildren(QPushButton)[-1]
    assert edit.width() >= px(44)


def test_the_fonts_of_the_program_are_used() -> None:
    assert "Inter" in QFontDatabase.families()
    assert QFontInfo(font("body")).family() == "Inter"
    assert QFontInfo(font("body", mono=True)).family() == "DejaVu Sans Mono"


def test_every_icon_that_is_named_exists() -> None:
    pattern = re.compile(r'(?:\bicon=|glyph\(|icon_button\(|_icon\(\w+, |_head\()"([a-z-]+)"')
    named = {name for path in UI.rglob("*.py") for name in pattern.findall(path.read_text("utf-8"))}
    named |= {entry.icon for entry in SCREENS}
    assert named - icon_names() == set()
    assert len(named) > 20


def test_system_colors_follow_the_computer() -> None:
    assert theme_of(Settings(theme="system")).name in {ThemeName.LIGHT, ThemeName.DARK}
    assert theme_of(Settings(theme="contrast")).name is ThemeName.CONTRAST
