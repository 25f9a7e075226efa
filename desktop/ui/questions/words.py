"""The sentences of the questions page, and ideas for questions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.records.question import Question, QuestionGroup
from desktop.ui.dates import day_words
from desktop.ui.forms.words import FieldWords


class QuestionWords(QObject):
    """Says it in the person's language."""

    def detail(self, question: Question) -> str:
        """Return "For Dr. Okafor  ·  Options"."""
        for_whom = self.tr("For {whom}").format(whom=question.for_whom) if question.for_whom else ""
        group = FieldWords().choice(question.group.value) if question.group is not None else ""
        must = self.tr("Must be answered") if question.important else ""
        return "  ·  ".join(part for part in (for_whom, group, must) if part)

    def answered(self, question: Question) -> str:
        """Return when a question was answered."""
        return self.tr("Answered {date}").format(date=day_words(question.answered_on))

    def ideas(self) -> tuple[tuple[QuestionGroup, str], ...]:
        """Return questions that others asked at a second opinion, with their groups."""
        return (
            (QuestionGroup.DIAGNOSIS, self.tr("Do you agree with the diagnosis and the stage?")),
            (QuestionGroup.DIAGNOSIS, self.tr("Should another pathologist look at the tissue?")),
            (QuestionGroup.TESTS, self.tr("Is any test missing before we decide?")),
            (QuestionGroup.OPTIONS, self.tr("Which treatment would you start with, and why?")),
            (QuestionGroup.OPTIONS, self.tr("What else could be done, and what if we wait?")),
            (QuestionGroup.BENEFITS, self.tr("What can this treatment do for me, and how likely is that?")),
            (QuestionGroup.BENEFITS, self.tr("Which side effects are common, and which last?")),
            (QuestionGroup.TRIALS, self.tr("Is there a trial that fits me?")),
            (QuestionGroup.LOGISTICS, self.tr("Can I have the treatment near my home?")),
            (QuestionGroup.LOGISTICS, self.tr("Who do I call at night or on weekends?")),
        )
