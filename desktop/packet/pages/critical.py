"""Medicines that must not be missed, with their word: BLOOD THINNER, DIABETES."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold, chip, page_link, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import together_with
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.medication import Medication, MedicationStatus


def critical_rows(setting: Setting) -> list[SummaryRow]:
    """Return the medicines with a word that must not be missed, or why there is none."""
    taken = [one for one in setting.facts(Medication) if one.clinical_status is not MedicationStatus.STOPPED]
    critical = [one for one in taken if one.critical.strip() and not one.negated]
    if critical:
        return [row(_medicine(one), origin_of(one, setting.layout)) for one in critical]
    if not taken:
        answer = setting.answer(FactKind.MEDICATIONS)
        return [row([unknown(answer)], PATIENT if answer is not Answer.NOT_ASKED else NOT_APPLICABLE)]
    page = setting.part_page("medicines")
    if not page:
        return [row([say("summary.none-marked")], PATIENT)]
    return [row([f"{say('summary.none-marked-see')} ", page_link(page)], PATIENT)]


def _medicine(one: Medication) -> Runs:
    shown: Runs = [chip(one.critical.strip().upper()), bold(one.generic or one.brand or one.title)]
    taken = together_with(one.dose, one.how_often, separator=" ")
    words = together_with(one.strength, taken, say("summary.since", day=one.date.iso) if one.date else "")
    return [*shown, f" {words}" if words else ""]
