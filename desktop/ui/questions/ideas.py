"""Ideas for questions: pick some; they go to the end of the list in the same words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QWidget

from desktop.records.question import QuestionGroup
from desktop.ui.questions.words import QuestionWords
from desktop.ui.widgets import CheckBox, Dialog, label, primary, secondary

Idea = tuple[QuestionGroup, str]


class IdeasDialog(Dialog):
    """Offers questions that others asked."""

    def __init__(self, window: QWidget, have: Collection[str], add: Callable[[Sequence[Idea]], object]) -> None:
        """Leave out those that the person `have`; `add` gets the picked ones."""
        super().__init__(window, "", icon="lightbulb")
        self.title.setText(self.tr("Ideas for questions"))
        self.setAccessibleName(self.title.text())
        self.body.addWidget(label(self.tr("Pick those that matter to you. You can change the words later."), "muted"))
        self._boxes: list[tuple[CheckBox, Idea]] = []
        self._add = add
        for idea in QuestionWords().ideas():
            if idea[1] not in have:
                made = CheckBox(idea[1], lambda _on: self._count())
                self._boxes.append((made, idea))
                self.body.addWidget(made)
        self.go = primary(self.tr("Add questions"), self._take)
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), self.go])
        self._count()

    def _picked(self) -> list[Idea]:
        return [idea for made, idea in self._boxes if made.isChecked()]

    def _count(self) -> None:
        count = len(self._picked())
        self.go.setEnabled(count > 0)
        words = self.tr("Add {count} questions").format(count=count) if count != 1 else self.tr("Add 1 question")
        self.go.setText(words if count else self.tr("Add questions"))
        self.go.setAccessibleName(self.go.text())

    def _take(self) -> None:
        self._add(self._picked())
        self.accept()
