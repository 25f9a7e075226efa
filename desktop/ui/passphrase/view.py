"""The form that chooses a passphrase; used by the first run and after a recovery."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.passphrase.presenter import first_difference, same_words
from desktop.ui.theme import gap
from desktop.ui.widgets import (
    Card,
    EnterKey,
    Field,
    Status,
    StatusLine,
    box,
    clear,
    column,
    glyph,
    label,
    line,
    line_edit,
    link,
    row,
    say,
    secondary,
)

if TYPE_CHECKING:
    from desktop.services.passphrases import PassphraseVerdict

_COLUMNS = 3


class PassphraseSource(Protocol):
    """Proposes passphrases and judges them."""

    def propose_passphrase(self) -> str:
        """Return six words with single spaces between them."""

    def judge_passphrase(self, text: str) -> PassphraseVerdict:
        """Judge a passphrase of the person's own."""


class SecretField(Field):
    """A passphrase field with Show and Hide beside it, and a Caps Lock warning."""

    def __init__(self, words: str, changed: Callable[[str], object] | None = None, *, shown: bool = False) -> None:
        """Label it `words`; start hidden unless `shown`."""
        self.edit: QLineEdit = line_edit("", changed)
        super().__init__(words, self.edit)
        self.edit.setMaxLength(1024)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_button: QPushButton = secondary(self.tr("Show"), self._toggle, icon="eye")
        self.stand_beside(self.show_button)
        self._show(shown=shown)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def _toggle(self) -> None:
        self._show(shown=self.edit.echoMode() is QLineEdit.EchoMode.Password)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        say(self.show_button, self.tr("Hide") if shown else self.tr("Show"), icon="eye-slash" if shown else "eye")


class PassphraseForm(Card):
    """Six words and one field, or two fields for one's own; `ready_changed` tells when it may go on."""

    ready_changed = Signal(bool)
    entered = Signal()

    def __init__(self, source: Callable[[], PassphraseSource]) -> None:
        """Take words and judgments from `source`, which is first asked when they are needed."""
        super().__init__(gap=10, pad=(24, 20))
        self._source = source
        self.words = ""
        self.own = False
        self.ready = False
        self._words_side = box(self._make_words_side())
        self._own_side = box(self._make_own_side())
        self._own_side.hide()
        self.body.addWidget(self._words_side)
        self.body.addWidget(self._own_side)
        self.body.addStretch(1)

    def _make_words_side(self) -> QVBoxLayout:
        self.other = secondary(self.tr("Other words"), self.new_words, icon="arrows-clockwise")
        head = row(gap=12)
        head.addWidget(label(self.tr("Six words, picked by chance"), "section"), 1)
        head.addWidget(self.other)
        self._grid = QGridLayout()
        gap(self._grid, 12)
        self.again = SecretField(self.tr("Type the six words, with spaces between them"), self._typed_again, shown=True)
        EnterKey(self.again.edit, self.entered.emit)
        to_own = link(self.tr("I want to make up my own"), self.choose_own)
        strong = StatusLine(self.tr("Very strong, and easier to type than symbols"), Status.DONE, colored=True)
        return column(head, self._grid, strong, line(), self.again, row(None, to_own), gap=12)

    def _make_own_side(self) -> QVBoxLayout:
        self.first = SecretField(self.tr("Your own passphrase"), self._typed_own)
        self.first.set_hint(self.tr("At least 15 characters, any language. A few ordinary words are easiest."))
        self.second = SecretField(self.tr("The same once more"), self._typed_own)
        EnterKey(self.second.edit, self.entered.emit)
        to_words = link(self.tr("Use six words instead"), self.choose_words)
        title = label(self.tr("Your own passphrase"), "section")
        return column(title, self.first, self.second, row(None, to_words), gap=14)

    def new_words(self) -> None:
        """Pick six other words; what was typed is for the old ones, so it goes."""
        self.words = self._source().propose_passphrase()
        clear(self._grid)
        for place, word in enumerate(self.words.split()):
            self._grid.addWidget(_word_tile(place + 1, word), place // _COLUMNS, place % _COLUMNS)
        self.again.edit.clear()
        self.again.show_plain()
        self._set_ready(ready=False)

    def choose_own(self) -> None:
        """Offer two fields for one's own passphrase."""
        self._switch(own=True)
        self.first.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed_own("")

    def choose_words(self) -> None:
        """Offer the six words again."""
        self._switch(own=False)
        self.again.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed_again(self.again.text)

    def _switch(self, *, own: bool) -> None:
        self.own = own
        self._own_side.setVisible(own)
        self._words_side.setVisible(not own)

    @property
    def passphrase(self) -> str:
        """The chosen passphrase; meant to be read when `ready`."""
        return self.first.text if self.own else self.words

    def _typed_again(self, typed: str) -> None:
        wrong = first_difference(typed, self.words)
        right = same_words(typed, self.words)
        if right:
            self.again.show_right(self.tr("They match"))
        elif wrong:
            self.again.show_error(wrong)
        else:
            self.again.show_plain()
        self._set_ready(ready=right)

    def _typed_own(self, _typed: str) -> None:
        first, second = self.first.text, self.second.text
        if not first:
            self.first.show_plain()
            self.second.show_plain()
            self._set_ready(ready=False)
            return
        verdict = self._source().judge_passphrase(first)
        if verdict.ok:
            self.first.show_right(verdict.words)
        else:
            self.first.show_error(verdict.words)
        if not second:
            self.second.show_plain()
        elif first == second:
            self.second.show_right(self.tr("They match"))
        else:
            self.second.show_error(self.tr("The two are not the same."))
        self._set_ready(ready=verdict.ok and first == second)

    def _set_ready(self, *, ready: bool) -> None:
        self.ready = ready
        self.ready_changed.emit(ready)


def _word_tile(number: int, word: str) -> QFrame:
    tile = Card(look="sunken", pad=(18, 22))
    inside = row(label(str(number), "small", wrap=False), label(word, "word", wrap=False), None, gap=14)
    tile.body.addLayout(inside)
    tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return tile


def good_to_know(*points: tuple[str, str, str], title: str) -> QWidget:
    """Return the soft card beside a step: icon, heading and sentence of each point."""
    card = Card(label(title, "section"), look="soft", gap=14, pad=(24, 24))
    for name, heading, sentence in points:
        words = column(label(heading, "body_strong"), label(sentence, "muted"), gap=2)
        inside = row(glyph(name, "primary", size=24), gap=16, top=True)
        inside.addLayout(words, 1)
        card.body.addLayout(inside)
    card.body.addStretch(1)
    return card
