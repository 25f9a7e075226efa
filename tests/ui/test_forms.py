"""The form for any kind: little first, dates as typed, nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit

from desktop.records.entry_fields import entry_fields
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.records.result import Comparator, Result
from desktop.services.workspace import Workspace
from desktop.ui.forms.kind_words import kind_words
from desktop.ui.forms.presenter import completed, first_fields, lacks_unit, more_fields, range_ends
from desktop.ui.forms.words import FieldWords
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.record.view import WholeRecordScreen
from desktop.ui.results.view import ResultsScreen
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless
from tests.ui.record_window import choose, form, go, press, settle, type_in, words


@pytest.mark.parametrize("kind", FactKind)
def test_little_is_asked_first_and_everything_can_be_filled_in(kind: FactKind) -> None:
    first, more = first_fields(kind), more_fields(kind)
    assert len(first) <= 7
    names = {field.name for field in (*first, *more)}
    hidden = {"rank", "confirmed_on", "low", "high"}
    assert {field.name for field in entry_fields(kind)} - names <= hidden


@pytest.mark.parametrize("kind", FactKind)
def test_every_field_has_words_of_its_own(kind: FactKind) -> None:
    words_of = FieldWords()
    for field in (*first_fields(kind), *more_fields(kind)):
        assert words_of.label(kind, field.name)
        for choice in field.choices:
            assert words_of.choice(choice, kind)
            assert "-" not in words_of.choice(choice, kind)
    assert words_of.add_title(kind)
    assert words_of.save_words(kind)
    known = {field.name for field in entry_fields(kind)}
    words = kind_words(kind)
    assert words.fields.keys() | words.examples.keys() <= known, "words for a field that is not there"
    if words.fields:
        assert known <= words.fields.keys() | {"title", "note", "sensitive"}


def test_a_range_as_printed_gives_its_ends() -> None:
    assert range_ends("12.0 - 15.5") == ("12.0", "15.5")
    assert range_ends("12.0\u201315.5") == ("12.0", "15.5")
    assert range_ends("< 3.0") == ("", "3.0")
    assert range_ends(">= 60") == ("60", "")
    assert range_ends("negative") == ("", "")
    assert completed(FactKind.RESULTS, {"value": "> 60"})["comparator"] == ">"


def test_a_dose_of_a_bare_number_lacks_its_unit() -> None:
    assert lacks_unit(FactKind.MEDICATIONS, "dose", "2")
    assert not lacks_unit(FactKind.MEDICATIONS, "dose", "2 tablets")
    assert not lacks_unit(FactKind.RESULTS, "value", "2")


def test_a_medicine_is_added_from_the_page_and_undo_takes_it_back(window: SheafWindow, workspace: Workspace) -> None:
    screen = go(window, MedicationsScreen)
    screen.add.click()
    entry = form(window)
    type_in(entry, "generic", "Metformin")
    type_in(entry, "strength", "850 mg")
    type_in(entry, "start", "spring 2018")
    press(entry, "Save medicine")
    (kept,) = workspace.records.list(FactKind.MEDICATIONS)
    assert isinstance(kept, Medication)
    assert kept.title == "Metformin 850 mg"
    assert kept.date is not None
    assert (kept.date.iso, kept.date.printed) == ("2018", "spring 2018")
    assert "since spring 2018" in words(window).lower()
    assert window.toast.words == "Medicine added"
    window.undo()
    settle()
    assert workspace.records.list(FactKind.MEDICATIONS) == ()
    assert "No medicines yet." in words(window)


def test_what_is_missing_is_said_beside_its_field(window: SheafWindow, workspace: Workspace) -> None:
    go(window, ResultsScreen, "add")
    entry = form(window)
    type_in(entry, "value", "10.9")
    press(entry, "Save result")
    assert "Please fill in “Name of the test”" in words(entry)
    assert workspace.records.list(FactKind.RESULTS) == ()


def test_a_date_that_can_be_two_days_is_asked(window: SheafWindow, workspace: Workspace) -> None:
    go(window, ResultsScreen, "add")
    entry = form(window)
    for name, text in (("test", "CEA"), ("value", "< 0.5"), ("collected", "03/04/2026")):
        type_in(entry, name, text)
    press(entry, "Save result")
    assert workspace.records.list(FactKind.RESULTS) == ()
    choose(entry, "4 March 2026") if "4 March 2026" in _radio_words(entry) else choose(entry, "3 April 2026")
    press(entry, "Save result")
    (kept,) = workspace.records.list(FactKind.RESULTS)
    assert isinstance(kept, Result)
    assert kept.date is not None
    assert kept.date.iso == "2026-03-04"
    assert (kept.comparator, kept.value) == (Comparator.LESS, "0.5")


def _radio_words(entry: object) -> list[str]:
    from PySide6.QtWidgets import QRadioButton, QWidget

    assert isinstance(entry, QWidget)
    return [one.text() for one in entry.findChildren(QRadioButton)]


@pytest.mark.parametrize(
    ("language", "typed", "iso", "printed"),
    [
        ("es_ES", "3 de marzo de 2026", "2026-03-03", ""),
        ("es_MX", "primavera de 2019", "2019", "primavera de 2019"),
        ("de_DE", "3. März 2026", "2026-03-03", ""),
        ("de_DE", "Frühjahr 2019", "2019", "Frühjahr 2019"),
        ("en_US", "spring 2019", "2019", "spring 2019"),
    ],
)
def test_a_date_is_typed_in_the_chosen_language_and_stays_when_something_else_is_changed(
    window: SheafWindow, workspace: Workspace, language: str, typed: str, iso: str, printed: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        screen = go(window, WholeRecordScreen, "conditions#add")
        type_in(form(window), "name", "Cough")
        type_in(form(window), "since", typed)
        assert form(window).save_entry(), words(form(window))
        (kept,) = workspace.records.list(FactKind.CONDITIONS)
        screen.forms.edit(kept)
        type_in(form(window), "since", form(window).control("since").focusProxy().text() + " ")  # type: ignore[union-attr]
        type_in(form(window), "note", "told on the phone")
        assert form(window).save_entry(), words(form(window))
    finally:
        QLocale.setDefault(before)
    (kept,) = workspace.records.list(FactKind.CONDITIONS)
    assert kept.date is not None
    assert (kept.date.iso, kept.date.printed, kept.note) == (iso, printed, "told on the phone")


def test_a_dose_without_unit_is_asked_and_one_press_answers(window: SheafWindow, workspace: Workspace) -> None:
    go(window, MedicationsScreen, "add")
    entry = form(window)
    type_in(entry, "generic", "Metformin")
    type_in(entry, "dose", "2")
    press(entry, "Save medicine")
    assert "Is that milligrams (mg) or tablets?" in words(entry)
    choose(entry, "tablets")
    press(entry, "Save medicine")
    (kept,) = workspace.records.list(FactKind.MEDICATIONS)
    assert isinstance(kept, Medication)
    assert kept.dose == "2 tablets"


def test_what_was_typed_is_still_there_after_escape(window: SheafWindow) -> None:
    screen = go(window, MedicationsScreen, "add")
    type_in(form(window), "generic", "Lisinopril")
    form(window).reject()
    settle()
    assert "Not saved" in window.toast.words
    screen.add.click()
    control = form(window).control("generic").focusProxy()
    assert isinstance(control, QLineEdit)
    assert control.text() == "Lisinopril"


def test_locking_saves_a_form_that_can_be_saved(window: SheafWindow, workspace: Workspace) -> None:
    screen = go(window, MedicationsScreen, "add")
    type_in(form(window), "generic", "Lisinopril")
    screen.save_draft()
    assert [one.title for one in workspace.records.list(FactKind.MEDICATIONS)] == ["Lisinopril"]


def test_a_fact_goes_to_the_trash_from_its_form_and_comes_back(window: SheafWindow, workspace: Workspace) -> None:
    person = workspace.people.list()[0].id
    added = workspace.records.put(FactKind.MEDICATIONS, person, {"generic": "Metformin"}).id
    screen = go(window, MedicationsScreen)
    screen.forms.edit(workspace.records.get(added))
    press(form(window), "Move Metformin to the trash")
    assert workspace.records.list(FactKind.MEDICATIONS) == ()
    assert window.toast.words == "“Metformin” is in the trash for 30 days."
    window.undo()
    settle()
    assert [one.id for one in workspace.records.list(FactKind.MEDICATIONS)] == [added]


def test_a_form_shows_the_words_of_a_date_and_keeps_them_when_something_else_is_changed(
    window: SheafWindow, workspace: Workspace
) -> None:
    person = workspace.people.list()[0].id
    values = {"generic": "Metformin", "start": "2018 (spring 2018)"}
    added = workspace.records.put(FactKind.MEDICATIONS, person, values).id
    screen = go(window, MedicationsScreen)
    screen.forms.edit(workspace.records.get(added))
    entry = form(window)
    shown = entry.control("start").focusProxy()
    assert isinstance(shown, QLineEdit)
    assert shown.text() == "spring 2018"
    type_in(entry, "strength", "850 mg")
    press(entry, "Save medicine")
    kept = workspace.records.get(added)
    assert kept.date is not None
    assert kept.date.printed == "spring 2018"
    assert kept.revision == 2


@pytest.mark.parametrize("kind", FactKind)
def test_every_control_of_every_form_has_a_name(window: SheafWindow, kind: FactKind) -> None:
    screen = go(window, MedicationsScreen)
    entry = screen.forms.add(kind)
    press(entry, "More")
    assert nameless(entry) == []
