from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.records.answers import Answer
from desktop.records.document import PersonMatch
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication
from desktop.records.provenance import Origin, Provenance
from desktop.records.question import Question
from desktop.records.result import Comparator, Result
from desktop.records.sensitive import SensitiveTag
from desktop.services.errors import (
    BadValueError,
    ChangedMeanwhileError,
    MissingValueError,
    NoSuchThingError,
    PersonUndecidedError,
    StillListedError,
    UnknownFieldNamedError,
)
from desktop.services.workspace import Workspace
from tests.filing import BOX, CEA, HEMOGLOBIN, file_document
from tests.one_of_each import ONE_OF_EACH


def _maria(workspace: Workspace) -> str:
    return workspace.people.list()[0].id


def _titles(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.title for fact in facts]


@pytest.mark.parametrize("kind", FactKind)
def test_every_kind_is_kept_as_typed_and_listed_for_its_person(workspace: Workspace, kind: FactKind) -> None:
    maria = _maria(workspace)
    added = workspace.records.put(kind, maria, {**ONE_OF_EACH[kind], "note": "as told", "sensitive": "genetic"})
    (fact,) = workspace.records.list(kind, maria)
    assert fact == workspace.records.get(added.id)
    assert fact.origin is Origin.TYPED
    assert fact.title
    assert fact.note == "as told"
    assert fact.sensitive == (SensitiveTag.GENETIC,)
    assert added.kinds == {kind.value}


def test_a_value_stays_as_it_was_typed(workspace: Workspace) -> None:
    fact = workspace.records.get(
        workspace.records.put(FactKind.RESULTS, _maria(workspace), ONE_OF_EACH[FactKind.RESULTS]).id
    )
    assert isinstance(fact, Result)
    assert (fact.value, fact.comparator, fact.unit) == ("6.10", Comparator.LESS, "ng/mL")
    assert fact.date is not None
    assert fact.date.iso == "2024-03"


def test_ten_thousand_characters_in_any_script_come_back_whole(workspace: Workspace) -> None:
    text = "מרים לופז 王小明 Ωμέγα 😀\n" * 400
    added = workspace.records.put(FactKind.QUESTIONS, _maria(workspace), {"text": text})
    fact = workspace.records.get(added.id)
    assert isinstance(fact, Question)
    assert fact.text == text.strip("\n")


@pytest.mark.parametrize(
    ("kind", "values", "error"),
    [
        (FactKind.RESULTS, {"test": "CEA"}, MissingValueError),
        (FactKind.MEDICATIONS, {"strength": "850 mg"}, MissingValueError),
        (FactKind.MEDICATIONS, {"generic": "Metformin", "doze": "1"}, UnknownFieldNamedError),
        (FactKind.RESULTS, {"test": "CEA", "value": "1", "collected": "3/4/2026"}, BadValueError),
        (FactKind.ALLERGIES, {"substance": "Milk", "severity": "awful"}, BadValueError),
        (FactKind.QUESTIONS, {"text": "Why?", "rank": "first"}, BadValueError),
        (FactKind.QUESTIONS, {"text": "Why?", "sensitive": "genetic, money"}, BadValueError),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    workspace: Workspace, kind: FactKind, values: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        workspace.records.put(kind, _maria(workspace), values)
    assert workspace.records.list(kind) == ()
    assert workspace.history.last_words != "Medicine added"


def test_a_wrong_field_is_answered_with_the_right_one(workspace: Workspace) -> None:
    with pytest.raises(UnknownFieldNamedError) as refused:
        workspace.records.put(FactKind.MEDICATIONS, _maria(workspace), {"generic": "Metformin", "how_oftn": "1"})
    assert refused.value.nearest == "how_often"


def test_a_title_made_from_the_fields_follows_them_and_a_chosen_one_stays(workspace: Workspace) -> None:
    maria, records = _maria(workspace), workspace.records
    made = records.put(FactKind.MEDICATIONS, maria, {"generic": "Metformin", "strength": "850 mg"}).id
    chosen = records.put(FactKind.MEDICATIONS, maria, {"generic": "Metformin", "title": "The sugar pill"}).id
    for fact_id in (made, chosen):
        records.edit(fact_id, {"strength": "1000 mg"})
    assert records.get(made).title == "Metformin 1000 mg"
    assert records.get(chosen).title == "The sugar pill"
    records.edit(chosen, {"title": ""})
    assert records.get(chosen).title == "Metformin 1000 mg"


def test_history_says_what_stood_there_before(workspace: Workspace) -> None:
    records = workspace.records
    added = records.put(FactKind.MEDICATIONS, _maria(workspace), {"generic": "Metformin", "dose": "1 tablet"}).id
    records.edit(added, {"dose": "2 tablets", "note": "since the visit"})
    first, second = records.history(added)
    assert first.changes == ()
    assert {change.field: (change.before, change.after) for change in second.changes} == {
        "dose": ("1 tablet", "2 tablets"),
        "note": ("", "since the visit"),
    }
    workspace.history.undo()
    assert records.history(added)[-1].changes[0] == ("dose", "2 tablets", "1 tablet")
    medication = records.get(added)
    assert isinstance(medication, Medication)
    assert medication.dose == "1 tablet"


def test_editing_what_was_read_makes_it_the_persons_word_and_keeps_what_was_printed(workspace: Workspace) -> None:
    file_document(workspace, _maria(workspace), proposals=[HEMOGLOBIN])
    (proposal,) = workspace.records.list(FactKind.RESULTS)
    assert proposal.origin is Origin.PROPOSED
    workspace.records.edit(proposal.id, {"value": "11.9"})
    edited = workspace.records.get(proposal.id)
    assert edited.origin is Origin.EDITED
    assert (edited.provenance[0].snippet, edited.provenance[0].box) == ("as printed", BOX)
    history = workspace.records.history(proposal.id)
    assert [entry.origin for entry in history] == [Origin.PROPOSED, Origin.EDITED]
    assert history[1].changes == (("value", "10.9", "11.9"),)
    workspace.history.undo()
    assert workspace.records.get(proposal.id).origin is Origin.PROPOSED


def test_confirming_and_taking_it_back(workspace: Workspace) -> None:
    maria = _maria(workspace)
    file_document(workspace, maria, proposals=[HEMOGLOBIN, CEA])
    typed = workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"}).id
    ids = [fact.id for fact in workspace.records.list(FactKind.RESULTS)]
    confirmed = workspace.records.confirm([*ids, typed])
    assert set(confirmed.ids) == set(ids)
    assert confirmed.words == "2 entries confirmed"
    assert {workspace.records.get(each).origin for each in ids} == {Origin.CONFIRMED}
    assert workspace.records.confirm(ids).ids == ()
    assert workspace.records.unconfirm(ids[:1]).ids == (ids[0],)
    workspace.history.undo()
    workspace.history.undo()
    assert {workspace.records.get(each).origin for each in ids} == {Origin.PROPOSED}


def test_rejected_proposals_go_and_come_back_with_undo(workspace: Workspace) -> None:
    file_document(workspace, _maria(workspace), proposals=[HEMOGLOBIN, CEA])
    ids = [fact.id for fact in workspace.records.list(FactKind.RESULTS)]
    assert len(workspace.records.reject(ids).ids) == 2
    assert workspace.records.list(FactKind.RESULTS) == ()
    workspace.history.undo()
    assert [fact.id for fact in workspace.records.list(FactKind.RESULTS)] == ids


def test_nobody_can_confirm_what_is_not_there(workspace: Workspace) -> None:
    for act in (workspace.records.confirm, workspace.records.reject, workspace.records.unconfirm):
        with pytest.raises(NoSuchThingError):
            act(["nothing"])
    for one in (workspace.records.trash, workspace.records.untrash, workspace.records.get, workspace.records.history):
        with pytest.raises(NoSuchThingError):
            one("nothing")


def test_what_a_reader_doubts_is_marked_until_the_person_looked(workspace: Workspace) -> None:
    doubtful = (FactKind.RESULTS, {"test": "CEA", "value": "3", "comparator": "about", "collected": "03/04/2026"})
    file_document(workspace, _maria(workspace), proposals=[doubtful])
    (fact,) = workspace.records.list(FactKind.RESULTS)
    assert fact.needs_check
    assert len(fact.issues) == 2
    assert fact.date is None
    workspace.records.confirm([fact.id])
    assert not workspace.records.get(fact.id).needs_check
    workspace.records.unconfirm([fact.id])
    assert workspace.records.get(fact.id).needs_check


def test_trash_takes_a_fact_off_the_list_and_undo_or_untrash_bring_it_back(workspace: Workspace) -> None:
    records = workspace.records
    added = records.put(FactKind.ALLERGIES, _maria(workspace), {"substance": "Milk"}).id
    assert records.trash(added).words == "Allergy moved to the trash"
    assert records.list(FactKind.ALLERGIES) == ()
    assert [fact.id for fact in records.list(FactKind.ALLERGIES, trashed=True)] == [added]
    assert workspace.search.find("milk") == ()
    workspace.history.undo()
    assert len(records.list(FactKind.ALLERGIES)) == 1
    records.trash(added)
    records.untrash(added)
    assert len(workspace.search.find("milk")) == 1


def test_undoing_an_addition_puts_it_into_the_trash(workspace: Workspace) -> None:
    added = workspace.records.put(FactKind.ALLERGIES, _maria(workspace), {"substance": "Milk"}).id
    undone = workspace.history.undo()
    assert undone is not None
    assert undone.words == "Undone: allergy added"
    assert workspace.records.get(added).trashed is not None


def test_two_windows_cannot_overwrite_each_other(workspace: Workspace) -> None:
    records = workspace.records
    added = records.put(FactKind.ALLERGIES, _maria(workspace), {"substance": "Milk"}).id
    seen = records.get(added).revision
    records.edit(added, {"reaction": "hives"}, seen_revision=seen)
    with pytest.raises(ChangedMeanwhileError):
        records.edit(added, {"reaction": "swelling"}, seen_revision=seen)
    assert records.get(added).revision == seen + 1


def test_unknown_has_three_words_and_what_is_listed_is_known(workspace: Workspace) -> None:
    maria, records = _maria(workspace), workspace.records
    assert records.answers(maria)[FactKind.ALLERGIES] is Answer.NOT_ASKED
    records.answer(FactKind.ALLERGIES, maria, Answer.NONE_KNOWN)
    assert records.answers(maria)[FactKind.ALLERGIES] is Answer.NONE_KNOWN
    records.answer(FactKind.ALLERGIES, maria, Answer.NOT_KNOWN)
    workspace.history.undo()
    assert records.answers(maria)[FactKind.ALLERGIES] is Answer.NONE_KNOWN
    records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"})
    assert records.answers(maria)[FactKind.ALLERGIES] is Answer.KNOWN
    with pytest.raises(StillListedError):
        records.answer(FactKind.ALLERGIES, maria, Answer.NONE_KNOWN)


def test_none_known_does_not_come_back_in_silence_when_an_entry_is_trashed(workspace: Workspace) -> None:
    maria, records = _maria(workspace), workspace.records
    records.answer(FactKind.ALLERGIES, maria, Answer.NONE_KNOWN)
    added = records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"}).id
    records.trash(added)
    assert records.answers(maria)[FactKind.ALLERGIES] is Answer.NOT_ASKED
    workspace.history.undo()
    workspace.history.undo()
    assert records.answers(maria)[FactKind.ALLERGIES] is Answer.NONE_KNOWN


def test_questions_stand_in_the_order_they_are_given(workspace: Workspace) -> None:
    maria, records = _maria(workspace), workspace.records
    first, second, third = (
        records.put(FactKind.QUESTIONS, maria, {"text": text}).id for text in ("One?", "Two?", "Three?")
    )
    records.reorder_questions(maria, [third, first])
    assert _titles(records.list(FactKind.QUESTIONS, maria)) == ["Three?", "One?", "Two?"]
    records.put(FactKind.QUESTIONS, maria, {"text": "Four?"})
    assert _titles(records.list(FactKind.QUESTIONS, maria))[-1] == "Four?"
    workspace.history.undo()
    workspace.history.undo()
    assert _titles(records.list(FactKind.QUESTIONS, maria)) == ["One?", "Two?", "Three?"]
    with pytest.raises(NoSuchThingError):
        records.reorder_questions(maria, [second, "nothing"])


def test_results_stand_newest_first_and_undated_last(workspace: Workspace) -> None:
    for day in ("2024-03-02", "", "2025", "2025-06", "2026-01-01"):
        workspace.records.put(
            FactKind.RESULTS, _maria(workspace), {"test": f"CEA {day}", "value": "1", "collected": day}
        )
    assert _titles(workspace.records.list(FactKind.RESULTS)) == [
        "CEA 2026-01-01",
        "CEA 2025-06",
        "CEA 2025",
        "CEA 2024-03-02",
        "CEA",
    ]


def test_medicines_taken_now_stand_before_stopped_ones_by_name(workspace: Workspace) -> None:
    for name, status in (("Zinc", "active"), ("Aspirin", "stopped"), ("Ázithromycin", "active"), ("metformin", "")):
        workspace.records.put(FactKind.MEDICATIONS, _maria(workspace), {"generic": name, "status": status})
    assert _titles(workspace.records.list(FactKind.MEDICATIONS)) == ["Ázithromycin", "metformin", "Zinc", "Aspirin"]


def test_allergies_stand_by_name_and_the_main_condition_first(workspace: Workspace) -> None:
    maria = _maria(workspace)
    for name in ("penicillin", "Äpfel", "Milk"):
        workspace.records.put(FactKind.ALLERGIES, maria, {"substance": name})
    assert _titles(workspace.records.list(FactKind.ALLERGIES)) == ["Äpfel", "Milk", "penicillin"]
    for name, main, status in (("Flu", "no", "resolved"), ("Asthma", "no", "active"), ("Colon cancer", "yes", "")):
        workspace.records.put(FactKind.CONDITIONS, maria, {"name": name, "main": main, "status": status})
    assert _titles(workspace.records.list(FactKind.CONDITIONS)) == ["Colon cancer", "Asthma", "Flu"]


def test_a_value_read_off_a_page_by_hand_keeps_its_place(workspace: Workspace) -> None:
    maria = _maria(workspace)
    document = file_document(workspace, maria)
    place = Provenance(document_id=document.id, page=1, snippet="CEA 3.1")
    added = workspace.records.put(FactKind.RESULTS, maria, dict(CEA[1]), provenance=(place,))
    assert workspace.records.get(added.id).provenance == (place,)
    assert workspace.records.get(added.id).origin is Origin.TYPED
    leo = workspace.people.add({"name": "Leo Lopez", "born": "2015"}).id
    with pytest.raises(NoSuchThingError):
        workspace.records.put(FactKind.RESULTS, leo, dict(CEA[1]), provenance=(place,))
    stranger = file_document(workspace, maria, title="Of a stranger", match=PersonMatch.DIFFERS)
    with pytest.raises(PersonUndecidedError):
        workspace.records.put(
            FactKind.RESULTS, maria, dict(CEA[1]), provenance=(replace(place, document_id=stranger.id),)
        )


def test_bytes_that_are_no_text_are_refused_in_a_sentence_and_replaced_on_a_page(workspace: Workspace) -> None:
    with pytest.raises(BadValueError):
        workspace.records.put(FactKind.ALLERGIES, _maria(workspace), {"substance": "Milk\udcff"})
    file_document(workspace, _maria(workspace), pages=["broken \ud800 lesion"])
    assert len(workspace.search.find("lesion")) == 1
