"""The list of medicines on paper: look at it, print it, or save it as PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.services.medication_list import ListForm
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.dialog import PaperDialog, PaperPlan


def _tr(words: str) -> str:
    return QCoreApplication.translate("MedicationPaper", words)


def _form(choice: str) -> ListForm:
    return ListForm(choice.partition(" ")[0])


def _language(choice: str) -> str:
    return choice.partition(" ")[2] or "en"


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
                (f"{ListForm.PAGE.value} es", _tr("A page in Spanish")),
                (f"{ListForm.WALLET.value} es", _tr("A card in Spanish")),
            ),
            chosen=ListForm.PAGE.value,
            choice_name=_tr("Form"),
            make=lambda choice: lists.made(person, _form(choice), language=_language(choice)),
            save=lambda choice, target: lists.save(person, _form(choice), target, language=_language(choice)),
            page_png=lambda pdf, page, width: lists.page_png(pdf, page, width=width),
            file_name="medicines.pdf",
            printed=_tr("The list is printed."),
            saved=_tr("The list is saved."),
        )
        super().__init__(context, plan)
