"""What goes in, in which order, and what stays out with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.packet.plan import make_plan
from desktop.packet.since import Since
from desktop.records.allergy import Allergy
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind, PersonMatch
from desktop.records.fact import BEGINNING, FactKind
from desktop.records.medication import Medication
from desktop.records.packet import PacketPart, PacketRequest, PacketShape, SensitiveChoice
from desktop.records.question import Question
from desktop.records.recipient import Recipient
from desktop.records.sensitive import SensitiveTag

REQUEST = PacketRequest(id="p", person_id="m", recipient_name="Dr. Okafor")


def _document(name: str, kind: DocumentKind, date: str = "", **more: Any) -> Document:
    made = Document(
        id=name, person_id="m", title=name, kind=kind, pages=3, sha256=name, media_type="application/pdf",
        date=PartialDate.parse(date) if date else None,
    )  # fmt: skip
    return replace(made, **more)


CT_OLD = _document("ct-old", DocumentKind.IMAGING, "2026-06-08")
CT_NEW = _document("ct-new", DocumentKind.IMAGING, "2026-11-14")
BIOPSY = _document("biopsy", DocumentKind.PATHOLOGY, "2026-03-21")
MEDICINE = Medication(id="med", title="apixaban 5 mg", generic="apixaban")
PRIVATE = Medication(id="private", title="sertraline", generic="sertraline", sensitive=(SensitiveTag.MENTAL_HEALTH,))
FACTS = {FactKind.MEDICATIONS: (MEDICINE, PRIVATE), FactKind.ALLERGIES: (Allergy(id="a", title="latex"),)}


def test_sections_stand_in_reading_order_newest_first() -> None:
    plan = make_plan(REQUEST, FACTS, [CT_OLD, CT_NEW, BIOPSY])
    assert [(one.letter, one.title) for one in plan.sections] == [("A", "Pathology and biomarkers"), ("B", "Imaging")]
    assert [source.document.id for source in plan.sections[1].sources] == ["ct-new", "ct-old"]


def test_no_answer_keeps_a_sensitive_thing_out_and_says_so() -> None:
    plan = make_plan(REQUEST, FACTS, [])
    assert [fact.id for fact in plan.facts[FactKind.MEDICATIONS]] == ["med"]
    assert plan.withheld == ("1 medicine withheld at the patient’s wish.",)
    yes = replace(REQUEST, sensitive=((SensitiveTag.MENTAL_HEALTH, SensitiveChoice.INCLUDE),))
    assert len(make_plan(yes, FACTS, []).facts[FactKind.MEDICATIONS]) == 2


def test_every_document_left_out_has_its_reason() -> None:
    other = _document("other", DocumentKind.IMAGING, person_match=PersonMatch.DIFFERS)
    twin = replace(CT_NEW, id="twin", title="twin")
    scan = _document("photo", DocumentKind.OTHER, media_type="image/*", pages=0)
    papers = [CT_NEW, twin, other, scan, _document("card", DocumentKind.ID), _document("bill", DocumentKind.BILL)]
    plan = make_plan(REQUEST, {}, papers)
    assert {one.title for one in plan.left_out} == {"twin", "other", "photo", "card", "bill"}
    assert all(one.why.endswith(".") for one in plan.left_out)
    assert plan.items == ("ct-new",)


def test_trash_is_never_in_and_exclusions_are_remembered() -> None:
    gone = replace(CT_OLD, trashed=BEGINNING)
    plan = make_plan(replace(REQUEST, excluded=frozenset({"biopsy", "med"})), FACTS, [gone, CT_NEW, BIOPSY])
    assert plan.items == ("a", "ct-new")
    assert [one.id for one in plan.excluded_documents] == ["biopsy"]
    assert {one.id for one in plan.excluded_facts} == {"med", "private"}


def test_pages_left_out_are_told() -> None:
    plan = make_plan(replace(REQUEST, excluded_pages=(("ct-new", (2,)),)), {}, [CT_NEW])
    assert plan.sections[0].sources[0].kept_pages == (1, 3)
    assert [(one.title, one.why) for one in plan.left_out] == [("ct-new", "Page 2 withheld by the patient.")]


def test_an_edition_of_one_subject_holds_only_that() -> None:
    plan = make_plan(replace(REQUEST, shape=PacketShape.PATHOLOGY), FACTS, [CT_NEW, BIOPSY])
    assert [one.title for one in plan.sections] == ["Pathology and biomarkers"]
    assert [one.title for one in plan.left_out] == ["ct-new"]


def test_the_fingerprint_changes_with_the_sources() -> None:
    one = make_plan(REQUEST, {}, [CT_NEW]).fingerprint
    two = make_plan(replace(REQUEST, excluded_pages=(("ct-new", (1,)),)), {}, [CT_NEW]).fingerprint
    assert one != two != make_plan(REQUEST, {}, []).fingerprint


def test_pictures_of_scans_stay_out_where_they_are_not_wanted() -> None:
    pictures = _document("disc", DocumentKind.IMAGES, "2026-11-14")
    refusing = make_plan(REQUEST, {}, [CT_NEW, pictures], recipient=Recipient(name="Dr. O", images="no"))
    assert refusing.items == ("ct-new",)
    assert [one.title for one in refusing.left_out] == ["disc"]
    assert set(make_plan(REQUEST, {}, [CT_NEW, pictures]).items) == {"ct-new", "disc"}


def test_the_file_of_papers_holds_the_id_and_nothing_of_the_record() -> None:
    plan = make_plan(replace(REQUEST, shape=PacketShape.PAPERS), FACTS, [CT_NEW, _document("card", DocumentKind.ID)])
    assert [source.document.id for section in plan.sections for source in section.sources] == ["card"]
    assert plan.parts == {PacketPart.SOURCES}


SINCE = Since(version=2, day=date(2026, 11, 1), held=frozenset({"ct-old", "biopsy", "med", "q1"}), changed=frozenset())


def test_only_news_go_in_and_the_cover_lists_what_was_sent() -> None:
    questions = (Question(id="q1", title="old"), Question(id="q2", title="new"))
    facts = {**FACTS, FactKind.QUESTIONS: questions}
    plan = make_plan(REQUEST, facts, [CT_OLD, CT_NEW, BIOPSY], since=SINCE)
    assert [source.document.id for section in plan.sections for source in section.sources] == ["ct-new"]
    assert [one.id for one in plan.facts[FactKind.QUESTIONS]] == ["q2"]
    assert plan.left_out[0].title == "Sent with version 2 on 2026-11-01"
    assert plan.left_out[0].why == "ct-old; biopsy; 1 entry."
    assert plan.parts == {PacketPart.SUMMARY, PacketPart.QUESTIONS, PacketPart.ALLERGIES, PacketPart.SOURCES}


def test_a_list_of_medicines_is_never_half_a_list() -> None:
    added = replace(MEDICINE, id="added", title="metformin")
    plan = make_plan(REQUEST, {FactKind.MEDICATIONS: (MEDICINE, added)}, [], since=SINCE)
    assert [one.id for one in plan.facts[FactKind.MEDICATIONS]] == ["med", "added"]
    assert PacketPart.MEDICINES in plan.parts


def test_a_replaced_document_stays_out_with_the_day_of_the_newer_one_until_it_is_put_back() -> None:
    newest = {"ct-old": "ct-new"}
    plan = make_plan(REQUEST, {}, [CT_OLD, CT_NEW], newest=newest)
    assert plan.items == ("ct-new",)
    assert [(one.title, one.why) for one in plan.left_out] == [("ct-old", "Replaced by the version of 2026-11-14.")]
    spanish = make_plan(replace(REQUEST, language="es"), {}, [CT_OLD, CT_NEW], newest=newest)
    assert [one.why for one in spanish.left_out] == ["Sustituido por la versión del 2026-11-14."]
    back = make_plan(replace(REQUEST, put_back=frozenset({"ct-old"})), {}, [CT_OLD, CT_NEW], newest=newest)
    assert (back.items, back.left_out) == (("ct-new", "ct-old"), ())


def test_an_older_version_does_not_tell_of_a_newer_one_that_was_kept_back() -> None:
    newest = {"ct-old": "ct-new"}
    excluded = make_plan(replace(REQUEST, excluded=frozenset({"ct-new"})), {}, [CT_OLD, CT_NEW], newest=newest)
    private = replace(CT_NEW, sensitive=(SensitiveTag.MENTAL_HEALTH,))
    withheld = make_plan(REQUEST, {}, [CT_OLD, private], newest=newest)
    assert [(one.items, one.left_out) for one in (excluded, withheld)] == [((), ())] * 2
    back = replace(REQUEST, excluded=frozenset({"ct-new"}), put_back=frozenset({"ct-old"}))
    assert make_plan(back, {}, [CT_OLD, CT_NEW], newest=newest).items == ("ct-old",)


@pytest.mark.parametrize("pages", [0, 3])
def test_an_older_version_goes_in_when_the_newer_one_has_no_pages_to_show(pages: int) -> None:
    newer = replace(CT_NEW, pages=pages)
    plan = make_plan(REQUEST, {}, [CT_OLD, newer], newest={"ct-old": "ct-new"})
    assert plan.items == (("ct-new",) if pages else ("ct-old",))
