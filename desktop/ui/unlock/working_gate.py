"""A page before a vault is open that does one long work with a passphrase or a recovery code, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from desktop.foundation.errors import SheafError
from desktop.foundation.progress import Step
from desktop.ui.passphrase.view import SecretField
from desktop.ui.unlock.gate import Gate
from desktop.ui.unlock.presenter import GROUPS, SIGNS, clean_code
from desktop.ui.widgets import EnterKey, label, primary, say, secondary, show_when

if TYPE_CHECKING:
    from desktop.ui.tasks import Tasks, Work

T = TypeVar("T")


def as_code(text: str) -> str | None:
    """Return what was typed as a recovery code when it looks like one: 28 signs in groups, no small words."""
    signs = "".join(part for part in text.replace("-", " ").split())
    return text if len(signs) == GROUPS * SIGNS and len(clean_code(text)) == len(signs) else None


class WorkingGate(Gate):
    """`field` takes the secret; a subclass lays out its parts and calls `run` from `start`."""

    def __init__(self, title: str, below: str, tasks: Tasks, asked: str, *, back: Callable[[], object]) -> None:
        """Ask for `asked`; `back` leaves the page when nothing is at work."""
        super().__init__(title, below)
        self._tasks, self._leave = tasks, back
        self._cancel: Callable[[], object] | None = None
        self.inputs: tuple[QWidget, ...] = ()
        self.field = SecretField(asked, lambda _text: self.field.show_plain())
        self.told = label("", "muted")
        self.told.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.hide()
        self.go = primary("", self.start)
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back = secondary(self.tr("Back"), self._go_back)
        EnterKey(self.field.edit, self.start)

    def start(self) -> None:
        """Begin; a subclass says what."""

    @property
    def at_work(self) -> bool:
        """Whether something is being done."""
        return self._cancel is not None

    def take_focus(self) -> None:
        """Start in the passphrase."""
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_in(self, passphrase: str) -> None:
        """Put the passphrase that was just typed on the unlock screen into the field."""
        self.field.edit.setText(passphrase)

    def secret(self) -> tuple[str | None, str | None]:
        """Return what was typed as (passphrase, recovery code), one of them None; both when nothing was typed."""
        text = self.field.text
        if not text:
            self.field.show_error(self.tr("Type the passphrase first."))
            return None, None
        code = as_code(text)
        return (text, None) if code is None else (None, code)

    def run(self, work: Work[T], done: Callable[[T], object]) -> None:
        """Do `work` beside the window; `done` gets its answer."""

        def finished(answer: T) -> None:
            self._cancel = None
            self.field.edit.clear()
            done(answer)

        self._set_busy(busy=True)
        task = self._tasks.run(
            work, done=finished, failed=self._failed, cancelled=self._stopped, progress=self._tell, owner=self
        )
        self._cancel = task.cancel

    def _set_busy(self, *, busy: bool) -> None:
        for one in (self.go, *self.inputs):
            one.setEnabled(not busy)
        self.field.edit.setReadOnly(busy)
        self.bar.setRange(0, 0)
        show_when(self.bar, busy)
        self._tell_words(self.tr("Opening…") if busy else "")
        self.back.setEnabled(True)
        say(self.back, self.tr("Stop") if busy else self.tr("Back"))

    def _tell_words(self, words: str) -> None:
        self.told.setText(words)
        show_when(self.told, bool(words))

    def _tell(self, step: Step) -> None:
        self._tell_words(step.words)
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def _go_back(self) -> None:
        if self._cancel is None:
            self._leave()
        else:
            self.back.setEnabled(False)
            self._cancel()

    def _stopped(self) -> None:
        self._cancel = None
        self._set_busy(busy=False)
        self._tell_words(self.tr("Stopped. Nothing was changed."))

    def _failed(self, error: BaseException) -> None:
        self._cancel = None
        self._set_busy(busy=False)
        if not isinstance(error, SheafError):
            raise error
        self.field.show_error(self.refusal(error))
        self.take_focus()

    def refusal(self, error: SheafError) -> str:
        """Return what the field says about an error."""
        return f"{error.happened} {error.safe} {error.do}"
