"""The letter that asks a place for records: look at it, print it, or save it as PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.records.request import Request
from desktop.services.letter import LetterForm, form_for
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.dialog import PaperDialog, PaperPlan


def _tr(words: str) -> str:
    return QCoreApplication.translate("LetterPaper", words)


class LetterPaper(PaperDialog):
    """The letter of one request; its form follows from what is asked for, and can be changed."""

    def __init__(self, context: ScreenContext, request: Request) -> None:
        """Make the letter."""
        letters = context.workspace.letters
        plan = PaperPlan(
            title=_tr("Letter that asks for records"),
            choices=(
                (LetterForm.ACCESS.value, _tr("Papers")),
                (LetterForm.SLIDES.value, _tr("Slides")),
                (LetterForm.IMAGES.value, _tr("Pictures as DICOM")),
            ),
            chosen=form_for(request).value,
            choice_name=_tr("What is asked for"),
            make=lambda form: letters.made(request.id, form=LetterForm(form)),
            save=lambda form, target: letters.save(request.id, target, form=LetterForm(form)),
            page_png=lambda pdf, page, width: letters.page_png(pdf, page, width=width),
            file_name="letter.pdf",
            printed=_tr("The letter is printed. Sign it before you send it."),
            saved=_tr("The letter is saved. Sign it before you send it."),
        )
        super().__init__(context, plan)
