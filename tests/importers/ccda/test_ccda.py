"""What a C-CDA states becomes proposals as stated: nothing planned is done, nothing denied is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from desktop.importers import wire
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.ccda.read import read
from desktop.importers.paging import CELL
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
ALLERGIES, PROBLEMS, MEDICATIONS, RESULTS = "48765-2", "11450-4", "10160-0", "30954-2"


def _read(*sections: str) -> ImportResult:
    read_back = read(document(*sections), today=TODAY)
    assert wire.from_json(wire.to_json(read_back)) == read_back
    return read_back


def _facts(kind: FactKind, *sections: str) -> list[ProposedFact]:
    return [fact for fact in _read(*sections).facts if fact.kind is kind]


def _one(kind: FactKind, *sections: str) -> ProposedFact:
    (fact,) = _facts(kind, *sections)
    return fact


def _shows(fact: ProposedFact, **wanted: str) -> bool:
    shown: Mapping[str, str] = fact.values
    return all(shown.get(name, "") == text for name, text in wanted.items())


def test_the_head_says_what_it_is_and_whose() -> None:
    said = _read().proposal
    assert (said.title, said.source, said.doctor) == ("Summary of care", "Harbor Clinic", "Dr. Anil Patel")
    assert (said.person_named, said.person_born) == ("Maria Lopez", "1957-05-04")
    assert said.date is not None
    assert said.date.iso == "2026-11-03"


def _allergy(inner: str = "", *, agent: str = "Penicillin", extra: str = "") -> str:
    playing = (
        '<participant typeCode="CSM"><participantRole><playingEntity>'
        f"{coded('code', '764146007', agent)}</playingEntity></participantRole></participant>"
        if agent
        else ""
    )
    kind = coded("value", "416098002", "Drug allergy", 'xsi:type="CD"')
    return concern(
        observation(f'<effectiveTime><low value="2004"/></effectiveTime>{kind}{playing}{inner}', extra=extra)
    )


def test_an_allergy_keeps_reaction_severity_and_year() -> None:
    severity = observation(coded("code", "SEV") + coded("value", "24484000", "Severe", 'xsi:type="CD"'))
    hives = observation(coded("value", "247472004", "Hives", 'xsi:type="CD"') + related("SUBJ", severity))
    fact = _one(FactKind.ALLERGIES, section(ALLERGIES, _allergy(related("MFST", hives))))
    assert _shows(fact, substance="Penicillin", reaction="Hives", severity="severe", type="allergy", since="2004")
    assert fact.certain
    assert not fact.negated
    assert [one.code for one in fact.codings] == ["764146007"]


def test_no_known_allergies_is_a_fact() -> None:
    fact = _one(FactKind.ALLERGIES, section(ALLERGIES, _allergy(agent="", extra='negationInd="true"')))
    assert fact.negated
    assert fact.values["substance"] == "Medicines"


def test_not_allergic_to_peanuts_names_the_peanuts() -> None:
    fact = _one(FactKind.ALLERGIES, section(ALLERGIES, _allergy(agent="Peanut", extra='negationInd="true"')))
    assert fact.negated
    assert fact.values["substance"] == "Peanut"


def test_an_allergy_that_is_over_asks() -> None:
    status = observation(coded("code", "33999-4") + coded("value", "413322009", "Resolved", 'xsi:type="CE"'))
    fact = _one(
        FactKind.ALLERGIES,
        section(ALLERGIES, _allergy(f'<entryRelationship typeCode="REFR">{status}</entryRelationship>')),
    )
    assert not fact.certain
    assert "Resolved" in fact.values["note"]


def _problem(inner: str, name: str = "Type 2 diabetes", extra: str = "") -> str:
    return concern(observation(inner + coded("value", "44054006", name, 'xsi:type="CD"'), extra=extra))


def test_a_problem_with_an_end_is_over_even_when_the_day_is_unknown() -> None:
    times = '<effectiveTime><low value="201906"/><high nullFlavor="UNK"/></effectiveTime>'
    fact = _one(FactKind.CONDITIONS, section(PROBLEMS, _problem(times)))
    assert _shows(fact, name="Type 2 diabetes", status="resolved", since="2019-06", until="")


def test_a_denied_problem_is_negated_and_has_no_status() -> None:
    fact = _one(FactKind.CONDITIONS, section(PROBLEMS, _problem("", extra='negationInd="true"')))
    assert fact.negated
    assert "status" not in fact.values


def test_a_medicine_says_how_often_and_what_for() -> None:
    inner = (
        '<statusCode code="active"/><effectiveTime xsi:type="IVL_TS"><low value="20240105"/></effectiveTime>'
        '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="12" unit="h"/></effectiveTime>'
        '<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="CM"/></effectiveTime>'
        '<routeCode code="C38288" displayName="Oral"/><doseQuantity value="0.50" unit="{tablet}"/>'
        '<precondition><criterion><value xsi:type="CD" displayName="High sugar"/></criterion></precondition>'
    )
    fact = _one(FactKind.MEDICATIONS, section(MEDICATIONS, medicine(inner)))
    assert _shows(
        fact, generic="Metformin 850 MG Oral Tablet", dose="0.50 tablet", how_often="every 12 hours, with breakfast"
    )
    assert _shows(fact, route="Oral", as_needed="yes", why="High sugar", status="active", start="2024-01-05")
    assert fact.certain


@pytest.mark.parametrize(
    ("inner", "mood", "status", "certain"),
    [
        (
            '<statusCode code="active"/><effectiveTime><low value="2020"/><high value="2021"/></effectiveTime>',
            "EVN",
            "stopped",
            True,
        ),
        (
            '<statusCode code="active"/><effectiveTime><low value="2020"/><high value="2031"/></effectiveTime>',
            "EVN",
            "active",
            True,
        ),
        ('<statusCode code="completed"/><effectiveTime><low value="2020"/></effectiveTime>', "EVN", "active", False),
        ('<statusCode code="aborted"/>', "EVN", "stopped", False),
        ('<statusCode code="active"/>', "INT", "active", False),
    ],
)
def test_taken_or_stopped_is_never_guessed_in_silence(inner: str, mood: str, status: str, *, certain: bool) -> None:
    fact = _one(FactKind.MEDICATIONS, section(MEDICATIONS, medicine(inner, mood=mood)))
    assert fact.values["status"] == status
    assert fact.certain is certain


def test_no_medicines_is_a_fact() -> None:
    none = medicine("", name="", extra='negationInd="true"')
    fact = _one(FactKind.MEDICATIONS, section(MEDICATIONS, none))
    assert fact.negated


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (value("PQ", value="6.10", unit="10*3/uL"), {"value": "6.10", "unit": "10*3/uL", "comparator": ""}),
        (value("PQ", value="37.20", unit="Cel"), {"value": "37.20", "unit": "°C"}),
        (value("ST", "Negative"), {"value": "Negative", "comparator": ""}),
        (value("ST", "&lt;0.5"), {"value": "0.5", "comparator": "<"}),
        (
            value("IVL_PQ", '<high value="5" unit="mg/L" inclusive="false"/>'),
            {"value": "5", "comparator": "<", "unit": "mg/L"},
        ),
        (value("IVL_PQ", '<low value="90" unit="mL/min"/>'), {"value": "90", "comparator": ">=", "unit": "mL/min"}),
        (coded("value", "260385009", "Negative", 'xsi:type="CD"'), {"value": "Negative"}),
        (value("INT", value="3"), {"value": "3"}),
    ],
)
def test_a_result_stands_as_written(written: str, shown: Mapping[str, str]) -> None:
    fact = _one(FactKind.RESULTS, section(RESULTS, result("Hemoglobin", written)))
    assert _shows(fact, test="Hemoglobin", collected="2026-11-12", panel="Blood count", **shown)
    assert fact.certain


def test_a_result_keeps_the_labs_range_and_flag() -> None:
    inner = (
        '<interpretationCode code="L"/><referenceRange><observationRange><value xsi:type="IVL_PQ">'
        '<low value="12.0" unit="g/dL"/><high value="15.50" unit="g/dL"/></value></observationRange></referenceRange>'
    )
    fact = _one(FactKind.RESULTS, section(RESULTS, result("Hemoglobin", value("PQ", value="10.9", unit="g/dL"), inner)))
    assert _shows(fact, flag="L", low="12.0", high="15.50", range_text="12.0 - 15.50 g/dL")


def test_a_pending_result_without_a_value_is_no_result_and_is_said() -> None:
    read_back = _read(
        section(
            RESULTS, result("Hemoglobin", '<value xsi:type="PQ" nullFlavor="NI"/>', status="active"), title="Results"
        )
    )
    assert [fact for fact in read_back.facts if fact.kind is FactKind.RESULTS] == []
    assert [issue.text for issue in read_back.issues] == [
        "1 entry of “Results” can be read in the text, but not added as facts."
    ]


@pytest.mark.parametrize(("status", "word"), [("active", "not final"), ("aborted", "taken back")])
def test_a_result_that_is_not_final_asks(status: str, word: str) -> None:
    fact = _one(FactKind.RESULTS, section(RESULTS, result("Hemoglobin", value("PQ", value="10.9"), status=status)))
    assert not fact.certain
    assert word in fact.issues[0]


@pytest.mark.parametrize(("shown", "certain"), [("86 kg", False), ("88.0 kg", True), ("weight 86 kg", True)])
def test_entry_and_readable_text_that_disagree_ask(shown: str, *, certain: bool) -> None:
    one = result("Body weight", value("PQ", value="88", unit="kg"), '<text><reference value="#w"/></text>')
    fact = _one(FactKind.RESULTS, section(RESULTS, one, text=f'<content ID="w">{shown}</content>'))
    assert fact.certain is certain
    assert fact.provenance.snippet == shown


def test_what_is_planned_is_never_done() -> None:
    plan = "18776-5"
    order = f'<procedure classCode="PROC" moodCode="RQO">{coded("code", "73761001", "Colonoscopy")}</procedure>'
    follow_up = coded("code", "185389009", "Follow-up visit")
    visit = f'<encounter classCode="ENC" moodCode="INT">{follow_up}<effectiveTime value="20261220"/></encounter>'
    drug = medicine('<effectiveTime><low value="20261201"/></effectiveTime>', mood="INT", name="Oxaliplatin")
    goal = observation(coded("code", "3141-9", "Lose weight"), mood="GOL")
    facts = [
        fact for fact in _read(section(plan, order, visit, drug, goal)).facts if fact.kind is not FactKind.CONTACTS
    ]
    assert {(fact.kind, fact.values.get("status", "")) for fact in facts} == {
        (FactKind.PROCEDURES, "planned"),
        (FactKind.APPOINTMENTS, ""),
        (FactKind.TREATMENTS, "planned"),
    }


def test_a_refused_vaccination_is_not_a_vaccination() -> None:
    why = related("RSON", observation(coded("code", "PATOBJ", "Patient objection")))
    fact = _one(
        FactKind.IMMUNIZATIONS, section("11369-6", medicine(why, name="Influenza vaccine", extra='negationInd="true"'))
    )
    assert fact.negated
    assert "Patient objection" in fact.values["note"]


@pytest.mark.parametrize(
    ("mood", "status", "extra", "wanted"),
    [
        ("EVN", "completed", "", "done"),
        ("EVN", "aborted", "", ""),
        ("EVN", "cancelled", "", "not-done"),
        ("RQO", "active", 'negationInd="true"', "not-done"),
        ("RQO", "cancelled", "", "not-done"),
        ("EVN", "completed", 'negationInd="true"', "not-done"),
        ("RQO", "active", "", "planned"),
        ("EVN", "active", "", ""),
    ],
)
def test_a_procedure_says_whether_it_was_done(mood: str, status: str, extra: str, wanted: str) -> None:
    inner = coded("code", "80146002", "Appendectomy") + f'<statusCode code="{status}"/>'
    node = f'<procedure moodCode="{mood}" {extra}>{inner}</procedure>'
    assert _one(FactKind.PROCEDURES, section("47519-4", node)).values.get("status", "") == wanted


def test_a_relative_and_the_illness() -> None:
    age = observation(coded("code", "445518008") + value("PQ", value="57", unit="a"))
    illness = observation(
        coded("value", "22298006", "Heart attack", 'xsi:type="CD"')
        + f'<entryRelationship typeCode="SUBJ">{age}</entryRelationship>'
    )
    node = (
        '<organizer moodCode="EVN"><subject><relatedSubject classCode="PRS">'
        '<code code="MGRMTH" displayName="Maternal grandmother"/>'
        f"</relatedSubject></subject><component>{illness}</component></organizer>"
    )
    fact = _one(FactKind.FAMILY, section("10157-6", node))
    assert _shows(
        fact, relation="Maternal grandmother", condition="Heart attack", age_at_onset="57", side="mother's side"
    )


def test_an_implant_keeps_its_udi() -> None:
    node = (
        f'<procedure moodCode="EVN">{coded("code", "233174007", "Pacemaker implantation")}'
        '<statusCode code="completed"/><effectiveTime value="20191002"/><participant typeCode="DEV"><participantRole>'
        '<id root="2.16.840.1.113883.3.3719" extension="(01)00848486001179"/>'
        f"<playingDevice>{coded('code', '14106009', 'Pacemaker')}</playingDevice>"
        "<scopingEntity><desc>Maker Inc.</desc></scopingEntity></participantRole></participant></procedure>"
    )
    fact = _one(FactKind.DEVICES, section("46264-8", node))
    assert _shows(fact, name="Pacemaker", udi="(01)00848486001179", manufacturer="Maker Inc.", implanted="2019-10-02")


TABLE = (
    "<table><thead><tr><th>Medication</th><th>Directions</th></tr></thead><tbody>"
    "<tr><td>Warfarin 5 mg</td><td>one in the evening</td></tr><tr><td>None recorded</td><td/></tr></tbody></table>"
)


def test_rows_of_a_section_with_only_a_text_are_offered_to_be_picked() -> None:
    fact = _one(FactKind.MEDICATIONS, section(MEDICATIONS, text=TABLE))
    assert _shows(fact, generic="Warfarin 5 mg", note="Directions: one in the evening")
    assert not fact.certain


@pytest.mark.parametrize(
    ("code", "title", "template"),
    [("wrong-code", "Medications", ""), ("", "", "2.16.840.1.113883.10.20.22.2.1.1"), ("", "Medicamentos", "")],
)
def test_a_section_is_known_by_its_template_or_title_when_its_code_is_wrong(
    code: str, title: str, template: str
) -> None:
    assert _facts(FactKind.MEDICATIONS, section(code, medicine(""), title=title, template=template))


def test_each_section_can_be_read_and_found() -> None:
    pages = _read(section(MEDICATIONS, text=TABLE, title="Medicines")).pages
    assert [page.page for page in pages] == [1]
    head, body = pages[0].text.split("\n\n")
    rows = [line.split(CELL) for line in body.split("\n")]
    assert rows[:3] == [["Medicines"], ["Medication", "Directions"], ["Warfarin 5 mg", "one in the evening"]]
    assert head.startswith("Summary of care\n")


def test_people_of_the_head_are_contacts_once() -> None:
    names = [fact.values["name"] for fact in _facts(FactKind.CONTACTS)]
    assert names == ["Dr. Anil Patel", "Harbor Clinic"]
