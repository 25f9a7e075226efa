"""Drug treatment, a block for each line: intent, cycles, doses, changes and reasons, response, why it ended."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from desktop.packet.language import say
from desktop.packet.pages.cycle_records import missing_row, records_of
from desktop.packet.pages.doses import added_up, change_rows, changes_of, cycle_count, dose_grids, odd_lines
from desktop.packet.pages.origin import origin_of, pointed_at
from desktop.packet.pages.runs import Run, Runs, bold, joined
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treated import cycles_words, done_treatments, planned_treatments, response_words, span_of
from desktop.packet.pages.words import filled_lines, stated, together_with
from desktop.records.treatment import Treatment, TreatmentStatus, TreatmentType
from desktop.typeset.drawable import JSON


def drug_lines(setting: Setting) -> list[JSON]:
    """Return the lines that began, oldest first; a line without a number gets its place."""
    drugs = [one for one in done_treatments(setting) if one.type is not TreatmentType.RADIATION]
    return [_line(setting, one, at) for at, one in enumerate(drugs, start=1)]


def proposed_lines(setting: Setting) -> list[JSON]:
    """Return the lines that are proposed and not started."""
    return [
        {
            "title": _title("treatment.proposed", one, one.line),
            "text": [
                together_with(one.regimen, *filled_lines(one.drugs), separator=", "),
                ". ",
                _proposal(one),
                "  ",
                origin_of(one, setting.layout),
            ],
        }
        for one in planned_treatments(setting)
    ]


def _proposal(one: Treatment) -> str:
    start = say("treatment.from", day=one.date.iso) if one.date else say("treatment.no-start")
    planned = say("treatment.cycles", count=one.cycles_planned) if one.cycles_planned else ""
    words = together_with(start, planned, one.given_by, one.facility, separator="; ")
    return f"{together_with(words, one.note, separator='. ')}."


def _title(key: str, one: Treatment, number: int) -> str:
    return say(key, number=number, regimen=one.regimen) if number else say(f"{key}-unnumbered", regimen=one.regimen)


def _line(setting: Setting, one: Treatment, at: int) -> JSON:
    mark = origin_of(one, setting.layout)
    records = records_of(setting, one, cycle_count(one))
    changes = _changes(one, mark, records.pages)
    letter = ascii_lowercase[len(changes) % 26] if records.missing else ""
    about = together_with(span_of(one), together_with(one.facility, one.given_by), separator=" · ")
    return {
        "title": _title("treatment.line", one, one.line or at),
        "about": joined([about, [mark]]) if about else [mark],
        "facts": [
            [say("treatment.intent"), [stated(say(f"treatment.{one.intent.value}") if one.intent else "")]],
            [say("treatment.cycles-label"), [stated(cycles_words(one))]],
            [say("treatment.at-start"), [stated(one.body_size)]],
            [say("treatment.response"), [bold(response_words(one))] if one.response else [stated("")]],
            [say("treatment.judged"), [stated(one.response_judged)]],
            [say("treatment.reason-stopped"), _ended(one)],
        ],
        "drugs": [] if one.doses.strip() else list[JSON](filled_lines(one.drugs)),
        "grids": dose_grids(one, records.pages, records.missing, letter),
        "odd": list[JSON](odd_lines(one)),
        "changes": changes + ([missing_row(setting, one, records, letter)] if letter else []),
        "after": _after(one, mark),
    }


def _changes(one: Treatment, mark: Run, pages: Mapping[int, int]) -> list[JSON]:
    """Return the rows of changes; the source is the infusion record of the first cycle that a change names."""
    rows: list[JSON] = []
    for change, cells in zip(changes_of(one), change_rows(one), strict=True):
        page = pages.get(change.first, 0)
        rows.append([*cells, [pointed_at(mark, page)]])
    return rows


def _ended(one: Treatment) -> Runs:
    if one.clinical_status is TreatmentStatus.ACTIVE:
        return [say("treatment.active")]
    return [bold(one.reason_stopped)] if one.reason_stopped else [stated("")]


def _after(one: Treatment, mark: Run) -> list[JSON]:
    """Return total dose, side effects and note; a sum made here is never marked as copied from a page."""
    rows: list[JSON] = []
    if one.cumulative_dose:
        rows.append([bold(f"{say('treatment.total')}: "), one.cumulative_dose, "  ", mark])
    sums = added_up(one)
    if sums:
        rows.append([bold(f"{say('treatment.sum')}: "), f"{'; '.join(sums)} ({say('treatment.sum-made')})"])
    effects = "; ".join(filled_lines(one.toxicity)) or say("unknown.not-stated")
    rows.append([bold(f"{say('treatment.toxicity')}: "), effects, *(["  ", mark] if one.toxicity else [])])
    if one.note:
        rows.append([one.note])
    return rows
