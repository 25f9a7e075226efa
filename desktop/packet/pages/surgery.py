"""Surgery, procedures and hospital stays, with implants: what was found, how it went, where it is read."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.reports import paper_rows
from desktop.packet.pages.runs import Runs, bold, lines
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treated import operations, span_of
from desktop.packet.pages.words import filled_lines, iso, stated, together_with
from desktop.records.document import Document, DocumentKind
from desktop.records.encounter import Encounter, EncounterType
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.typeset.drawable import JSON

PAPERS = frozenset({DocumentKind.OPERATIVE_NOTE, DocumentKind.DISCHARGE_SUMMARY})
IN_HOSPITAL = frozenset({EncounterType.HOSPITAL_STAY, EncounterType.EMERGENCY})


def surgery_rows(setting: Setting) -> list[JSON]:
    """Return rows of date, operation, surgeon and place, findings and course, source; newest first."""
    return [_row(setting, one) for one in reversed(operations(setting))]


def surgery_papers(setting: Setting) -> list[JSON]:
    """Return the reports of operations and stays that no entry points to."""
    return paper_rows(setting, unread(setting))


def unread(setting: Setting) -> list[Document]:
    """Return operation notes and discharge summaries that neither a procedure nor a stay was read in."""
    told: tuple[Procedure | Encounter, ...] = (*setting.facts(Procedure), *setting.facts(Encounter))
    cited = {place.document_id for one in told for place in one.provenance}
    return [one for one in setting.front.documents if one.kind in PAPERS and one.id not in cited]


def stay_rows(setting: Setting) -> list[JSON]:
    """Return the stays in hospital: when, why, where and with whom, what came of it, source."""
    stays = [one for one in setting.facts(Encounter) if one.type in IN_HOSPITAL and not one.negated]
    return [
        [
            span_of(one) or iso(one.date),
            one.reason,
            together_with(one.facility, one.with_whom) or say("unknown.not-stated"),
            stated(together_with(one.outcome, one.next_step, separator="; ")),
            [origin_of(one, setting.layout)],
        ]
        for one in sorted(stays, key=lambda one: iso(one.date), reverse=True)
    ]


def _row(setting: Setting, one: Procedure) -> JSON:
    planned = one.clinical_status is ProcedureStatus.PLANNED
    name: Runs = [bold(one.name), f", {one.body_site}" if one.body_site else ""]
    if planned:
        name.append(f" ({say('treatment.planned')})")
    who = lines([[text] for text in (one.performed_by, one.facility) if text]) or [say("unknown.not-stated")]
    return [iso(one.date), name, who, _course(one), [origin_of(one, setting.layout)]]


def _course(one: Procedure) -> Runs:
    """Return what was found and how it went; complications are said even when nothing is known of them."""
    parts = [" ".join(filled_lines(one.findings)), one.outcome]
    if one.complications:
        parts.append(say("treatment.complications", words=one.complications))
    elif one.clinical_status is not ProcedureStatus.PLANNED:
        parts.append(say("treatment.complications", words=say("unknown.not-stated")))
    parts += [say("treatment.implants", words=one.implants)] if one.implants else []
    parts += [say("treatment.anesthesia", words=one.anesthesia)] if one.anesthesia else []
    parts += [one.note]
    return ["; ".join(part.rstrip(" .") for part in parts if part)]
