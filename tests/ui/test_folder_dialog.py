"""A folder is asked for with Qt's own dialog, where no desktop lends its own; a hidden one can be typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QFileSystemModel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.folder_dialog import open_for_folders


def test_a_hidden_folder_is_taken_when_its_name_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    hidden = tmp_path / ".kept" / "records"
    hidden.mkdir(parents=True)
    dialog = QFileDialog(None, "Choose folder", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    taken: list[str] = []
    dialog.fileSelected.connect(taken.append)
    model = dialog.findChild(QFileSystemModel)
    assert isinstance(model, QFileSystemModel)
    with qtbot.waitSignal(model.directoryLoaded, timeout=60_000, check_params_cb=lambda name: name == str(tmp_path)):
        open_for_folders(dialog)
    line, buttons = dialog.findChild(QLineEdit, "fileNameEdit"), dialog.findChild(QDialogButtonBox)
    assert isinstance(line, QLineEdit)
    assert isinstance(buttons, QDialogButtonBox)
    (choose,) = (one for one in buttons.buttons() if buttons.buttonRole(one) is QDialogButtonBox.ButtonRole.AcceptRole)
    line.setText(str(hidden))
    qtbot.waitUntil(choose.isEnabled, timeout=60_000)
    choose.click()
    assert taken == [str(hidden)]
