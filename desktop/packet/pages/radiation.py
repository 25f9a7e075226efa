"""Radiation, a row for each course: site, technique, dose, fractions, boost, medicines beside it, plan files."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import NOT_APPLICABLE, origin_of
from desktop.packet.pages.runs import Runs, bold, lines, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treated import done_treatments, span_of
from desktop.packet.pages.words import iso, stated, together_with
from desktop.records.answers import Answer
from desktop.records.treatment import Treatment, TreatmentType
from desktop.typeset.drawable import JSON


def radiation_rows(setting: Setting) -> list[JSON]:
    """Return rows of dates, site and technique, dose, with what, place, source."""
    return [_row(setting, one) for one in done_treatments(setting) if one.type is TreatmentType.RADIATION]


def no_radiation(setting: Setting) -> Runs:
    """Return the sentence for a person without a course: none received, or that nobody asked."""
    told: Runs = []
    for one in setting.facts(Treatment):
        if one.negated:
            none = say("unknown.none-received")
            told += [bold(f"{one.regimen}: {none}. "), one.note, "  ", origin_of(one, setting.layout), "  "]
    return told or [unknown(Answer.NOT_ASKED), "  ", NOT_APPLICABLE]


def _row(setting: Setting, one: Treatment) -> JSON:
    given = together_with(one.fractions_given, one.fractions_planned, separator=" / ")
    dose: Runs = [bold(stated(one.dose)), f"; {say('treatment.fractions', count=given)}" if given else ""]
    dose += [f"; {say('treatment.boost', words=one.boost)}"] if one.boost else []
    where = lines([[bold(one.site or one.regimen)], [stated(one.technique)]])
    beside = say("treatment.concurrent", words=stated(one.concurrent))
    files = say("treatment.plan-files", words=stated(one.plan_files))
    place = together_with(one.facility, one.given_by) or say("unknown.not-stated")
    ended = say("treatment.ended", words=one.reason_stopped) if one.reason_stopped else ""
    more = "; ".join(text for text in (beside, files, ended, one.toxicity.replace("\n", ", "), one.note) if text)
    return [span_of(one) or iso(one.date), where, dose, more, place, [origin_of(one, setting.layout)]]
