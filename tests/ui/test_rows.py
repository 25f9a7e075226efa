"""Rows and pictures in little room: a title keeps its width, a line ends in "…", a late coarse picture is left out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QTextOption
from pytestqt.qtbot import QtBot

from desktop.records.hit import MARK_END, MARK_START
from desktop.ui.widgets import PagePreview, RowItem, RowList
from desktop.ui.widgets.row_delegate import _fitting
from desktop.ui.widgets.text import ShortenedLabel
from tests.ui.record_window import settle


def _rows(qtbot: QtBot, width: int, **more: str) -> RowList:
    made = RowList("Values")
    qtbot.addWidget(made)
    made.resize(width, 400)
    made.show_items([RowItem(id="1", title="Neutrophils, absolute", detail="20 Nov 2026", **more)])  # type: ignore[arg-type] # words
    made.show()
    settle()
    return made


def test_a_narrow_list_gives_the_pill_a_line_of_its_own(qtbot: QtBot) -> None:
    wide = _rows(qtbot, 800, pill="Please check")
    narrow = _rows(qtbot, 280, pill="Please check")
    plain = _rows(qtbot, 280)
    heights = [each.sizeHintForRow(0) for each in (wide, narrow, plain)]
    assert heights[1] > heights[0] == heights[2]
    narrow.resize(800, 400)
    settle()
    assert narrow.sizeHintForRow(0) == heights[0]


@pytest.mark.parametrize("width", [30, 90, 200, 380])
def test_a_line_with_marked_words_ends_where_its_room_ends(qtbot: QtBot, width: int) -> None:
    del qtbot
    words = f"…growth of the {MARK_START}liver metastases{MARK_END} while on mFOLFOX6 with bevacizumab. CEA has risen."
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    line = _fitting(words, width, option)
    assert line.lineAt(0).naturalTextWidth() <= width
    assert line.text().endswith("…")
    whole = _fitting(words, 5000, option)
    assert whole.text() == words.replace(MARK_START, "").replace(MARK_END, "")


def test_a_file_name_is_shortened_in_the_middle_or_not_shown(qtbot: QtBot) -> None:
    name = "pathology_S26-04418_colectomy_report.pdf"
    made = ShortenedLabel("small")
    qtbot.addWidget(made)
    made.resize(180, 20)
    made.show()
    made.show_name(name)
    assert made.text().startswith("pathology")
    assert made.text().endswith(".pdf")
    assert made.toolTip() == name
    made.resize(40, 20)
    assert made.text() == ""
    made.resize(900, 20)
    assert made.text() == name


def _png(width: int) -> bytes:
    image = QImage(width, width, QImage.Format.Format_RGB32)
    image.fill(0)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # a format by name
    return bytes(held.data())


def test_a_coarse_picture_that_comes_late_does_not_replace_a_fine_one(qtbot: QtBot) -> None:
    preview = PagePreview()
    qtbot.addWidget(preview)
    preview.show_document("letter.pdf", 2)
    preview.show_picture(1, _png(600))
    preview.show_picture(1, _png(300))
    assert preview.picture.pixels_across == 600
    preview.go(2)
    preview.show_picture(2, _png(300))
    assert preview.picture.pixels_across == 300
