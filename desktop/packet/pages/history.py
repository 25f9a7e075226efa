"""Conditions: what the opinion is about in full, all others with their present state, and what nobody asked."""

from __future__ import annotations

from desktop.packet.pages.diagnosis import is_main, other_conditions
from desktop.packet.pages.origin import NOT_APPLICABLE, origin_of
from desktop.packet.pages.runs import Runs, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.detail import detail_of
from desktop.records.fact import Fact, FactKind
from desktop.typeset.drawable import JSON

STATUS_WORDS = {
    ConditionStatus.ACTIVE: "present",
    ConditionStatus.REMISSION: "in remission",
    ConditionStatus.RESOLVED: "over",
}
ALWAYS_SAID = frozenset({"Kind of tissue", "Grade", "Stage", "Biomarkers"})
TOPICS = (
    (FactKind.PROCEDURES, "Earlier operations and anesthesia"),
    (FactKind.FAMILY, "Family: cancer and inherited conditions"),
    (FactKind.SOCIAL, "Work, tobacco, alcohol, falls"),
    (FactKind.IMMUNIZATIONS, "Vaccines"),
    (FactKind.DEVICES, "Implants, devices, MRI safety"),
)
"""Asked of everybody: what nobody was asked is said, not left blank."""
MORE_TOPICS = (
    (FactKind.TREATMENTS, "Treatment lines"),
    (FactKind.PATHOLOGY, "Pathology, slides and blocks"),
    (FactKind.IMAGING, "Scans and where the pictures are"),
    (FactKind.ENCOUNTERS, "Visits"),
    (FactKind.DIRECTIVES, "Directives"),
    (FactKind.AUTHORITIES, "Who may act for the patient"),
    (FactKind.COVERAGE, "Insurance"),
)
"""Printed when there is something."""


def history_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the history page."""
    main = [condition for condition in setting.facts(Condition) if is_main(condition)]
    answer = setting.answer(FactKind.CONDITIONS)
    none_other: Runs = ["None recorded"] if main and answer is Answer.KNOWN else [unknown(answer)]
    return {
        "part": "history",
        "title": "Other history" if not main else "Diagnosis and other history",
        "note": "",
        "main": [_in_full(setting, condition) for condition in main],
        "others_title": "Other conditions" if main else "Conditions",
        "others": [_row(setting, condition) for condition in other_conditions(setting)],
        "none_other": none_other,
        "topics": [
            *(row for kind, title in TOPICS for row in _topic(setting, kind, title)),
            *(row for kind, title in MORE_TOPICS if setting.of(kind) for row in _topic(setting, kind, title)),
        ],
    }


def _in_full(setting: Setting, condition: Condition) -> JSON:
    mark = origin_of(condition, setting.layout)
    stage = ", ".join(text for text in (condition.stage, condition.stage_system) if text)
    if condition.stage_date:
        stage += f" ({condition.stage_date.iso})"
    values = (
        ("Since", iso(condition.date)),
        ("Now", STATUS_WORDS[condition.clinical_status] if condition.clinical_status else ""),
        ("Where in the body", condition.body_site),
        ("Kind of tissue", condition.histology),
        ("Grade", condition.grade),
        ("Stage", stage),
        ("Stated by", condition.stated_by),
        ("Biomarkers", condition.biomarkers),
        ("How found", condition.how_found),
        ("Note", condition.note),
    )
    rows: list[JSON] = [[label, [text or "not stated"]] for label, text in values if text or label in ALWAYS_SAID]
    return {"name": condition.name, "rows": rows, "origin": [mark]}


def _row(setting: Setting, condition: Condition) -> JSON:
    source: Runs = [origin_of(condition, setting.layout)]
    if condition.negated:
        said: Runs = [bold("None known"), f"; {condition.note}" if condition.note else ""]
        return [condition.name, "–", said, condition.stated_by or "–", source]
    state = STATUS_WORDS[condition.clinical_status] if condition.clinical_status else ""
    until = f"until {condition.end_date.iso}" if condition.end_date else ""
    stage = " ".join(text for text in ("stage" if condition.stage else "", condition.stage) if text)
    now = "; ".join(text for text in (condition.note, stage, until, "" if condition.note else state) if text)
    return [condition.name, iso(condition.date), now or "not stated", condition.stated_by or "–", source]


def _topic(setting: Setting, kind: FactKind, title: str) -> list[JSON]:
    listed = setting.of(kind)
    if not listed:
        return [[title, [unknown(setting.answer(kind))], [NOT_APPLICABLE]]]
    return [[title, _told(fact), [origin_of(fact, setting.layout)]] for fact in listed]


def _told(fact: Fact) -> Runs:
    if fact.negated:
        return [bold("None known"), f": {fact.title}"]
    begin, end = iso(fact.date) if fact.date else "", iso(fact.end_date) if fact.end_date else ""
    span = f"{begin} to {end}" if end else begin
    said = "; ".join(text for text in (span, detail_of(fact), _note(fact)) if text)
    return [bold(fact.title), f": {said}" if said else ""]


def _note(fact: Fact) -> str:
    return "" if "note" in type(fact).detail_from else fact.note
