"""Medicines as really taken, those stopped in the last year with the reason, and allergies."""

from __future__ import annotations

from datetime import date

from desktop.packet.language import counted, say
from desktop.packet.pages.allergies import allergy_table
from desktop.packet.pages.critical import blood_thinners
from desktop.packet.pages.differing import medicine_differs
from desktop.packet.pages.function import measure_strip
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import Runs, bold, chip, lines, page_link, struck, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import in_words, iso, stated, together_with
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.packet import PacketPart
from desktop.records.treatment import Treatment
from desktop.typeset.drawable import JSON


def medicines_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the medicines page."""
    listed = [one for one in setting.facts(Medication) if not one.negated]
    now = [one for one in listed if one.clinical_status is not MedicationStatus.STOPPED]
    stopped = [one for one in listed if one.clinical_status is MedicationStatus.STOPPED]
    recent = [one for one in stopped if within_a_year(one, setting.front.made_on)]
    parts = setting.front.request.parts
    medicines, allergies = PacketPart.MEDICINES in parts, PacketPart.ALLERGIES in parts
    title = "medicines.title" if medicines and allergies else "medicines.only" if medicines else "allergies.title"
    return {
        "part": "medicines",
        "title": say(title),
        "note": _checked(now) if medicines else "",
        "medicines": medicines,
        "with_allergies": allergies,
        "strip": measure_strip(setting),
        "now": [_now_row(setting, one) for one in now],
        "none_now": _none_now(setting),
        "stopped": [_stopped_row(setting, one) for one in recent],
        "none_stopped": [say("history.none-recorded") if listed else unknown(Answer.NOT_ASKED)],
        "remarks": _remarks(setting, len(stopped) - len(recent)),
        "allergies": allergy_table(setting),
    }


def _checked(now: list[Medication]) -> str:
    days = [one.confirmed_on for one in now if one.confirmed_on]
    if not now or not days:
        return ""
    newest = max(days, key=lambda day: day.low)
    if len(days) == len(now):
        return say("medicines.checked", day=in_words(min(days, key=lambda day: day.low)))
    return say("medicines.some-checked", count=len(days), total=len(now), day=in_words(newest))


def within_a_year(one: Medication, made_on: date) -> bool:
    """Whether a medicine was stopped in the twelve months before `made_on`, or nobody knows when."""
    if one.end_date is None:
        return True
    last_year = made_on.replace(year=made_on.year - 1, day=min(made_on.day, 28))
    return one.end_date.high >= last_year


def _none_now(setting: Setting) -> Runs:
    answer = setting.answer(FactKind.MEDICATIONS)
    return [unknown(answer if answer is not Answer.KNOWN else Answer.NOT_KNOWN)]


def medicine_name(one: Medication) -> str:
    """Return the generic name, else the brand, else the title."""
    return one.generic or one.brand or one.title


def _now_row(setting: Setting, one: Medication) -> JSON:
    name = medicine_name(one)
    shown: Runs = [bold(name)]
    aside = [one.brand] if one.brand and one.brand != name else []
    aside += [say("medicines.no-prescription")] if one.supplement else []
    if aside:
        shown.append(f" ({', '.join(aside)})")
    if one.critical.strip():
        shown += [" ", chip(one.critical.strip().upper())]
    shown += medicine_differs(setting, one)
    since = lines([[iso(one.date)], [one.prescriber] if one.prescriber else []])
    return [
        shown,
        medicine_strength(one),
        taken_as(one),
        stated(one.why),
        since,
        [origin_of(one, setting.layout)],
    ]


def medicine_strength(one: Medication) -> str:
    """Return strength and form, and that the strength is not known."""
    words = " ".join(text for text in (one.strength, one.form) if text)
    return words if one.strength else together_with(words, say("medicines.no-strength"))


def taken_as(one: Medication) -> str:
    """Return how it is taken in one line."""
    dose = " ".join(text for text in (one.dose, one.how_often) if text)
    needed = say("medicines.when-needed") if one.as_needed else ""
    parts = (dose, one.when, one.with_food, one.route, needed, one.as_needed_use, one.last_change, one.note)
    words = together_with(*parts, separator="; ")
    return words[:1].upper() + words[1:] if words else stated("")


def _stopped_row(setting: Setting, one: Medication) -> JSON:
    dates = say("dates.span", begin=iso(one.date), end=iso(one.end_date))
    return [
        [struck(medicine_name(one))],
        medicine_strength(one),
        dates,
        together_with(stated(one.reason_stopped), one.stopped_by),
        [origin_of(one, setting.layout)],
    ]


def _remarks(setting: Setting, earlier: int) -> list[JSON]:
    remarks: list[JSON] = []
    if earlier:
        remarks.append([counted("medicines.earlier", earlier)])
    page = setting.part_page("treatment")
    if page and any(not one.negated for one in setting.facts(Treatment)):
        remarks.append([bold(f"{say('medicines.treatment')} "), page_link(page)])
    remarks += [[*words, "  ", origin] for words, origin in blood_thinners(setting)]
    key = "medicines.creams" if any(one.supplement for one in setting.facts(Medication)) else "medicines.creams-herbs"
    return [*remarks, [bold(f"{say(key)}: "), unknown(Answer.NOT_ASKED)]]
