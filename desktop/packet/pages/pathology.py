"""Pathology and biomarkers: specimens side by side, markers with their method, slides and blocks with their holder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.packet.language import counted, say
from desktop.packet.pages.markers import Marker, markers_of
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.reports import paper_rows, papers_of, unread_papers
from desktop.packet.pages.runs import Run, Runs, bold, joined, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.slides import material_rows
from desktop.packet.pages.words import quoted, stated, together_with
from desktop.records.answers import Answer
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.pathology import Pathology
from desktop.typeset.drawable import JSON

PAPERS = frozenset({DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT})
SIDE_BY_SIDE = 2


def pathology_page(setting: Setting) -> dict[str, JSON] | None:
    """Return the data of the page; None when there is neither an entry nor a report."""
    specimens = sorted(setting.facts(Pathology), key=_newest_first)
    shown = [one for one in specimens if not one.negated]
    papers = papers_of(setting, PAPERS)
    if not specimens and not papers:
        return None
    others = unread_papers(setting, PAPERS, FactKind.PATHOLOGY)
    counts = (counted("pathology.specimens", len(shown)), counted("pathology.reports", len(papers)))
    return {
        "part": "pathology",
        "title": say("pathology.title"),
        "note": f"{', '.join(counts)}. {say('pathology.quotation')}",
        "specimens": [_table(setting, pair) for pair in _pairs(shown)],
        "none": _none(setting, specimens),
        "markers": _marker_rows(setting, shown),
        "materials": material_rows(shown),
        "papers": paper_rows(setting, others),
    }


def _newest_first(one: Pathology) -> tuple[int, str]:
    return (-one.date.low.toordinal() if one.date else 0, one.specimen)


def _pairs(shown: Sequence[Pathology]) -> list[Sequence[Pathology]]:
    return [shown[start : start + SIDE_BY_SIDE] for start in range(0, len(shown), SIDE_BY_SIDE)]


def _none(setting: Setting, specimens: list[Pathology]) -> list[JSON]:
    """Return what is known not to be there: no biopsy of the liver."""
    told: list[JSON] = [
        [bold(f"{one.specimen}: "), say("unknown.not-done"), "  ", origin_of(one, setting.layout)]
        for one in specimens
        if one.negated
    ]
    if specimens:
        return told
    answer = setting.answer(FactKind.PATHOLOGY)
    return [[f"{say('pathology.entered')}: ", unknown(answer if answer is not Answer.KNOWN else Answer.NOT_ASKED)]]


Cell = Callable[[Pathology], Runs]


def _case(one: Pathology) -> Runs:
    number: Runs = [bold(one.accession)] if one.accession else [say("pathology.no-number")]
    return joined([one.lab or say("unknown.not-stated"), number])


def _histology(one: Pathology) -> Runs:
    words = together_with(one.histology, one.grade, separator=" · ")
    lines = [words] if words else []
    lines += [quoted(one.conclusion)] if one.conclusion.strip() else []
    return ["; ".join(lines) or say("unknown.not-stated")]


def _depth(one: Pathology) -> Runs:
    stage: Runs = [bold(one.stage)] if one.stage else [say("pathology.stage-not-stated")]
    return joined([one.depth, stage]) if one.depth else stage


def _again(one: Pathology) -> Runs:
    return [one.second_review] if one.second_review.strip() else [unknown(Answer.NOT_ASKED)]


ROWS: tuple[tuple[str, Cell], ...] = (
    ("dates", lambda one: [" · ".join(stated(day.iso if day else "") for day in (one.date, one.reported))]),
    ("case", _case),
    ("procedure", lambda one: [stated(one.procedure)]),
    ("site", lambda one: [stated(one.body_site)]),
    ("histology", _histology),
    ("size", lambda one: [stated(one.size)]),
    ("depth", _depth),
    ("nodes", lambda one: [bold(one.nodes)] if one.nodes else [say("unknown.not-stated")]),
    ("margins", lambda one: [stated(one.margins)]),
    ("invasion", lambda one: [stated(one.invasion)]),
    ("amended", lambda one: [one.amended or say("unknown.not-stated")]),
    ("again", _again),
    ("pathologist", lambda one: [stated(one.pathologist)]),
    ("note", lambda one: [one.note]),
)
"""What is asked of each specimen (packet.md, section 4)."""


def _table(setting: Setting, pair: Sequence[Pathology]) -> JSON:
    rows: list[JSON] = []
    for name, cell in ROWS:
        cells: list[JSON] = [cell(one) for one in pair]
        if any(one != [""] for one in cells):
            rows.append([say(f"pathology.{name}"), *cells])
    heads: list[JSON] = [[one.specimen, [origin_of(one, setting.layout)]] for one in pair]
    return {"heads": heads, "rows": rows}


def _marker_rows(setting: Setting, shown: Sequence[Pathology]) -> list[JSON]:
    rows: list[JSON] = []
    for one in shown:
        mark = origin_of(one, setting.layout)
        rows += [_marker_row(one, marker, mark) for marker in markers_of(one)]
    return rows


def _marker_row(one: Pathology, marker: Marker, mark: Run) -> JSON:
    not_done = marker.result.casefold() in {"not done", say("unknown.not-done").casefold()}
    result: Run = marker.result if not_done else bold(marker.result)
    method = "–" if not_done else marker.method or one.lab or say("unknown.not-stated")
    day = marker.day or (one.reported.iso if one.reported else say("unknown.not-stated"))
    specimen = "–" if not_done else one.accession or one.specimen
    return [
        [bold(marker.name)],
        [result or say("unknown.not-stated")],
        method,
        specimen,
        "–" if not_done else day,
        [mark],
    ]
