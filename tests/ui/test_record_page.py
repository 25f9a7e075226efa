"""The whole record in the window: every kind listed, added, changed, explained, trashed and brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.foundation.clock import frozen_at
from desktop.records.answers import Answer
from desktop.records.entry_fields import entry_fields, entry_text
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.records.single_thing import SingleThing
from desktop.services.workspace import Workspace
from desktop.ui.contacts.view import ContactsScreen
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.facts.detail import FactDetail
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.questions.view import QuestionsScreen
from desktop.ui.record.presenter import LISTED, asks, first_with_entries
from desktop.ui.record.single_things import SingleThingsDialog
from desktop.ui.record.view import WholeRecordScreen
from desktop.ui.results.view import ResultsScreen
from desktop.ui.widgets import RowItem
from desktop.ui.window import SheafWindow
from tests.filing import HEMOGLOBIN, file_document
from tests.one_of_each import ONE_OF_EACH
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import choose, dialog, form, go, press, settle, type_in, words


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


def _only(workspace: Workspace, kind: FactKind) -> Fact:
    (fact,) = workspace.records.list(kind)
    return fact


def _detail(window: SheafWindow) -> FactDetail:
    return next(one for one in window.findChildren(FactDetail) if one.isVisible())


def test_every_kind_has_a_page() -> None:
    own_page = {FactKind.MEDICATIONS, FactKind.RESULTS, FactKind.CONTACTS, FactKind.QUESTIONS}
    assert set(LISTED) | own_page == set(FactKind)
    assert not set(LISTED) & own_page
    assert first_with_entries({FactKind.FAMILY: 1, FactKind.REQUESTS: 4}) is FactKind.FAMILY
    assert first_with_entries({}) is LISTED[0]


@pytest.mark.parametrize("kind", LISTED)
def test_each_kind_is_typed_seen_changed_trashed_and_undone(
    window: SheafWindow, workspace: Workspace, kind: FactKind
) -> None:
    screen = go(window, WholeRecordScreen, kind.value)
    screen.add.click()
    entry = form(window)
    for name, text in ONE_OF_EACH[kind].items():
        control = entry.control(name)
        if control.field.choices or control.field.type == "yes-no":
            choices = {"yes": lambda control=control: control.focusProxy().setChecked(True)}
            if text in choices:
                choices[text]()
            else:
                control._row.choose(text) if control._row else control._box.choose(text)  # type: ignore[attr-defined]
        else:
            type_in(entry, name, text)
    assert entry.save_entry(), words(entry)
    settle()
    typed = _only(workspace, kind)
    kept = {field.name: entry_text(typed, field) for field in entry_fields(kind)}
    assert kept.items() >= ONE_OF_EACH[kind].items()
    assert screen.list.rows.item(0).title == " ".join(typed.title.split())
    screen.open_fact(typed.id)
    settle()
    shown = words(_detail(window))
    assert "Typed by you" in shown
    press(_detail(window), f"Change {typed.title}")
    type_in(form(window), "note", "as told on the phone")
    assert form(window).save_entry()
    settle()
    assert _only(workspace, kind).note == "as told on the phone"
    screen.open_fact(typed.id)
    settle()
    assert "you added “as told on the phone”" in words(_detail(window))
    press(_detail(window), f"Move {typed.title} to the trash")
    assert workspace.records.list(kind) == ()
    window.undo()
    settle()
    assert _only(workspace, kind).note == "as told on the phone"
    assert screen.list.rows.rowCount() == 1


@pytest.mark.parametrize(
    ("page", "kind", "first"),
    [
        (MedicationsScreen, FactKind.MEDICATIONS, "generic"),
        (ResultsScreen, FactKind.RESULTS, "test"),
        (ContactsScreen, FactKind.CONTACTS, "name"),
        (QuestionsScreen, FactKind.QUESTIONS, "text"),
    ],
)
def test_kinds_with_a_page_of_their_own_go_the_same_way_by_keys_alone(
    window: SheafWindow, workspace: Workspace, page: type[RecordScreen], kind: FactKind, first: str
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    screen = go(window, page)
    QTest.keyClick(window, Qt.Key.Key_N, control)
    settle()
    type_in(form(window), first, "Turmeric")
    if kind is FactKind.RESULTS:
        type_in(form(window), "value", "1")
    note = form(window).control("note").focusProxy()
    assert note is not None
    form(window).more.click()
    type_in(form(window), "note", "as told")
    QTest.keyClick(note, Qt.Key.Key_Return, control)
    settle()
    fact = _only(workspace, kind)
    assert (fact.note, fact.title) == ("as told", "Turmeric")
    screen.forms.edit(fact)
    press(form(window), "All that is known of Turmeric")
    assert "Typed by you" in words(_detail(window))
    press(_detail(window), "Move Turmeric to the trash")
    assert workspace.records.list(kind) == ()
    QTest.keyClick(window, Qt.Key.Key_Z, control)
    assert _only(workspace, kind).id == fact.id
    QTest.keyClick(window, Qt.Key.Key_Z, control)
    assert workspace.records.list(kind) == ()


def test_the_history_of_a_dose_is_told_with_dates_in_words(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    medicine = workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "Metformin", "dose": "1 tablet"}).id
    workspace.records.edit(medicine, {"dose": "2 tablets", "confirmed_on": "2026-11-22"})
    go(window, WholeRecordScreen).open_fact(medicine)
    settle()
    shown = words(_detail(window))
    assert "it was “1 tablet”, you wrote “2 tablets”" in shown
    assert "you added “22 November 2026”" in shown
    assert "Today, " in shown


def test_what_is_not_listed_is_asked_about_in_three_words(window: SheafWindow, workspace: Workspace) -> None:
    screen = go(window, WholeRecordScreen, "family")
    maria = workspace.people.list()[0].id
    assert workspace.records.answers(maria)[FactKind.FAMILY] is Answer.NOT_ASKED
    choose(screen.page, "None known")
    assert workspace.records.answers(maria)[FactKind.FAMILY] is Answer.NONE_KNOWN
    row = screen.kinds_list.rows.item(screen.kinds_list.rows.row_of("family"))
    assert row.detail == "none known"
    workspace.records.put(FactKind.FAMILY, maria, ONE_OF_EACH[FactKind.FAMILY])
    settle()
    assert "What do you know?" not in words(screen.page)
    assert not asks(FactKind.APPOINTMENTS)
    go(window, WholeRecordScreen, "appointments")
    assert "What do you know?" not in words(screen.page)


def test_single_things_are_asked_one_by_one(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban"})
    screen = go(window, WholeRecordScreen, "asked")
    asked = dialog(window)
    assert isinstance(asked, SingleThingsDialog)
    assert SingleThing.BLOOD_THINNERS not in asked.rows
    assert "Yes, it is in your list." in words(asked)
    choose(asked.rows[SingleThing.PACEMAKER], "None known")
    choose(asked.rows[SingleThing.LATEX], "I don’t know")
    choose(asked.rows[SingleThing.CONTRAST_DYE], "None known")
    answers = workspace.records.single_things.answers(maria)
    assert (answers[SingleThing.PACEMAKER], answers[SingleThing.LATEX]) == (Answer.NONE_KNOWN, Answer.NOT_KNOWN)
    choose(asked.rows[SingleThing.ANESTHESIA], "Yes, add it…")
    assert form(window).texts()["name"] == "Trouble with anesthesia"
    form(window).reject()
    screen = go(window, WholeRecordScreen, "devices")
    assert screen.list.rows.item(0).title == "None known: Pacemaker"
    assert "What do you know?" in words(screen.page)  # the whole list is not answered yet
    medicines = go(window, MedicationsScreen)
    assert "None known: Contrast dye" in words(medicines.page)
    assert "takes no medicines" not in words(medicines.page)
    press(medicines.page, "Change allergies")
    choose(dialog(window), "None known")
    assert workspace.records.answers(maria)[FactKind.ALLERGIES] is Answer.NONE_KNOWN


def test_a_fact_that_was_read_says_what_was_printed_and_what_was_changed(
    window: SheafWindow, workspace: Workspace
) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Blood count", proposals=[HEMOGLOBIN])
    (read,) = workspace.records.list(FactKind.RESULTS)
    workspace.records.confirm([read.id])
    workspace.records.edit(read.id, {"value": "10.8"})
    screen = go(window, WholeRecordScreen, read.id)
    settle()
    shown = words(_detail(window))
    assert "The page was read as “10.9”." in shown
    assert "read as “10.9”, you wrote “10.8”" in shown
    assert "confirmed by you" in shown
    press(_detail(window), f"Open: From {document.title}, page 1")
    documents = window.shell._made["documents"] if window.shell else None
    assert isinstance(documents, DocumentsScreen)
    assert documents.detail.document.id == document.id
    assert [mark.page for mark in documents.detail.preview._marks] == [1], "the place is marked"
    assert screen.name == "record"


def test_a_proposal_is_confirmed_or_left_out_from_its_page(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    file_document(workspace, maria, title="Blood count", proposals=[HEMOGLOBIN])
    (read,) = workspace.records.list(FactKind.RESULTS)
    go(window, WholeRecordScreen, read.id)
    settle()
    press(_detail(window), "Correct")
    assert workspace.records.get(read.id).origin is Origin.CONFIRMED


def test_a_typed_fact_names_its_document_and_page(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Power of attorney", pages=("page one", "page two"))
    go(window, WholeRecordScreen, "authorities").add.click()
    entry = form(window)
    type_in(entry, "holder", "Ana Lopez")
    type_in(entry, "expires", "1 March 2027")
    assert entry.source is not None
    entry.source.title.setText("No such paper")
    assert not entry.save_entry()
    entry.source.title.setText(next(iter(entry.source._names)))
    entry.source.page.setText("7")
    assert not entry.save_entry(), "the document has two pages"
    entry.source.page.setText("2")
    assert entry.save_entry()
    settle()
    kept = _only(workspace, FactKind.AUTHORITIES)
    assert [(one.document_id, one.page) for one in kept.provenance] == [(document.id, 2)]
    window.undo()
    assert workspace.records.list(FactKind.AUTHORITIES) == ()


def test_the_page_of_a_typed_fact_is_changed_and_undone(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Letter", pages=("one", "two"))
    fact = workspace.records.put(FactKind.DEVICES, maria, ONE_OF_EACH[FactKind.DEVICES]).id
    workspace.records.link(fact, document.id, 1)
    workspace.records.link(fact, document.id, 2)
    assert workspace.records.get(fact).provenance[0].page == 2
    workspace.history.undo()
    assert workspace.records.get(fact).provenance[0].page == 1
    workspace.history.undo()
    assert workspace.records.get(fact).provenance == ()


@pytest.mark.parametrize(
    ("kind", "values", "field", "question"),
    [
        (FactKind.PROCEDURES, {"name": "Scar", "until": "3 March 1950"}, "until", "before Maria was born"),
        (FactKind.IMMUNIZATIONS, {"vaccine": "Flu", "given": "1 May 2031"}, "given", "in the future"),
        (FactKind.TREATMENTS, {"regimen": "FOLFOX", "start": "2026-05", "stop": "2026-03"}, "stop", "before it begins"),
    ],
)
def test_a_date_that_can_hardly_be_meant_is_asked_about_once_and_kept(
    window: SheafWindow, workspace: Workspace, kind: FactKind, values: dict[str, str], field: str, question: str
) -> None:
    go(window, WholeRecordScreen, kind.value).add.click()
    entry = form(window)
    for name, text in values.items():
        type_in(entry, name, text)
    assert not entry.save_entry()
    assert question in words(entry.control(field))
    assert workspace.records.list(kind) == ()
    assert entry.save_entry(), "the person says that it is right"
    assert len(workspace.records.list(kind)) == 1


def test_a_planned_date_and_an_early_illness_of_the_mother_are_not_asked_about(
    window: SheafWindow, workspace: Workspace
) -> None:
    go(window, WholeRecordScreen, "treatments").add.click()
    for name, text in {"regimen": "FOLFIRI", "start": "7 December 2026"}.items():
        type_in(form(window), name, text)
    assert form(window).save_entry()
    assert len(workspace.records.list(FactKind.TREATMENTS)) == 1


def test_what_was_written_before_is_offered_again(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    workspace.records.put(FactKind.CONTACTS, maria, {"name": "Dr. Anil Patel", "facility": "Northgate"})
    workspace.records.put(FactKind.CONTACTS, luis, {"name": "Dr. Secret"})
    assert workspace.own_words.of(maria, FactKind.PROCEDURES, "performed_by") == ("Dr. Anil Patel",)
    assert workspace.own_words.of(maria, FactKind.PATHOLOGY, "lab") == ("Northgate",)
    assert workspace.own_words.of(maria, FactKind.PROCEDURES, "status") == ()
    go(window, WholeRecordScreen, "procedures").add.click()
    field = form(window).control("performed_by").focusProxy()
    form(window).more.click()
    assert field is not None
    field.setFocus()
    settle()
    offered = field.completer()  # type: ignore[attr-defined] # a line
    offered.setCompletionPrefix("patel")
    assert offered.currentCompletion() == "Dr. Anil Patel"


def test_two_windows_that_change_one_fact_lose_nothing(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    fact = workspace.records.put(FactKind.DEVICES, maria, {"name": "Port"}).id
    go(window, WholeRecordScreen, "devices").forms.edit(workspace.records.get(fact))
    mine = form(window)
    type_in(mine, "model", "mine")
    workspace.records.edit(fact, {"model": "theirs"})
    assert not mine.save_entry()
    settle()
    assert "changed" in words(dialog(window)).casefold() or "changed" in words(window).casefold()
    assert mine.control("model").text == "mine", "what was typed is still there"
    assert getattr(workspace.records.get(fact), "model") == "theirs"  # noqa: B009 - a field of its kind


def test_ten_thousand_rows_are_read_when_they_are_seen(window: SheafWindow) -> None:
    screen = go(window, WholeRecordScreen, "immunizations")
    asked: list[int] = []

    def read(ids: Sequence[str]) -> list[RowItem]:
        asked.append(len(ids))
        return [RowItem(id=one, title=f"Dose {one}") for one in ids]

    screen.list.show_ids([str(number) for number in range(10_000)], read)
    screen.list.show()
    settle()
    assert sum(asked) <= 400
    assert screen.list.rows.rowCount() == 10_000
    screen.list.scrollToBottom()
    settle()
    assert sum(asked) <= 800
    assert screen.list.rows.item(9_999).title == "Dose 9999"


def test_everything_has_a_name_of_its_own(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    workspace.records.put(FactKind.TREATMENTS, maria, ONE_OF_EACH[FactKind.TREATMENTS])
    screen = go(window, WholeRecordScreen, "treatments")
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
    screen.open_fact(_only(workspace, FactKind.TREATMENTS).id)
    settle()
    assert nameless(_detail(window)) == []
