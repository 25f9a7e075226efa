"""Where the illness is now: the newest scans, and the newest value of a leading marker, as printed."""

from __future__ import annotations

from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import bold
from desktop.packet.pages.series import leading_series
from desktop.packet.pages.setting import Setting
from desktop.records.document import Document, DocumentKind

NEWEST_SCANS = 2


def standing_rows(setting: Setting) -> list[SummaryRow]:
    """Return the two newest imaging reports and the leading marker; nothing is interpreted."""
    scans = sorted(
        (one for one in setting.front.documents if one.kind is DocumentKind.IMAGING and one.date),
        key=lambda one: one.date.low if one.date else setting.front.made_on,
        reverse=True,
    )
    return [_scan(setting, document) for document in scans[:NEWEST_SCANS]] + _marker(setting)


def _scan(setting: Setting, document: Document) -> SummaryRow:
    day = document.date.iso if document.date else ""
    note = f": {document.note}" if document.note else ""
    where = f", {document.source}" if document.source else ""
    return row([bold(day), f" {document.title}{where}{note}"], page_mark([setting.document_page(document)]))


def _marker(setting: Setting) -> list[SummaryRow]:
    series = leading_series(setting)
    if series is None:
        return []
    last = series.points[-1]
    lowest = min(series.points, key=lambda point: point.number)
    words = f" {series.unit} on {last.day.iso}"
    others = []
    if lowest is not last:
        others.append(f"lowest {lowest.text} on {lowest.day.iso}")
    if last.result.range_text:
        others.append(f"lab range {last.result.range_text}")
    return [
        row(
            [f"{series.test} ", bold(last.text), words, f" ({'; '.join(others)})" if others else ""],
            origin_of(last.result, setting.layout),
        )
    ]
