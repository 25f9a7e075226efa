"""The diagnosis as printed (site, tissue, grade, stage, biomarkers), and the other conditions."""

from __future__ import annotations

import re

from desktop.packet.language import say
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold, joined, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import filled_lines, together_with
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.fact import FactKind
from desktop.records.pathology import Pathology


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
        return rows + _markers_of_specimens(setting)
    if any(not condition.negated for condition in setting.facts(Condition)):
        return [row([say("summary.no-main")], NOT_APPLICABLE)]
    return [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]


def _named(condition: Condition) -> Runs:
    details = [condition.histology, condition.grade, condition.body_site]
    said = condition.name.casefold()
    words = [text for text in details if text and not _stands_in(said, text.casefold())]
    return [bold(condition.name), f", {', '.join(words)}" if words else ""]


def _stands_in(words: str, text: str) -> bool:
    """Whether words hold a text as whole words: a grade 2 does not stand in "HER2-positive"."""
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) is not None


def stage_words(condition: Condition) -> str:
    """Return the stage as printed, with its word; empty when there is none."""
    stage = condition.stage
    if not stage or stage.casefold().startswith(("stage", "estadio")):
        return stage
    return say("summary.stage", stage=stage)


def _stage(condition: Condition) -> Runs:
    if not condition.stage:
        return []
    day = condition.stage_date.iso if condition.stage_date else ""
    by = together_with(condition.stated_by, day, separator=" ")
    about = together_with(condition.stage_system, say("summary.stated-by", who=by) if by else "")
    return [bold(stage_words(condition)), f" ({about})" if about else ""]


def _markers(condition: Condition) -> Runs:
    return [condition.biomarkers] if condition.biomarkers else []


def _markers_of_specimens(setting: Setting) -> list[SummaryRow]:
    """Return the molecular lines of the specimens when no main condition names its biomarkers."""
    if any(is_main(one) and one.biomarkers for one in setting.facts(Condition)):
        return []
    tested = [one for one in setting.facts(Pathology) if one.molecular.strip() and not one.negated]
    return [row([_short_markers(one)], origin_of(one, setting.layout), one.id) for one in tested[:1]]


def _short_markers(one: Pathology) -> str:
    return " · ".join(line.split(";")[0].replace(": ", " ", 1) for line in filled_lines(one.molecular))


def other_conditions(setting: Setting) -> tuple[Condition, ...]:
    """Return what the opinion is not about, present ones first."""
    others = [condition for condition in setting.facts(Condition) if not is_main(condition)]
    return tuple(sorted(others, key=lambda one: (one.negated, one.clinical_status is ConditionStatus.RESOLVED)))


def other_condition_rows(setting: Setting) -> list[SummaryRow]:
    """Return the present other conditions, those of one origin in one row."""
    rows: dict[str, tuple[list[Runs], Condition]] = {}
    for condition in other_conditions(setting):
        if condition.negated or condition.clinical_status is ConditionStatus.RESOLVED:
            continue
        texts, _ = rows.setdefault(str(origin_of(condition, setting.layout)), ([], condition))
        texts.append(_short(condition))
    if rows:
        return [row(joined(texts), origin_of(first, setting.layout), first.id) for texts, first in rows.values()]
    answer = setting.answer(FactKind.CONDITIONS)
    if answer is Answer.KNOWN:
        return [row([say("summary.none-other")], PATIENT)]
    return [row([unknown(answer)], NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT)]


def _short(condition: Condition) -> Runs:
    state = f" ({say('history.remission')})" if condition.clinical_status is ConditionStatus.REMISSION else ""
    since = f", {say('summary.since', day=condition.date.iso)}" if condition.date else ""
    return [f"{condition.name}{since}{state}"]
