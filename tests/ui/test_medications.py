"""The medicines page asks whether each is still taken, and says three kinds of unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.foundation.clock import frozen_at
from desktop.records.answers import Answer
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.services.workspace import Workspace
from desktop.ui.medications.presenter import (
    freshness,
    how_of,
    joined_values,
    look_alikes,
    name_of,
    stopped,
    taken_now,
    unanswered,
)
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.window import SheafWindow
from tests.filing import file_document
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.maria_record import maria_record
from tests.ui.record_window import choose, dialog, form, go, press, settle, type_in, words

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def filled(workspace: Workspace, maria: str) -> str:
    maria_record(workspace, maria)
    return maria


def medicine(title: str, **more: object) -> Medication:
    return Medication(id=title, title=title, **more)  # type: ignore[arg-type] # fields by name


def by_title(workspace: Workspace, title: str) -> Medication:
    found = next(one for one in workspace.records.list(FactKind.MEDICATIONS) if one.title.startswith(title))
    assert isinstance(found, Medication)
    return found


def test_the_list_is_as_old_as_its_oldest_answer() -> None:
    old, new = PartialDate.parse("2026-10-12"), PartialDate.parse("2026-11-20")
    listed = [medicine("A", confirmed_on=old), medicine("B", confirmed_on=new)]
    assert freshness(listed, TODAY).days == 41
    assert not freshness(listed, TODAY).is_fresh
    assert freshness([*listed, medicine("C")], TODAY).never == 1
    assert freshness(listed[1:], TODAY).is_fresh


def test_what_stays_unanswered_keeps_its_date() -> None:
    old = PartialDate.parse("2026-10-12")
    listed = [medicine(name, confirmed_on=old) for name in "ABCDE"]
    left = unanswered(listed, {"A", "B"}, TODAY)
    assert (left.count, left.keeps) == (3, old)


def test_two_entries_that_look_alike_are_asked_about_once() -> None:
    same = [medicine("Metformin 850 mg"), medicine("Metformin 850mg tablet"), medicine("Metformin 1000 mg")]
    pair = look_alikes(same, set())
    assert pair is not None
    assert {one.title for one in pair} == {"Metformin 850 mg", "Metformin 850mg tablet"}
    assert look_alikes(same, {frozenset(one.id for one in pair)}) is None


def test_joining_loses_nothing() -> None:
    keep = medicine("A", dose="1 tablet", date=PartialDate(2020))
    other = medicine("B", dose="2 tablets", why="diabetes", date=PartialDate(2018))
    assert joined_values(keep, other) == {"why": "diabetes", "start": "2018"}


def test_a_name_says_its_form_once() -> None:
    assert name_of(medicine("Metformin 850 mg", form="tablet")) == "Metformin 850 mg tablet"
    assert name_of(medicine("Metformin tablet", form="tablet")) == "Metformin tablet"
    assert how_of(medicine("A", dose="1 tablet", how_often="twice a day")) == "1 tablet, twice a day"


def test_stopped_ones_stay_and_the_last_one_stands_first() -> None:
    ended = medicine("B", clinical_status=MedicationStatus.STOPPED, end_date=PartialDate.parse("2026-08"))
    before = medicine("C", clinical_status=MedicationStatus.STOPPED, end_date=PartialDate.parse("2026-03"))
    assert taken_now([medicine("A"), before, ended]) == [medicine("A")]
    assert stopped([before, ended]) == [ended, before]


def test_the_page_says_how_old_the_list_is_and_shows_allergies_first(window: SheafWindow, filled: str) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    shown = words(screen.page)
    assert "You checked this list 41 days ago. Doctors want a list that is not older than 30 days." in shown
    assert "Penicillin \u2013 rash and swelling (2009)" in shown
    assert "Numb hands and feet" in shown
    assert "Apr to Aug 2026" in shown


def test_yes_and_save_write_todays_date_and_say_what_stays_open(
    window: SheafWindow, workspace: Workspace, filled: str
) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    assert not screen.save.isEnabled()
    press(screen.page, "Yes, Capecitabine 500 mg is still taken")
    assert "1 of 3 checked" in words(screen.page)
    press(screen.page, "Save checked list")
    assert window.toast.words == "List saved. 2 were not answered; they keep the date 12 October."
    assert by_title(workspace, "Capecitabine").confirmed_on == PartialDate.parse("2026-11-22")
    assert by_title(workspace, "Metformin").confirmed_on == PartialDate.parse("2026-10-12")
    press(screen.page, "Undo: Capecitabine 500 mg still taken")
    assert by_title(workspace, "Capecitabine").confirmed_on == PartialDate.parse("2026-10-12")


def test_a_saved_list_is_taken_back_in_one_step(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    press(screen.page, "Yes, Capecitabine 500 mg is still taken")
    press(screen.page, "Yes, Metformin 850 mg is still taken")
    press(screen.page, "Save checked list")
    window.undo()
    for name in ("Capecitabine", "Metformin"):
        assert by_title(workspace, name).confirmed_on == PartialDate.parse("2026-10-12")


def test_control_p_opens_the_list_on_paper(window: SheafWindow, filled: str) -> None:
    go(window, MedicationsScreen)
    assert filled
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "List of medicines on paper" in words(dialog(window))


def test_answers_are_kept_when_the_page_is_left(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    press(screen.page, "Yes, Turmeric is still taken")
    assert window.shell is not None
    window.shell.go("home", "")
    assert by_title(workspace, "Turmeric").confirmed_on == PartialDate.parse("2026-11-22")


def test_no_asks_when_and_why_and_the_medicine_stays_visible(
    window: SheafWindow, workspace: Workspace, filled: str
) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    press(screen.page, "No, Metformin 850 mg was stopped")
    asked = dialog(window)
    choose(asked, "Side effects")
    press(asked, "Move to Stopped")
    kept = by_title(workspace, "Metformin")
    assert kept.clinical_status is MedicationStatus.STOPPED
    assert kept.reason_stopped == "Side effects"
    assert "Metformin 850 mg" in words(screen.page)
    window.undo()
    settle()
    assert by_title(workspace, "Metformin").clinical_status is MedicationStatus.ACTIVE


def test_changed_counts_as_an_answer(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    press(screen.page, "Metformin 850 mg has changed")
    entry = form(window)
    type_in(entry, "dose", "2 tablets")
    press(entry, "Save medicine")
    kept = by_title(workspace, "Metformin")
    assert (kept.dose, kept.confirmed_on) == ("2 tablets", PartialDate.parse("2026-11-22"))


def test_taking_none_is_an_answer(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    screen = go(window, MedicationsScreen)
    assert "Add them by hand, or from a document. If you take none, say so: doctors want to know." in words(screen.page)
    press(screen.page, "I take none")
    assert workspace.records.answers(maria)[FactKind.MEDICATIONS] is Answer.NONE_KNOWN
    assert "You said that you take no medicines." in words(screen.page)


def test_none_known_not_known_and_not_asked_are_three_answers(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    screen = go(window, MedicationsScreen)
    assert "Not asked yet. Doctors look here first." in words(screen.page)
    for chip, said in (("None known", "None known."), ("Not known", "Not known.")):
        press(screen.page, "Change allergies")
        choose(dialog(window), chip)
        press(dialog(window), "Close")
        assert said in words(screen.page)
    assert workspace.records.answers(maria)[FactKind.ALLERGIES] is Answer.NOT_KNOWN


def test_look_alikes_are_joined_and_what_both_said_is_kept(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    put = workspace.records.put
    put(FactKind.MEDICATIONS, maria, {"generic": "Metformin", "strength": "850 mg"})
    put(FactKind.MEDICATIONS, maria, {"generic": "Metformin", "strength": "850 mg tablet", "why": "diabetes"})
    screen = go(window, MedicationsScreen)
    assert "Two entries look alike: Metformin 850 mg and Metformin 850 mg tablet. Are they the same?" in words(
        screen.page
    )
    press(screen.page, "Same, join them")
    (kept,) = workspace.records.list(FactKind.MEDICATIONS)
    assert isinstance(kept, Medication)
    assert kept.why == "diabetes"


def test_read_medicines_wait_for_the_persons_word(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    read = (FactKind.MEDICATIONS, {"generic": "Aspirin", "strength": "100 mg"})
    file_document(workspace, maria, title="Medicine list", proposals=[read])
    screen = go(window, MedicationsScreen)
    assert "Read from your documents" in words(screen.page)
    assert "Taking now" not in words(screen.page)
    press(screen.page, "Aspirin 100 mg is correct")
    assert "Taking now" in words(screen.page)
    assert "from Document, page 1" in words(screen.page)


def test_nothing_of_another_person_is_shown(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    assert filled
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-01-01"}).id
    workspace.records.put(FactKind.MEDICATIONS, luis, {"generic": "Warfarin"})
    workspace.records.put(FactKind.ALLERGIES, luis, {"substance": "Latex"})
    screen = go(window, MedicationsScreen)
    assert "Warfarin" not in words(screen.page)
    assert "Latex" not in words(screen.page)


def test_everything_has_a_name_and_no_two_buttons_the_same(window: SheafWindow, filled: str) -> None:
    screen = go(window, MedicationsScreen)
    assert filled
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
