"""Allergies and intolerances; contrast dye, food and latex always have a row."""

from __future__ import annotations

from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Run, Runs, bold, chip, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso
from desktop.records.allergy import Allergy, AllergyType, Severity
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.typeset.drawable import JSON

ALWAYS_ASKED = (
    ("Iodine or gadolinium contrast dye", ("contrast", "iodin", "gadolin")),
    ("Food", ("food", "nut", "egg", "milk", "fish", "shell", "soy", "wheat", "gluten")),
    ("Latex, tape", ("latex", "tape", "adhesive")),
)
"""Rows that every packet has, and the words by which a listed allergy answers them."""

SEVERITY_WORDS = {Severity.MILD: "mild", Severity.MODERATE: "moderate", Severity.SEVERE: "serious"}


def summary_allergies(setting: Setting) -> list[SummaryRow]:
    """Return a row for each allergy, the negated ones after, and what nobody asked."""
    listed = setting.facts(Allergy)
    rows = [row(_summary_text(one), origin_of(one, setting.layout)) for one in listed if not one.negated]
    rows += [
        row([f"{_plain(one)}: ", bold("None known")], origin_of(one, setting.layout)) for one in listed if one.negated
    ]
    if not rows:
        answer = setting.answer(FactKind.ALLERGIES)
        rows = [row([unknown(answer)], _answer_origin(answer))]
    if setting.answer(FactKind.ALLERGIES) is not Answer.NOT_ASKED or listed:
        names = [name for name, words in ALWAYS_ASKED if not _asked(listed, words)]
        if names:
            rows.append(row([f"{'; '.join(names)}: ", unknown(Answer.NOT_ASKED)], NOT_APPLICABLE))
    return rows


def _summary_text(one: Allergy) -> Runs:
    details = [one.reaction, one.severity and SEVERITY_WORDS[one.severity], one.date and iso(one.date)]
    words = ", ".join(str(text) for text in details if text)
    return [*_named(one), f": {words}" if words else ""]


def _plain(one: Allergy) -> str:
    return one.substance or one.title


def _named(one: Allergy) -> Runs:
    chips: Runs = [chip(one.type.value.upper())] if one.type else []
    return [*chips, bold(_plain(one))]


def _answer_origin(answer: Answer) -> Run:
    return NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT


def _asked(listed: tuple[Allergy, ...], words: tuple[str, ...]) -> bool:
    return any(word in f"{one.substance} {one.title}".casefold() for one in listed for word in words)


def allergy_table(setting: Setting) -> list[JSON]:
    """Return the table's rows: to, what happened, how bad, when, how sure, source."""
    listed = setting.facts(Allergy)
    rows: list[JSON] = [
        _row(setting, one) for one in sorted(listed, key=lambda one: (one.negated, one.type is AllergyType.INTOLERANCE))
    ]
    if not listed:
        answer = setting.answer(FactKind.ALLERGIES)
        sure = "Patient asked and said none" if answer is Answer.NONE_KNOWN else "–"
        rows.append([[bold("Any allergy")], [unknown(answer)], "–", "–", sure, [_answer_origin(answer)]])
    for name, words in ALWAYS_ASKED:
        if not _asked(listed, words):
            rows.append([name, [unknown(Answer.NOT_ASKED)], "–", "–", "Nobody has asked yet", [NOT_APPLICABLE]])
    return rows


def _row(setting: Setting, one: Allergy) -> JSON:
    source: Runs = [origin_of(one, setting.layout)]
    if one.negated:
        note: Runs = [bold("None known"), f" ({one.note})" if one.note else ""]
        return [_plain(one), note, "–", "–", "Patient asked and said none", source]
    happened = "; ".join(text for text in (one.reaction, one.note) if text) or "not stated"
    bad = SEVERITY_WORDS[one.severity] if one.severity else "not stated"
    sure = str(one.certainty) if one.certainty else "not stated"
    return [_named(one), happened, bad, iso(one.date), sure, source]
