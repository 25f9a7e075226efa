"""What happened to each file of an import, those first that need the person, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.foundation.errors import SheafError
from desktop.services.importing import FileOutcome
from desktop.ui.importing.presenter import KEPT, by_need, counts_of, fate_of
from desktop.ui.importing.row_actions import ROW_ACTIONS, RowAction
from desktop.ui.importing.rows import RowDeeds, result_row
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import limit, refresh
from desktop.ui.widgets import Card, Panes, clear, column, flow, glyph, label, line, link, row, secondary


def _say(text: str) -> str:
    return QCoreApplication.translate("ImportResults", text)


class ImportResults(QWidget):
    """The counts, the lines, and the choice of several; `gone` is told what an action took away."""

    def __init__(
        self, context: ScreenContext, person: str, deeds: RowDeeds, gone: Callable[[Sequence[str]], object]
    ) -> None:
        """Speak of the person by first name; `deeds` is what the lines do."""
        super().__init__()
        self._context, self._person, self._deeds, self._gone = context, person, deeds, gone
        self._outcomes: tuple[FileOutcome, ...] = ()
        self._ticked: dict[str, bool] = {}
        self.choosing = False
        self.choose = link(_say("Choose several…"), self._toggle, icon="check-square")
        self._counts = QVBoxLayout()
        self._rows = QVBoxLayout()
        self._actions = QVBoxLayout()
        for layout in (self._counts, self._rows, self._actions):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.card = Card(self._rows, pad=(20, 8))
        self.setLayout(column(self._counts, self.card, row(self.choose, None), self._actions, gap=16))

    def show_outcomes(self, outcomes: Sequence[FileOutcome]) -> None:
        """Show these files."""
        self._outcomes = tuple(outcomes)
        kept = {one.document_id for one in outcomes if fate_of(one) in KEPT}
        self._ticked = {one: on for one, on in self._ticked.items() if one in kept}
        self.choose.setVisible(len(kept) > 1)
        self.card.setVisible(bool(outcomes))
        clear(self._counts)
        self._counts.addWidget(self._count_cards())
        clear(self._rows)
        tick = self._tick if self.choosing else None
        deeds = replace(self._deeds, tick=tick)
        for number, outcome in enumerate(by_need(outcomes)):
            if number:
                self._rows.addWidget(line(soft=True))
            self._rows.addWidget(result_row(outcome, self._person, deeds))
        self._show_actions()
        refresh(self)

    def _count_cards(self) -> Panes:
        held = counts_of(self._outcomes)
        last = self._count("warning-circle", "danger", held.refused, _say("refused"))
        cards = [
            self._count("check-circle", "ok", held.stored, _say("stored and read")),
            self._count("image", "info", held.not_read, _say("stored, not read")),
            self._count("copy", "info", held.duplicates, _say("already here")),
            last,
        ]
        if held.not_taken:
            stopped = self._count("circle", "muted", held.not_taken, _say("not added"))
            cards[3] = Panes(last, stopped, breakpoint_at=320) if held.refused else stopped
        return Panes(Panes(*cards[:2], breakpoint_at=320), Panes(*cards[2:], breakpoint_at=320), breakpoint_at=700)

    @staticmethod
    def _count(icon: str, tone: str, number: int, words: str) -> QWidget:
        card = Card(
            row(glyph(icon, tone, size=24), label(str(number), "number", wrap=False), label(words), None, gap=12)
        )
        limit(card, min_width=150)
        return card

    def _toggle(self) -> None:
        self.choosing = not self.choosing
        self._ticked = {}
        self.choose.setText(_say("Choose none") if self.choosing else _say("Choose several…"))
        self.choose.setAccessibleName(self.choose.text())
        self.show_outcomes(self._outcomes)

    def _tick(self, document_id: str, on: bool) -> None:  # noqa: FBT001 - a check box's state
        self._ticked[document_id] = on
        self._show_actions()

    @property
    def chosen(self) -> tuple[FileOutcome, ...]:
        """The ticked files in the order in which they came."""
        return tuple(one for one in self._outcomes if self._ticked.get(one.document_id or ""))

    def _show_actions(self) -> None:
        clear(self._actions)
        if not self.choosing:
            return
        chosen = self.chosen
        buttons = [
            secondary(one.shown_words, lambda one=one: self._act(one), icon=one.icon)  # type: ignore[misc] # bound now
            for one in ROW_ACTIONS
            if one.fits(chosen)
        ]
        told = _say("Tick the files that you mean.") if not chosen else _say("{count} ticked").format(count=len(chosen))
        self._actions.addWidget(label(told, "muted"))
        if buttons:
            self._actions.addWidget(flow(*buttons))
        refresh(self)

    def _act(self, action: RowAction) -> None:
        try:
            action.act(self._context, self.chosen, self._gone)
        except SheafError as error:
            self._context.show_error(error)
