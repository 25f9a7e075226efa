"""A page on paper: look at it, print it, or save it as PDF; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.foundation.errors import SheafError
from desktop.services.paper import Paper
from desktop.ui.forms.said import say
from desktop.ui.navigation import ScreenContext
from desktop.ui.printing import WIDTH, ask_printer, print_pictures
from desktop.ui.widgets import ChoiceRow, Dialog, PagePreview, label, primary, secondary


@dataclass(frozen=True, kw_only=True)
class PaperPlan:
    """What is made: `choices` of forms (value and words), `make` and `save` for the chosen one."""

    title: str
    choices: Sequence[tuple[str, str]]
    chosen: str
    choice_name: str
    make: Callable[[str], Paper]
    save: Callable[[str, Path], None]
    page_png: Callable[[bytes, int, int], bytes]
    """page_png(pdf, page from 1, width in px)."""
    file_name: str
    printed: str
    saved: str
    warning: str = ""
    """What is said below the page; left out: that it is not locked."""


class PaperDialog(Dialog):
    """Shows the page as it will be printed."""

    def __init__(self, context: ScreenContext, plan: PaperPlan) -> None:
        """Make the page at once."""
        super().__init__(context.window, "", width=720)
        self.set_title(plan.title)
        self._context, self._plan = context, plan
        self._made = Paper(b"", 0)
        self.form = ChoiceRow(plan.choices, plan.chosen, lambda _value: self._make(), name=plan.choice_name, radius=8)
        self.preview = PagePreview()
        self.preview.setMinimumHeight(360)
        self.preview.page_wanted.connect(self._fetch)
        self.body.addWidget(self.form)
        self.body.addWidget(self.preview, 1)
        not_locked = self.tr("This page is not locked. Anyone who holds it can read it.")
        self.body.addWidget(label(plan.warning or not_locked, "small"))
        self.print_button = primary(self.tr("Print…"), self._print, icon="printer")
        self.save_button = secondary(self.tr("Save as PDF…"), self._choose_place)
        close = secondary(self.tr("Close"), self.reject)
        self.set_buttons(left=[close], right=[self.save_button, self.print_button])
        self._make()

    def _make(self) -> None:
        try:
            self._made = self._plan.make(self.form.chosen)
        except SheafError as error:
            self._context.show_error(error)
            return
        self.preview.show_document(self.windowTitle(), self._made.pages)

    def _fetch(self, page: int, width: int) -> None:
        pdf, draw = self._made.pdf, self._plan.page_png
        self._context.tasks.run(
            lambda _p, _c: draw(pdf, page, width),
            done=lambda png: self.preview.show_picture(page, png) if pdf is self._made.pdf else None,
            owner=self.preview,
        )

    def _print(self) -> None:
        ask_printer(self, self.print_on)

    def print_on(self, printer: QPrinter) -> bool:
        """Print the page and say whether the printer took it."""
        made = self._made
        taken = print_pictures(printer, made.pages, lambda page: self._plan.page_png(made.pdf, page, WIDTH))
        no_printer = self.tr("The printer did not answer. You can save the page and print it elsewhere.")
        say(self._context, self._plan.printed if taken else no_printer)
        return taken

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self._plan.title, str(Path.home()), self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._plan.file_name)
        dialog.filesSelected.connect(lambda names: self.save_to(Path(names[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Write the PDF."""
        try:
            self._plan.save(self.form.chosen, target)
        except SheafError as error:
            self._context.show_error(error)
            return
        say(self._context, self._plan.saved)
