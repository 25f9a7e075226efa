"""Everything that is not what the opinion is about: conditions, operations, daily life, prevention, family."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.diagnosis import is_main, other_conditions, stage_words
from desktop.packet.pages.family import family_rows, gene_test
from desktop.packet.pages.habits import child_rows, life_rows, prevention_rows
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.runs import Runs, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treated import is_earlier
from desktop.packet.pages.words import iso, stated, together_with
from desktop.packet.single_things import called
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart
from desktop.records.procedure import Procedure
from desktop.typeset.drawable import JSON

STATUS_KEYS = {
    ConditionStatus.ACTIVE: "history.present",
    ConditionStatus.REMISSION: "history.remission",
    ConditionStatus.RESOLVED: "history.over",
}


def history_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the history page; its two sections can be left out one by one."""
    parts = setting.front.request.parts
    history, family = PacketPart.HISTORY in parts, PacketPart.FAMILY in parts
    title = "history.title" if history and family else "history.other" if history else "family.title"
    main = [condition for condition in setting.facts(Condition) if is_main(condition)]
    return {
        "part": "history",
        "title": say(title),
        "note": say("history.note") if main and history else "",
        "history": history,
        "others": [_row(setting, condition) for condition in other_conditions(setting)],
        "none_other": _none_other(setting, main),
        "operations": _operations(setting),
        "child": child_rows(setting),
        "life": life_rows(setting),
        "prevention": prevention_rows(setting),
        "family": family,
        "relatives": family_rows(setting),
        "gene_test": gene_test(setting),
    }


def _none_other(setting: Setting, main: list[Condition]) -> Runs:
    answer = setting.answer(FactKind.CONDITIONS)
    return [say("history.none-recorded")] if main and answer is Answer.KNOWN else [unknown(answer)]


def _row(setting: Setting, condition: Condition) -> JSON:
    source: Runs = [origin_of(condition, setting.layout)]
    if condition.negated:
        said: Runs = [bold(say("unknown.none-known")), f"; {condition.note}" if condition.note else ""]
        return [called(condition, condition.name), "–", said, condition.stated_by or "–", source]
    state = say(STATUS_KEYS[condition.clinical_status]) if condition.clinical_status else ""
    until = say("dates.until", end=condition.end_date.iso) if condition.end_date else ""
    stage = stage_words(condition)
    told = condition.note and condition.clinical_status is ConditionStatus.ACTIVE
    now = together_with(condition.note, stage[:1].lower() + stage[1:], until, "" if told else state, separator="; ")
    return [condition.name, iso(condition.date), stated(now), condition.stated_by or "–", source]


def _operations(setting: Setting) -> list[JSON]:
    """Return operations from before the illness, with trouble with anesthesia."""
    rows: list[JSON] = []
    for one in setting.facts(Procedure):
        source: Runs = [origin_of(one, setting.layout)]
        if one.negated:
            rows.append(["–", one.name, [bold(say("unknown.none-known"))], source])
        elif is_earlier(setting, one):
            trouble = together_with(one.complications, one.anesthesia, one.outcome, one.note, separator="; ")
            rows.append([iso(one.date), together_with(one.name, one.implants), stated(trouble), source])
    more = _anesthesia(setting)
    if rows:
        return rows + more
    answer = setting.answer(FactKind.PROCEDURES)
    word = unknown(answer) if answer is not Answer.KNOWN else say("history.none-recorded")
    mark = NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT
    return [["–", say("history.any-operation"), [word], [mark]], *more]


def _anesthesia(setting: Setting) -> list[JSON]:
    """Return the row that says that nobody could tell of trouble with anesthesia, or asked."""
    rows: list[JSON] = []
    for answer, mark in ((Answer.NOT_KNOWN, PATIENT), (Answer.NOT_ASKED, NOT_APPLICABLE)):
        things = setting.open_things(FactKind.CONDITIONS, answer)
        rows += [["–", say(f"asked.{thing.value}"), [unknown(answer)], [mark]] for thing in things]
    return rows
