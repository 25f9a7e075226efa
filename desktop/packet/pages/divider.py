"""A section's divider: its documents with date, origin, kind of copy and packet pages, and what is not in it."""

from __future__ import annotations

from desktop.importers.registry import TYPESET
from desktop.packet.covered_fields import SOURCE, day_of, withheld_fields
from desktop.packet.language import counted, say
from desktop.packet.layout import Section, Source
from desktop.packet.pages.runs import Run, Runs, bold, page_link
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import page_range, stated
from desktop.records.document import DocumentKind
from desktop.typeset.drawable import JSON

SUMMARY_PARTS = {
    DocumentKind.PATHOLOGY: "pathology",
    DocumentKind.GENOMIC_REPORT: "pathology",
    DocumentKind.IMAGING: "imaging",
    DocumentKind.CONSULT_NOTE: "consults",
    DocumentKind.TUMOR_BOARD: "consults",
    DocumentKind.TREATMENT_PLAN: "consults",
    DocumentKind.OPERATIVE_NOTE: "treatment",
    DocumentKind.DISCHARGE_SUMMARY: "treatment",
    DocumentKind.TREATMENT_SUMMARY: "treatment",
    DocumentKind.LAB_REPORT: "results",
    DocumentKind.MEDICATION_LIST: "medicines",
    DocumentKind.IMMUNIZATION: "history",
}
"""The written page on which a kind of paper is summed up."""


def divider_page(setting: Setting, position: int, section: Section) -> dict[str, JSON]:
    """Return the data of the divider of the section at `position` (from 0)."""
    first, last = setting.layout.section_pages[section.letter]
    return {
        "part": "divider",
        "letter": section.letter,
        "position": position,
        "title": section.title,
        "number": setting.layout.divider_page[section.letter],
        "about": [
            say(
                "divider.about.one" if first == last else "divider.about.many",
                documents=counted("words.documents", len(section.sources)),
                pages=page_range(first, last),
            ),
            *_summary_page(setting, section),
        ],
        "rows": [_row(setting, source) for source in section.sources],
        "missing": [" ".join(section.missing)] if section.missing else [],
        "remark": _remark(section),
    }


def _remark(section: Section) -> str:
    remark = say("divider.remark")
    return f"{remark} {say('divider.from-data')}" if _came_as_data(section) else remark


def _came_as_data(section: Section) -> bool:
    return any(source.document.media_type in TYPESET for source in section.sources)


def _summary_page(setting: Setting, section: Section) -> Runs:
    parts = {SUMMARY_PARTS.get(source.document.kind, "") for source in section.sources} - {""}
    pages = [page for page in (setting.part_page(part) for part in sorted(parts)) if page]
    return [f" {say('divider.summary')} ", page_link(pages[0]), "."] if pages else []


def _row(setting: Setting, source: Source) -> JSON:
    document = source.document
    first, last = setting.layout.source_page[document.id], setting.layout.last_page_of(document.id)
    held = counted("words.pages", len(source.kept_pages))
    withheld = document.pages - len(source.kept_pages)
    copy = ", ".join(
        text for text in (source.copy, held, say("divider.withheld", count=withheld) if withheld > 0 else "") if text
    )
    head, comma, rest = document.title.partition(", ")
    title: list[Run] = [bold(head), f"{comma}{rest}" if rest else ""]
    pages: Run = {"page": first, "words": page_range(first, last), "strong": True}
    request = setting.front.request
    hidden = SOURCE in withheld_fields(document.id, request)
    where = say("covered.words") if hidden else stated(document.source)
    return [day_of(document, request), title, where, copy, [pages]]
