"""What several sources say of one thing is one line that opens to its entries; versions of a paper name each other."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.record.view import WholeRecordScreen
from desktop.ui.window import SheafWindow
from tests.services.merging.papers import fact, file_paper, result
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import dialog, press, settle, words


def _shot(window: SheafWindow, name: str) -> None:
    if (folder := os.environ.get("SHEAF_SHOTS")) is not None:
        window.grab().save(str(Path(folder) / f"{name}.png"))


def _show(window: SheafWindow, screen: str, target: str = "") -> object:
    assert window.shell is not None
    assert window.shell.context is not None
    window.shell.context.navigate(screen, target)
    settle()
    return window.shell._made[screen]


def test_a_problem_of_three_sources_is_one_line_that_opens_to_three(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    for place in ("Lakeside Clinic", "Northgate", "Eastmoor"):
        file_paper(workspace, maria, [fact(FactKind.CONDITIONS, name="Gout")], source=place)
    screen = _show(window, "record", FactKind.CONDITIONS.value)
    assert isinstance(screen, WholeRecordScreen)
    held = [one for one in workspace.records.list(FactKind.CONDITIONS, maria) if one.title == "Gout"]
    lines = [screen.list.rows.item(row) for row in range(screen.list.rows.rowCount())]
    (line,) = [one for one in lines if one.title == "Gout"]
    assert "3 sources say this" in line.detail
    _shot(window, "group-line")
    screen.open_line(line.id)
    shown = dialog(window)
    for place in ("Lakeside Clinic", "Northgate", "Eastmoor"):
        assert place in words(shown)
    assert nameless(shown) == []
    assert same_named_buttons(shown) == set()
    _shot(window, "group-dialog")
    assert len(held) == 3


def test_a_medicine_in_two_strengths_is_one_line_that_says_so_and_unfolds(
    window: SheafWindow, workspace: Workspace
) -> None:
    maria = workspace.people.list()[0].id
    for place, strength in (("Lakeside Clinic", "5 mg"), ("Northgate", "10 mg")):
        said = fact(FactKind.MEDICATIONS, generic="Zolpidem", strength=strength)
        workspace.records.confirm(file_paper(workspace, maria, [said], source=place, title=f"List of {place}").ids)
    screen = _show(window, "medications")
    assert isinstance(screen, MedicationsScreen)
    assert "2 sources say this" in words(screen.page)
    assert "strengths differ" in words(screen.page)
    assert ("5 mg" in words(screen.page)) is not ("10 mg" in words(screen.page))
    first = next(one for one in screen.medicines if one.generic == "Zolpidem")
    _shot(window, "medicine-group")
    press(screen.page, f"Show all: {first.title}, 2 sources say this  ·  strengths differ")
    settle()
    assert "5 mg" in words(screen.page)
    assert "10 mg" in words(screen.page)
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
    _shot(window, "medicine-group-open")


def test_a_replaced_paper_and_the_newer_one_lead_to_each_other(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    same = result("Sodium", "140", unit="mmol/L")
    old = file_paper(workspace, maria, [same], series="set", version="1").document
    new = file_paper(workspace, maria, [same], series="set", version="2").document
    screen = _show(window, "documents", old.id)
    assert f"Replaced by {new.title}." in words(screen.page)  # type: ignore[attr-defined] # the documents screen
    _shot(window, "documents-replaced")
    press(screen.page, f"Show: Replaced by {new.title}.")  # type: ignore[attr-defined] # the documents screen
    settle()
    assert screen.detail.document.id == new.id  # type: ignore[attr-defined] # the documents screen
    assert f"Newer version of {old.title}." in words(screen.page)  # type: ignore[attr-defined] # the documents screen
