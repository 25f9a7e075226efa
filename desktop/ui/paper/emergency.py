"""The emergency sheet with its wallet card: look at it, print it, or save it as PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.dialog import PaperDialog, PaperPlan


def _tr(words: str) -> str:
    return QCoreApplication.translate("EmergencyPaper", words)


class EmergencyPaper(PaperDialog):
    """What a stranger must know first, for the person of `context`."""

    def __init__(self, context: ScreenContext) -> None:
        """Make the sheet."""
        card, person = context.workspace.emergency_card, context.person_id
        plan = PaperPlan(
            title=_tr("Emergency card"),
            choices=(("en", _tr("In English")), ("es", _tr("In Spanish"))),
            chosen="en",
            choice_name=_tr("Language"),
            make=lambda language: card.made(person, language=language),
            save=lambda language, target: card.save(person, target, language=language),
            page_png=lambda pdf, page, width: card.page_png(pdf, page, width=width),
            file_name="emergency-card.pdf",
            printed=_tr("The card is printed. Cut and fold it as the page says."),
            saved=_tr("The card is saved."),
        )
        super().__init__(context, plan)
