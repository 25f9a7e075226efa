"""A daughter keeps her mother's and her son's records in one vault: nothing of one ever stands with the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.records.entry_fields import entry_fields, entry_text
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.services.medication_list import ListForm
from desktop.services.workspace import Workspace
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.people.view import PersonSwitcher
from desktop.ui.record.view import WholeRecordScreen
from desktop.ui.results.view import ResultsScreen
from desktop.ui.search.view import SearchScreen
from desktop.ui.timeline.view import TimelineScreen
from desktop.ui.trash.view import TrashScreen
from desktop.ui.widgets import RowList
from desktop.ui.window import SheafWindow
from tests.one_of_each import ONE_OF_EACH
from tests.papers import ct_report, lab_report, paper
from tests.ui.record_window import form, go, press, settle, type_in, words

Wait = Callable[[SheafWindow], None]
SON = "NOAHSWORD"
PAGES = ("home", "documents", "medications", "results", "timeline", "record", "contacts", "questions", "packets")


def _everything_typed(workspace: Workspace, person: str, mark: str) -> None:
    """Put one entry of every kind in, marked with a word of the person's own."""
    for kind in FactKind:
        workspace.records.put(kind, person, ONE_OF_EACH[kind] | {"note": mark})


def _seen(window: SheafWindow) -> str:
    """Return every word that any page of the person shows, lists too."""
    shell = window.shell
    assert shell is not None
    told = []
    for name in PAGES:
        shell.go(name)
        settle()
        shown: QWidget = shell._made[name].widget
        told.append(words(shown))
        for attribute in ("list", "kinds_list"):
            rows = getattr(shell._made[name], attribute, None)
            told += [item.spoken for item in rows.rows.items] if isinstance(rows, RowList) else []
    return "\n".join(told)


def _switch(window: SheafWindow, name: str) -> None:
    """Change the person as people do: the person button, then Open."""
    window.change_person()
    settle()
    switcher = next(one for one in window.findChildren(PersonSwitcher) if one.isVisible())
    press(switcher, f"Open the records of {name}")


def test_a_mother_and_a_son_in_one_vault(  # noqa: PLR0915 - one journey
    window: SheafWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    mother = workspace.people.list()[0].id
    son = workspace.people.add({"name": "Noah Reed", "born": "2015-02-01", "relation": "son"}).id
    _everything_typed(workspace, son, SON)

    # Both got papers; one of the son's landed in the mother's record.
    for name, content in {"ct.pdf": ct_report(), "lab.pdf": lab_report()}.items():
        (tmp_path / name).write_bytes(content)
    school = tmp_path / "school.pdf"
    school.write_bytes(paper(["Lakeside Pediatrics", "Visit summary", "Patient: REED, NOAH   DOB: 02/01/2015", SON]))
    workspace.importing.import_paths([tmp_path / "ct.pdf", tmp_path / "lab.pdf", school], mother)
    (wrong,) = [one for one in workspace.documents.list(mother) if not one.belongs]
    proposed = [one.id for one in workspace.records.list(FactKind.RESULTS, mother)]
    workspace.records.confirm(proposed)

    # Until somebody decides, it is on no timeline, in no search and no list of either.
    assert SON not in _seen(window).upper()
    assert go(window, SearchScreen, SON).places == ()

    # It is moved to him in one step, with all that was read from it, and back with Undo.
    workspace.documents.move(wrong.id, son)
    assert wrong.id in {one.id for one in workspace.documents.list(son)}
    window.undo()
    assert wrong.id in {one.id for one in workspace.documents.list(mother)}
    workspace.documents.move(wrong.id, son)
    settle()
    assert SON not in _seen(window).upper()

    # Who may act for the mother, with the paper and the day it ends.
    go(window, WholeRecordScreen, "authorities").add.click()
    entry = form(window)
    type_in(entry, "holder", "Ana Lopez")
    type_in(entry, "expires", "1 March 2027")
    assert entry.source is not None
    assert not [name for name in entry.source._names if "Visit" in name], "no paper of the son is offered"
    assert entry.save_entry()
    offered = workspace.own_words.of(mother, FactKind.CONTACTS, "name")
    assert not {one.casefold() for one in offered} & {"city radiology"}

    # The window on the son shows all that is his, and nothing of hers.
    _switch(window, "Noah Reed")
    seen = _seen(window)
    assert "Hemoglobin" not in seen
    assert "Ana Lopez" in seen, "his own entry of that kind"
    found = go(window, SearchScreen, "hypodense")
    assert found.places == ()
    assert len(go(window, SearchScreen, SON).places) > len(FactKind) - 5
    assert go(window, DocumentsScreen).list.rows.rowCount() == 1
    assert go(window, ResultsScreen).courses[0].name.startswith("CEA")
    assert go(window, TimelineScreen).entries
    thing = workspace.records.list(FactKind.DEVICES, son)[0]
    workspace.records.trash(thing.id)
    assert list(go(window, TrashScreen).items) == [thing.id]

    # Back to the mother: her trash is empty, her packet and her list hold nothing of his.
    _switch(window, "Maria Lopez")
    assert go(window, TrashScreen).items == {}
    draft = workspace.packets.start(mother)
    built = workspace.packets.build(replace(draft.request, recipient_name="Dr. Lena Okafor"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(built.pdf)).pages)
    assert SON not in text
    assert "Noah" not in text
    assert "hypodense" in text
    medicines = pypdf.PdfReader(io.BytesIO(workspace.medication_list.pdf(mother, ListForm.PAGE)))
    assert "Metformin" not in medicines.pages[0].extract_text()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)


def test_changing_the_person_keeps_what_is_typed(window: SheafWindow, workspace: Workspace) -> None:
    workspace.people.add({"name": "Noah Reed", "born": "2015-02-01"})
    screen = go(window, WholeRecordScreen, "devices")
    screen.add.click()
    type_in(form(window), "name", "Port")
    assert window.shell is not None
    window.shell.open_person(workspace.people.list()[1].id)
    settle()
    (kept,) = workspace.records.list(FactKind.DEVICES)
    assert (kept.person_id, kept.origin) == (workspace.people.list()[0].id, Origin.TYPED)
    texts = {field.name: entry_text(kept, field) for field in entry_fields(FactKind.DEVICES)}
    assert texts["name"] == "Port"
