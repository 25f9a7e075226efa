"""The form that adds or changes one fact: little first, the rest under "More"; typed text is never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.foundation import clock
from desktop.foundation.errors import AppError
from desktop.records.changes import ChangeSet
from desktop.records.entry_fields import entry_text
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin, Provenance
from desktop.services.dates import entry_of
from desktop.services.errors import BadValueError, MissingValueError
from desktop.services.plausible import Doubtful, doubtful
from desktop.ui.forms.controls import EntryControl, make_control, problems
from desktop.ui.forms.presenter import completed, first_fields, more_fields
from desktop.ui.forms.said import say, say_change, say_done
from desktop.ui.forms.source_field import SourceField
from desktop.ui.forms.table import TableRow, cell
from desktop.ui.forms.words import FieldWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, box, column, danger, primary, row, secondary

_NO_PAGE = frozenset({FactKind.QUESTIONS, FactKind.RECIPIENTS, FactKind.APPOINTMENTS, FactKind.REQUESTS})
"""What stands in the person's head and in no document."""


def paired(controls: Sequence[EntryControl]) -> list[QWidget]:
    """Put short fields that follow each other side by side; they stack in a narrow form."""
    made: list[QWidget] = []
    before: EntryControl | None = None
    for one in controls:
        if before is not None and before.short and one.short:
            pair = made.pop()
            made.append(TableRow([_top(pair), _top(one)], (1, 1), fold_at=520, pad_y=0))
            before = None
        else:
            made.append(one)
            before = one
    return made


def _top(control: QWidget) -> QWidget:
    """Keep a field at the top of its half, whatever stands below its neighbour."""
    return cell(control, None, min_width=120)


class EntryForm(Dialog):
    """Shows the fields of one kind; saves through the record and says so in a toast with Undo."""

    def __init__(
        self,
        context: ScreenContext,
        kind: FactKind,
        *,
        title: str = "",
        fact: Fact | None = None,
        values: Mapping[str, str] | None = None,
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        """Change `fact`, or add one that starts with `values`; `fixed` is saved with it and not shown."""
        words = FieldWords()
        super().__init__(context.window, title or _title(words, kind, fact), width=760)
        self.context, self.kind, self.fact = context, kind, fact
        self._words, self._fixed = words, dict(fixed or {})
        self._start = dict(values or {})
        self.saved: Callable[[ChangeSet], object] | None = None
        self.edit_again: Callable[[Fact], object] = lambda _fact: None
        self.controls = [self._control(field.name) for field in first_fields(kind)]
        self.rest = [self._control(field.name) for field in more_fields(kind)]
        self.source = self._source_field()
        self._answered: tuple[Doubtful, ...] = ()
        self.more = secondary(self.tr("More"), self._show_more, icon="caret-down")
        last = [self.source] if self.source is not None else []
        self._more_box = box(column(*paired(self.rest), *last, gap=12))
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(box(column(*paired(self.controls), gap=12)))
        self.body.addLayout(row(self.more, None))
        self.body.addWidget(self._more_box)
        self._more_box.hide()
        self.save = primary(self._words.save_words(self.kind), self.save_entry)
        left: list[QPushButton] = []
        if self.fact is not None:
            self.trash = danger(self.tr("Move to trash"), self._trash, name=self._trash_name(self.fact))
            left.append(self.trash)
            known = self.tr("All that is known of {thing}").format(thing=self.fact.title)
            left.append(secondary(self.tr("History…"), self._show_detail, name=known))
        self.set_buttons(left=left, right=[secondary(self.tr("Cancel"), self.reject), self.save])
        self.first = self.controls[0]
        inside = self.body.parentWidget()
        if inside is not None:
            inside.setMinimumHeight(1)  # else Qt asks for the height that the fields have at their narrowest

    def _trash_name(self, fact: Fact) -> str:
        return self.tr("Move {thing} to the trash").format(thing=fact.title)

    def _control(self, name: str) -> EntryControl:
        fields = {field.name: field for field in (*first_fields(self.kind), *more_fields(self.kind))}
        text = self._start.get(name, self._entry(name))
        made = make_control(self.kind, fields[name], self._words, text)
        made.setObjectName(name)
        person, own = self.context.person_id, self.context.workspace.own_words
        made.offer(lambda: own.of(person, self.kind, name))
        return made

    def _source_field(self) -> SourceField | None:
        """Return the field for a page, for what the person types; what was read keeps its place."""
        if self.kind in _NO_PAGE or (self.fact is not None and self.fact.origin is not Origin.TYPED):
            return None
        documents = self.context.workspace.documents
        places = self.fact.provenance if self.fact is not None else ()
        own = [one for one in documents.keys(self.context.person_id) if one.belongs and not one.trashed]
        return SourceField(own, documents, places[0] if places else None) if own else None

    def _entry(self, name: str) -> str:
        fields = {field.name: field for field in (*first_fields(self.kind), *more_fields(self.kind))}
        if self.fact is None:
            return "active" if (self.kind, name) == (FactKind.MEDICATIONS, "status") else ""
        field = fields[name]
        value = getattr(self.fact, field.attribute)
        return entry_of(value) if field.type == "date" else entry_text(self.fact, field)

    def present(self, *, at: QPoint | None = None) -> None:
        """Show it; once the fields stand side by side, take the height that they need."""
        super().present(at=at)
        QTimer.singleShot(0, self, self.place)

    def _show_more(self) -> None:
        opening = self._more_box.isHidden()
        self._more_box.setVisible(opening)
        self.more.setText(self.tr("Less") if opening else self.tr("More"))
        self.more.setAccessibleName(self.more.text())
        QApplication.sendPostedEvents(self, 0)
        self.place()
        if opening and self.rest:
            self.rest[0].take_focus()

    def control(self, name: str) -> EntryControl:
        """Return the control of a field."""
        return next(one for one in (*self.controls, *self.rest) if one.field.name == name)

    def texts(self) -> dict[str, str]:
        """Return what every control holds now."""
        return {one.field.name: one.text for one in (*self.controls, *self.rest)}

    def changed(self) -> dict[str, str]:
        """Return what differs from the record."""
        return {name: text for name, text in self.texts().items() if not self._as_before(name, text)}

    def _as_before(self, name: str, text: str) -> bool:
        before = self._entry(name)
        return text == before or (text == "no" and not before)

    def _values(self) -> dict[str, str]:
        now = self.texts()
        if self.fact is None:
            known = {name: text for name, text in now.items() if text not in {"", "no"}}
        else:
            known = self.changed()
        return completed(self.kind, known) | self._fixed

    def save_entry(self) -> bool:
        """Save; say beside the field what is missing. Tell whether it was saved."""
        wrong = problems([*self.controls, *self.rest]) or self._doubts()
        if wrong:
            self._point_at(wrong[0])
            return False
        if self.source is not None and self.source.problem():
            self._more_box.show()
            self.source.take_focus()
            return False
        try:
            change = self._write()
        except (BadValueError, MissingValueError) as error:
            self._refused(error)
            return False
        except AppError as error:
            self.context.show_error(error)
            return False
        say_change(self.context, change)
        if self.saved is not None:
            self.saved(change)
        self.accept()
        return True

    def _doubts(self) -> list[EntryControl]:
        """Ask once about dates that can hardly be meant; saving again keeps them."""
        person = self.context.workspace.people.get(self.context.person_id)
        texts = self.texts()
        found = doubtful(self.kind, texts, today=clock.today(), born=person.born)
        unchanged = {name for name in texts if self.fact is not None and self._as_before(name, texts[name])}
        asked = [one for one in found if one.field not in unchanged and one not in self._answered]
        self._answered = found
        for one in reversed(asked):
            question = self._words.doubt(one.doubt, person.name.partition(" ")[0])
            self.control(one.field).show_error(f"{question} {self.tr('If it is right, save again.')}")
        return [self.control(one.field) for one in asked]

    def _write(self) -> ChangeSet:
        records = self.context.workspace.records
        place = self.source.place if self.source is not None else ("", 0)
        if self.fact is None:
            places = (Provenance(document_id=place[0], page=place[1]),) if place[0] else ()
            return records.put(self.kind, self.context.person_id, self._values(), provenance=places)
        change = records.edit(self.fact.id, self._values(), seen_revision=self.fact.revision)
        if self.source is not None and self.source.changed:
            return records.link(self.fact.id, *place)
        return change

    def _refused(self, error: BadValueError | MissingValueError) -> None:
        named = {one.field.name: one for one in (*self.controls, *self.rest)}
        wrong = named.get(error.field)
        if wrong is None:
            self.context.show_error(error)
            return
        missing = isinstance(error, MissingValueError)
        label = self._words.label(self.kind, error.field)
        said = self.tr("Please fill in “{field}”; everything else can wait.") if missing else error.do
        wrong.show_error(said.format(field=label) if missing else said)
        self._point_at(wrong)

    def _point_at(self, control: EntryControl) -> None:
        if control in self.rest and self._more_box.isHidden():
            self._show_more()
        self.place()
        control.take_focus()

    def _show_detail(self) -> None:
        """Show where it comes from and what was changed; what is typed here is kept."""
        from desktop.ui.facts.detail import FactDetail  # noqa: PLC0415 - it opens this form in turn

        fact, edit = self.fact, self.edit_again
        self.reject()
        if fact is not None:
            FactDetail(self.context, fact, edit).present()

    def _trash(self) -> None:
        if self.fact is None:
            return
        title = self.fact.title
        self.context.workspace.records.trash(self.fact.id)
        words = self.tr("“{thing}” is in the trash for 30 days.").format(thing=title)
        say_done(self.context, words)
        self.accept()


def _title(words: FieldWords, kind: FactKind, fact: Fact | None) -> str:
    if fact is None:
        return words.add_title(kind)
    return QCoreApplication.translate("EntryForm", "Change {thing}").format(thing=fact.title)


class EntryForms(QObject):
    """The forms of one screen: at most one is open, and what was typed into one that was left is kept."""

    def __init__(self, context: ScreenContext) -> None:
        """Open forms over the window of `context`."""
        super().__init__()
        self._context = context
        self.words = FieldWords()
        self._kept: dict[tuple[FactKind, str], dict[str, str]] = {}
        self.open_form: EntryForm | None = None

    def add(self, kind: FactKind, values: Mapping[str, str] | None = None, *, title: str = "") -> EntryForm:
        """Open an empty form, or one with what was typed before."""
        return self._show(EntryForm(self._context, kind, title=title, values=self._begun(kind, "", values)))

    def edit(self, fact: Fact, *, fixed: Mapping[str, str] | None = None, title: str = "") -> EntryForm:
        """Open a form for a fact; `fixed` is saved with it."""
        values = self._begun(fact.kind, fact.id, None)
        return self._show(EntryForm(self._context, fact.kind, title=title, fact=fact, values=values, fixed=fixed))

    def _begun(self, kind: FactKind, fact_id: str, values: Mapping[str, str] | None) -> dict[str, str]:
        return dict(values or {}) | self._kept.pop((kind, fact_id), {})

    def _show(self, form: EntryForm) -> EntryForm:
        self.open_form = form
        form.edit_again = self.edit
        form.finished.connect(lambda result, form=form: self._left(form, result))
        form.present()
        return form

    def _left(self, form: EntryForm, result: int) -> None:
        if self.open_form is form:
            self.open_form = None
        typed = form.changed()
        if result == Dialog.DialogCode.Rejected and typed:
            self._kept[form.kind, form.fact.id if form.fact else ""] = typed
            say(self._context, self.tr("Not saved. What you typed is still there when you open this form again."))

    def save_draft(self) -> None:
        """Save the open form if it can be saved; the vault is about to be locked."""
        form = self.open_form
        if form is not None and form.isVisible() and form.changed():
            form.save_entry()
