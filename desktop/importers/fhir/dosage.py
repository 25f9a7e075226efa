"""How much and how often, in words (FHIR Dosage and Timing)."""

from __future__ import annotations

from desktop.importers.fhir.elements import Resource, concept, part, parts, quantity_text, range_text, word, words
from desktop.importers.fhir.terms import words_for


def _to(low: str, high: str) -> str:
    return f"{low} to {high}" if high and high != low else low


def _every(repeat: Resource) -> str:
    period, unit = word(repeat, "period"), word(repeat, "periodUnit") or word(repeat, "periodUnits")
    if not period or not unit:
        return ""
    long = words_for("period_unit", unit) or unit
    span = _to(period, word(repeat, "periodMax"))
    every = f"every {long.removesuffix('s')}" if span in {"1", "1.0"} else f"every {span} {long}"
    count = _to(word(repeat, "frequency"), word(repeat, "frequencyMax"))
    return f"{count} times {every}" if count not in {"", "1"} else every


def _moments(repeat: Resource) -> list[str]:
    """Return the days of the week, times and events of a day at which it is taken, and for how long."""
    days = ", ".join(words_for("day", day) or day for day in words(repeat, "dayOfWeek"))
    times = ", ".join(time[:5] for time in words(repeat, "timeOfDay"))
    events = [words_for("timing_event", event) or event for event in words(repeat, "when")]
    length = quantity_text(part(repeat, "boundsDuration") or part(repeat, "boundsQuantity"))
    return [f"on {days}" if days else "", f"at {times}" if times else "", *events, f"for {length}" if length else ""]


def frequency(dosage: Resource) -> str:
    """Return how often a dosage is taken; on days of the week it is not taken every day."""
    repeat = part(dosage, "timing", "repeat")
    every = _every(repeat)
    if words(repeat, "dayOfWeek") and every == "every day":
        every = ""
    told = ", ".join(text for text in (every, *_moments(repeat)) if text)
    return told if every or words(repeat, "dayOfWeek") else concept(part(dosage, "timing"), "code") or told


def dose(dosage: Resource) -> str:
    """Return the amount of one dose, or its range."""
    for holder in (*parts(dosage, "doseAndRate"), dosage):
        said = (
            quantity_text(part(holder, "doseQuantity"))
            or quantity_text(part(holder, "quantityQuantity"))
            or range_text(part(holder, "doseRange"))
            or range_text(part(holder, "quantityRange"))
            or quantity_text(part(holder, "quantity"))
        )
        if said:
            return said
    return ""


def whole(dosage: Resource) -> str:
    """Return one of several dosages: in the words of the file, else amount and times."""
    return word(dosage, "text") or " ".join(text for text in (dose(dosage), frequency(dosage)) if text)
