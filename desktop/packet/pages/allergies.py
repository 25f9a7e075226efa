"""Allergies and intolerances; contrast dye, food and latex always have a row."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Run, Runs, bold, chip, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso, stated, together_with
from desktop.packet.single_things import called
from desktop.records.allergy import Allergy, AllergyType, Severity
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.typeset.drawable import JSON

_SEVERITIES = (Severity.SEVERE, Severity.MODERATE, Severity.MILD)


def _ordered(setting: Setting) -> tuple[Allergy, ...]:
    """Return what is known, the worst first: allergies before intolerances, the severe ones first, negated last.

    What nobody has compared with a document stands after what was, so that it does not come first by its letter.
    """

    def place(one: Allergy) -> tuple[bool, bool, bool, int]:
        severity = _SEVERITIES.index(one.severity) if one.severity in _SEVERITIES else len(_SEVERITIES)
        return one.negated, one.origin is Origin.PROPOSED, one.type is AllergyType.INTOLERANCE, severity

    return tuple(sorted(setting.facts(Allergy), key=place))


def summary_allergies(setting: Setting) -> list[SummaryRow]:
    """Return a row for each allergy, the negated ones after, and what nobody asked."""
    listed = _ordered(setting)
    rows = [row(_summary_text(one), origin_of(one, setting.layout), one.id) for one in listed if not one.negated]
    rows += _none_rows(setting, [one for one in listed if one.negated])
    if not rows:
        answer = setting.answer(FactKind.ALLERGIES)
        rows = [row([unknown(answer)], _answer_origin(answer))]
    asked = setting.answer(FactKind.ALLERGIES) is not Answer.NOT_ASKED or listed
    return rows + open_rows(setting, FactKind.ALLERGIES, asked=bool(asked))


def open_words(setting: Setting, kind: FactKind, *, asked: bool) -> list[tuple[Runs, Run]]:
    """Return with their origin the single things that nobody could tell, and when `asked` those not asked about."""
    told: list[tuple[Runs, Run]] = []
    for answer in (Answer.NOT_KNOWN, *((Answer.NOT_ASKED,) if asked else ())):
        names = [say(f"asked.{thing.value}") for thing in setting.open_things(kind, answer)]
        if names:
            told.append(([f"{'; '.join(names)}: ", unknown(answer)], _answer_origin(answer)))
    return told


def open_rows(setting: Setting, kind: FactKind, *, asked: bool) -> list[SummaryRow]:
    """Return these words as rows of the summary."""
    return [row(*words) for words in open_words(setting, kind, asked=asked)]


def _none_rows(setting: Setting, negated: list[Allergy]) -> list[SummaryRow]:
    """Return what is known not to be, those of one origin in one row."""
    by_origin: dict[str, list[Allergy]] = {}
    for one in negated:
        by_origin.setdefault(str(origin_of(one, setting.layout)), []).append(one)
    return [
        row(
            [f"{'; '.join(map(_plain, alike))}: ", bold(say("unknown.none-known"))], origin_of(alike[0], setting.layout)
        )
        for alike in by_origin.values()
    ]


def _summary_text(one: Allergy) -> Runs:
    severity = say(f"allergies.{one.severity.value}") if one.severity else ""
    words = together_with(one.reaction, severity, iso(one.date) if one.date else "")
    return [*_named(one), f": {words}" if words else ""]


def _plain(one: Allergy) -> str:
    return called(one, one.substance or one.title)


def _named(one: Allergy) -> Runs:
    chips: Runs = [chip(say(f"allergies.chip-{one.type.value}"))] if one.type else []
    return [*chips, bold(_plain(one))]


def _answer_origin(answer: Answer) -> Run:
    return NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT


def allergy_table(setting: Setting) -> list[JSON]:
    """Return the table's rows: to, what happened, how bad, when, how sure, source."""
    listed = _ordered(setting)
    rows: list[JSON] = [_row(setting, one) for one in listed]
    if not listed:
        answer = setting.answer(FactKind.ALLERGIES)
        sure = say("allergies.said-none") if answer is Answer.NONE_KNOWN else "–"
        rows.append([[bold(say("allergies.any"))], [unknown(answer)], "–", "–", sure, [_answer_origin(answer)]])
    for answer, sure in ((Answer.NOT_KNOWN, "allergies.said-unsure"), (Answer.NOT_ASKED, "allergies.nobody-asked")):
        for thing in setting.open_things(FactKind.ALLERGIES, answer):
            name = say(f"asked.{thing.value}")
            rows.append([name, [unknown(answer)], "–", "–", say(sure), [_answer_origin(answer)]])
    return rows


def _row(setting: Setting, one: Allergy) -> JSON:
    source: Runs = [origin_of(one, setting.layout)]
    if one.negated:
        note: Runs = [bold(say("unknown.none-known")), f" ({one.note})" if one.note else ""]
        return [_plain(one), note, "–", "–", say("allergies.said-none"), source]
    bad = stated(say(f"allergies.{one.severity.value}") if one.severity else "")
    sure = stated(say(f"allergies.{one.certainty.value}") if one.certainty else "")
    happened = stated(together_with(one.reaction, one.note, separator="; "))
    return [_named(one), happened, bad, iso(one.date), sure, source]
