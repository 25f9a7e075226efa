"""The imaging index: each study with its impression, its images and what their headers say; newest first."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.packet.covered_fields import day_of
from desktop.packet.language import counted, say
from desktop.packet.pages.lesions import lesion_table
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.reports import papers_of, unread_papers
from desktop.packet.pages.runs import Runs, bold, grey, lines, ticked, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso, page_range, quoted, together_with
from desktop.records.answers import Answer
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.records.imaging import HELD_HERE, Imaging
from desktop.typeset.drawable import JSON

PAPERS = frozenset({DocumentKind.IMAGING})
BOLD_NEWEST = 2
"""The newest studies, which a reader looks for first."""


def imaging_page(setting: Setting) -> dict[str, JSON] | None:
    """Return the data of the page; None when there is neither a study nor a report."""
    listed = setting.facts(Imaging)
    studies = sorted((one for one in listed if not one.negated), key=_newest_first)
    papers = papers_of(setting, PAPERS)
    if not listed and not papers:
        return None
    rows = [(_newest_first(one), _study(setting, one, at)) for at, one in enumerate(studies)]
    rows += [(_newest_first(one), _paper(setting, one)) for one in unread_papers(setting, PAPERS, FactKind.IMAGING)]
    return {
        "part": "imaging",
        "title": say("imaging.title"),
        "note": _note(setting, len(rows)),
        "rows": [row for _, row in sorted(rows, key=lambda pair: pair[0])],
        "lesions": lesion_table(setting, studies),
        "discs": _discs(studies),
        "missing": _missing(setting, listed, studies),
    }


def _newest_first(one: Imaging | Document) -> int:
    return -one.date.low.toordinal() if one.date else 0


def _note(setting: Setting, count: int) -> str:
    words = f"{counted('imaging.studies', count)}, {say('imaging.newest-first')}"
    for section in setting.front.sections:
        if any(source.document.kind in PAPERS for source in section.sources):
            pages = page_range(*setting.layout.section_pages[section.letter])
            return f"{words}. {say('imaging.section', letter=section.letter, pages=pages)}"
    return words


def _study(setting: Setting, one: Imaging, at: int) -> JSON:
    title = together_with(one.modality, one.body_part, separator=" ")
    newest = at < BOLD_NEWEST
    day: Runs = [bold(iso(one.date))] if newest else [iso(one.date)]
    head: Runs = [bold(title) if newest else title, f", {one.contrast}" if one.contrast else ""]
    number = one.accession or say("imaging.no-number")
    compared = say("imaging.compared", study=one.compared_with) if one.compared_with else say("imaging.not-compared")
    about = lines([head, [together_with(one.facility, number, separator=" · ")], [grey(compared)]])
    said: Runs = [quoted(one.impression)] if one.impression.strip() else [say("unknown.not-stated")]
    return [day, about, said, [origin_of(one, setting.layout)], _images(one), _headers(one)]


def held_by(one: Imaging) -> str:
    """Return where the pictures of a study are, as a doctor understands it; empty when nobody said."""
    return say("imaging.held-here") if one.images_held_by == HELD_HERE else one.images_held_by


def _images(one: Imaging) -> Runs:
    if one.images or one.series:
        return [ticked(on=True, words=held_by(one) or say("imaging.yes"))]
    if one.images_held_by:
        return [held_by(one)]
    return [unknown(Answer.NOT_ASKED)]


def _headers(one: Imaging) -> Runs:
    """Say whether name and birth date inside the image files are the person's, once they were looked at."""
    found = getattr(one, "headers", None)
    if not one.images or found is None:
        return ["–"] if not one.images else [say("imaging.not-checked")]
    words = say(f"imaging.headers-{found}")
    return [bold(words) if found == "differs" else words]


def _paper(setting: Setting, document: Document) -> JSON:
    about = lines([[document.title], [together_with(document.source, document.doctor)]])
    said = document.note or say("imaging.see-report")
    mark = page_mark([setting.document_page(document)])
    return [day_of(document, setting.front.request), about, said, [mark], [unknown(Answer.NOT_ASKED)], "–"]


def _discs(studies: Sequence[Imaging]) -> list[JSON]:
    """Return what lies at each place: studies, series, images and size."""
    places: dict[str, list[Imaging]] = {}
    for one in studies:
        if one.images or one.series:
            places.setdefault(held_by(one) or say("unknown.not-stated"), []).append(one)
    return [_disc(place, held) for place, held in places.items()]


def _disc(place: str, held: Sequence[Imaging]) -> JSON:
    counts = (
        counted("imaging.studies", sum(one.studies or 1 for one in held)),
        counted("imaging.series", sum(one.series for one in held)),
        counted("imaging.images", sum(one.images for one in held)),
    )
    size = sum(int(getattr(one, "megabytes", 0)) for one in held)
    made = ", ".join(dict.fromkeys(one.facility for one in held if one.facility))
    return [[bold(place)], made or say("unknown.not-stated"), " · ".join(counts), f"{size} MB" if size else "–"]


def _missing(setting: Setting, listed: Sequence[Imaging], studies: Sequence[Imaging]) -> Runs:
    """Say which images are with nobody named here, and which scan was not done."""
    away = [one for one in studies if not one.images and not one.series and not one.images_held_by]
    told: Runs = []
    if away:
        names = "; ".join(together_with(one.modality, one.body_part, iso(one.date), separator=" ") for one in away)
        told += [bold(f"{say('imaging.not-on-disc')}: "), f"{names}. "]
    for one in listed:
        if one.negated:
            name = together_with(one.modality, one.body_part, separator=" ")
            told += [bold(f"{name}: {say('unknown.not-done')}. "), origin_of(one, setting.layout), "  "]
    return told
