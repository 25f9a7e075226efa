"""The page after new keys: the kit is kept, two groups are typed back, and the vault is unlocked again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.firstrun.kit_step import KitStep
from desktop.ui.widgets import Notice, Page, primary

if TYPE_CHECKING:
    from desktop.services.keys import NewKeys


class NewKitPage(Page):
    """Shows the kit of the new keys; `go_on` shows the unlock screen."""

    def __init__(self, made: NewKeys, vault: Path, go_on: Callable[[], object]) -> None:
        """Ask for two groups, so that the new kit is surely kept."""
        super().__init__("")
        self.set_title(
            self.tr("The vault has new keys"), self.tr("Keep the new recovery kit, and throw the old one away.")
        )
        self.kit = KitStep()
        self.kit.show_kit(made.kit, vault)
        old = self.tr("The vault with the old keys is kept here: {place}").format(place=made.old)
        self.add(self.kit, Notice(old), None)
        self.done = primary(self.tr("Finish and unlock"), go_on, icon="lock-key-open")
        self.done.setEnabled(False)
        self.kit.ready_changed.connect(self._tell)
        self.set_bottom(right=[self.done], note=self.tr("Both groups are needed before you go on"))
        self.primary_button = self.done

    def _tell(self, ready: bool) -> None:  # noqa: FBT001 - a slot
        self.done.setEnabled(ready)
        self.bottom.note.setText("" if ready else self.tr("Both groups are needed before you go on"))

    def take_focus(self) -> None:
        """Start with the first group."""
        self.kit.first.control.setFocus()
