"""Conditions: what the opinion is about in full, all others with their present state, and what nobody asked."""

from __future__ import annotations

from desktop.packet.pages.diagnosis import is_main, other_conditions
from desktop.packet.pages.origin import NOT_APPLICABLE, origin_of
from desktop.packet.pages.runs import Runs, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.fact import FactKind
from desktop.typeset.drawable import JSON

STATUS_WORDS = {
    ConditionStatus.ACTIVE: "present",
    ConditionStatus.REMISSION: "in remission",
    ConditionStatus.RESOLVED: "over",
}
ALWAYS_SAID = frozenset({"Kind of tissue", "Grade", "Stage", "Biomarkers"})
TOPICS = (
    "Earlier operations and anesthesia",
    "Family: cancer and inherited conditions",
    "Work, tobacco, alcohol, falls",
    "Vaccines",
    "Implants, devices, MRI safety",
)
"""What this edition of the record cannot hold yet; it is said, not left blank."""


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
        "topics": [[topic, [unknown(Answer.NOT_ASKED)], [NOT_APPLICABLE]] for topic in TOPICS],
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
