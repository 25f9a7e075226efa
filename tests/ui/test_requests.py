"""Requests: where each stands today, what to do next, and what papers name that is not here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest

from desktop.foundation import clock
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.pathology import Pathology
from desktop.records.request import Request, RequestStatus, RequestVerdict
from desktop.services.workspace import Workspace
from desktop.ui.requests.presenter import (
    BACK,
    Progress,
    Stage,
    in_order,
    lent,
    may_extend,
    progress,
    to_do,
    with_call,
)
from desktop.ui.requests.view import RequestsScreen
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import button, dialog, press, settle, words

TODAY = date(2026, 11, 22)


def _request(status: RequestStatus | None, **values: object) -> Request:
    return replace(Request(id="r", title="x", what="x", clinical_status=status), **values)  # type: ignore[arg-type] # a test's own words


def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (_request(None), Progress(Stage.NOT_ASKED)),
        (_request(RequestStatus.NOT_ASKED), Progress(Stage.NOT_ASKED)),
        (_request(None, date=_day("2026-11-10")), Progress(Stage.WAITING, 12)),
        (
            _request(RequestStatus.WAITING, date=_day("2026-11-10"), answer_by=_day("2026-12-10")),
            Progress(Stage.WAITING, 12, 30),
        ),
        (
            _request(RequestStatus.WAITING, date=_day("2026-10-23"), answer_by=_day("2026-11-22")),
            Progress(Stage.WAITING, 30, 30),
        ),
        (
            _request(RequestStatus.WAITING, date=_day("2026-10-22"), answer_by=_day("2026-11-21")),
            Progress(Stage.OVERDUE, 31, 30),
        ),
        (_request(RequestStatus.ARRIVED), Progress(Stage.COMPLETE)),
        (_request(RequestStatus.ARRIVED, missing="pictures"), Progress(Stage.INCOMPLETE)),
        (_request(RequestStatus.ARRIVED, verdict=RequestVerdict.WRONG), Progress(Stage.INCOMPLETE)),
        (_request(RequestStatus.REFUSED), Progress(Stage.REFUSED)),
    ],
)
def test_where_a_request_stands(request_: Request, expected: Progress) -> None:
    assert progress(request_, TODAY) == expected


@given(st.integers(0, 120), st.integers(1, 90))
def test_a_request_is_late_only_after_its_last_day(waited: int, limit: int) -> None:
    asked = TODAY - timedelta(days=waited)
    last = PartialDate.of(asked + timedelta(days=limit))
    how = progress(_request(RequestStatus.WAITING, date=PartialDate.of(asked), answer_by=last), TODAY)
    assert how == Progress(Stage.OVERDUE if waited > limit else Stage.WAITING, waited, limit)


def test_what_needs_the_person_stands_first() -> None:
    late = _request(RequestStatus.WAITING, date=_day("2026-09-01"), answer_by=_day("2026-10-01"))
    lacking = _request(RequestStatus.ARRIVED, missing="pictures")
    waiting = _request(RequestStatus.WAITING, date=_day("2026-11-20"))
    new = _request(RequestStatus.NOT_ASKED)
    stood = in_order([new, waiting, lacking, late], TODAY)
    assert [how.stage for _one, how in stood] == [Stage.OVERDUE, Stage.INCOMPLETE, Stage.WAITING, Stage.NOT_ASKED]
    assert to_do(stood) == 2


def test_the_one_extension_is_offered_once() -> None:
    asked = _request(RequestStatus.WAITING, date=_day("2026-10-01"), answer_by=_day("2026-10-31"))
    assert may_extend(asked)
    assert not may_extend(replace(asked, answer_by=_day("2026-11-30")))
    assert not may_extend(replace(asked, date=None))


def test_a_call_is_a_line_of_its_own() -> None:
    once = with_call(_request(None), TODAY, "Ms. Hart:\n they look for it ")
    assert once == "2026-11-22: Ms. Hart: they look for it"
    assert with_call(_request(None, calls=once + "\n"), TODAY, "again") == f"{once}\n2026-11-22: again"


def test_lent_slides_by_how_soon_they_must_be_back() -> None:
    base = Pathology(id="p", title="x", specimen="x")
    home = replace(base, id="home")
    sent = replace(base, id="sent", slides_sent_on=_day("2026-11-18"), slides_return_by=_day("2026-12-18"))
    soon = replace(sent, id="soon", slides_return_by=_day("2026-11-27"))
    back = replace(sent, id="back", slides_returned_on=_day("2026-11-20"))
    found = lent([back, home, sent, soon], TODAY)
    assert [(one.pathology.id, one.step, one.days) for one in found] == [
        ("soon", 2, 5),
        ("sent", 1, 26),
        ("back", BACK, None),
    ]


def _open(window: SheafWindow) -> RequestsScreen:
    shell = window.shell
    assert shell is not None
    shell.go("requests")
    settle()
    return cast("RequestsScreen", shell._made["requests"])


def test_an_empty_page_says_when_something_appears(window: SheafWindow, maria: str) -> None:
    assert maria
    screen = _open(window)
    assert "Nothing asked for yet." in words(screen.page)
    press(screen.page, "Ask for records…")
    assert dialog(window).isVisible()


def test_from_not_asked_to_the_call(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    workspace.records.put(FactKind.REQUESTS, maria, {"what": "CT pictures of 8 June", "provider": "Riverside Imaging"})
    screen = _open(window)
    assert "Not asked yet" in words(screen.page)
    press(screen.page, "I have asked for CT pictures of 8 June")
    settle()
    assert "Waiting, day 0 of 30" in words(screen.page)
    press(screen.page, "Write down a call about CT pictures of 8 June")
    asked = dialog(window)
    QTest.keyClicks(asked.focusWidget(), "Ms. Hart will send a disc")
    press(asked, "Write it down")
    settle()
    (kept,) = workspace.records.list(FactKind.REQUESTS, maria)
    assert isinstance(kept, Request)
    assert kept.calls == f"{clock.today().isoformat()}: Ms. Hart will send a disc"
    assert "Ms. Hart will send a disc" not in words(screen.page), "the limit matters more while they have time"
    assert nameless(screen.page) == []


def test_what_came_in_part_is_asked_for_again(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    values = {
        "what": "CT of 14 Nov", "provider": "Riverside Imaging", "status": "arrived", "verdict": "incomplete",
        "missing": "The pictures",
    }  # fmt: skip
    workspace.records.put(FactKind.REQUESTS, maria, values)
    screen = _open(window)
    assert "Missing: The pictures" in words(screen.page)
    press(screen.page, "Ask again for The pictures")
    press(dialog(window), "Save request")
    settle()
    whats = {one.title for one in workspace.records.list(FactKind.REQUESTS, maria)}
    assert whats == {"CT of 14 Nov", "The pictures"}
    assert same_named_buttons(screen.page) == set()


def test_an_overdue_request_takes_its_one_extension(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    asked = clock.today() - timedelta(days=31)
    values = {
        "what": "Notes", "provider": "St. Brigid", "status": "waiting", "asked_on": asked.isoformat(),
        "answer_by": (asked + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    workspace.records.put(FactKind.REQUESTS, maria, values)
    settle()
    assert window.shell is not None
    shown = window.shell.sidebar.pages.model()
    assert "Requests, 1 to do" in [shown.index(row, 0).data() for row in range(shown.rowCount())]
    screen = _open(window)
    assert "Day 31: they should have answered by" in words(screen.page)
    press(screen.page, "They wrote that they need 30 more days: Notes")
    settle()
    assert "Waiting, day 31 of 60" in words(screen.page)
    with pytest.raises(AssertionError):
        button(screen.page, "They wrote that they need 30 more days: Notes")


def test_an_addendum_that_is_not_here_is_put_on_the_list(
    window: SheafWindow, workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    from tests.papers import letter

    text = "CT chest 03/02/2026. Comparison: CT chest 11/14/2025. See addendum of 03/09/2026. Impression: stable."
    (tmp_path / "report.pdf").write_bytes(letter(text))
    workspace.importing.import_paths([tmp_path / "report.pdf"], maria)
    for one in workspace.documents.list(maria):
        if not one.belongs:
            workspace.documents.keep_here(one.id)
    screen = _open(window)
    if not screen.named:
        pytest.fail("the paper names an earlier study, and the page does not say so")
    before = len(screen.named)
    name = next(
        one.accessibleName() for one in screen.page.findChildren(type(screen.add)) if "Put on" in one.accessibleName()
    )
    press(screen.page, name)
    settle()
    (kept,) = workspace.records.list(FactKind.REQUESTS, maria)
    assert kept.provenance, "the request says where the paper names it"
    assert len(screen.named) < before
    workspace.history.undo()
    settle()
    assert len(screen.named) == before
