"""Opinions side by side: what each doctor said and had, and the person's own word on how they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.opinion import Agreement, Opinion
from desktop.records.packet import Disclosure
from desktop.services.workspace import Workspace
from desktop.ui.forms.form import EntryForm
from desktop.ui.opinions.presenter import Had, in_order, only_one_had, standing, what_each_had
from desktop.ui.opinions.view import OpinionsScreen
from desktop.ui.widgets.choices import Chip
from desktop.ui.window import SheafWindow
from tests.papers import ct_report, letter
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import dialog, press, words
from tests.ui.record_window import settle as drawn

Settle = Callable[[SheafWindow], None]

PATEL = {
    "doctor": "Dr. Samir Patel", "institution": "Lakeside Oncology", "given": "2026-11-12", "first": "yes",
    "diagnosis": "Colon cancer, adenocarcinoma", "stage": "IV, liver only", "goal": "Slow it down",
    "plan": "Add bevacizumab from 7 December", "risks": "Bleeding, high blood pressure",
}  # fmt: skip
OKAFOR = {
    "doctor": "Dr. Lena Okafor", "institution": "Northfield", "given": "2027-01-26",
    "diagnosis": "colon cancer,  adenocarcinoma.", "stage": "IV, liver only", "goal": "Make surgery possible",
    "plan": "3 months FOLFIRI, then liver MRI and surgery", "risks": "Infection, tiredness",
}  # fmt: skip
BRANDT = {
    "doctor": "Dr. Ivo Brandt", "institution": "University Clinic", "given": "2027-02-03",
    "diagnosis": "Colon cancer, adenocarcinoma", "stage": "IV, liver only", "goal": "Make surgery possible",
    "plan": "Surgery now, then treatment",
}  # fmt: skip


def _opinion(**values: object) -> Opinion:
    return replace(Opinion(id=str(values.get("doctor", "x")), title="x", doctor="x"), **values)  # type: ignore[arg-type] # a test's own words


def _sent(to: str, code: str, version: int, when: int, *items: str) -> Disclosure:
    return Disclosure(
        id=code, packet_id=code, code=code, version=version, person_id="", to=to, address="", purpose="",
        medium="locked-pdf", when=datetime(2026, 11, when, tzinfo=UTC), pages=1, size=1, sha256="", fingerprint="",
        file_name="", items=items,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((None, None), None),
        ((Agreement.AGREE, None), None),
        ((Agreement.AGREE, Agreement.AGREE), Agreement.AGREE),
        ((Agreement.AGREE, Agreement.DIFFER), Agreement.DIFFER),
        ((Agreement.UNCLEAR, Agreement.AGREE), Agreement.UNCLEAR),
        ((Agreement.UNCLEAR, Agreement.DIFFER), Agreement.DIFFER),
    ],
)
def test_a_row_stands_as_its_weakest_word(said: tuple[Agreement | None, ...], expected: Agreement | None) -> None:
    opinions = [_opinion(first=True, plan="a"), *(_opinion(plan="b", plan_agreement=one) for one in said)]
    assert standing(opinions, "plan").agreement is expected


def test_only_equal_words_are_proposed_as_agreeing() -> None:
    first = _opinion(first=True, stage="IV, liver only")
    same = standing([first, _opinion(stage=" IV,  Liver only. ")], "stage")
    assert (same.agreement, same.said) == (Agreement.AGREE, False)
    assert standing([first, _opinion(stage="IV, liver")], "stage").agreement is None
    assert standing([_opinion(), _opinion()], "stage").agreement is None, "two empty texts agree on nothing"
    assert standing([first], "stage").agreement is None
    told = standing([first, _opinion(stage="IV, liver only", stage_agreement=Agreement.UNCLEAR)], "stage")
    assert told.agreement is Agreement.UNCLEAR, "the person's word counts more than equal words"


def test_the_first_doctor_stands_first_and_the_others_by_date() -> None:
    late = _opinion(doctor="late", date=PartialDate.parse("2026-12-03"))
    early = _opinion(doctor="early", date=PartialDate.parse("2026-11-26"))
    first = _opinion(doctor="first", first=True, date=PartialDate.parse("2027"))
    undated = _opinion(doctor="undated")
    assert [one.doctor for one in in_order([undated, late, first, early])] == ["first", "early", "late", "undated"]


def test_what_a_doctor_had_comes_from_the_sent_log() -> None:
    log = [
        _sent("Dr. Lena Okafor", "SH-2222", 2, 28, "a", "b"),
        _sent("Dr. Lena Okafor", "SH-2222", 1, 20, "a"),
        _sent("someone", "", 0, 19, "z"),
    ]
    early = _opinion(doctor="dr. lena okafor", date=PartialDate.parse("2026-11-26"))
    named = _opinion(doctor="Dr. Who", packet_seen="SH-2222 v2")
    wrong = _opinion(doctor="Dr. Lena Okafor", packet_seen="only the letter")
    had = what_each_had([early, named, wrong], log)
    assert (had[early.id].version, set(had[early.id].items)) == (1, {"a"}), "what was sent after the visit was not seen"
    assert had[named.id].version == 2
    assert had[wrong.id] == Had(), "what the person wrote down counts more than a name"


def test_what_only_one_had_is_found() -> None:
    one, two = _opinion(doctor="one"), _opinion(doctor="two")
    had = {"one": Had("SH-1", 1, frozenset("ab")), "two": Had("SH-2", 1, frozenset("bc"))}
    assert only_one_had([one, two], had) == {"one": {"a"}, "two": {"c"}}
    assert only_one_had([one, two], had | {"two": Had()}) == {}


@pytest.fixture
def screen(window: SheafWindow, workspace: Workspace, maria: str) -> OpinionsScreen:
    """The page with three opinions."""
    for values in (BRANDT, PATEL, OKAFOR):
        workspace.records.put(FactKind.OPINIONS, maria, values)
    return _open(window)


def _open(window: SheafWindow) -> OpinionsScreen:
    shell = window.shell
    assert shell is not None
    shell.go("opinions")
    drawn()
    return cast("OpinionsScreen", shell._made["opinions"])


def test_without_opinions_the_page_says_how_to_begin(window: SheafWindow, maria: str) -> None:
    assert maria
    made = _open(window)
    assert "No opinions yet." in words(made.page)
    press(made.page, "Add an opinion…")
    form = dialog(window)
    assert isinstance(form, EntryForm)
    assert form.texts()["first"] == "yes"


def test_the_row_says_what_the_person_said(screen: OpinionsScreen, window: SheafWindow, workspace: Workspace) -> None:
    told = words(screen.page)
    assert "Same words" in told, "diagnosis and stage are told in the same words"
    assert "Dr. Samir Patel" in told
    press(screen.page, "Plan: do they agree?")
    asked = dialog(window)
    assert "Surgery now, then treatment" in words(asked)
    next(one for one in asked.findChildren(Chip) if one.text() == "Differ").click()
    drawn()
    assert "Differ" in words(screen.page)
    assert [one.plan_agreement for one in screen.opinions] == [None, Agreement.DIFFER, Agreement.DIFFER]
    workspace.history.undo()
    drawn()
    assert [one.plan_agreement for one in screen.opinions] == [None, None, None]


def test_doctors_who_did_not_have_the_same_are_told(
    window: SheafWindow, workspace: Workspace, maria: str, tmp_path: Path, settle: Settle
) -> None:
    for name, data in (("ct.pdf", ct_report()), ("note.pdf", letter("A note about the colonoscopy of March."))):
        (tmp_path / name).write_bytes(data)
    workspace.importing.import_paths([tmp_path / "ct.pdf", tmp_path / "note.pdf"], maria)
    documents = workspace.documents.list(maria)
    for one in documents:
        if not one.belongs:
            workspace.documents.keep_here(one.id)
    for doctor, out in (("Dr. Lena Okafor", documents[0].id), ("Dr. Ivo Brandt", "")):
        started = workspace.packets.start(maria).request
        request = replace(started, recipient_id="", recipient_name=doctor, excluded=frozenset({out} - {""}))
        workspace.packets.deliver(workspace.packets.build(workspace.packets.save(request).request), tmp_path / doctor)
    for values in (PATEL, OKAFOR, BRANDT):
        workspace.records.put(FactKind.OPINIONS, maria, values)
    made = _open(window)
    settle(window)
    told = words(made.page)
    assert f"Only Dr. Ivo Brandt had “{documents[0].title}”." in told
    assert "Sheaf does not say who is right." in told
    press(made.page, "Questions for Dr. Samir Patel…")
    form = dialog(window)
    assert isinstance(form, EntryForm)
    assert form.texts()["for_whom"] == "Dr. Samir Patel"


@pytest.mark.parametrize("width", [1366, 700])
def test_every_width_shows_everything_with_names(screen: OpinionsScreen, window: SheafWindow, width: int) -> None:
    window.resize(width, 820)
    drawn()
    assert screen.table is not None
    told = words(screen.page)
    for values in (PATEL, OKAFOR, BRANDT):
        assert values["plan"] in told
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
    bar = screen.page.scroll_area.horizontalScrollBar()
    assert bar.maximum() == 0, "nothing to scroll sideways"
