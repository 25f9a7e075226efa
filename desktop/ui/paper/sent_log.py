"""The sent log on paper: look at it, print it, or save it as PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.services.packets.log_paper import save_sent_log, sent_log_paper
from desktop.services.paper import page_picture
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.dialog import PaperDialog, PaperPlan


def _tr(words: str) -> str:
    return QCoreApplication.translate("SentLogPaper", words)


class SentLogPaper(PaperDialog):
    """Every entry of the person of `context`."""

    def __init__(self, context: ScreenContext) -> None:
        """Make the pages."""
        person = context.workspace.people.get(context.person_id)
        entries = context.workspace.packets.disclosures(person.id)
        plan = PaperPlan(
            title=_tr("Sent log"),
            choices=(("en", _tr("In English")), ("es", _tr("In Spanish"))),
            chosen="en",
            choice_name=_tr("Language"),
            make=lambda language: sent_log_paper(person, entries, language=language),
            save=lambda language, target: save_sent_log(person, entries, target, language=language),
            page_png=lambda pdf, page, width: page_picture(pdf, page, width=width),
            file_name="sent-log.pdf",
            printed=_tr("The sent log is printed."),
            saved=_tr("The sent log is saved."),
        )
        super().__init__(context, plan)
