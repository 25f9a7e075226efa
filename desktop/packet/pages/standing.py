"""Where the illness is now: the newest scans, and the newest value of a leading marker, as printed."""

from __future__ import annotations

from desktop.packet.covered_fields import DATE, withheld_fields
from desktop.packet.language import say
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import bold
from desktop.packet.pages.series import leading_series
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import quoted
from desktop.records.document import Document, DocumentKind
from desktop.records.imaging import Imaging

NEWEST_SCANS = 2
LONGEST_QUOTE = 150
"""Characters of an impression on the summary; the imaging page has it whole."""


def standing_rows(setting: Setting) -> list[SummaryRow]:
    """Return the two newest scans and the leading marker; nothing is interpreted."""
    entered = sorted(
        (one for one in setting.facts(Imaging) if one.date and one.impression.strip() and not one.negated),
        key=lambda one: one.date.low if one.date else setting.front.made_on,
        reverse=True,
    )
    if entered:
        return [_study(setting, one) for one in entered[:NEWEST_SCANS]] + _marker(setting)
    scans = sorted(
        (one for one in setting.front.documents if one.kind is DocumentKind.IMAGING and one.date),
        key=lambda one: one.date.low if one.date else setting.front.made_on,
        reverse=True,
    )
    return [_scan(setting, document) for document in scans[:NEWEST_SCANS]] + _marker(setting)


def _study(setting: Setting, one: Imaging) -> SummaryRow:
    words = " ".join(one.impression.split())
    short = words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rsplit(' ', 1)[0]} …"
    day = one.date.iso if one.date else ""
    title = " ".join(text for text in (one.modality, one.body_part) if text)
    return row([bold(f"{day} {title}"), f": {quoted(short)}"], origin_of(one, setting.layout), one.id)


def _scan(setting: Setting, document: Document) -> SummaryRow:
    covered = DATE in withheld_fields(document.id, setting.front.request)
    day = say("covered.date") if covered else document.date.iso if document.date else ""
    note = f": {document.note}" if document.note else ""
    where = f", {document.source}" if document.source else ""
    mark = page_mark([setting.document_page(document)])
    return row([bold(day), f" {document.title}{where}{note}"], mark, document.id)


def _marker(setting: Setting) -> list[SummaryRow]:
    series = leading_series(setting)
    if series is None:
        return []
    last = series.points[-1]
    lowest = min(series.points, key=lambda point: point.number)
    words = f" {series.unit} {say('dates.on', day=last.day.iso)}"
    others = []
    if lowest is not last:
        others.append(say("summary.lowest", value=lowest.text, day=lowest.day.iso))
    if last.result.range_text:
        others.append(say("summary.lab-range", range=last.result.range_text))
    told = [f"{series.test} ", bold(last.text), words, f" ({'; '.join(others)})" if others else ""]
    return [row(told, origin_of(last.result, setting.layout))]
