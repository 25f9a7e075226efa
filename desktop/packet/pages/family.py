"""Family history and genetics: relatives with ages, counselling, and the person's own inherited gene test."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.runs import Runs, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import quoted, together_with
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.family_history import FamilyHistory
from desktop.typeset.drawable import JSON

SELF = frozenset({"self", "patient", "me", "myself", "yo", "paciente", "la paciente", "el paciente"})
"""Relations by which the person's own gene test is entered."""
DEAD, ALIVE = frozenset({"no", "dead", "died"}), frozenset({"yes", "alive", "sí", "si"})


def family_rows(setting: Setting) -> list[JSON]:
    """Return rows of relative, side, condition, age found, alive or age at death, source."""
    listed = [one for one in setting.facts(FamilyHistory) if one.relation.strip().casefold() not in SELF]
    if listed:
        return [_row(setting, one) for one in listed]
    answer = setting.answer(FactKind.FAMILY)
    mark = NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT
    word = answer if answer is not Answer.KNOWN else Answer.NOT_ASKED
    return [[say("family.any"), "–", [unknown(word)], "–", "–", [mark]]]


def _row(setting: Setting, one: FamilyHistory) -> JSON:
    condition: Runs = [one.condition]
    if one.negated:
        condition = [bold(say("unknown.none-known")), f": {one.condition}"]
    tested = say("family.tested", words=one.genetic_test) if one.genetic_test else ""
    condition += [f"; {text}" for text in (tested, one.note) if text]
    found = one.age_at_onset or ("–" if one.negated else say("unknown.not-known"))
    return [one.relation, one.side or "–", condition, found, _living(one), [origin_of(one, setting.layout)]]


def _living(one: FamilyHistory) -> str:
    said = one.living.strip().casefold()
    if one.age_at_death or said in DEAD:
        words = say("family.died-at", age=one.age_at_death) if one.age_at_death else say("family.died")
        return together_with(words, one.cause_of_death)
    if said in ALIVE:
        return say("family.alive")
    return one.living or say("unknown.not-known")


def gene_test(setting: Setting) -> Runs:
    """Return the person's own inherited gene test and counselling, or that nobody asked."""
    told: Runs = []
    for one in setting.facts(FamilyHistory):
        own = one.relation.strip().casefold() in SELF
        if own:
            result = quoted(one.genetic_test) if one.genetic_test else say("unknown.not-stated")
            told += [f"{result} ", origin_of(one, setting.layout), "  "]
        if one.counselling:
            told += [f"{say('family.counselling', words=one.counselling)} ", origin_of(one, setting.layout), "  "]
    return told or [unknown(Answer.NOT_ASKED)]
