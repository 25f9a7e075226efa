"""How the person is now: own words, daily life and pain, weight and height as measured."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold, unknown
from desktop.packet.pages.series import shown_value
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import quoted, together_with
from desktop.records.answers import Answer
from desktop.records.result import Result
from desktop.records.social_history import SocialHistory, SocialTopic

MEASURES = {
    "weight": ("weight", "body weight", "peso", "peso corporal"),
    "height": ("height", "body height", "talla", "estatura"),
    "egfr": ("egfr", "gfr", "estimated gfr", "tfg", "fge"),
}
"""Names under which papers print what a dose may depend on."""


def measured(setting: Setting, what: str) -> tuple[Result, ...]:
    """Return a measure's values, newest first; `what` is weight, height or egfr."""
    found = [one for one in setting.facts(Result) if one.test.strip().casefold() in MEASURES[what] and one.date]
    return tuple(sorted(found, key=lambda one: one.date.low.isoformat() if one.date else "", reverse=True))


def measure_words(one: Result) -> str:
    """61.8 kg (2026-11-12)."""
    day = f" ({one.date.iso})" if one.date else ""
    return f"{shown_value(one)} {one.unit}".strip() + day


def function_rows(setting: Setting) -> list[SummaryRow]:
    """Return own words first, then daily life, pain and weight."""
    told = setting.front.request.how_i_am
    rows = [row([quoted(told)], PATIENT)] if told.strip() else []
    for one in setting.facts(SocialHistory):
        if one.topic in {SocialTopic.FUNCTION, SocialTopic.PAIN} and not one.negated:
            label = say(f"history.topic-{one.topic.value}") if one.topic else ""
            words = together_with(one.description, one.amount)
            rows.append(row([bold(f"{label}: "), words], origin_of(one, setting.layout), one.id))
    rows += _weight(setting)
    return rows or [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]


def _weight(setting: Setting) -> list[SummaryRow]:
    values = measured(setting, "weight")
    if not values:
        return []
    words: Runs = [bold(f"{say('medicines.weight')} "), measure_words(values[0])]
    if len(values) > 1:
        words.append(f"; {say('summary.before', value=measure_words(values[-1]))}")
    return [row(words, origin_of(values[0], setting.layout), values[0].id)]


def measure_strip(setting: Setting) -> list[Runs]:
    """Return weight, height and kidney function for the foot of the medicines page; what is missing is said."""
    strip: list[Runs] = []
    for what in MEASURES:
        values = measured(setting, what)
        label = bold(f"{say(f'medicines.{what}')} ")
        if values:
            strip.append([label, measure_words(values[0]), " ", origin_of(values[0], setting.layout)])
        else:
            strip.append([label, say("unknown.not-listed")])
    return strip
