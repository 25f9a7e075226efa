"""Lab trends: which tests are drawn, and the tables of numbers by date with each laboratory's own range."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.packet.language import counted, say
from desktop.packet.pages.chart import SMALL, WIDE, chart_words, draw_chart
from desktop.packet.pages.course_marks import Mark
from desktop.packet.pages.result_table import lab_letters, result_tables
from desktop.packet.pages.runs import unknown
from desktop.packet.pages.series import (
    CHARTED_FROM,
    Series,
    all_series,
    leading_series,
    leads,
)
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treatment_bar import treatment_marks
from desktop.records.fact import FactKind
from desktop.records.result import Result
from desktop.typeset.drawable import JSON

SMALL_CHARTS = 6
FIRST_CHARTED = (
    *("hemoglobin", "haemoglobin", "neutrophil", "platelet", "alt", "creatinine", "albumin", "leukocyte", "wbc"),
    *("bilirubin", "hba1c", "glucose", "egfr", "tsh", "ldl"),
)
"""Tests drawn first when many were measured often."""


def results_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the lab page."""
    results = setting.facts(Result)
    leading = leading_series(setting)
    series = tuple(sorted(all_series(results, setting.front.test_joins), key=lambda one: (not leads(one), _rank(one))))
    small = _small(series, leading)
    drawn = [one for one in (leading, *small) if one]
    labs = lab_letters(results)
    days = [point.day.low for one in drawn for point in one.points]
    span = (min(days).replace(day=1), max(days) + timedelta(days=10)) if days else None
    return {
        "part": "results",
        "title": say("results.trends" if drawn else "results.title"),
        "note": _note(setting),
        "empty": [] if results else [unknown(setting.answer(FactKind.RESULTS))],
        "wide": _chart(setting, leading, span, wide=True) if leading and span else None,
        "small": [_chart(setting, one, span, wide=False) for one in small] if span else [],
        "tables": result_tables(setting, series, labs),
        "footnote": _footnote(labs, results),
    }


def _note(setting: Setting) -> str:
    papers = {place.document_id for one in setting.facts(Result) for place in one.provenance}
    count = len(papers & set(setting.layout.source_page))
    return counted("results.note", count) if count else ""


def _small(series: tuple[Series, ...], leading: Series | None) -> list[Series]:
    often = [one for one in series if one is not leading and len(one.points) > CHARTED_FROM]
    if leading:
        often = [one for one in often if (one.test, one.unit) != (leading.test, leading.unit)]
    return sorted(often, key=_preference)[:SMALL_CHARTS]


def _rank(series: Series) -> int:
    name = series.test.casefold()
    return next((rank for rank, start in enumerate(FIRST_CHARTED) if name.startswith(start)), len(FIRST_CHARTED))


def _preference(series: Series) -> tuple[int, int]:
    return _rank(series), -len(series.points)


def _chart(setting: Setting, series: Series, span: tuple[date, date], *, wide: bool) -> dict[str, JSON]:
    size = WIDE if wide else SMALL
    treated = treatment_marks(setting, *span) if wide else ()
    return {
        "test": series.test,
        "unit": series.unit,
        "caption": _caption(series, wide=wide),
        "svg": draw_chart(series, span[0], span[1], size, treated),
        "words": chart_words(series, every_value=wide) + _treated_words(treated),
    }


def _treated_words(treated: tuple[Mark, ...]) -> str:
    told = "; ".join(f"{one.first.isoformat()} {one.label}" for one in treated)
    return f" {say('course.treatment')}: {told}." if told else ""


def _caption(series: Series, *, wide: bool) -> str:
    if not any(point.low is not None or point.high is not None for point in series.points):
        return say("results.no-range")
    if not wide:
        return ""
    labs = list(dict.fromkeys(point.result.lab for point in series.points if point.result.lab))
    return say("results.shaded-changed" if len(labs) > 1 else "results.shaded")


def _footnote(labs: dict[str, str], results: tuple[Result, ...]) -> str:
    if not results:
        return ""
    named = " ".join(f"{letter}: {lab}." for lab, letter in labs.items())
    return f"{named} {say('results.footnote')}".strip()
