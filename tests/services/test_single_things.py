"""One thing at a time: contrast dye, a pacemaker, blood thinners … each has an answer that every paper obeys."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pypdf
import pytest

from desktop.fhir import ips
from desktop.foundation import clock
from desktop.packet.single_things import not_known
from desktop.records.answers import Answer
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import Case, PacketRequest
from desktop.records.readiness import State
from desktop.records.single_thing import KIND_OF, SingleThing
from desktop.services.errors import StillListedError
from desktop.services.export.page.fact_tables import fact_table
from desktop.services.export.page.markup import Html
from desktop.services.workspace import Workspace

NONE, UNSURE, NOT_ASKED = Answer.NONE_KNOWN, Answer.NOT_KNOWN, Answer.NOT_ASKED


def _listed(workspace: Workspace, person: str, thing: SingleThing) -> tuple[Fact, ...]:
    return workspace.records.list(KIND_OF[thing], person)


def test_each_answer_holds_until_another_one_is_given_and_can_be_taken_back(workspace: Workspace, maria: str) -> None:
    for thing in SingleThing:
        _walk(workspace, maria, thing)


def _walk(workspace: Workspace, maria: str, thing: SingleThing) -> None:
    things, before = workspace.records.single_things, len(_listed(workspace, maria, thing))
    assert things.answers(maria)[thing] is NOT_ASKED
    for answer in (NONE, UNSURE, NONE, NOT_ASKED, UNSURE, NONE):
        things.answer(thing, maria, answer)
        assert things.answers(maria)[thing] is answer
        assert len(_listed(workspace, maria, thing)) - before == (1 if answer is NONE else 0)
    workspace.history.undo()
    assert things.answers(maria)[thing] is UNSURE
    assert workspace.records.answers(maria)[KIND_OF[thing]] is NOT_ASKED


def test_an_entry_takes_back_the_answer_that_it_contradicts_and_undo_gives_it_again(
    workspace: Workspace, maria: str
) -> None:
    records = workspace.records
    for thing in (SingleThing.PACEMAKER, SingleThing.IMPLANTS, SingleThing.BLOOD_THINNERS):
        records.single_things.answer(thing, maria, NONE)
    records.single_things.answer(SingleThing.CONTRAST_DYE, maria, UNSURE)
    records.put(FactKind.DEVICES, maria, {"name": "Port"})
    answers = records.single_things.answers(maria)
    assert (answers[SingleThing.IMPLANTS], answers[SingleThing.PACEMAKER]) == (Answer.KNOWN, NONE)
    assert [one.title for one in records.list(FactKind.DEVICES, maria) if one.negated] == ["Pacemaker"]
    workspace.history.undo()
    assert records.single_things.answers(maria)[SingleThing.IMPLANTS] is NONE
    records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban"})
    records.put(FactKind.ALLERGIES, maria, {"substance": "Iodinated contrast"})
    answers = records.single_things.answers(maria)
    assert (answers[SingleThing.BLOOD_THINNERS], answers[SingleThing.CONTRAST_DYE]) == (Answer.KNOWN, Answer.KNOWN)
    with pytest.raises(StillListedError):
        records.single_things.answer(SingleThing.BLOOD_THINNERS, maria, NONE)


def test_no_devices_at_all_means_no_pacemaker_but_no_allergies_does_not_answer_for_contrast_dye(
    workspace: Workspace, maria: str
) -> None:
    for kind in (FactKind.DEVICES, FactKind.ALLERGIES, FactKind.MEDICATIONS, FactKind.PROCEDURES):
        workspace.records.answer(kind, maria, NONE)
    answers = workspace.records.single_things.answers(maria)
    none = {thing for thing, answer in answers.items() if answer is NONE}
    assert none == {
        SingleThing.PACEMAKER, SingleThing.IMPLANTS, SingleThing.BLOOD_THINNERS, SingleThing.ANESTHESIA
    }  # fmt: skip


def _text(pdf: bytes, *pages: int) -> str:
    read = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(read[page].extract_text() for page in pages or range(len(read))).split())


def test_papers_say_what_was_answered_in_their_language(workspace: Workspace, maria: str) -> None:
    records = workspace.records
    records.put(FactKind.MEDICATIONS, maria, {"generic": "metformin"})
    for thing, answer in (
        (SingleThing.CONTRAST_DYE, NONE),
        (SingleThing.LATEX, UNSURE),
        (SingleThing.PACEMAKER, NONE),
        (SingleThing.BLOOD_THINNERS, NONE),
        (SingleThing.ANESTHESIA, UNSURE),
    ):
        records.single_things.answer(thing, maria, answer)
    card = _text(workspace.emergency_card.made(maria).pdf)
    for words in (
        "contrast dye: None known",
        "Latex, tape: not known",
        "no pacemaker or defibrillator",
        "Blood thinners: None known",
        "Trouble with anesthesia: not known",
    ):
        assert words in card, words
    request = workspace.packets.start(maria).request
    saved = workspace.packets.save(_for(request, "en"))
    english = workspace.packets.build(saved.request)
    summary = _text(english.pdf, 1)
    for words in (
        "contrast dye: None known",
        "Latex, tape: not known",
        "Food: not asked",
        "no pacemaker or defibrillator",
        "Other implants: not asked",
        "Blood thinners: None known",
    ):
        assert words in summary, words
    assert "Trouble with anesthesia not known" in _text(english.pdf)
    spanish = _text(workspace.packets.build(_for(request, "es")).pdf, 1)
    assert "Anticoagulantes: Ninguno conocido" in spanish
    assert "sin marcapasos" in spanish
    assert "Blood thinners" not in spanish


def _for(request: PacketRequest, language: str) -> PacketRequest:
    return replace(request, recipient_name="Dr. Okafor", language=language)


def test_lists_that_leave_say_that_there_is_none(workspace: Workspace, maria: str) -> None:
    workspace.records.single_things.answer(SingleThing.PACEMAKER, maria, NONE)
    listed = workspace.records.list(FactKind.DEVICES, maria)
    assert "Pacemaker: none known" in fact_table(FactKind.DEVICES, listed, lambda _fact: Html(""))
    (hit,) = workspace.search.find("pacemaker")
    assert hit.negated


def test_readiness_asks_for_single_things_until_they_are_answered(workspace: Workspace, maria: str) -> None:
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "metformin"})

    def states() -> dict[str, State]:
        return {one.rule: one.state for one in workspace.readiness.check(maria, Case.SURGERY)}

    asked = ("blood-thinners", "anesthesia")
    assert all(states()[rule] is not State.OK for rule in asked)
    for thing in (SingleThing.BLOOD_THINNERS, SingleThing.ANESTHESIA):
        workspace.records.single_things.answer(thing, maria, NONE)
    assert all(states()[rule] is State.OK for rule in asked)


def test_the_patient_summary_for_programs_says_each_in_the_standards_way(workspace: Workspace, maria: str) -> None:
    records = workspace.records
    for thing in (SingleThing.CONTRAST_DYE, SingleThing.PACEMAKER, SingleThing.BLOOD_THINNERS, SingleThing.ANESTHESIA):
        records.single_things.answer(thing, maria, NONE)
    records.single_things.answer(SingleThing.LATEX, maria, UNSURE)
    summary = ips.Summary(
        person=workspace.people.get(maria),
        facts={kind: records.list(kind, maria) for kind in FactKind},
        answers=records.answers(maria),
        made=clock.now(),
        not_known=not_known(records.single_things.answers(maria)),
    )
    entries = [one["resource"] for one in json.loads(json.dumps(ips.document(summary)))["entry"]]
    by_type = {one["resourceType"]: one for one in entries}
    refuted = by_type["AllergyIntolerance"]
    assert refuted["code"]["text"] == "Contrast dye"
    assert refuted["verificationStatus"]["coding"][0]["code"] == "refuted"
    assert by_type["MedicationStatement"]["status"] == "not-taken"
    assert by_type["Condition"]["verificationStatus"]["coding"][0]["code"] == "refuted"
    told = " ".join(section["text"]["div"] for section in by_type["Composition"]["section"])
    assert "Latex: not known" in told
    assert "Pacemaker: none known" in told
