"""The slip with the five words of a packet: look at it, print it, or save it as PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.services.packets.slip import phrase_slip, save_phrase_slip
from desktop.services.paper import page_picture
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.dialog import PaperDialog, PaperPlan


def _tr(words: str) -> str:
    return QCoreApplication.translate("PhrasePaper", words)


class PhrasePaper(PaperDialog):
    """The words alone; neither the person nor the file stands on it."""

    def __init__(self, context: ScreenContext, phrase: str, *, language: str = "en", paper: str = "letter") -> None:
        """Make the slip for `phrase`; `language` is en or es, `paper` letter or a4."""
        plan = PaperPlan(
            title=_tr("Five words on paper"),
            choices=(("en", _tr("In English")), ("es", _tr("In Spanish"))),
            chosen=language,
            choice_name=_tr("Language"),
            make=lambda chosen: phrase_slip(phrase, language=chosen, paper=paper),
            save=lambda chosen, target: save_phrase_slip(phrase, target, language=chosen, paper=paper),
            page_png=lambda pdf, page, width: page_picture(pdf, page, width=width),
            file_name="five-words.pdf",
            printed=_tr("The words are printed. Keep them apart from the file."),
            saved=_tr("The words are saved. Keep them apart from the file."),
            warning=_tr("Anyone with this page and the file can read the file. Never give both in the same way."),
        )
        super().__init__(context, plan)
