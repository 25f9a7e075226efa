"""The card "Take everything out", for the page about the vault."""

from __future__ import annotations

from desktop.ui.export.view import start_export
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Card, column, glyph, label, row, secondary


class ExportCard(Card):
    """One sentence, and the button that asks where to."""

    def __init__(self, context: ScreenContext) -> None:
        """Export from the vault of `context`."""
        super().__init__(gap=8)
        told = self.tr("All originals, and lists that any program can read. Sheaf is not needed to open them.")
        words = column(label(self.tr("Take everything out"), "body_strong"), label(told, "muted"), gap=2)
        inside = row(glyph("files", "primary", size=24), gap=14)
        inside.addLayout(words, 1)
        self.body.addLayout(inside)
        go = secondary(self.tr("Export the whole record…"), lambda: start_export(context), icon="export")
        self.body.addLayout(row(None, go))
