"""The list of medicines on paper: look at it, print it, or save it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.foundation.errors import SheafError
from desktop.services.medication_list import ListForm, PaperList
from desktop.ui.forms.said import say
from desktop.ui.navigation import ScreenContext
from desktop.ui.printing import WIDTH, ask_printer, print_pictures
from desktop.ui.widgets import ChoiceRow, Dialog, PagePreview, label, primary, secondary


class MedicationPaper(Dialog):
    """Shows the page as it will be printed; nothing of it is kept."""

    def __init__(self, context: ScreenContext) -> None:
        """Make the list of the person of `context`."""
        super().__init__(context.window, "", width=720)
        self.set_title(self.tr("List of medicines on paper"))
        self._context = context
        self._made = PaperList(b"", 0)
        choices = (
            (ListForm.PAGE.value, self.tr("A page to give away")),
            (ListForm.WALLET.value, self.tr("A card for the wallet")),
        )
        self.form = ChoiceRow(choices, ListForm.PAGE.value, lambda _value: self._make(), name=self.tr("Form"), radius=8)
        self.preview = PagePreview()
        self.preview.setMinimumHeight(360)
        self.preview.page_wanted.connect(self._fetch)
        self.body.addWidget(self.form)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(label(self.tr("This page is not locked. Anyone who holds it can read it."), "small"))
        self.print_button = primary(self.tr("Print…"), self._print, icon="printer")
        self.save_button = secondary(self.tr("Save as PDF…"), self._choose_place)
        close = secondary(self.tr("Close"), self.reject)
        self.set_buttons(left=[close], right=[self.save_button, self.print_button])
        self._make()

    def _make(self) -> None:
        try:
            form = ListForm(self.form.chosen)
            self._made = self._context.workspace.medication_list.made(self._context.person_id, form)
        except SheafError as error:
            self._context.show_error(error)
            return
        self.preview.show_document(self.windowTitle(), self._made.pages)

    def _fetch(self, page: int, width: int) -> None:
        pdf, lists = self._made.pdf, self._context.workspace.medication_list
        self._context.tasks.run(
            lambda _p, _c: lists.page_png(pdf, page, width=width),
            done=lambda png: self.preview.show_picture(page, png) if pdf is self._made.pdf else None,
            owner=self.preview,
        )

    def _print(self) -> None:
        ask_printer(self, self.print_on)

    def print_on(self, printer: QPrinter) -> bool:
        """Print the page and say whether the printer took it."""
        lists, made = self._context.workspace.medication_list, self._made
        taken = print_pictures(printer, made.pages, lambda page: lists.page_png(made.pdf, page, width=WIDTH))
        no_printer = self.tr("The printer did not answer. You can save the page and print it elsewhere.")
        say(self._context, self.tr("The list is printed.") if taken else no_printer)
        return taken

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the list"), str(Path.home()), self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("medicines.pdf")
        dialog.filesSelected.connect(lambda names: self.save_to(Path(names[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Write the PDF."""
        try:
            form = ListForm(self.form.chosen)
            self._context.workspace.medication_list.save(self._context.person_id, form, target)
        except SheafError as error:
            self._context.show_error(error)
            return
        say(self._context, self.tr("The list is saved."))
