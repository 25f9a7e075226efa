"""The fields of a document in review, each tied by its number to the mark on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.foundation.clock import today
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.records.person import Person
from desktop.services.dates import entry_of
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.documents.words import DocumentWords
from desktop.ui.review.presenter import FIELD_ORDER, doubt_about, evidence_for, two_days
from desktop.ui.widgets import (
    CheckBox,
    ComboBox,
    Field,
    NumberBadge,
    Pill,
    Status,
    column,
    flow,
    label,
    line_edit,
    secondary,
)
from desktop.ui.widgets.showing import show_when

Said = Callable[[str], str]


class FocusSpy(QObject):
    """Tells which field has the focus."""

    def __init__(self, watched: QWidget, focused: Callable[[], object]) -> None:
        """Watch `watched`."""
        super().__init__(watched)
        self._focused = focused
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the focus come."""
        if event.type() is QEvent.Type.FocusIn:
            self._focused()
        return super().eventFilter(watched, event)


class ReviewFields(QWidget):
    """Title, kind, date, source, doctor and "important" of one document."""

    def __init__(self, document: Document, person: Person, known: tuple[Sequence[str], Sequence[str]],
                 focused: Callable[[str], object]) -> None:  # fmt: skip
        """Show what was read; `known` are sources and doctors seen before; `focused` hears a field's number."""
        super().__init__()
        self.document, self._person = document, person
        self._words = DocumentWords()
        self._focused = focused
        sources, doctors = known
        self.title = line_edit(document.title)
        self.kind = ComboBox([(kind.value, self._words.kind(kind)) for kind in DocumentKind], document.kind.value)
        self.date = line_edit(day_words(document.date, long=True))
        self.source = ComboBox([(one, one) for one in sources], document.source, editable=True)
        self.doctor = ComboBox([(one, one) for one in doctors], document.doctor, editable=True)
        self.important = CheckBox(self.tr("Important for second opinions"), checked=document.important)
        self._fields = {
            "title": self._field("title", self.tr("Title"), self.title),
            "kind": Field(self.tr("What kind of document is this?"), self.kind),
            "date": self._field("date", self._date_words(), self.date),
            "source": self._field("source", self.tr("Where it came from"), self.source),
            "doctor": self._field("doctor", self.tr("Doctor who wrote or ordered it"), self.doctor),
        }
        shown: list[QWidget] = list(self._fields.values())
        shown.insert(list(self._fields).index("date") + 1, self._two_days())
        self.setLayout(column(*shown, self.important, None, gap=14))
        self.date.editingFinished.connect(self._check_date)
        self._check_date()

    def _two_days(self) -> QWidget:
        """Ask with two buttons which day is meant when what is printed can be two."""
        made = QWidget()
        choices = two_days(self.document)
        if choices:
            asked = self.tr("Which day is it? The page has it in numbers only.")
            buttons = flow(*(self._day_button(day) for day in choices))
            made.setLayout(column(label(asked, "small"), buttons, gap=6))
        show_when(made, bool(choices))
        return made

    def _day_button(self, day: PartialDate) -> QWidget:
        words = day_words(day, long=True)

        def take() -> None:
            self.date.setText(words)
            self._check_date()
            self.date.setFocus()

        return secondary(words, take)

    def _date_words(self) -> str:
        words = {
            DocumentKind.IMAGING: self.tr("Date of the exam"),
            DocumentKind.IMAGES: self.tr("Date of the exam"),
            DocumentKind.LAB_REPORT: self.tr("Date the sample was taken"),
            DocumentKind.PATHOLOGY: self.tr("Date the sample was taken"),
            DocumentKind.OPERATIVE_NOTE: self.tr("Date of the operation"),
        }
        return words.get(self.document.kind, self.tr("Date of the letter or visit"))

    def _field(self, name: str, words: str, control: QWidget) -> Field:
        evidence = evidence_for(self.document, name)
        number = str(FIELD_ORDER.index(name) + 1)
        badge = NumberBadge(number) if evidence is not None and evidence.box is not None else None
        doubtful = evidence is not None and not evidence.certain
        pill = Pill(self.tr("Please check"), Status.LOOK) if doubtful else None
        field = Field(words, control, before=badge, after=pill)
        if evidence is not None:
            read = self.tr("Read from page {page}: “{snippet}”.").format(page=evidence.page, snippet=evidence.snippet)
            field.set_hint(f"{read} {evidence.reason}" if doubtful else "")
        watched = control.lineEdit() if isinstance(control, ComboBox) else control
        if watched is not None:
            FocusSpy(watched, lambda: self._focused(number))
        return field

    def first_doubt(self) -> QWidget:
        """Return the control that should have the focus: the first in doubt, else the title."""
        for name in ("date", "source", "doctor", "title"):
            evidence = evidence_for(self.document, name)
            if evidence is not None and not evidence.certain:
                return self._fields[name].control
        return self.date if self.document.date is None and self.document.pages else self.title

    def _check_date(self) -> None:
        field = self._fields["date"]
        try:
            day = typed_day(self.date.text())
        except UnclearDateError as error:
            field.show_error(str(error))
            return
        doubt = doubt_about(day, self._person, today())
        if doubt.in_future:
            field.show_error(self.tr("This date is in the future. Is the year right?"))
        elif doubt.before_birth:
            name = self._person.name.split()[0]
            field.show_error(self.tr("This date is before {name} was born.").format(name=name))
        else:
            field.show_plain()

    def values(self) -> dict[str, str] | None:
        """Return what is typed, as the documents service takes it; None when the date is unclear (and says so)."""
        try:
            day = typed_day(self.date.text())
        except UnclearDateError as error:
            self._fields["date"].show_error(str(error))
            self.date.setFocus()
            return None
        return {
            "title": self.title.text().strip() or self.document.title,
            "kind": self.kind.value,
            "date": entry_of(day),
            "source": self.source.currentText(),
            "doctor": self.doctor.currentText(),
            "important": "yes" if self.important.isChecked() else "no",
        }

    @property
    def has_focus(self) -> bool:
        """Whether the person is typing here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)
