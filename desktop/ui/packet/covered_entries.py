"""Entries that were read from a part that is covered now: the person says which of them go all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.dates import day_words
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import CheckBox, Dialog, label, primary, secondary

if TYPE_CHECKING:
    from desktop.services.packets import UnderCover


def ask_about_entries(window: QWidget, packet: Packet, done: Callable[[], object]) -> None:
    """Look for such entries beside the window and ask about them; `done` is called when all is said."""

    def ask(found: tuple[UnderCover, ...]) -> None:
        if found:
            CoveredEntriesDialog(window, packet, found, done)
        else:
            done()

    asking, request = packet.context.workspace.packets.asking, packet.request
    packet.context.tasks.run(lambda _p, _c: asking.entries_below(request), done=ask, owner=packet)


class CoveredEntriesDialog(Dialog):
    """A tick for each entry that is to be left out; what is not ticked goes, at the person's word."""

    def __init__(
        self, window: QWidget, packet: Packet, found: Sequence[UnderCover], done: Callable[[], object]
    ) -> None:
        """Ask about `found`."""
        count = len({one.fact.id for one in found})
        title = (
            window.tr("1 entry was read from the part you covered")
            if count == 1
            else window.tr("{count} entries were read from the part you covered").format(count=count)
        )
        super().__init__(window, title, icon="eye-slash")
        self.packet, self._found, self._done = packet, tuple(found), done
        told = self.tr("The packet would still tell them, in its lists. Tick what the doctor should not see.")
        self.body.addWidget(label(told))
        self._ticks: dict[str, CheckBox] = {}
        for one in found:
            if one.fact.id not in self._ticks:
                self._ticks[one.fact.id] = CheckBox(self._words(one), checked=one.certain)
                self.body.addWidget(self._ticks[one.fact.id])
        self.set_buttons(
            left=[secondary(self.tr("Ask me later"), self._later)],
            right=[
                secondary(self.tr("Keep all in"), self._keep_all),
                primary(self.tr("Leave out what is ticked"), self._use),
            ],
            note=self.tr("What you leave out here is left out of the whole packet. You can put it back in step 3."),
        )
        self.present()

    def _words(self, one: UnderCover) -> str:
        parts = [one.fact.title, day_words(one.fact.date)]
        if not one.certain:
            parts.append(self.tr("from page {page}; where on it is not known").format(page=one.page))
        return "  ·  ".join(part for part in parts if part)

    def _use(self) -> None:
        self._answer({fact_id for fact_id, tick in self._ticks.items() if tick.isChecked()})

    def _keep_all(self) -> None:
        self._answer(set())

    def _answer(self, out: set[str]) -> None:
        request = self.packet.request
        keys = {one.key for one in self._found if one.fact.id not in out}
        self.packet.change(excluded=request.excluded | out, allowed=request.allowed | keys)
        self.accept()
        self._done()

    def _later(self) -> None:
        self.reject()
        self._done()
