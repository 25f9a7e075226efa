"""The first doctor's plan: what the person copied, what the record holds, and the papers that say it."""

from __future__ import annotations

from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treated import paper_row
from desktop.packet.pages.words import quoted, together_with
from desktop.records.answers import Answer
from desktop.records.document import DocumentKind
from desktop.records.opinion import Opinion

PLAN_PAPERS = frozenset({DocumentKind.TREATMENT_PLAN, DocumentKind.TUMOR_BOARD})
MOST_PAPERS = 2


def first_opinions(setting: Setting) -> list[Opinion]:
    """Return what the first doctor thinks; opinions of others stay out, so that the second doctor's is their own."""
    return [one for one in setting.facts(Opinion) if one.first and not one.negated]


def first_plan_rows(setting: Setting) -> list[SummaryRow]:
    """Return the plan with who and when."""
    written = setting.front.request.first_plan
    opinions = [one for one in first_opinions(setting) if one.plan.strip()]
    rows = [row([quoted(written)], PATIENT)] if written.strip() else []
    if not rows:
        rows = [row(_plan(one), origin_of(one, setting.layout), one.id) for one in opinions]
    papers = [document for document in setting.front.documents if document.kind in PLAN_PAPERS]
    rows += [paper_row(setting, document) for document in papers[:MOST_PAPERS]]
    return rows or [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]


def _plan(one: Opinion) -> Runs:
    who = together_with(one.doctor, one.date.iso if one.date else "")
    return [bold(one.plan), f" ({who})"]
