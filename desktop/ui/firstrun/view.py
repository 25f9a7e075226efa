"""The first run: four steps from nothing to a vault with a recovery kit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.core import Core
from desktop.ui.firstrun.kit_step import KitStep
from desktop.ui.firstrun.presenter import Setup, person_values
from desktop.ui.firstrun.steps import DocumentsStep, PersonStep
from desktop.ui.passphrase.view import PassphraseForm, good_to_know
from desktop.ui.tasks import Tasks
from desktop.ui.theme import changes, gap, pad, px
from desktop.ui.unlock.gate import logo
from desktop.ui.widgets import Panes, Stepper, column, confirm, label, primary, row, say, secondary
from desktop.ui.widgets.page import BottomBar, PageScroll

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_WIDTH = 1054
_PERSON, _PASSPHRASE, _KIT, _DOCUMENTS = range(4)


class FirstRun(QWidget):
    """Leads through the steps; `finished` gets the workspace, the person's id and files to add."""

    def __init__(  # noqa: PLR0913 - the ways on and out
        self,
        core: Core,
        tasks: Tasks,
        *,
        finished: Callable[[Workspace, str, Sequence[Path]], object],
        back: Callable[[], object],
        show_help: Callable[[], object],
        show_error: Callable[[BaseException], object],
        choose_files: Callable[[Callable[[Sequence[Path]], object]], object],
    ) -> None:
        """Start with the first step; `back` leaves it."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._core, self._tasks, self.setup = core, tasks, Setup(core)
        self._finished, self._leave, self._show_error = finished, back, show_error
        self.step = _PERSON
        self._making = False
        self.title, self.subtitle = label("", "page_title"), label("", "muted")
        self.stepper = Stepper(
            [self.tr("Whose records"), self.tr("Passphrase"), self.tr("Recovery kit"), self.tr("First documents")]
        )
        self.person = PersonStep(self._tell_ready, self.go_on)
        self.form = PassphraseForm(core.vaults)
        self.kit = KitStep()
        self.documents = DocumentsStep(lambda: choose_files(self.end_with))
        self.form.ready_changed.connect(lambda _ready: self._tell_ready())
        self.form.entered.connect(self.go_on)
        self.kit.ready_changed.connect(lambda _ready: self._tell_ready())
        self.stack = QStackedWidget()
        for step in (self.person, self._passphrase_step(), self.kit, self.documents):
            self.stack.addWidget(PageScroll(step))
        self.bar = BottomBar()
        self.back_button = secondary(self.tr("Back"), self.go_back, icon="arrow-left")
        self.next_button = primary(self.tr("Continue"), self.go_on)
        self.bar.set([self.back_button], [self.next_button])
        self.help = secondary(self.tr("Help"), show_help, icon="question")
        self._lay_out()
        self.show_step(_PERSON)

    def _passphrase_step(self) -> QWidget:
        aside = good_to_know(
            (
                "pencil-simple",
                self.tr("Write the words on paper"),
                self.tr("Keep the paper at home, not on this computer."),
            ),
            (
                "prohibit",
                self.tr("Nobody can reset them"),
                self.tr("Not us, not your doctor. There is no account and no copy elsewhere."),
            ),
            (
                "key",
                self.tr("Next: your spare key"),
                self.tr("We make a recovery code for the day the words are lost."),
            ),
            title=self.tr("Good to know"),
        )
        made = QWidget()
        made.setLayout(column(Panes(self.form, aside, stretch=(69, 34), breakpoint_at=760, room=20)))
        return made

    def _lay_out(self) -> None:
        head = row(logo(40), label("Sheaf", "section", wrap=False), None, self.help)
        self._middle = column(head, self.stepper, self.title, self.subtitle, gap=8)
        self._middle.addWidget(self.stack, 1)
        self._middle.insertSpacing(2, 8)
        self._middle.setProperty("pad", None)  # its margins follow the window's width
        changes.changed.connect(self._center)
        whole = QVBoxLayout(self)
        pad(whole, 0)
        gap(whole, 12)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column in the middle of a wide window."""
        super().resizeEvent(event)
        self._center()

    def _center(self) -> None:
        side = max(px(20), (self.width() - px(_WIDTH)) // 2)
        self._middle.setContentsMargins(side, px(24), side, 0)
        self.bar.set_margin(round(side / px(100) * 100))

    def take_focus(self) -> None:
        """Start in the first field of the step."""
        first = {
            _PERSON: self.person.name.control,
            _PASSPHRASE: self.form.first.edit if self.form.own else self.form.again.edit,
            _KIT: self.kit.first.control,
            _DOCUMENTS: self.documents.choose,
        }[self.step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_step(self, step: int) -> None:
        """Show one of the four steps."""
        self.step = step
        words = {
            _PERSON: (self.tr("Whose records are these?"), self.tr("You can add other people later.")),
            _PASSPHRASE: (
                self.tr("Choose a passphrase"),
                self.tr("It locks everything you keep in Sheaf. You type it each time you open your records."),
            ),
            _KIT: (
                self.tr("Save your recovery kit"),
                self.tr("One page with your spare key. It holds no health information."),
            ),
            _DOCUMENTS: (self.tr("Your vault is ready"), self.tr("Nothing here leaves this computer.")),
        }[step]
        self.title.setText(words[0])
        self.subtitle.setText(words[1])
        self.stepper.go(step)
        self.stack.setCurrentIndex(step)
        if step == _PASSPHRASE and not self.form.words:
            self.form.new_words()
        self.back_button.setVisible(step != _DOCUMENTS)
        self._tell_ready()
        self.take_focus()

    def _tell_ready(self) -> None:
        ready = {
            _PERSON: self.person.complete,
            _PASSPHRASE: self.form.ready,
            _KIT: self.kit.ready,
            _DOCUMENTS: True,
        }[self.step]
        notes = {
            _PERSON: "" if ready else self.tr("Name and date of birth are needed before you go on"),
            _PASSPHRASE: self.tr("Own passphrase: at least 15 characters, any language"),
            _KIT: "" if ready else self.tr("Both groups are needed before you go on"),
            _DOCUMENTS: self.tr("You can add documents at any time."),
        }
        words = {_KIT: self.tr("Finish setting up"), _DOCUMENTS: self.tr("Go to your vault")}
        self.bar.note.setText(notes[self.step])
        say(
            self.next_button,
            self.tr("Locking the vault…") if self._making else words.get(self.step, self.tr("Continue")),
        )
        self.next_button.setEnabled(ready and not self._making)
        self.back_button.setEnabled(not self._making)

    def go_on(self) -> None:
        """Go to the next step, if this one is complete."""
        if not self.next_button.isEnabled():
            return
        if self.step == _PERSON and self.person.check():
            self.show_step(_PASSPHRASE)
        elif self.step == _PASSPHRASE:
            self._make_vault()
        elif self.step == _KIT:
            self.setup.finish()
            self.show_step(_DOCUMENTS)
        elif self.step == _DOCUMENTS:
            self.end_with(())

    def go_back(self) -> None:
        """Go to the step before; the vault of the third step is taken away again."""
        if self.step == _PERSON:
            self._leave()
        elif self.step == _KIT:
            self.setup.discard()
            self.show_step(_PASSPHRASE)
        else:
            self.show_step(self.step - 1)

    def _make_vault(self) -> None:
        path, passphrase = self.person.path, self.form.passphrase
        person = person_values(*self.person.values)
        self._making = True
        self._tell_ready()
        self._tasks.run(
            lambda _progress, _cancel: self.setup.make(path, passphrase, person),
            done=lambda _nothing: self._made(),
            failed=self._failed,
            owner=self,
        )

    def _made(self) -> None:
        self._making = False
        if self.setup.kit is not None and self.setup.workspace is not None:
            self.kit.show_kit(self.setup.kit, self.setup.workspace.vault_path)
        self.show_step(_KIT)

    def _failed(self, error: BaseException) -> None:
        self._making = False
        self._tell_ready()
        self._show_error(error)

    def end_with(self, paths: Sequence[Path]) -> None:
        """Open the vault, with files to add."""
        if self.setup.workspace is not None and self.setup.finished:
            self._finished(self.setup.workspace, self.setup.person_id, paths)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Tell whether the window may close; otherwise ask, and call `close` when the person wants to quit."""
        if self.setup.finished or (self.setup.workspace is None and not self.person.complete):
            if self.setup.finished and self.setup.workspace is not None:
                self.setup.workspace.close()
            return True
        confirm(
            self,
            self.tr("Quit the setup?"),
            self.tr("Setup is not finished. Nothing has been stored yet."),
            self.tr("Quit"),
            lambda: self._quit(close),
            cancel=self.tr("Go on"),
            dangerous=True,
        )
        return False

    def _quit(self, close: Callable[[], object]) -> None:
        self.setup.discard()
        self.setup.finished = True
        close()
