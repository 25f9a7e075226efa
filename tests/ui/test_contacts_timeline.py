"""Contacts and timeline: who helps, and what happened when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desktop.foundation.clock import frozen_at
from desktop.records.contact import Contact
from desktop.records.dates import PartialDate
from desktop.records.event import Event
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance
from desktop.services.workspace import Workspace
from desktop.ui.contacts.presenter import initials, needs_fax
from desktop.ui.contacts.view import ContactsScreen
from desktop.ui.timeline.presenter import Group, counts, entries
from desktop.ui.timeline.view import TimelineScreen
from desktop.ui.window import SheafWindow
from tests.filing import file_document
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.maria_record import lab_report, maria_record
from tests.ui.record_window import choose, dialog, form, go, press, settle, type_in, words


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def filled(workspace: Workspace, maria: str) -> str:
    maria_record(workspace, maria)
    return maria


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Dr. Lena Okafor", "LO"), ("St. Brigid Hospital", "SB"), ("Ana", "A"), ("王小明", "王"), ("", "")],
)
def test_initials_leave_titles_out(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_missing_fax_is_said_only_where_something_is_to_be_sent() -> None:
    assert needs_fax(Contact(name="Dr. Green", gets_copy=True))
    assert not needs_fax(Contact(name="Dr. Green", gets_copy=True, fax="555-0100"))
    assert not needs_fax(Contact(name="Oak Pharmacy"))
    assert not needs_fax(Contact(name="Ana", gets_copy=True, family=True))


def test_care_team_and_family_stand_apart(window: SheafWindow, filled: str) -> None:
    screen = go(window, ContactsScreen)
    assert filled
    shown = words(screen.page)
    for part in ("Care team", "Family and helpers", "Fax number is missing", "Gets a copy", "Ana Lopez, daughter"):
        assert part in shown
    assert shown.count("Fax number is missing") == 1


def test_a_contact_is_added_changed_trashed_and_taken_back(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    assert maria
    screen = go(window, ContactsScreen)
    assert "Add the doctor you will see first." in words(screen.page)
    screen.add.click()
    type_in(form(window), "name", "Dr. Lena Okafor")
    press(form(window), "Save contact")
    press(screen.page, "Change Dr. Lena Okafor")
    type_in(form(window), "phone", "555-0199")
    press(form(window), "Save contact")
    assert "555-0199" in words(screen.page)
    press(screen.page, "Change Dr. Lena Okafor")
    press(form(window), "Move Dr. Lena Okafor to the trash")
    assert "No contacts yet." in words(screen.page)
    window.undo()
    settle()
    assert "555-0199" in words(screen.page)
    assert len(workspace.records.list(FactKind.CONTACTS)) == 1


def event(day: str, **more: object) -> Event:
    given = {"kind": "medications", "title": "Oxaliplatin", "detail": "", "id": "1", "person_id": "p"} | more
    return Event(date=PartialDate.parse(day), **given)  # type: ignore[arg-type] # fields by name


def test_beginning_and_end_are_one_line() -> None:
    (entry,) = entries([event("2026-08", detail="Stopped"), event("2026-04", detail="8 cycles")])
    assert (entry.event.date.iso, entry.until) == ("2026-04", PartialDate.parse("2026-08"))
    assert entry.detail == "8 cycles. Stopped"


def test_values_of_a_report_are_told_by_the_report() -> None:
    read = event("2026-11-12", kind="results", id="2", document_id="d", page=1)
    typed = event("2026-11-12", kind="results", id="3")
    made = entries([read, typed])
    assert [one.event.id for one in made] == ["3"]
    assert counts(made) == {Group.ALL: 1, Group.TESTS: 1}


def test_newest_first_with_spans_and_sources(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    lab_report(workspace, filled)
    screen = go(window, TimelineScreen)
    dates = [one.event.date.low for one in screen.entries]
    assert dates == sorted(dates, reverse=True)
    shown = words(screen.page)
    for part in ("26 Nov 2026", "Apr to Aug 2026", "Report, page 1", "Told by patient", "Feb 2026", "Without a date"):
        assert part in shown
    assert "16 events: they fit on one page in your packet." in shown


def test_the_chips_show_one_group_at_a_time(window: SheafWindow, filled: str) -> None:
    screen = go(window, TimelineScreen)
    assert filled
    choose(screen.page, "Symptoms and diagnosis 3")
    shown = words(screen.page)
    assert "Colon cancer" in shown
    assert "Capecitabine" not in shown


def test_an_event_is_added_by_its_kind_and_changed_on_its_line(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    assert maria
    screen = go(window, TimelineScreen)
    assert "Nothing here yet." in words(screen.page)
    screen.add.click()
    settle()
    press(dialog(window), "First signs, a diagnosis or a stage")
    entry = form(window)
    type_in(entry, "name", "First signs")
    type_in(entry, "since", "February 2026")
    press(entry, "Save event")
    assert "Feb 2026" in words(screen.page)
    press(screen.page, "Change First signs")
    press(form(window), "Move First signs to the trash")
    assert "Nothing here yet." in words(screen.page)
    assert workspace.records.list(FactKind.CONDITIONS) == ()


@pytest.mark.parametrize("kind", [ContactsScreen, TimelineScreen])
def test_nothing_of_another_person_is_shown_and_everything_has_a_name(
    window: SheafWindow, workspace: Workspace, filled: str, kind: type[ContactsScreen | TimelineScreen]
) -> None:
    assert filled
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-01-01"}).id
    workspace.records.put(FactKind.CONTACTS, luis, {"name": "Dr. Xavier"})
    workspace.records.put(FactKind.CONDITIONS, luis, {"name": "Gout", "since": "2020"})
    workspace.records.put(FactKind.CONDITIONS, luis, {"name": "Snoring"})
    screen = go(window, kind)
    for name in ("Dr. Xavier", "Gout", "Snoring"):
        assert name not in words(screen.page)
    assert nameless(screen.page) == []


def test_no_two_contact_buttons_have_the_same_name(window: SheafWindow, filled: str) -> None:
    screen = go(window, ContactsScreen)
    assert filled
    assert same_named_buttons(screen.page) == set()


def test_who_may_act_stands_with_its_paper_and_its_end(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Power of attorney", pages=("one", "two"))
    values = {"holder": "Ana Lopez", "type": "power-of-attorney", "relation": "daughter", "expires": "2020-03-01"}
    place = Provenance(document_id=document.id, page=2)
    fact = workspace.records.put(FactKind.AUTHORITIES, maria, values, provenance=(place,)).id
    screen = go(window, ContactsScreen)
    shown = words(screen.page)
    assert "Power of attorney of Ana Lopez ended on 1 March 2020. Add the new one, or remove it." in shown
    assert "Document, page 2" in shown
    assert nameless(screen.page) == []
    workspace.records.edit(fact, {"expires": "2999"})
    settle()
    assert "ended on" not in words(screen.page)
    assert "until 2999" in words(screen.page)
