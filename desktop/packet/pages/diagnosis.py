"""The diagnosis as printed (site, tissue, grade, stage, biomarkers), and the other conditions."""

from __future__ import annotations

from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold, joined, unknown
from desktop.packet.pages.setting import Setting
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.fact import FactKind


def is_main(condition: Condition) -> bool:
    """Whether it is what the second opinion is about."""
    return condition.main and not condition.negated


def diagnosis_rows(setting: Setting) -> list[SummaryRow]:
    """Return up to three rows for each main condition: name and tissue, stage, biomarkers."""
    rows: list[SummaryRow] = []
    for condition in setting.facts(Condition):
        if is_main(condition):
            mark = origin_of(condition, setting.layout)
            rows += [row(text, mark) for text in (_named(condition), _stage(condition), _markers(condition)) if text]
    if rows:
        return rows
    if any(not condition.negated for condition in setting.facts(Condition)):
        return [row(["No condition is marked as the one this opinion is about; see below"], NOT_APPLICABLE)]
    return [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]


def _named(condition: Condition) -> Runs:
    details = [condition.histology, condition.grade, condition.body_site]
    said = {condition.name.casefold()}
    words = [text for text in details if text and text.casefold() not in said]
    return [bold(condition.name), f", {', '.join(words)}" if words else ""]


def _stage(condition: Condition) -> Runs:
    if not condition.stage:
        return []
    day = condition.stage_date.iso if condition.stage_date else ""
    stated = " ".join(text for text in (condition.stated_by, day) if text)
    about = ", ".join(text for text in (condition.stage_system, f"stated by {stated}" if stated else "") if text)
    words = condition.stage if condition.stage.lower().startswith("stage") else f"Stage {condition.stage}"
    return [bold(words), f" ({about})" if about else ""]


def _markers(condition: Condition) -> Runs:
    return [condition.biomarkers] if condition.biomarkers else []


def other_conditions(setting: Setting) -> tuple[Condition, ...]:
    """Return what the opinion is not about, present ones first."""
    others = [condition for condition in setting.facts(Condition) if not is_main(condition)]
    return tuple(sorted(others, key=lambda one: (one.negated, one.clinical_status is ConditionStatus.RESOLVED)))


def other_condition_rows(setting: Setting) -> list[SummaryRow]:
    """Return the present other conditions, those of one origin in one row."""
    rows: dict[str, tuple[list[Runs], SummaryRow]] = {}
    for condition in other_conditions(setting):
        if condition.negated or condition.clinical_status is ConditionStatus.RESOLVED:
            continue
        mark = origin_of(condition, setting.layout)
        texts, _ = rows.setdefault(str(mark), ([], row([], mark)))
        texts.append(_short(condition))
    if rows:
        return [row(joined(texts), first["origin"]) for texts, first in rows.values()]  # type: ignore[arg-type]
    answer = setting.answer(FactKind.CONDITIONS)
    if answer is Answer.KNOWN:
        return [row(["none other"], PATIENT)]
    return [row([unknown(answer)], NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT)]


def _short(condition: Condition) -> Runs:
    state = f" ({condition.clinical_status})" if condition.clinical_status is ConditionStatus.REMISSION else ""
    since = f", since {condition.date.iso}" if condition.date else ""
    return [f"{condition.name}{since}{state}"]
