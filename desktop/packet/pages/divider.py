"""A section's divider: its documents with date, origin, kind of copy and packet pages, and what is not in it."""

from __future__ import annotations

from desktop.importers.registry import TYPESET
from desktop.packet.layout import Section, Source
from desktop.packet.pages.runs import Run, Runs, bold, page_link
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import counted, iso, page_range
from desktop.records.document import DocumentKind
from desktop.typeset.drawable import JSON

SUMMARY_PARTS = {DocumentKind.LAB_REPORT: "results", DocumentKind.MEDICATION_LIST: "medicines"}
REMARK = (
    "Source pages are shown complete and unaltered, reduced where the margin has no room, inside a thin frame. "
    "Only the lines above and below the frame were added."
)


FROM_DATA = "Documents that came as data files have no pages of their own: Sheaf printed their text."


def divider_page(setting: Setting, position: int, section: Section) -> dict[str, JSON]:
    """Return the data of the divider of the section at `position` (from 0)."""
    first, last = setting.layout.section_pages[section.letter]
    pages = "page" if first == last else "pages"
    return {
        "part": "divider",
        "letter": section.letter,
        "position": position,
        "title": section.title,
        "number": setting.layout.divider_page[section.letter],
        "about": [
            f"{counted(len(section.sources), 'document')}, {pages} {page_range(first, last)}, newest first.",
            *_summary_page(setting, section),
        ],
        "rows": [_row(setting, source) for source in section.sources],
        "missing": [" ".join(section.missing)] if section.missing else [],
        "remark": f"{REMARK} {FROM_DATA}" if _came_as_data(section) else REMARK,
    }


def _came_as_data(section: Section) -> bool:
    return any(source.document.media_type in TYPESET for source in section.sources)


def _summary_page(setting: Setting, section: Section) -> Runs:
    parts = {SUMMARY_PARTS.get(source.document.kind, "") for source in section.sources} - {""}
    pages = [page for page in (setting.part_page(part) for part in sorted(parts)) if page]
    return [" The summary of this section is on ", page_link(pages[0], f"page {pages[0]}"), "."] if pages else []


def _row(setting: Setting, source: Source) -> JSON:
    document = source.document
    first, last = setting.layout.source_page[document.id], setting.layout.last_page_of(document.id)
    held = counted(len(source.kept_pages), "page")
    withheld = document.pages - len(source.kept_pages)
    copy = ", ".join(text for text in (source.copy, held, f"{withheld} withheld" if withheld > 0 else "") if text)
    head, comma, rest = document.title.partition(", ")
    title: list[Run] = [bold(head), f"{comma}{rest}" if rest else ""]
    pages: Run = {"page": first, "words": page_range(first, last), "strong": True}
    return [iso(document.date), title, document.source or "not stated", copy, [pages]]
