"""Medicines that must not be missed, with their word: BLOOD THINNER, DIABETES."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.allergies import open_words
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Run, Runs, bold, chip, page_link, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import together_with
from desktop.packet.single_things import is_about, own_thing
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.single_thing import SingleThing


def critical_rows(setting: Setting) -> list[SummaryRow]:
    """Return the medicines with a word that must not be missed, or why there is none; blood thinners by name."""
    return _marked(setting) + [row(*told) for told in blood_thinners(setting)]


def blood_thinners(setting: Setting) -> list[tuple[Runs, Run]]:
    """Return with its origin that no blood thinner is taken, or that nobody knows or asked; nothing when one is."""
    listed = setting.facts(Medication)
    name = say("asked.blood-thinners")
    for one in listed:
        if one.negated and is_about(SingleThing.BLOOD_THINNERS, one):
            return [([f"{name}: ", bold(say("unknown.none-known"))], origin_of(one, setting.layout))]
    asked = any(not one.negated for one in listed)
    return open_words(setting, FactKind.MEDICATIONS, asked=asked)


def _marked(setting: Setting) -> list[SummaryRow]:
    taken = [one for one in setting.facts(Medication) if one.clinical_status is not MedicationStatus.STOPPED]
    taken = [one for one in taken if own_thing(one) is None]
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
