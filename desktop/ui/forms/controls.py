"""One control for each type of field: it shows a text, takes the person's, and gives it back as the record takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.records.entry_fields import EntryField, EntryType
from desktop.records.fact import FactKind
from desktop.services.dates import DateProblem, DateReading, entry_of
from desktop.ui.dates import day_words, entry_words, reading_of
from desktop.ui.forms.own_words import OwnWordsOffer
from desktop.ui.forms.presenter import lacks_unit
from desktop.ui.forms.words import FieldWords
from desktop.ui.widgets import CheckBox, ChipBox, ChoiceRow, ComboBox, Field, TextArea, column, flow, label, line_edit

_FEW = 4
"""Up to so many choices are shown side by side."""


class EntryControl(QWidget):
    """A field of a form. `text` is what the record takes, `problem` why it does not take it yet (empty: it does)."""

    def __init__(self, field: EntryField) -> None:
        """Stand for `field`."""
        super().__init__()
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def text(self) -> str:
        """What the record takes."""
        raise NotImplementedError

    @property
    def short(self) -> bool:
        """Whether half a line is enough."""
        return self.field.type in {EntryType.DATE, EntryType.NUMBER} or (
            self.field.type is EntryType.TEXT and not self.field.choices and self.field.name != "title"
        )

    def problem(self) -> str:
        """Say beside the control why its text does not fit, and return it; empty when it fits."""
        return ""

    def show_error(self, words: str) -> None:
        """Say what is wrong beside the control."""

    def offer(self, words: Callable[[], Sequence[str]]) -> None:
        """Offer what was written here before, where that helps."""

    def take_focus(self) -> None:
        """Put the focus into it."""
        self.setFocus()


class LineControl(EntryControl):
    """One line or several of text; a dose without its unit is asked about."""

    def __init__(self, kind: FactKind, field: EntryField, words: FieldWords, text: str) -> None:
        """Start with `text`."""
        super().__init__(field)
        self._kind = kind
        long = field.type is EntryType.LONG_TEXT
        self.control = TextArea(text) if long else line_edit(text)
        self.shown = Field(words.label(kind, field.name), self.control, hint=words.hint(kind, field.name))
        self._units = ChoiceRow((("mg", "mg"), ("tablets", self.tr("tablets"))), "", self._chose_unit)
        self._units.setAccessibleName(self.shown.title.text())
        self._units.hide()
        self.setLayout(column(self.shown, self._units, gap=4))
        self.setFocusProxy(self.control)
        if not isinstance(self.control, TextArea):
            self.control.textEdited.connect(lambda _text: self._plain())

    @property
    def text(self) -> str:
        """What was typed."""
        return self.control.toPlainText() if isinstance(self.control, TextArea) else self.control.text()

    def problem(self) -> str:
        """Ask for the unit of a bare number."""
        if not lacks_unit(self._kind, self.field.name, self.text):
            return ""
        words = self.tr("Is that milligrams (mg) or tablets?")
        self.show_error(words)
        self._units.show()
        return words

    def show_error(self, words: str) -> None:
        """Mark the field."""
        self.shown.show_error(words)

    def offer(self, words: Callable[[], Sequence[str]]) -> None:
        """Offer what was written here before."""
        if isinstance(self.control, QLineEdit):
            OwnWordsOffer(self.control, words)

    def _plain(self) -> None:
        self.shown.show_plain()
        self._units.hide()

    def _chose_unit(self, unit: str) -> None:
        number = self.text.strip()
        one = number in {"1", "½", "¼", "1/2"}
        words = "mg" if unit == "mg" else self.tr("tablet") if one else self.tr("tablets")
        if not isinstance(self.control, TextArea):
            self.control.setText(f"{number} {words}")
        self._plain()
        self.control.setFocus()


class DateControl(EntryControl):
    """A date as people type it; one that could be two days is asked about."""

    def __init__(self, kind: FactKind, field: EntryField, words: FieldWords, text: str) -> None:
        """Start with the ISO `text` of the record."""
        super().__init__(field)
        self._words = words
        self._entry = text
        self._given = entry_words(text)
        self.control = line_edit(self._given)
        hint = words.hint(kind, field.name) or words.date_hint()
        self.shown = Field(words.label(kind, field.name), self.control, hint=hint)
        self._days = ChoiceRow((), "", self._chose, name=words.date_problem(DateProblem.TWO_DAYS))
        self._days.hide()
        self.setLayout(column(self.shown, self._days, gap=4))
        self.setFocusProxy(self.control)
        self.control.textEdited.connect(lambda _text: self._plain())
        self.control.editingFinished.connect(self.problem)

    @property
    def text(self) -> str:
        """ISO text; what the record had when nothing was changed."""
        if self.control.text() == self._given:
            return self._entry
        return entry_of(self._reading().date)

    def _reading(self) -> DateReading:
        return reading_of(self.control.text())

    def problem(self) -> str:
        """Say what is not clear; offer both days when there are two."""
        if self.control.text() == self._given:
            return ""
        reading = self._reading()
        if reading.problem is None:
            return ""
        words = self._words.date_problem(reading.problem)
        self.shown.show_error(words)
        self._days.offer([(one.iso_time, day_words(one, long=True, with_time=True)) for one in reading.choices], "")
        self._days.setVisible(bool(reading.choices))
        return words

    def show_error(self, words: str) -> None:
        """Mark the field."""
        self.shown.show_error(words)

    def _plain(self) -> None:
        self.shown.show_plain()
        self._days.hide()

    def _chose(self, iso: str) -> None:
        self.control.setText(entry_words(iso))
        self._plain()
        self.control.setFocus()


class YesNoControl(EntryControl):
    """A tick."""

    def __init__(self, kind: FactKind, field: EntryField, words: FieldWords, text: str) -> None:
        """Start ticked when `text` is yes."""
        super().__init__(field)
        self.control = CheckBox(words.label(kind, field.name), checked=text == "yes")
        self.setLayout(column(self.control, gap=0))
        self.setFocusProxy(self.control)

    @property
    def text(self) -> str:
        """Return yes or no."""
        return "yes" if self.control.isChecked() else "no"


class ChoiceControl(EntryControl):
    """One of several, side by side when they are few."""

    def __init__(self, kind: FactKind, field: EntryField, words: FieldWords, text: str) -> None:
        """Start with `text` chosen."""
        super().__init__(field)
        name = words.label(kind, field.name)
        choices = [(value, words.choice(value, kind)) for value in ("", *field.choices)]
        few = len(field.choices) <= _FEW and not any("<" in value for value in field.choices)
        self._row = ChoiceRow(choices, text, name=name, radius=8) if few else None
        self._box = None if few else ComboBox(choices, text)
        self._title = label(name, "body_strong")
        inside: QWidget = self._row or Field(name, self._box or ComboBox())
        self.setLayout(column(self._title, inside, gap=6) if few else column(inside, gap=0))
        self._title.setVisible(few)

    @property
    def text(self) -> str:
        """The chosen value."""
        return self._row.chosen if self._row is not None else self._box.value if self._box is not None else ""


class TagsControl(EntryControl):
    """Any of several."""

    def __init__(self, kind: FactKind, field: EntryField, words: FieldWords, text: str) -> None:
        """Start with those of `text`, commas between, ticked."""
        super().__init__(field)
        on = {part.strip() for part in text.split(",")}
        self._chips = {value: ChipBox(words.choice(value), checked=value in on) for value in field.choices}
        title = label(words.label(kind, field.name), "body_strong")
        self.setLayout(column(title, flow(*self._chips.values(), gap=8), gap=6))

    @property
    def text(self) -> str:
        """Those ticked, commas between."""
        return ", ".join(value for value, chip in self._chips.items() if chip.isChecked())


def make_control(kind: FactKind, field: EntryField, words: FieldWords, text: str) -> EntryControl:
    """Return the control for a field, starting with the record's `text`."""
    if field.name == "sensitive":
        return TagsControl(kind, field, words, text)
    makers: dict[EntryType, type[LineControl | DateControl | YesNoControl | ChoiceControl]] = {
        EntryType.DATE: DateControl,
        EntryType.YES_NO: YesNoControl,
        EntryType.CHOICE: ChoiceControl,
    }
    return makers.get(field.type, LineControl)(kind, field, words, text)


def problems(controls: Sequence[EntryControl]) -> list[EntryControl]:
    """Return the controls whose text does not fit; each has said why."""
    return [one for one in controls if one.problem()]
