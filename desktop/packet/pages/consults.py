"""Consultations, staging and boards: who said what and when, and the first doctor's plan in full."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.packet.language import say
from desktop.packet.pages.diagnosis import is_main
from desktop.packet.pages.first_doctor import first_opinions
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.runs import Run, Runs, bold
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso, stated, together_with
from desktop.records.condition import Condition
from desktop.records.dates import PartialDate
from desktop.records.document import DocumentKind
from desktop.records.encounter import Encounter, EncounterType
from desktop.records.opinion import Opinion
from desktop.typeset.drawable import JSON

PAPERS = {
    DocumentKind.CONSULT_NOTE: "visit",
    DocumentKind.VISIT_SUMMARY: "visit",
    DocumentKind.TUMOR_BOARD: "board",
    DocumentKind.TREATMENT_PLAN: "plan",
    DocumentKind.REFERRAL: "referral",
}
IN_HOSPITAL = frozenset({EncounterType.HOSPITAL_STAY, EncounterType.EMERGENCY})
POINTS = ("diagnosis", "stage", "goal", "plan", "risks", "timing", "would_change")


@dataclass(frozen=True, slots=True)
class Consult:
    """One visit, board or letter before it is set."""

    when: PartialDate | None
    kind: str
    who: str
    said: str
    mark: Run
    strong: bool = False


def consults_page(setting: Setting) -> dict[str, JSON] | None:
    """Return the data of the page; None when nobody was consulted as far as the record knows."""
    consults = [*_papers(setting), *_visits(setting)]
    opinions = first_opinions(setting)
    staged = [one for one in setting.facts(Condition) if is_main(one)]
    if not consults and not opinions and not staged:
        return None
    consults.sort(key=lambda one: one.when.low.toordinal() if one.when else 0, reverse=True)
    return {
        "part": "consults",
        "title": say("consults.title"),
        "note": say("consults.newest-first"),
        "stages": [_stage(setting, one) for one in staged],
        "plans": [_plan(setting, one) for one in opinions],
        "rows": [_row(one) for one in consults],
    }


def _papers(setting: Setting) -> list[Consult]:
    read = {place.document_id for one in setting.facts(Encounter) for place in one.provenance}
    return [
        Consult(
            one.date,
            PAPERS[one.kind],
            together_with(one.doctor, one.source),
            together_with(one.title, one.note, separator=": "),
            page_mark([setting.document_page(one)]),
            one.important,
        )
        for one in setting.front.documents
        if one.kind in PAPERS and one.id not in read
    ]


def _visits(setting: Setting) -> list[Consult]:
    return [
        Consult(
            one.date,
            "visit",
            together_with(one.with_whom, one.facility),
            together_with(one.reason, together_with(one.outcome, one.next_step, separator="; "), separator=": "),
            origin_of(one, setting.layout),
        )
        for one in setting.facts(Encounter)
        if one.type not in IN_HOSPITAL and not one.negated
    ]


def _row(one: Consult) -> JSON:
    said: Runs = [bold(one.said)] if one.strong else [one.said]
    return [iso(one.when), say(f"consults.kind-{one.kind}"), one.who or say("unknown.not-stated"), said, [one.mark]]


def _stage(setting: Setting, one: Condition) -> JSON:
    day = iso(one.stage_date) if one.stage_date else say("unknown.not-stated")
    stage = stated(together_with(one.stage, one.stage_system))
    since = say("summary.since", day=one.date.iso) if one.date else ""
    about = together_with(one.body_site, since, one.note)
    name: Runs = [bold(one.name), f"; {about}" if about else ""]
    return [name, [bold(stage)], stated(one.stated_by), day, [origin_of(one, setting.layout)]]


def _plan(setting: Setting, one: Opinion) -> JSON:
    rows: list[JSON] = [
        [say(f"consults.{name.replace('_', '-')}"), [getattr(one, name) or say("unknown.not-stated")]]
        for name in POINTS
    ]
    who = together_with(one.doctor, one.institution, one.date.iso if one.date else "")
    return {"who": who, "rows": rows, "origin": [origin_of(one, setting.layout)]}
