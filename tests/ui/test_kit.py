"""The widgets do what the rules for every screen say."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.foundation.settings import Settings
from desktop.records.provenance import Box
from desktop.ui.theme import apply_theme, color, px, theme_of
from desktop.ui.widgets import (
    ChartPoint,
    CheckBox,
    ChipBox,
    ChoiceRow,
    ComboBox,
    Dialog,
    EnterKey,
    Field,
    FocusRing,
    Mark,
    Page,
    PagePreview,
    Panes,
    Pill,
    RowItem,
    RowList,
    Status,
    Stepper,
    TextArea,
    Toast,
    TrendChart,
    column,
    confirm,
    flow,
    label,
    line_edit,
    list_row,
    open_row,
    primary,
    secondary,
)
from tests.ui.looking import holder, nameless


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.setLayout(QVBoxLayout())
    return made


def put(stage: QWidget, *widgets: QWidget) -> None:
    layout = stage.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    stage.show()
    QTest.qWaitForWindowExposed(stage)
    stage.activateWindow()
    QApplication.processEvents()


def test_the_focus_ring_follows_the_keyboard_and_leaves_a_gap(stage: QWidget) -> None:
    first, second = secondary("First"), primary("Second")
    ring = FocusRing(stage)
    put(stage, first, second)
    first.setFocus()
    QTest.keyClick(stage.windowHandle(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert QApplication.focusWidget() is second
    assert ring.target is second
    corner = second.mapTo(stage, QPoint(0, 0))
    room = px(5)
    assert ring.ring_area() == second.rect().translated(corner).adjusted(-room, -room, room, room)
    picture = stage.grab().toImage()
    middle = corner.y() + second.height() // 2
    assert picture.pixelColor(corner.x() - 4, middle) == color("focus")
    assert picture.pixelColor(corner.x() - 1, middle) != color("focus")


def test_the_mouse_shows_a_ring_only_on_text_fields(stage: QWidget) -> None:
    button, field = secondary("Print"), line_edit("text")
    ring = FocusRing(stage)
    put(stage, button, field)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.target is None
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.target is field


def test_chips_wrap_and_are_mirrored_in_right_to_left(stage: QWidget) -> None:
    chips = [ChipBox(f"A rather long choice {number}") for number in range(6)]
    holder = flow(*chips)
    put(stage, holder)
    stage.resize(420, 600)
    QApplication.processEvents()
    assert chips[0].x() == 0
    assert chips[2].y() > chips[0].y()
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert chips[0].geometry().right() >= holder.width() - 2


def test_one_of_several_is_chosen_and_told_once(stage: QWidget) -> None:
    told: list[str] = []
    row = ChoiceRow([("all", "All 23"), ("lab", "Lab results 8")], "all", told.append, name="Filter")
    put(stage, row)
    chips = row.findChildren(QWidget)
    QTest.mouseClick(chips[-1], Qt.MouseButton.LeftButton)
    assert (row.chosen, told) == ("lab", ["lab"])
    row.choose("all")
    assert (row.chosen, told) == ("all", ["lab"])
    row.offer([("all", "All 24"), ("lab", "Lab results 9")], "lab")
    assert row.chosen == "lab"


def test_checkbox_words_wrap_and_the_whole_line_is_the_target(stage: QWidget) -> None:
    box = CheckBox("I understand that these files are not locked, and that anyone can read them")
    put(stage, box)
    stage.resize(300, 600)
    QApplication.processEvents()
    assert box.heightForWidth(200) > px(44)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, 10))
    assert box.isChecked()


def test_panes_fold_when_narrow_and_say_so(stage: QWidget) -> None:
    folded: list[bool] = []
    panes = Panes(label("left"), label("right"), breakpoint_at=700, on_fold=folded.append)
    put(stage, panes)
    stage.resize(500, 600)
    QApplication.processEvents()
    stage.resize(1000, 600)
    QApplication.processEvents()
    assert folded == [True, False]


def test_tab_leaves_a_text_area_and_a_wheel_leaves_a_choice_alone(stage: QWidget) -> None:
    area, after = TextArea("words"), line_edit()
    combo = ComboBox([("a", "A"), ("b", "B")], "b")
    put(stage, area, after, combo)
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert area.toPlainText() == "words"
    assert combo.value == "b"


def test_an_editable_choice_takes_free_text() -> None:
    told: list[str] = []
    combo = ComboBox([("Riverside", "Riverside")], "Harbor Laboratory", told.append, editable=True)
    assert combo.value == "Harbor Laboratory"
    edit = combo.lineEdit()
    assert edit is not None
    QTest.keyClicks(edit, "!")
    assert told == ["Harbor Laboratory!"]
    combo.deleteLater()


def test_a_field_says_what_is_wrong_also_to_a_screen_reader(stage: QWidget) -> None:
    field = Field("Date of birth", line_edit())
    put(stage, field)
    field.show_error("This date is in the future.")
    assert field.control.property("state") == "wrong"
    assert field.control.accessibleDescription() == "This date is in the future."
    assert field.message.isVisible()
    field.show_plain()
    assert not field.message.isVisible()


def test_a_dialog_keeps_the_focus_and_gives_it_back(stage: QWidget) -> None:
    before = secondary("Before")
    put(stage, before)
    before.setFocus()
    dialog = Dialog(stage, "Add a contact")
    name, phone = line_edit(), line_edit()
    dialog.body.addWidget(Field("Name", name))
    dialog.body.addWidget(Field("Phone", phone))
    dialog.set_buttons(right=[secondary("Cancel", dialog.reject), primary("Save", dialog.accept)])
    dialog.present()
    assert QApplication.focusWidget() is name
    for _ in range(6):
        QTest.keyClick(holder(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert dialog.isAncestorOf(focus)
    assert nameless(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert QApplication.focusWidget() is before


def test_a_question_starts_on_the_safe_answer_and_names_the_thing(stage: QWidget) -> None:
    put(stage, label("page"))
    done: list[str] = []
    dialog = confirm(
        stage,
        "Delete CT report?",
        "It cannot be taken back.",
        "Delete CT report",
        lambda: done.append("gone"),
        dangerous=True,
    )
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Cancel"
    dialog.accept()
    assert done == ["gone"]


def test_ctrl_enter_in_a_dialog_presses_the_way_on(stage: QWidget) -> None:
    put(stage, label("page"))
    done: list[bool] = []
    dialog = Dialog(stage, "Note")
    dialog.body.addWidget(TextArea("half a sentence"))
    dialog.set_buttons(right=[primary("Save", lambda: done.append(True))])
    dialog.present()
    QTest.keyClick(holder(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]
    dialog.reject()


def test_enter_in_a_field_goes_on(stage: QWidget) -> None:
    field = line_edit()
    pressed: list[bool] = []
    EnterKey(field, lambda: pressed.append(True))
    put(stage, field)
    QTest.keyClick(field, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == [True]


def test_a_toast_offers_undo_only_when_there_is_something_to_undo(stage: QWidget) -> None:
    undone: list[bool] = []
    toast = Toast(stage, lambda: undone.append(True))
    put(stage, label("page"))
    toast.say("“CT scan report” is in the trash for 30 days.", undo=True)
    button = toast.findChild(type(secondary("x")))
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    toast.say("Saved")
    assert not button.isVisible()


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def test_a_page_preview_asks_for_its_page_and_marks_the_evidence(stage: QWidget) -> None:
    preview = PagePreview()
    asked: list[tuple[int, int]] = []
    preview.page_wanted.connect(lambda page, width: asked.append((page, width)))
    put(stage, preview)
    preview.show_document("scan.pdf", 2)
    assert asked[-1][0] == 1
    preview.show_picture(2, png(10, 10))
    shown = [preview.picture.has_image]
    preview.show_picture(1, png(850, 1100))
    shown.append(preview.picture.has_image)
    assert shown == [False, True]
    mark = Mark("2", 2, Box(0.5, 0.5, 0.7, 0.52))
    preview.set_marks([Mark("1", 1, Box(0.1, 0.1, 0.3, 0.12)), mark])
    preview.focus_mark("2")
    assert preview.page == 2
    assert asked[-1][0] == 2
    preview.show_picture(2, png(850, 1100))
    area = preview.picture.area_of(mark)
    assert area.left() == pytest.approx(preview.picture.width() * 0.5)
    edge = preview.picture.grab().toImage().pixelColor(area.center().toPoint())
    assert edge.blue() < 200


def test_previous_and_next_stop_at_the_ends(stage: QWidget) -> None:
    preview = PagePreview()
    put(stage, preview)
    preview.show_document("scan.pdf", 2)
    assert not preview.previous.isEnabled()
    QTest.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    assert preview.where.text() == "Page 2 of 2"
    assert not preview.next.isEnabled()
    assert nameless(preview) == []


def test_values_outside_the_range_are_triangles_with_their_number(stage: QWidget) -> None:
    points = [
        ChartPoint(date=date(2026, 3, 3), value=12.9, label="12.9", day="3 Mar", low=12.0, high=15.5),
        ChartPoint(date=date(2026, 11, 12), value=10.9, label="10.9", day="12 Nov", low=12.0, high=15.5, outside=True),
    ]
    chart = TrendChart(points, name="Hemoglobin")
    put(stage, chart)
    colors = set()
    picture = chart.grab().toImage()
    for x in range(0, picture.width(), 2):
        for y in range(0, picture.height(), 2):
            colors.add(picture.pixelColor(x, y).name())
    assert {color("band").name(), color("warn").name(), color("chart").name()} <= colors


def test_different_units_and_missing_ranges_can_be_painted(stage: QWidget) -> None:
    chart = TrendChart([ChartPoint(date=date(2026, 1, 1), value=6.8, label="6.8", day="Jan", unit="%")])
    chart.show_points(
        [
            ChartPoint(date=date(2026, 1, 1), value=6.8, label="6.8", day="Jan", unit="%"),
            ChartPoint(date=date(2026, 1, 1), value=51, label="51", day="Jan", unit="mmol/mol", high=48),
        ]
    )
    put(stage, chart)
    assert not chart.grab().isNull()


def test_the_stepper_says_where_one_is(stage: QWidget) -> None:
    stepper = Stepper(["Who it is for", "What to include", "Privacy"])
    put(stage, stepper)
    stepper.go(1)
    assert stepper.accessibleName() == "Step 2 of 3: What to include"
    assert stepper.sizeHint().height() == px(44)
    stage.resize(1200, 600)
    QApplication.processEvents()
    assert stepper.sizeHint().height() == px(62)


def items() -> list[RowItem]:
    return [
        RowItem(id=str(number), title=f"Report {number}", pill="Reviewed", pill_status=Status.DONE)
        for number in range(4)
    ]


def test_a_list_tells_what_was_chosen_and_keeps_it_when_refilled(stage: QWidget) -> None:
    rows = RowList("Documents")
    chosen: list[str] = []
    opened: list[str] = []
    rows.chosen.connect(chosen.append)
    rows.opened.connect(opened.append)
    put(stage, rows)
    rows.show_items(items())
    rows.choose("1")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert (chosen, opened) == (["1", "2"], ["2"])
    rows.show_items(items()[1:])
    assert rows.current_id == "2"
    assert chosen == ["1", "2"]
    assert rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Report 1, Reviewed"


def test_a_row_that_opens_something_is_one_button(stage: QWidget) -> None:
    opened: list[bool] = []
    made = open_row(items()[0], lambda: opened.append(True))
    put(stage, made, list_row(items()[1], secondary("Change", name="Change Report 1")))
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert opened == [True]
    assert made.accessibleName() == "Report 0, Reviewed"
    assert made.height() >= px(44)


def test_a_pill_never_speaks_by_color_alone(stage: QWidget) -> None:
    pill = Pill("Please check", Status.LOOK)
    put(stage, pill)
    shape = pill.findChildren(type(label("")))[0]
    assert shape.isVisible()
    assert not shape.pixmap().isNull()
    assert pill.words == "Please check"


def test_text_size_changes_a_page_that_is_open(stage: QWidget) -> None:
    page = Page("Medications")
    button = primary("Save", icon="check")
    page.set_bottom(right=[button])
    page.add(label("text"), None)
    put(stage, page)
    apply_theme(theme_of(Settings(text_percent=200, theme="dark")))
    QApplication.processEvents()
    assert button.height() == 88
    assert page.title.fontInfo().pixelSize() == 56
    assert button.iconSize().height() == 40


def test_a_page_scrolls_down_but_never_sideways(stage: QWidget) -> None:
    page = Page("Long")
    page.add(*[label(f"line {number}") for number in range(200)])
    put(stage, page)
    stage.resize(500, 400)
    QApplication.processEvents()
    assert page.scroll_area.verticalScrollBar().maximum() > 0
    assert page.scroll_area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_a_column_gives_widgets_room(stage: QWidget) -> None:
    holder = QWidget()
    holder.setLayout(column(label("a"), None, gap=8, pad=(20, 16)))
    put(stage, holder)
    layout = holder.layout()
    assert layout is not None
    assert layout.contentsMargins().left() == 20
