"""Step 5: five ways on the left, what the chosen one needs on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.records.recipient import Route
from desktop.ui.packet.deliver.age_key import AgeWay
from desktop.ui.packet.deliver.locked import LockedWay
from desktop.ui.packet.deliver.paper import PaperWay
from desktop.ui.packet.deliver.stick import StickWay
from desktop.ui.packet.deliver.way import Way
from desktop.ui.packet.deliver.website import WebsiteWay
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import Card, ChoiceCard, Panes, box, column, label, link

LOCKED, WEBSITE, PAPER, STICK, AGE = "locked-pdf", "portal", "print", "usb", "age"
_OF_ROUTE = {
    Route.LOCKED_PDF: LOCKED,
    Route.PORTAL: WEBSITE,
    Route.PRINT: PAPER,
    Route.FAX: PAPER,
    Route.USB: STICK,
}


class DeliverStep(QWidget):
    """How the packet leaves; `changed` tells that the way changed, or what it needs."""

    changed = Signal()

    def __init__(self, packet: Packet) -> None:
        """Offer first what this place asked for, else the locked PDF."""
        super().__init__()
        self.packet = packet
        self.ways: dict[str, Way] = {
            LOCKED: LockedWay(packet),
            WEBSITE: WebsiteWay(packet),
            PAPER: PaperWay(packet),
            STICK: StickWay(packet),
            AGE: AgeWay(packet),
        }
        route = packet.recipient.route if packet.recipient else None
        self.chosen = _OF_ROUTE.get(route, LOCKED) if route else LOCKED
        self.cards: dict[str, ChoiceCard] = {}
        for way in self.ways.values():
            way.changed.connect(self.changed)
            way.hide()
        name = packet.recipient_name or self.tr("the doctor")
        head = label(self.tr("How will {name} get it?").format(name=name), "section")
        self._all_shown = False
        self.another = link(self.tr("Choose another way"), self._show_all, icon="caret-down")
        left = column(head, *self._cards(), self.another, None, gap=10)
        right = box(column(Card(*self.ways.values()), None))
        self.panes = Panes(box(left), right, stretch=(38, 62), room=20, on_fold=lambda _folded: self._arrange())
        self.setLayout(column(self.panes))
        self._show()

    @property
    def way(self) -> Way:
        """The chosen way."""
        return self.ways[self.chosen]

    def _cards(self) -> list[ChoiceCard]:
        group = QButtonGroup(self)
        told = (
            (LOCKED, self.tr("Locked PDF"), self.tr("Opens with 5 words. For e-mail or a USB stick"), "lock-simple"),
            (WEBSITE, self.tr("Hospital website"), self.tr("Not locked, split into small files"), "upload-simple"),
            (PAPER, self.tr("Print"), self.tr("Black and white is fine"), "printer"),
            (STICK, self.tr("USB stick or disc"), self.tr("Ask first: many hospitals refuse them"), "floppy-disk"),
            (AGE, self.tr("For an age key"), self.tr("For a technical recipient"), "lock-key"),
        )
        for name, title, detail, icon in told:
            card = ChoiceCard(group, title, detail, icon, checked=name == self.chosen)
            card.radio.toggled.connect(lambda on, name=name: self.choose(name) if on else None)
            self.cards[name] = card
        return list(self.cards.values())

    def choose(self, name: str) -> None:
        """Take another way."""
        self.chosen, self._all_shown = name, False
        self._show()
        self.changed.emit()

    def _show_all(self) -> None:
        """Show every way in a narrow page, until one is chosen."""
        self._all_shown = True
        self._arrange()
        self.cards[self.chosen].radio.setFocus()

    def _arrange(self) -> None:
        """In a narrow page show the chosen way alone: what it needs stands below and is seen at once."""
        short = self.panes.is_folded and not self._all_shown
        for name, card in self.cards.items():
            card.setVisible(not short or name == self.chosen)
        self.another.setVisible(short)

    def _show(self) -> None:
        for way in self.ways.values():
            way.setVisible(way is self.way)
        self._arrange()
        self.way.shown()
