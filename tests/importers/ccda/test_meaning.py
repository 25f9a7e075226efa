"""Where C-CDA says no, unknown, ended or somebody else, nothing is proposed as if it said yes."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.read import read
from desktop.records.fact import FactKind
from tests.importers.ccda.documents import (
    coded,
    concern,
    document,
    medicine,
    observation,
    related,
    result,
    section,
    value,
)

TODAY = date(2026, 11, 29)
ALLERGIES, PROBLEMS, MEDICATIONS, RESULTS, PLAN, DIRECTIVES = (
    "48765-2",
    "11450-4",
    "10160-0",
    "30954-2",
    "18776-5",
    "42348-3",
)
DIABETES = coded("value", "44054006", "Type 2 diabetes", 'xsi:type="CD"')


def _facts(*sections: str) -> list[ProposedFact]:
    facts = read(document(*sections), today=TODAY).facts
    return [fact for fact in facts if fact.kind is not FactKind.CONTACTS]


def _one(*sections: str) -> ProposedFact:
    (fact,) = _facts(*sections)
    return fact


@pytest.mark.parametrize("negation", ['negationInd="true"', 'negationInd="1"'])
def test_a_problem_is_denied_on_the_concern_as_well_as_on_the_observation(negation: str) -> None:
    inside = _one(section(PROBLEMS, concern(observation(DIABETES, extra=negation))))
    around = _one(section(PROBLEMS, concern(observation(DIABETES)).replace("<act ", f"<act {negation} ", 1)))
    assert inside.negated
    assert around.negated


@pytest.mark.parametrize(
    ("high", "status", "certain"),
    [
        ('<high nullFlavor="UNK"/>', "resolved", False),
        ('<high nullFlavor="NI"/>', "", True),
        ('<high nullFlavor="NA"/>', "", True),
        ('<high value="20300101"/>', "", True),
        ('<high value="20200101"/>', "resolved", True),
    ],
)
def test_a_problem_is_over_only_when_the_file_says_so(high: str, status: str, *, certain: bool) -> None:
    times = f'<effectiveTime><low value="2019"/>{high}</effectiveTime>'
    fact = _one(section(PROBLEMS, concern(observation(times + DIABETES))))
    assert (fact.values.get("status", ""), fact.certain) == (status, certain)


def _allergy(times: str = "", *, agent: str = "Penicillin", kind: str = "416098002", extra: str = "") -> str:
    playing = (
        '<participant typeCode="CSM"><participantRole><playingEntity>'
        f"{coded('code', '764146007', agent)}</playingEntity></participantRole></participant>"
        if agent
        else ""
    )
    return observation(times + coded("value", kind, "Latex allergy", 'xsi:type="CD"') + playing, extra=extra)


def test_an_allergy_that_ended_or_is_no_concern_any_more_asks() -> None:
    ended = '<effectiveTime><low value="2004"/><high value="2010"/></effectiveTime>'
    assert not _one(section(ALLERGIES, concern(_allergy(ended)))).certain
    assert not _one(section(ALLERGIES, concern(_allergy(), status="completed"))).certain
    assert _one(section(ALLERGIES, concern(_allergy()))).certain


def test_the_day_an_allergy_was_written_down_is_not_the_day_it_began() -> None:
    act = concern(_allergy()).replace("<statusCode", '<effectiveTime><low value="2025"/></effectiveTime><statusCode', 1)
    assert "since" not in _one(section(ALLERGIES, act)).values


def test_one_kind_of_allergy_denied_is_not_every_allergy_denied() -> None:
    fact = _one(section(ALLERGIES, concern(_allergy(agent="", kind="300916003", extra='negationInd="true"'))))
    assert (fact.negated, fact.values["substance"]) == (True, "Latex allergy")


def test_no_information_is_not_none_known() -> None:
    silent = '<act nullFlavor="NI"><entryRelationship typeCode="SUBJ"/></act>'
    unknown = observation('<text><reference value="#n"/></text>', extra='nullFlavor="UNK"')
    text = '<content ID="n">No information about problems</content>'
    assert _facts(section(PROBLEMS, silent, concern(unknown), text=text)) == []
    whole = section(PROBLEMS, concern(observation(DIABETES)), text=text)
    assert _facts(whole.replace("<section>", '<section nullFlavor="NI">')) == []


@pytest.mark.parametrize("row", ["No known drug allergies", "NKDA", "None known", "Not on file", "Unknown"])
def test_a_row_that_says_none_is_no_allergy(row: str) -> None:
    table = f"<table><thead><tr><th>Substance</th></tr></thead><tbody><tr><td>{row}</td></tr></tbody></table>"
    assert _facts(section(ALLERGIES, text=table)) == []


def test_a_medicine_taken_for_ten_days_six_years_ago_is_stopped() -> None:
    times = '<effectiveTime xsi:type="IVL_TS"><low value="20200101"/><width value="10" unit="d"/></effectiveTime>'
    fact = _one(section(MEDICATIONS, medicine(f'<statusCode code="active"/>{times}')))
    assert (fact.values["status"], fact.values["stop"]) == ("stopped", "2020-01-11")


def test_no_known_medications_is_told_as_none_and_unknown_treatment_as_nothing() -> None:
    none = medicine("", name="No known medications").replace("861007", "787481004")
    assert _one(section(MEDICATIONS, none)).negated
    assert _facts(section(MEDICATIONS, medicine("", name="Unknown treatment").replace("861007", "182904002"))) == []


def test_a_name_of_question_marks_is_none() -> None:
    original = "<originalText>Lisinopril 10 mg</originalText>"
    node = medicine("", name="????").replace('displayName="????"/>', f'displayName="????">{original}</code>')
    assert _one(section(MEDICATIONS, node)).values["generic"] == "Lisinopril 10 mg"


def test_no_known_medicines_denied_is_not_a_medicine_of_that_name() -> None:
    node = medicine("", name="No Known Discharge Medications", extra='negationInd="true"').replace("861007", "x")
    fact = _one(section(MEDICATIONS, node))
    assert (fact.negated, fact.values["generic"]) == (True, "Any medicine")


def test_the_steps_of_a_taper_ask() -> None:
    step = medicine('<doseQuantity value="10" unit="mg"/>', name="Prednisone")
    node = medicine('<statusCode code="active"/>' + related("COMP", step), name="Prednisone")
    assert "several doses" in _one(section(MEDICATIONS, node)).issues[0]


def test_an_empty_condition_is_not_as_needed() -> None:
    node = medicine('<statusCode code="active"/><precondition><criterion nullFlavor="NI"/></precondition>')
    assert "as_needed" not in _one(section(MEDICATIONS, node)).values


def test_what_is_not_to_be_done_is_not_planned() -> None:
    no = 'negationInd="true"'
    assert _facts(section(PLAN, medicine("", mood="INT", name="Warfarin", extra=no))) == []
    fact = _one(section("11369-6", medicine("", mood="INT", name="Influenza vaccine", extra=no)))
    assert (fact.kind, fact.negated) == (FactKind.IMMUNIZATIONS, True)


def test_a_vaccination_that_was_cancelled_asks() -> None:
    cancelled = medicine('<statusCode code="cancelled"/>', name="Influenza vaccine")
    assert not _one(section("11369-6", cancelled)).certain
    assert _one(section("11369-6", cancelled.replace("cancelled", "completed"))).certain
    assert _facts(section("11369-6", cancelled.replace("cancelled", "nullified"))) == []


@pytest.mark.parametrize(
    ("code", "answer", "kind"),
    [
        ("304251008", value("CD", code="1", displayName="Full code"), "other"),
        ("304251008", "", "other"),
        ("89666000", value("BL", value="true"), "other"),
        ("304253006", "", "do-not-resuscitate"),
        ("304253006", value("BL", value="false"), "other"),
        ("304251008", value("CD", code="304253006", displayName="Not for resuscitation"), "do-not-resuscitate"),
    ],
)
def test_a_question_about_resuscitation_is_no_order_against_it(code: str, answer: str, kind: str) -> None:
    fact = _one(section(DIRECTIVES, observation(coded("code", code, "Resuscitation") + answer)))
    assert fact.values["type"] == kind


def test_of_several_ranges_the_one_of_normal_counts_and_else_all_are_told() -> None:
    def between(low: str, high: str, code: str = "") -> str:
        ends = f'<value xsi:type="IVL_PQ"><low value="{low}"/><high value="{high}"/></value>'
        meant = f'<interpretationCode code="{code}"/>' if code else ""
        return f"<referenceRange><observationRange>{ends}{meant}</observationRange></referenceRange>"

    def read_range(inner: str) -> tuple[str, str]:
        values = _one(section(RESULTS, result("Hemoglobin", value("PQ", value="10"), inner))).values
        return values["range_text"], values.get("low", "")

    assert read_range(between("16", "30", "H") + between("12", "16", "N")) == ("12 - 16", "12")
    assert read_range(between("12", "16") + between("14", "18")) == ("12 - 16; 14 - 18", "")


def test_a_panel_that_was_only_ordered_has_no_results() -> None:
    ordered = result("Hemoglobin", value("PQ", value="10")).replace('moodCode="EVN"', 'moodCode="RQO"', 1)
    assert _facts(section(RESULTS, ordered)) == []


def test_what_is_about_a_child_or_donor_asks() -> None:
    subject = '<subject><relatedSubject classCode="PRS"><code code="NCHILD"/></relatedSubject></subject>'
    fact = _one(section(PROBLEMS, concern(observation(DIABETES + subject))))
    assert "someone else" in fact.issues[0]


def test_a_habit_with_only_an_end_has_no_beginning() -> None:
    smoking = coded("code", "72166-2", "Smoking") + '<effectiveTime><high value="2015"/></effectiveTime>'
    fact = _one(section("29762-2", observation(smoking + coded("value", "8517006", "Ex-smoker", 'xsi:type="CD"'))))
    assert (fact.values.get("since", ""), fact.values["until"]) == ("", "2015")


@pytest.mark.parametrize(
    ("written", "day"),
    [("20261112233000-0800", "2026-11-12T23:30-08:00"), ("20261112000000+1400", "2026-11-12"), ("202611", "2026-11")],
)
def test_a_day_stays_the_day_that_was_written(written: str, day: str) -> None:
    one = result("Hemoglobin", value("PQ", value="10")).replace("20261112", written)
    assert _one(section(RESULTS, one)).values["collected"] == day
