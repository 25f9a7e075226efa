"""The list of all source files with their fingerprints, the last written page."""

from __future__ import annotations

from desktop.packet.covered_fields import day_of
from desktop.packet.language import counted, say
from desktop.packet.layout import Source
from desktop.packet.pages.runs import Run, Runs
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import page_range
from desktop.typeset.drawable import JSON

HALF = 32


def files_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the list of files."""
    rows = [_row(setting, section.letter, source) for section in setting.front.sections for source in section.sources]
    digits = setting.front.fingerprint
    return {
        "part": "files",
        "title": say("files.title"),
        "number": setting.layout.files_page,
        "note": say("files.note", documents=counted("words.documents", len(rows))),
        "fingerprint": " ".join(digits[start : start + 4] for start in range(0, len(digits), 4)),
        "rows": rows,
        "remark": say("files.remark"),
    }


def _row(setting: Setting, letter: str, source: Source) -> JSON:
    document = source.document
    first, last = setting.layout.source_page[document.id], setting.layout.last_page_of(document.id)
    digest: Runs = [document.sha256[:HALF], {"break": True}, document.sha256[HALF:]]
    pages: Run = {"page": first, "words": page_range(first, last)}
    return [letter, day_of(document, setting.front.request), document.title, [pages], digest]
