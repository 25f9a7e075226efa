"""The recovery code: seven boxes of four, then a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from desktop.foundation.errors import SheafError
from desktop.ui.core import Core
from desktop.ui.passphrase.view import PassphraseForm
from desktop.ui.tasks import Tasks
from desktop.ui.theme import gap, restyle
from desktop.ui.unlock.gate import Gate
from desktop.ui.unlock.presenter import GROUPS, SIGNS, clean_code, code_in_file, split_code
from desktop.ui.widgets import EnterKey, Status, StatusLine, column, label, line_edit, primary, row, say, secondary

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_PER_ROW = 4


class CodeBoxes(QWidget):
    """Seven fields that hand the cursor on when one is full, and back when it is empty."""

    def __init__(self, changed: Callable[[], object]) -> None:
        """Call `changed` after every change."""
        super().__init__()
        self._changed = changed
        self.fields = [line_edit("", self._typed) for _ in range(GROUPS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        gap(grid, 12)
        for place, field in enumerate(self.fields):
            field.setProperty("kind", "code")
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setAccessibleName(self.tr("Group {number} of 7").format(number=place + 1))
            field.installEventFilter(self)
            title = label(self.tr("Group {number}").format(number=place + 1), "small")
            title.setBuddy(field)
            grid.addLayout(column(title, field, gap=4), place // _PER_ROW, place % _PER_ROW)
        for place in range(_PER_ROW):
            grid.setColumnStretch(place, 1)

    @property
    def code(self) -> str:
        """The whole code with spaces between the groups."""
        return " ".join(field.text() for field in self.fields)

    @property
    def complete(self) -> bool:
        """Whether all seven groups are full."""
        return all(len(field.text()) == SIGNS for field in self.fields)

    def fill(self, groups: tuple[str, ...], *, start: int = 0) -> None:
        """Write groups into the boxes from `start` on."""
        for field, text in zip(self.fields[start:], groups, strict=False):
            field.setText(text)
        following = min(start + len(groups), GROUPS - 1)
        self.fields[following].setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    def mark(self, group: int) -> None:
        """Mark one group (1..7) as wrong; 0 marks none."""
        for place, field in enumerate(self.fields):
            field.setProperty("state", "wrong" if place + 1 == group else "")
            restyle(field)

    def _typed(self, _text: str) -> None:
        place = next((number for number, field in enumerate(self.fields) if field.hasFocus()), 0)
        field = self.fields[place]
        signs = clean_code(field.text())
        if len(signs) > SIGNS:
            self.fill(split_code(signs), start=place)
            return
        if signs != field.text():
            cursor = field.cursorPosition()
            field.setText(signs)
            field.setCursorPosition(min(cursor, len(signs)))
        self.mark(0)
        if len(signs) == SIGNS and place + 1 < GROUPS:
            self.fields[place + 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields[place + 1].selectAll()
        self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take a pasted code whole, and step back with Backspace in an empty box."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QLineEdit) or watched not in self.fields:
            return False
        place = self.fields.index(watched)
        if event.matches(QKeySequence.StandardKey.Paste):
            groups = split_code(QGuiApplication.clipboard().text())
            self.fill(groups, start=0 if len(groups) == GROUPS else place)
            return True
        if event.key() == Qt.Key.Key_Backspace and not watched.text() and place > 0:
            self.fields[place - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False


class RecoveryScreen(Gate):
    """Takes the code, checks it when it is whole, then asks for a new passphrase."""

    def __init__(
        self,
        path: Path,
        core: Core,
        tasks: Tasks,
        *,
        opened: Callable[[Workspace], object],
        back: Callable[[], object],
    ) -> None:
        """Recover the vault at `path`; `opened` gets its workspace."""
        super().__init__("", " ", width=640)
        self.path, self._core, self._tasks = path, core, tasks
        self._opened = opened
        self._back = back
        self._checked = ""
        self.title.setText(self.tr("Use your recovery code"))
        self.below.setText(self.tr("Vault: {name}").format(name=path.stem))
        self.boxes = CodeBoxes(self._changed)
        self.explain = label(
            self.tr(
                "Type the 7 groups from your recovery kit. Big or small letters do not matter. "
                "The letter O counts as zero; I and L count as one."
            )
        )
        self.told = StatusLine("", Status.PLAIN, colored=True)
        next_words = self.tr("Next, you choose a new passphrase. Your records stay as they are.")
        self.next_note = StatusLine(next_words, Status.NEUTRAL)
        self.form = PassphraseForm(core.vaults)
        self.form.hide()
        self.form.ready_changed.connect(self._may_go_on)
        self.form.entered.connect(self._go_on)
        self.back = secondary(self.tr("Back"), self._go_back, icon="arrow-left")
        self.from_file = secondary(self.tr("Read it from a file…"), self._choose_file)
        self.go_on = primary(self.tr("Continue"), self._go_on)
        self.go_on.setEnabled(False)
        body = self.card.body
        body.addWidget(self.explain)
        body.addWidget(self.boxes)
        for item in (self.told, self.next_note, self.form):
            body.addWidget(item)
        body.addLayout(row(self.back, self.from_file, None, self.go_on))
        for field in self.boxes.fields:
            EnterKey(field, self._go_on)

    def take_focus(self) -> None:
        """Start in the first empty box."""
        empty = next((field for field in self.boxes.fields if not field.text()), self.boxes.fields[0])
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self._checked = ""
        self.go_on.setEnabled(False)
        self.told.show_status("", Status.PLAIN)
        if self.boxes.complete:
            self._check(self.boxes.code)

    def _check(self, code: str) -> None:
        path = self.path
        self._tasks.run(
            lambda _progress, _cancel: self._core.vaults().check_code(path, code),
            done=lambda _nothing: self._right(code),
            failed=self._wrong,
            owner=self,
        )

    def _right(self, code: str) -> None:
        if code == self.boxes.code:
            self._checked = code
            self.told.show_status(self.tr("The code is right"), Status.DONE)
            self.go_on.setEnabled(True)

    def _wrong(self, error: BaseException) -> None:
        if not isinstance(error, SheafError):
            raise error
        self.boxes.mark(int(getattr(error, "group", 0)))
        self.told.show_status(f"{error.happened} {error.do}", Status.WRONG)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the saved recovery kit (text)"), str(Path.home()))
        dialog.setNameFilter(self.tr("Text files (*.txt)"))
        dialog.filesSelected.connect(lambda names: self.read_file(Path(names[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Take the code from a saved kit."""
        try:
            groups = code_in_file(path.read_text("utf-8", "replace")[:10_000])
        except OSError:
            groups = ()
        if groups:
            self.boxes.fill(groups)
        else:
            self.told.show_status(
                self.tr("There is no recovery code in this file. Type the groups from your page."), Status.WRONG
            )

    def _show_form(self) -> None:
        self.title.setText(self.tr("Choose a new passphrase"))
        self.boxes.hide()
        for item in (self.explain, self.told, self.next_note, self.from_file):
            item.hide()
        self.form.new_words()
        self.form.show()
        self.go_on.setEnabled(False)
        self.form.again.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _may_go_on(self, ready: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self.form.isVisible():
            self.go_on.setEnabled(ready)

    def _go_on(self) -> None:
        if not self._checked or not self.go_on.isEnabled():
            return
        if not self.form.isVisible():
            self._show_form()
            return
        if self.form.ready:
            self._recover(self._checked, self.form.passphrase)

    def _recover(self, code: str, passphrase: str) -> None:
        path = self.path
        self.go_on.setEnabled(False)
        say(self.go_on, self.tr("Opening…"))
        self._tasks.run(
            lambda _progress, _cancel: self._core.vaults().recover(path, code, passphrase),
            done=self._opened,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: BaseException) -> None:
        say(self.go_on, self.tr("Continue"))
        self.go_on.setEnabled(self.form.ready)
        if not isinstance(error, SheafError):
            raise error
        self.told.show_status(f"{error.happened} {error.safe} {error.do}", Status.WRONG)

    def _go_back(self) -> None:
        self._back()
