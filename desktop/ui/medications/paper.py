"""The list of medicines on paper: look at it, print it, or save it as PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.services.medication_list import ListForm
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.dialog import PaperDialog, PaperPlan


def _tr(words: str) -> str:
    return QCoreApplication.translate("MedicationPaper", words)


class MedicationPaper(PaperDialog):
    """The list of the person of `context`, as a page to give away or a card for the wallet."""

    def __init__(self, context: ScreenContext) -> None:
        """Make the list."""
        lists, person = context.workspace.medication_list, context.person_id
        plan = PaperPlan(
            title=_tr("List of medicines on paper"),
            choices=(
                (ListForm.PAGE.value, _tr("A page to give away")),
                (ListForm.WALLET.value, _tr("A card for the wallet")),
            ),
            chosen=ListForm.PAGE.value,
            choice_name=_tr("Form"),
            make=lambda form: lists.made(person, ListForm(form)),
            save=lambda form, target: lists.save(person, ListForm(form), target),
            page_png=lambda pdf, page, width: lists.page_png(pdf, page, width=width),
            file_name="medicines.pdf",
            printed=_tr("The list is printed."),
            saved=_tr("The list is saved."),
        )
        super().__init__(context, plan)
