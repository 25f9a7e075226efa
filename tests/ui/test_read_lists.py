"""Medicines and allergies read from a real PDF: each beside its piece of the page, none confirmed in advance."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.records.allergy import Allergy
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.records.provenance import Origin
from desktop.services.workspace import Workspace
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.review.view import ReviewScreen
from desktop.ui.widgets.page_strip import PageStrip
from desktop.ui.window import SheafWindow
from tests.papers import paper
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import dialog, go, press, settle, words

_VISIT = (
    "After Visit Summary",
    "Patient: Maria Lopez    Date of birth: 05/04/1957",
    "START taking these medications",
    "- apixaban 2.5 mg tablet: Take 1 tablet by mouth twice daily",
    "CONTINUE taking these medications",
    "- metFORMIN 500 mg tablet: Take 1 tablet by mouth 2 times daily with meals",
    "- warfarin 5 mg tablet",
    "- warfarin 2 mg tablet",
    "STOP taking these medications",
    "- ibuprofen 600 mg tablet",
    "Allergies: No known drug allergies",
)


@pytest.fixture
def read(workspace: Workspace, maria: str, tmp_path: Path) -> str:
    file = tmp_path / "visit.pdf"
    file.write_bytes(paper(_VISIT))
    (outcome,) = workspace.importing.import_paths([file], maria).outcomes
    assert outcome.proposed == {"medications": 5, "allergies": 1}
    assert outcome.document_id is not None
    return outcome.document_id


def _medicines(workspace: Workspace) -> dict[str, Medication]:
    listed = workspace.records.list(FactKind.MEDICATIONS)
    return {one.title: one for one in listed if isinstance(one, Medication)}


def test_each_is_shown_with_its_piece_of_the_page(window: SheafWindow, read: str) -> None:
    assert read
    screen = go(window, MedicationsScreen)
    settle()
    strips = screen.page.findChildren(PageStrip)
    assert len(strips) == 6
    assert "1 tablet, by mouth, 2 times daily, with meals" in words(screen.page)
    assert "No known allergy: Medicines" in words(screen.page)
    assert nameless(screen.page) == []


def test_the_clear_ones_are_confirmed_together_and_the_doubted_ones_wait(
    window: SheafWindow, workspace: Workspace, read: str
) -> None:
    assert read
    screen = go(window, MedicationsScreen)
    press(screen.page, "Confirm the 4 clear ones…")
    press(dialog(window), "Confirm 4 entries")
    kept = _medicines(workspace)
    assert kept["apixaban 2.5 mg"].origin is Origin.CONFIRMED
    assert kept["warfarin 5 mg"].origin is kept["warfarin 2 mg"].origin is Origin.PROPOSED
    assert kept["warfarin 5 mg"].needs_check
    workspace.history.undo()
    assert _medicines(workspace)["apixaban 2.5 mg"].origin is Origin.PROPOSED


def test_none_known_never_looks_like_an_allergy(window: SheafWindow, workspace: Workspace, read: str) -> None:
    assert read
    (fact,) = workspace.records.list(FactKind.ALLERGIES)
    assert isinstance(fact, Allergy)
    assert fact.negated
    workspace.records.confirm([fact.id])
    screen = go(window, MedicationsScreen)
    assert "None known: Medicines." in words(screen.page)


def test_the_review_says_that_medicines_wait(window: SheafWindow, read: str) -> None:
    assert read
    screen = go(window, ReviewScreen)
    press(screen.page, "Check medicines")
    assert window.shell is not None
    assert window.shell.current == "medications"


def test_no_two_buttons_are_called_the_same(window: SheafWindow, read: str) -> None:
    assert read
    screen = go(window, MedicationsScreen)
    assert same_named_buttons(screen.page) == set()
