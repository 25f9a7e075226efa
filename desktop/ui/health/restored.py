"""What stands after a backup was brought back: what came back, what was kept, and the way to unlock it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from desktop.ui.health.words import in_a_sentence, when_words
from desktop.ui.unlock.gate import Gate
from desktop.ui.widgets import Status, StatusLine, label, primary

if TYPE_CHECKING:  # the core is loaded beside the window
    from desktop.services.backups import Restored


class RestoredPage(Gate):
    """Nothing is open: the vault is unlocked with the passphrase of the backup's day."""

    def __init__(self, restored: Restored, made: datetime | None, unlock: Callable[[], object]) -> None:
        """Say what was done; `unlock` shows the unlock screen."""
        super().__init__(self.tr("The backup is back"), restored.path.stem)
        when = in_a_sentence(when_words(made))
        words = self.tr("The vault is as it was {when}. Every document was opened and compared.").format(when=when)
        self.card.body.addWidget(StatusLine(words, Status.DONE))
        if restored.old is not None:
            kept = self.tr("The vault from before is kept beside it: {path}").format(path=restored.old)
            self.card.body.addWidget(label(kept))
        self.card.body.addWidget(
            label(self.tr("It opens with the passphrase and the recovery kit of that day."), "muted")
        )
        self.go = primary(self.tr("Unlock"), unlock, icon="lock-key-open")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.card.body.addWidget(self.go)

    def take_focus(self) -> None:
        """Start on the way on."""
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
