"""The opinions page: a column for each doctor, a row for each point, and what each of them had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.records.opinion import Agreement, Opinion
from desktop.ui.dates import day_words
from desktop.ui.forms.focus import keeping_focus
from desktop.ui.forms.said import say_change
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.opinions.presenter import (
    POINTS,
    Had,
    in_order,
    only_one_had,
    standing,
    what_each_had,
)
from desktop.ui.opinions.table import SideBySide, TableColumn, TableRow
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
    Dialog,
    EmptyState,
    Notice,
    Page,
    Pill,
    Status,
    box,
    clear,
    column,
    label,
    link,
    primary,
    row,
    secondary,
)


class OpinionsScreen(RecordScreen):
    """Shows who said what; Sheaf never says who is right."""

    name = "opinions"
    kinds = frozenset({FactKind.OPINIONS.value, "disclosure", "packet"})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Opinions side by side")))
        self.title = self.tr("Opinions")
        self.opinions: list[Opinion] = []
        self.had: Mapping[str, Had] = {}
        self.table: SideBySide | None = None
        self.add = primary(self.tr("Add an opinion…"), self._add, icon="plus")
        self.page.set_actions(self.add)
        self.page.add_button = self.page.primary_button = self.add

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        workspace, person = self.context.workspace, self.context.person_id
        listed = workspace.records.list(FactKind.OPINIONS, person)
        self.opinions = in_order(one for one in listed if isinstance(one, Opinion))
        self.had = what_each_had(self.opinions, workspace.packets.disclosures(person))
        keeping_focus(self.page, self._show)

    def open(self, target: str) -> None:
        """Open the form of an opinion, or the empty one."""
        super().open(target)
        for one in self.opinions:
            if one.id == target:
                self.once_shown(partial(self.forms.edit, one))

    def _add(self) -> None:
        first = {} if any(one.first for one in self.opinions) else {"first": "yes"}
        self.forms.add(FactKind.OPINIONS, first)

    def _show(self) -> None:
        clear(self.page.content)
        self.table = None
        if not self.opinions:
            words = self.tr("Start with what your first doctor proposed, so that the next one can be compared.")
            self.page.add(EmptyState("scales", self.tr("No opinions yet."), words), None)
            return
        note = self._unlike_note()
        if note is not None:
            self.page.add(note)
        self.table = SideBySide(
            [self._column(number, one) for number, one in enumerate(self.opinions)],
            [*(self._row(point) for point in POINTS if self._told(point)), self._had_row()],
        )
        self.page.add(Card(self.table), None)

    def _told(self, point: str) -> bool:
        return any(getattr(one, point) for one in self.opinions)

    def _column(self, number: int, one: Opinion) -> TableColumn:
        places = [self.tr("First"), self.tr("Second"), self.tr("Third"), self.tr("Fourth"), self.tr("Fifth")]
        place = places[number] if number < len(places) else str(number + 1)
        where = ", ".join(part for part in (one.institution, day_words(one.date)) if part)

        def head() -> QWidget:
            name = self.tr("Change the opinion of {name}").format(name=one.doctor)
            change = link(self.tr("Change"), partial(self.forms.edit, one), name=name)
            top = row(Pill(place), None, change)
            return box(column(top, label(one.doctor, "body_strong"), label(where, "small"), gap=4))

        return TableColumn(head, lambda: label(one.doctor, "small"))

    def _row(self, point: str) -> TableRow:
        def cell(one: Opinion) -> QWidget:
            text = getattr(one, point)
            return label(text) if text else label(self.tr("Not written down"), "muted")

        return TableRow(partial(self._row_head, point), [partial(cell, one) for one in self.opinions])

    def _point_words(self, point: str) -> str:
        return {
            "diagnosis": self.tr("Diagnosis"),
            "stage": self.tr("Stage"),
            "goal": self.tr("Goal"),
            "plan": self.tr("Plan"),
            "risks": self.tr("Risks named"),
            "timing": self.tr("When it should begin"),
        }[point]

    def _agreements(self) -> list[tuple[str, str]]:
        return [
            (Agreement.AGREE.value, self.tr("Agree")),
            (Agreement.DIFFER.value, self.tr("Differ")),
            (Agreement.UNCLEAR.value, self.tr("Unclear")),
        ]

    def _row_head(self, point: str) -> QWidget:
        words = self._point_words(point)
        title = label(words, "body_strong")
        if len(self.opinions) == 1:
            return title
        found = standing(self.opinions, point)
        name = self.tr("{point}: do they agree?").format(point=words)
        say = link(self.tr("Compare…") if found.agreement is None else self.tr("Change"), lambda: self._ask(point))
        say.setAccessibleName(name)
        shapes = {
            Agreement.AGREE: Status.DONE,
            Agreement.DIFFER: Status.LOOK,
            Agreement.UNCLEAR: Status.NEUTRAL,
        }
        if found.agreement is None:
            return box(column(title, row(say, None), gap=4))
        told = dict(self._agreements())[found.agreement.value]
        if not found.said:
            told = self.tr("Same words")
        return box(column(title, row(Pill(told, shapes[found.agreement]), say, None, gap=8), gap=4))

    def _ask(self, point: str) -> None:
        words = self._point_words(point)
        dialog = Dialog(self.page, self.tr("{point}: do they agree?").format(point=words), icon="scales")
        for one in self.opinions:
            dialog.body.addWidget(label(one.doctor, "label"))
            dialog.body.addWidget(label(getattr(one, point) or self.tr("Not written down")))
        found = standing(self.opinions, point).agreement
        dialog.body.addWidget(label(self.tr("Sheaf does not compare what doctors say. You say it."), "muted"))

        def choose(value: str) -> None:
            dialog.accept()
            self._say(point, value)

        choices = ChoiceRow(self._agreements(), found.value if found else "", choose, name=words)
        dialog.body.addWidget(choices)
        dialog.first = choices
        dialog.set_buttons(right=[secondary(self.tr("Cancel"), dialog.reject)])
        dialog.present()

    def _say(self, point: str, value: str) -> None:
        values = {one.id: {f"{point}_agreement": value} for one in self.opinions[1:]}
        say_change(self.context, self.context.workspace.records.edit_all(values))

    def _had_row(self) -> TableRow:
        cells: list[Callable[[], QWidget]] = [partial(self._had_cell, one) for one in self.opinions]
        return TableRow(lambda: label(self.tr("What this doctor had"), "body_strong"), cells)

    def _had_cell(self, one: Opinion) -> QWidget:
        had = self.had[one.id]
        if not had.code:
            return label(one.packet_seen) if one.packet_seen else label(self.tr("Not written down"), "muted")
        words = self.tr("Packet {code}, version {version}: {content}")
        return label(words.format(code=had.code, version=had.version, content=self._content(had)))

    def _content(self, had: Had) -> str:
        documents = self.context.workspace.documents.page(tuple(had.items))
        kinds = Counter(document.kind.value.replace("-", " ") for document in documents)
        told = [f"{count} × {kind}" for kind, count in sorted(kinds.items())]
        return ", ".join(told) if told else self.tr("no documents")

    def _unlike_note(self) -> QWidget | None:
        alone = only_one_had(self.opinions, self.had)
        sentences = [self._alone(one, alone[one.id]) for one in self.opinions if one.id in alone]
        told = " ".join(sentence for sentence in sentences if sentence)
        if not told:
            return None
        words = self.tr(
            "The doctors did not see the same things. {what} Opinions can differ because of that. "
            "Sheaf does not say who is right."
        )
        first = self.opinions[0]
        ask = secondary(
            self.tr("Questions for {name}…").format(name=first.doctor),
            lambda: self.forms.add(FactKind.QUESTIONS, {"for_whom": first.doctor}),
            icon="chat-centered-text",
        )
        return Notice(words.format(what=told), ask, look="info")

    def _alone(self, one: Opinion, items: frozenset[str]) -> str:
        titles: Sequence[str] = [document.title for document in self.context.workspace.documents.page(tuple(items))]
        if not titles:
            return ""
        if len(titles) == 1:
            return self.tr("Only {name} had “{title}”.").format(name=one.doctor, title=titles[0])
        words = self.tr("Only {name} had {count} documents that no other had.")
        return words.format(name=one.doctor, count=len(titles))
