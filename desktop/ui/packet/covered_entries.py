"""What was read from a part that is covered now: the person says what of it goes all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.services.packets import CoveredField, UnderCover
from desktop.ui.dates import day_words
from desktop.ui.packet.state import Packet
from desktop.ui.packet.words import PacketWords
from desktop.ui.widgets import CheckBox, Dialog, label, primary, secondary

Found = UnderCover | CoveredField


def ask_about_entries(window: QWidget, packet: Packet, done: Callable[[], object]) -> None:
    """Look for such entries beside the window and ask about them; `done` is called when all is said."""

    def ask(found: tuple[Found, ...]) -> None:
        if found:
            CoveredEntriesDialog(window, packet, found, done)
        else:
            done()

    asking, request = packet.context.workspace.packets.asking, packet.request

    def look() -> tuple[Found, ...]:
        return (*asking.fields_below(request), *asking.entries_below(request))

    packet.context.tasks.run(lambda _p, _c: look(), done=ask, owner=packet)


def leave_out(packet: Packet, items: Iterable[str], allowed: Iterable[str] = ()) -> None:
    """Keep entries and fields of documents back; `allowed` are the keys of those that go at the person's word."""
    request = packet.request
    fields = {one for one in items if "#" in one}
    packet.change(
        excluded=request.excluded | (set(items) - fields),
        withheld_fields=request.withheld_fields | fields,
        allowed=request.allowed | set(allowed),
    )


class CoveredEntriesDialog(Dialog):
    """A tick for each entry that is to be left out; what is not ticked goes, at the person's word."""

    def __init__(self, window: QWidget, packet: Packet, found: Sequence[Found], done: Callable[[], object]) -> None:
        """Ask about `found`."""
        super().__init__(window, "", icon="eye-slash")
        self.set_title(self._title(len({one.item for one in found}), fields=any("#" in one.item for one in found)))
        self.packet, self._found, self._done = packet, tuple(found), done
        told = self.tr("The packet would still tell it, in its lists. Tick what the doctor should not see.")
        self.body.addWidget(label(told))
        self._ticks: dict[str, CheckBox] = {}
        for one in found:
            if one.item not in self._ticks:
                self._ticks[one.item] = CheckBox(self._words(one), checked=one.certain)
                self.body.addWidget(self._ticks[one.item])
        self.set_buttons(
            left=[secondary(self.tr("Ask me later"), self._later)],
            right=[
                secondary(self.tr("Keep all in"), self._keep_all),
                primary(self.tr("Leave out what is ticked"), self._use),
            ],
            note=self.tr("What you leave out here is left out of the whole packet. You can put it back in step 3."),
        )
        self.present()

    def _title(self, count: int, *, fields: bool) -> str:
        if count == 1:
            one = self.tr("1 thing was read from the part you covered")
            return one if fields else self.tr("1 entry was read from the part you covered")
        many = self.tr("{count} things were read from the part you covered")
        entries = self.tr("{count} entries were read from the part you covered")
        return (many if fields else entries).format(count=count)

    def _words(self, one: Found) -> str:
        if isinstance(one, CoveredField):
            parts = [PacketWords().called(one.document, one.field)]
        else:
            parts = [one.fact.title, day_words(one.fact.date)]
        if not one.certain:
            parts.append(self.tr("from page {page}; where on it is not known").format(page=one.page))
        return "  ·  ".join(part for part in parts if part)

    def _use(self) -> None:
        self._answer({item for item, tick in self._ticks.items() if tick.isChecked()})

    def _keep_all(self) -> None:
        self._answer(set())

    def _answer(self, out: set[str]) -> None:
        leave_out(self.packet, out, {one.key for one in self._found if one.item not in out})
        self.accept()
        self._done()

    def _later(self) -> None:
        self.reject()
        self._done()
