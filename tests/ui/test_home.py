"""Home says what is next, what changed most, and what to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.foundation import clock
from desktop.records.appointment import Appointment
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.records.provenance import Origin
from desktop.records.readiness import Level, ReadinessItem, State
from desktop.records.result import Result
from desktop.services.workspace import Workspace
from desktop.ui.dates import UnclearDateError, day_words, days_until, moment_words, typed_day
from desktop.ui.home.presenter import changed_most, greeting, hero_items, next_appointment, unheard
from desktop.ui.widgets import Dialog, Status
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless


def result(value: str, day: str, **more: object) -> Result:
    base = Result(test="Hemoglobin", value=value, unit="g/dL", low="12.0", high="15.5", date=PartialDate.parse(day))
    return Result(**{name: getattr(base, name) for name in ("test", "value", "unit", "low", "high", "date")} | more)


def words(window: SheafWindow) -> list[str]:
    shown = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    return shown + [one.text() for one in window.findChildren(QPushButton) if one.isVisible()]


def test_the_greeting_follows_the_day() -> None:
    assert greeting(8, "Maria") == "Good morning, Maria"
    assert greeting(15, "Maria") == "Good afternoon, Maria"
    assert greeting(21, "Maria") == "Good evening, Maria"


def test_the_next_appointment_is_the_first_that_is_not_past() -> None:
    days = ("2026-11-20", "2026-12-24", "2026-11-26")
    visits = [Appointment(purpose=day, date=PartialDate.parse(day)) for day in days]
    chosen = next_appointment(visits, date(2026, 11, 22))
    assert chosen is not None
    assert chosen.purpose == "2026-11-26"
    assert next_appointment([], date(2026, 11, 22)) is None


def test_the_result_that_left_its_range_changed_most_and_proposals_do_not_count() -> None:
    inside = [result("6.1", "2026-10-02", test="White cells", low="4", high="11")]
    inside.append(result("9.9", "2026-11-12", test="White cells", low="4", high="11"))
    out = [result("11.2", "2026-10-02"), result("10.9", "2026-11-12")]
    chosen = changed_most([*inside, *out])
    assert chosen is not None
    assert (chosen.latest.test, chosen.latest.value) == ("Hemoglobin", "10.9")
    assert changed_most([out[0], result("2.0", "2026-11-12", origin=Origin.PROPOSED)]) is None
    assert changed_most([out[0], result("109", "2026-11-12", unit="g/L")]) is None


def test_the_hero_shows_what_is_done_what_is_worst_and_the_packet_last() -> None:
    ready = ReadinessItem(rule="a", level=Level.MUST, state=State.OK, text="Medicines checked", action="medications")
    missing = ReadinessItem(
        rule="b", level=Level.MUST, state=State.MISSING, text="No pathology report", action="documents"
    )
    shown = hero_items([ready, missing], 3, sent=False)
    assert [(item.words, item.status) for item in shown] == [
        ("Medicines checked", Status.DONE),
        ("3 documents to review", Status.LOOK),
        ("No pathology report", Status.WRONG),
        ("Packet not sent yet", Status.NOT_STARTED),
    ]


def test_an_empty_vault_offers_a_beginning(window: SheafWindow) -> None:
    shown = words(window)
    assert "Welcome, Maria" in shown
    assert "Your vault is ready and empty. Nothing here leaves this computer." in shown
    assert "Add appointment…" in shown


def test_home_shows_the_record_and_follows_it(
    window: SheafWindow, workspace: Workspace, maria: str, qtbot: QtBot
) -> None:
    moment = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    with clock.frozen_at(moment):
        put = workspace.records.put
        visit = {
            "purpose": "Second opinion",
            "with_whom": "Dr. Lena Okafor",
            "when": "2026-11-26T10:30",
            "where": "Northfield",
        }
        put(FactKind.APPOINTMENTS, maria, visit)
        for value, day in (("12.9", "2026-03-03"), ("10.9", "2026-11-12")):
            values = {
                "test": "Hemoglobin",
                "value": value,
                "unit": "g/dL",
                "low": "12.0",
                "high": "15.5",
                "collected": day,
            }
            put(FactKind.RESULTS, maria, values)
        for text in ("Is surgery still an option?", "Why did my iron drop?"):
            put(FactKind.QUESTIONS, maria, {"text": text})
        qtbot.waitUntil(lambda: "Is surgery still an option?" in words(window), timeout=60_000)
        shown = words(window)
        assert "Second opinion with Dr. Lena Okafor" in shown
        assert "26 November 2026, 10:30  ·  Northfield  ·  in 4 days" in shown
        assert "10.9" in shown
        assert "Below lab’s range" in shown
        assert "2 results since 3 Mar 2026, last on 12 Nov 2026" in shown
        assert "Start a packet" in shown
        assert nameless(window) == []


def test_an_appointment_is_written_down(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    button = next(
        one for one in window.findChildren(QPushButton) if one.isVisible() and one.text() == "Add appointment…"
    )
    button.click()
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    assert nameless(dialog) == []
    dialog.reject()
    QApplication.processEvents()
    assert workspace.records.list(FactKind.APPOINTMENTS, maria) == ()


@pytest.mark.parametrize(
    ("text", "iso"),
    [("4 May 1957", "1957-05-04"), ("May 4, 1957", "1957-05-04"), ("1957", "1957"), ("Nov 2026", "2026-11")],
)
def test_dates_are_typed_as_people_type_them(text: str, iso: str) -> None:
    day = typed_day(text)
    assert day is not None
    assert day.iso == iso


def test_an_unclear_date_is_asked_about() -> None:
    with pytest.raises(UnclearDateError, match="Write the month as a word"):
        typed_day("05/04/1957")
    with pytest.raises(UnclearDateError):
        typed_day("soon")
    assert typed_day("  ") is None


def test_dates_are_shown_in_words() -> None:
    assert day_words(PartialDate(2026, 11, 14)) == "14 Nov 2026"
    assert day_words(PartialDate(2026, 9)) == "Sep 2026"
    assert day_words(PartialDate(2019), long=True) == "2019"
    assert day_words(None) == ""
    with clock.frozen_at(datetime(2026, 11, 22, 14, 0, tzinfo=UTC)):
        assert [days_until(date(2026, 11, day)) for day in (20, 21, 22, 23, 26)] == [
            "2 days ago",
            "yesterday",
            "today",
            "tomorrow",
            "in 4 days",
        ]
        assert moment_words(datetime(2026, 11, 22, 9, 12, tzinfo=UTC)).startswith("today, ")
        assert moment_words(datetime(2026, 3, 3, 12, 0, tzinfo=UTC)) == "3 March 2026"


def test_who_got_something_two_days_ago_and_was_not_heard_of_is_asked_after() -> None:
    sent = Disclosure(
        id="e1", packet_id="p1", code="SH-7K2M", version=1, person_id="m", to="Dr. Lena Okafor", address="", purpose="",
        medium="locked-pdf", when=datetime(2026, 11, 20, 12, tzinfo=UTC), pages=1, size=1, sha256="", fingerprint="",
        file_name="", items=(),
    )  # fmt: skip
    day = date(2026, 11, 22)
    (asked,) = unheard([sent], day)
    assert (asked.words, asked.screen) == ("Ask Dr. Lena Okafor whether it arrived", "sent-log")
    assert unheard([sent], date(2026, 11, 21)) == ()
    assert unheard([replace(sent, received=sent.when)], day) == ()
    assert unheard([replace(sent, ask_on=PartialDate(2026, 11, 23))], day) == (), "the day that the person chose"
    assert len(unheard([replace(sent, ask_on=PartialDate(2026, 11, 21))], date(2026, 11, 21))) == 1
    assert unheard([replace(sent, medium="export")], day) == ()
    (both,) = unheard([sent, replace(sent, medium="handover", day=PartialDate(2026, 11, 1))], day)
    assert both.words == "Ask 2 places whether it arrived"
