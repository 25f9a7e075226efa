"""The viewer of scans in a real window: scroll, window and level, and what it says when there is no picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.importers.dicom.phantom import ChestCT, hounsfield, slice_file
from desktop.importers.dicom.windowing import shades
from desktop.records.document import Document
from desktop.records.image_frame import Window
from desktop.services.imaging_pictures.reading import read_pictures
from desktop.services.workspace import Workspace
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.imaging.view import ImagingScreen
from desktop.ui.review.view import ReviewScreen
from desktop.ui.window import SheafWindow
from tests.filing import file_folder
from tests.ui.imaging.conftest import CT, FileStudy
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import choose, go, press, words

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def opened(window: SheafWindow, settle: Settle) -> Callable[[Document], ImagingScreen]:
    """Open the viewer at a study and wait for its picture."""

    def open_at(document: Document) -> ImagingScreen:
        screen = go(window, ImagingScreen, document.id)
        settle(window)
        return screen

    return open_at


def _pixels(image: QImage) -> np.ndarray:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    held = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return held[:, : grey.width()]


def _shown_as(number: int, window: Window) -> np.ndarray:
    values = hounsfield(CT, number).astype(np.float64)
    return np.rint(shades(values, window) * 255).astype(np.uint8)


def _at(screen: ImagingScreen, number: int) -> str:
    return f"Picture {number} of {screen.viewer.count}"


def test_a_study_opens_at_the_middle_of_its_first_series(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy
) -> None:
    screen = opened(file_ct())
    viewer = screen.viewer
    assert viewer.where.text() == _at(screen, 7)
    assert np.array_equal(_pixels(viewer.picture.image), _shown_as(6, Window(40, 400)))
    told = words(screen.page)
    assert "For orientation, not for diagnosis" in told
    assert "The picture itself names: Lopez Maria  ·  born 4 May 1957  ·  number 00-4471" in told
    assert "As it is: level 40, width 400 HU" in told
    assert "On the left is the body’s right side, at the top its front." in told
    assert QApplication.focusWidget() is viewer.picture, ("the keyboard scrolls at once", QApplication.focusWidget())
    assert viewer.picture.accessibleName().startswith("AXIAL 5 MM, Picture 7 of 12")
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()


def test_keys_go_through_the_series_and_stop_at_its_ends(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy, window: SheafWindow, settle: Settle, qtbot: QtBot
) -> None:
    screen = opened(file_ct())
    picture = screen.viewer.picture
    keys = Qt.Key
    steps = (
        (keys.Key_Down, 8), (keys.Key_Right, 9), (keys.Key_Up, 8), (keys.Key_Left, 7), (keys.Key_PageDown, 12),
        (keys.Key_Down, 12), (keys.Key_Home, 1), (keys.Key_Up, 1), (keys.Key_PageDown, 11), (keys.Key_End, 12),
        (keys.Key_PageUp, 2),
    )  # fmt: skip
    for key, number in steps:
        QTest.keyClick(picture, key)
        assert screen.viewer.where.text() == _at(screen, number)
    settle(window)
    qtbot.waitUntil(lambda: screen.viewer.frame is not None, timeout=60_000)
    assert np.array_equal(_pixels(picture.image), _shown_as(1, Window(40, 400)))


def test_the_wheel_goes_through_the_series_and_with_ctrl_makes_larger(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy
) -> None:
    screen = opened(file_ct())
    viewer = screen.viewer

    def turn(degrees: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        middle = QPointF(viewer.picture.rect().center())
        event = QWheelEvent(
            middle,
            middle,
            QPoint(),
            QPoint(0, degrees),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's argument
        )
        QApplication.sendEvent(viewer.picture, event)

    turn(-120)
    assert viewer.where.text() == _at(screen, 8)
    turn(60)
    assert viewer.where.text() == _at(screen, 8), "half a notch is no step yet"
    turn(60)
    assert viewer.where.text() == _at(screen, 7)
    width = viewer.picture.width()
    turn(120, Qt.KeyboardModifier.ControlModifier)
    assert viewer.picture.width() > width
    assert viewer.where.text() == _at(screen, 7)


def test_neighbours_are_there_before_they_are_asked_for(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy, workspace: Workspace, qtbot: QtBot
) -> None:
    screen = opened(file_ct())
    places = screen._stacks[0].places
    kept = workspace.imaging_pictures.kept
    qtbot.waitUntil(lambda: all(kept.has(place) for place in places), timeout=60_000)
    for number in (8, 9, 10):
        QTest.keyClick(screen.viewer.picture, Qt.Key.Key_Down)
        assert np.array_equal(_pixels(screen.viewer.picture.image), _shown_as(number - 1, Window(40, 400)))


def test_usual_windows_of_ct_are_offered_and_change_the_picture(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy, qtbot: QtBot
) -> None:
    screen = opened(file_ct())
    choose(screen.page, "Lung")
    assert np.array_equal(_pixels(screen.viewer.picture.image), _shown_as(6, Window(-600, 1500)))
    assert "Lung: level −600, width 1500 HU" in words(screen.page)
    QTest.keyClick(screen.viewer.picture, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: screen.viewer.frame is not None, timeout=60_000)
    assert np.array_equal(_pixels(screen.viewer.picture.image), _shown_as(5, Window(-600, 1500))), "it stays chosen"
    choose(screen.page, "As it is")
    assert np.array_equal(_pixels(screen.viewer.picture.image), _shown_as(5, Window(40, 400)))


def test_brightness_and_contrast_by_mouse_by_keys_and_by_buttons(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy
) -> None:
    screen = opened(file_ct())
    viewer = screen.viewer
    plain = _pixels(viewer.picture.image).astype(int)
    middle = viewer.picture.rect().center()
    QTest.mousePress(viewer.picture, Qt.MouseButton.LeftButton, pos=middle)
    for up in (10, 20, 30, 40):
        QTest.mouseMove(viewer.picture, middle - QPoint(0, up))
    QTest.mouseRelease(viewer.picture, Qt.MouseButton.LeftButton, pos=middle)
    assert "Set by you: level " in words(screen.page)
    assert _pixels(viewer.picture.image).astype(int).mean() > plain.mean()
    choose(screen.page, "As it is")
    QTest.keyClick(viewer.picture, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert _pixels(viewer.picture.image).astype(int).mean() < plain.mean()
    assert viewer.where.text() == _at(screen, 7), "Shift does not scroll"
    choose(screen.page, "As it is")
    press(screen.page, "More contrast")
    assert viewer.viewing.window is not None
    assert viewer.viewing.window.width == pytest.approx(400 / 1.1)
    press(screen.page, "Less contrast")
    press(screen.page, "Brighter")
    press(screen.page, "Darker")
    window = viewer.viewing.window
    assert [window.center, window.width] == pytest.approx([40, 400])


def test_a_picture_that_cannot_be_shown_says_so_and_scrolling_goes_on(
    opened: Callable[[Document], ImagingScreen], mixed_study: Document, qtbot: QtBot
) -> None:
    screen = opened(mixed_study)
    viewer = screen.viewer
    viewer.go(2)
    qtbot.waitUntil(lambda: "damaged" in viewer.picture.said, timeout=60_000)
    assert "The file is kept as it came" in viewer.picture.said
    assert "This picture is damaged" in viewer.picture.accessibleName()
    assert "For orientation, not for diagnosis" in words(screen.page)
    QTest.keyClick(viewer.picture, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: viewer.frame is not None, timeout=60_000)
    assert np.array_equal(_pixels(viewer.picture.image), _shown_as(3, Window(40, 400)))


def test_series_are_listed_with_counts_and_small_pictures_and_files_without_pictures_are_not(
    opened: Callable[[Document], ImagingScreen], mixed_study: Document, qtbot: QtBot
) -> None:
    screen = opened(mixed_study)
    told = [item.spoken for item in screen.series.rows.items]
    assert told == ["AXIAL 5 MM, CT, 12 pictures", "Series 7, US, 30 pictures", "AXIAL 5 MM, CT, 1 picture"]

    def all_there() -> bool:
        return all(item.picture is not None and not item.picture.isNull() for item in screen.series.rows.items)

    qtbot.waitUntil(all_there, timeout=60_000)


def test_a_film_in_color_is_looked_through_frame_by_frame_without_windows(
    opened: Callable[[Document], ImagingScreen], mixed_study: Document, qtbot: QtBot
) -> None:
    screen = opened(mixed_study)
    screen.series.choose(screen._stacks[1].series.id)
    viewer = screen.viewer
    qtbot.waitUntil(lambda: viewer.picture.has_image, timeout=60_000)
    assert viewer.where.text() == "Picture 16 of 30"
    assert not viewer.windows.isVisible()
    assert not viewer.by_hand.isVisible()
    first = viewer.picture.image.copy()
    QTest.keyClick(viewer.picture, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: viewer.frame is not None, timeout=60_000)
    assert viewer.picture.image != first


def test_oblong_pixels_are_shown_in_their_proportions(
    opened: Callable[[Document], ImagingScreen], mixed_study: Document, qtbot: QtBot
) -> None:
    screen = opened(mixed_study)
    screen.series.choose(screen._stacks[2].series.id)
    qtbot.waitUntil(lambda: screen.viewer.picture.has_image, timeout=60_000)
    area = screen.viewer.picture.area()
    assert area.height() / area.width() == pytest.approx(4, rel=0.05)


def test_pictures_of_one_series_may_differ_in_size(
    opened: Callable[[Document], ImagingScreen], workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    for number, side in enumerate((64, 32)):
        place = tmp_path / "sizes" / f"I{number}"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(slice_file(ChestCT(side=side, slices=2), number))
    (document,) = file_folder(workspace, tmp_path / "sizes", workspace.people.list()[0].id)
    viewer = opened(document).viewer
    for at in (0, 1):
        viewer.go(at)
        qtbot.waitUntil(lambda: viewer.frame is not None, timeout=60_000)
        assert viewer.picture.image.width() == (64, 32)[at]
        assert viewer.picture.area().height() == viewer.picture.height(), "as large as it can be"


def test_a_very_large_picture_says_that_it_is_shown_smaller(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_pictures, "__kwdefaults__", {"most_points": 1024, "cancel": None})
    screen = opened(file_ct())
    assert screen.viewer.where.text() == "Picture 7 of 12, shown smaller than it is"


def test_a_picture_can_be_larger_and_its_middle_stays_where_it_was(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy
) -> None:
    screen = opened(file_ct())
    viewer = screen.viewer
    fitting = viewer.picture.width()
    press(screen.page, "Larger")
    press(screen.page, "Larger")
    assert viewer.picture.width() > 1.5 * fitting
    bar = viewer.room.horizontalScrollBar()
    assert bar.value() + bar.pageStep() / 2 == pytest.approx((bar.maximum() + bar.pageStep()) / 2, abs=2)
    press(screen.page, "Smaller")
    press(screen.page, "Smaller")
    assert not viewer.smaller.isEnabled()


def test_pictures_that_name_somebody_else_say_so(
    window: SheafWindow, workspace: Workspace, file_ct: FileStudy, opened: Callable[[Document], ImagingScreen]
) -> None:
    del window
    screen = opened(file_ct(ChestCT(name="Okafor^Grace", born="19440101", side=64, slices=2)))
    told = words(screen.page)
    assert "These pictures name somebody else than the person whose records are open." in told
    assert "The picture itself names: Okafor Grace  ·  born 1 January 1944" in told
    assert workspace.people.list()[0].name == "Maria Lopez"


def test_nothing_of_a_picture_is_written_to_the_disk_and_all_is_forgotten_with_the_vault(
    opened: Callable[[Document], ImagingScreen], file_ct: FileStudy, workspace: Workspace, tmp_path: Path
) -> None:
    document = file_ct()

    def files() -> set[Path]:
        return {path for path in tmp_path.rglob("*") if path.is_file()}

    before = files()
    screen = opened(document)
    assert screen.viewer.picture.has_image
    assert {path for path in files() - before if "state" not in path.parts} == set()
    pictures = workspace.vault.read(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM page_picture").scalar_one())
    assert pictures == 0
    assert workspace.imaging_pictures.kept.bytes_held > 0
    workspace.imaging_pictures.forget()
    assert workspace.imaging_pictures.kept.bytes_held == 0


def test_documents_show_a_scan_where_others_have_pages_and_enter_opens_the_viewer(
    window: SheafWindow, file_ct: FileStudy, settle: Settle, qtbot: QtBot
) -> None:
    document = file_ct()
    screen = go(window, DocumentsScreen, document.id)
    settle(window)
    scans = screen.detail.scans
    qtbot.waitUntil(lambda: scans.viewer.picture.has_image, timeout=60_000)
    assert scans.isVisible()
    assert not screen.detail.preview.isVisible()
    told = words(screen.page)
    assert "For orientation, not for diagnosis" in told
    assert "The picture itself names: Lopez Maria" in told
    assert nameless(screen.page) == []
    scans.viewer.go(2)
    press(screen.page, "Open larger")
    settle(window)
    viewer = go(window, ImagingScreen).viewer
    assert viewer.where.text() == "Picture 3 of 12"
    go(window, DocumentsScreen, document.id)
    screen.list.opened.emit(document.id)
    assert window.shell is not None
    assert window.shell.current == "imaging"


def test_the_review_shows_a_scan_in_place_of_pages(
    window: SheafWindow, file_ct: FileStudy, settle: Settle, qtbot: QtBot
) -> None:
    screen = go(window, ReviewScreen, file_ct().id)
    settle(window)
    qtbot.waitUntil(lambda: screen.scans.viewer.picture.has_image, timeout=60_000)
    assert screen.scans.isVisible()
    assert not screen.preview.isVisible()
    assert nameless(screen.page) == []


def test_the_viewer_fits_a_small_window_and_large_text(
    opened: Callable[[Document], ImagingScreen], mixed_study: Document, window: SheafWindow, settle: Settle
) -> None:
    screen = opened(mixed_study)
    window.resize(1024, 640)
    settle(window)
    assert screen.list_card.isVisible()
    assert screen.page.minimumSizeHint().width() <= screen.page.width()
    assert screen.viewer.picture.height() >= 250
    window.resize(1366, 768)
    window.remember(text_percent=200)
    settle(window)
    assert screen.page.minimumSizeHint().width() <= screen.page.width()
    assert screen.one_series.isVisible(), "one line where there is no room for the list"
    assert not screen.list_card.isVisible()


def test_a_study_that_is_gone_leaves_the_viewer_empty(
    opened: Callable[[Document], ImagingScreen],
    file_ct: FileStudy,
    workspace: Workspace,
    window: SheafWindow,
) -> None:
    document = file_ct()
    screen = opened(document)
    workspace.documents.trash(document.id)
    go(window, ImagingScreen)
    assert screen.empty.isVisible()
    assert not screen.panes.isVisible()
