"""The written pages of a packet, cover to care team, dividers and the list of files, as one tagged PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

from desktop.packet.front_values import FrontInput, FrontPage, FrontPages, LeftOut, Overflow, PageKind
from desktop.packet.language import catalogue, say, speaking
from desktop.packet.layout import Layout, Section, Source, lay_out
from desktop.packet.numbering import Beginning, beginnings_of, pages_of_file
from desktop.packet.overflow import overflows_of
from desktop.packet.pages.care_team import care_team_page
from desktop.packet.pages.consults import consults_page
from desktop.packet.pages.cover import cover_page
from desktop.packet.pages.divider import divider_page
from desktop.packet.pages.files import files_page
from desktop.packet.pages.history import history_page
from desktop.packet.pages.imaging import imaging_page
from desktop.packet.pages.medicines import medicines_page
from desktop.packet.pages.pathology import pathology_page
from desktop.packet.pages.questions import questions_page
from desktop.packet.pages.results import results_page
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.summary import summary_page
from desktop.packet.pages.timeline import timeline_page
from desktop.packet.pages.treatment import treatment_page
from desktop.packet.pages.words import unknown_words
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart
from desktop.typeset.compile import LaidOut
from desktop.typeset.drawable import JSON
from desktop.typeset.errors import PageNotMadeError

__all__ = [
    "FrontInput",
    "FrontPage",
    "FrontPages",
    "Layout",
    "LeftOut",
    "Overflow",
    "PageKind",
    "Section",
    "Source",
    "lay_out",
    "make_front",
]

ROUNDS = 5
"""Page numbers settle in two rounds; a third is needed when a longer number moves a line."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A written page: its name in the template, the parts that stand on it, and what makes its data (None: empty)."""

    name: str
    parts: tuple[PacketPart, ...]
    make: Callable[[Setting], dict[str, JSON] | None]


def _page(make: Callable[[Setting], dict[str, JSON] | None], *parts: PacketPart) -> WrittenPage:
    return WrittenPage(parts[0].value, parts, make)


WRITTEN: tuple[WrittenPage, ...] = (
    _page(summary_page, PacketPart.SUMMARY),
    _page(timeline_page, PacketPart.TIMELINE),
    _page(questions_page, PacketPart.QUESTIONS),
    _page(pathology_page, PacketPart.PATHOLOGY),
    _page(imaging_page, PacketPart.IMAGING),
    _page(consults_page, PacketPart.CONSULTS),
    _page(treatment_page, PacketPart.TREATMENT, PacketPart.SURGERY, PacketPart.RADIATION),
    _page(results_page, PacketPart.RESULTS),
    _page(medicines_page, PacketPart.MEDICINES, PacketPart.ALLERGIES),
    _page(history_page, PacketPart.HISTORY, PacketPart.FAMILY),
    _page(care_team_page, PacketPart.CARE_TEAM),
)
"""The written pages after the cover, in packet order (packet.md, sections 1 to 15)."""


def make_front(front: FrontInput) -> FrontPages:
    """Typeset the written pages until the printed packet page numbers are the real ones.

    Raises PageNotMadeError or FontsMissingError.
    """
    with speaking(front.request.language):
        return _settled(front)


def _settled(front: FrontInput) -> FrontPages:
    if PacketPart.SOURCES not in front.request.parts:
        front = replace(front, sections=())
    setting, look = _first_guess(front), _look(front)
    for _ in range(ROUNDS):
        laid_out = LaidOut("packet", _data(setting), note="note", look=look)
        beginnings, count = beginnings_of(laid_out.notes())
        counted = _count(setting, beginnings, count)
        if counted == setting:
            made = laid_out.drawn()
            beginnings, count = beginnings_of(made.notes)
            counted = _count(setting, beginnings, count)
        if counted == setting:
            return FrontPages(
                pdf=made.pdf,
                pages=pages_of_file(beginnings, count, setting.layout),
                layout=setting.layout,
                overflow=overflows_of(made.notes),
                missing_glyphs=made.missing,
            )
        setting = counted
    raise PageNotMadeError


def _first_guess(front: FrontInput) -> Setting:
    """Return a setting in which every part that has something to show is as long as it was, or one page."""
    parts, lengths = front.request.parts, front.lengths
    bare = Setting(front=front, layout=lay_out(1, front.sections, files_pages=_has_files(front)))
    names, titles, empty = ["cover"], {"cover": say("cover.title")}, []
    for page in WRITTEN:
        if parts.intersection(page.parts):
            made = page.make(bare)
            if made is None:
                empty.append((say(f"{page.name}.title"), unknown_words(_answer_for(bare, page.name))))
            else:
                names.append(page.name)
                titles[page.name] = str(made["title"])
    long = [lengths.get(name, 1) for name in names]
    part_pages = {name: (end - pages + 1, end) for name, pages, end in zip(names, long, accumulate(long), strict=True)}
    dividers = {one.letter: lengths.get(one.letter, 1) for one in front.sections}
    files = _has_files(front) and lengths.get(PageKind.FILES, 1)
    layout = lay_out(sum(long), front.sections, divider_pages=dividers, files_pages=files)
    return Setting(front=front, layout=layout, part_pages=part_pages, part_titles=titles, empty_pages=tuple(empty))


EMPTY_KINDS = {
    "pathology": FactKind.PATHOLOGY,
    "imaging": FactKind.IMAGING,
    "consults": FactKind.ENCOUNTERS,
    "treatment": FactKind.TREATMENTS,
}
"""Pages that are left away when the record has nothing for them, and the kind whose answer is said instead."""


def _answer_for(setting: Setting, page: str) -> Answer:
    answer = setting.answer(EMPTY_KINDS[page])
    return Answer.NOT_ASKED if answer is Answer.KNOWN else answer


def _has_files(front: FrontInput) -> int:
    return 1 if any(section.sources for section in front.sections) else 0


def _count(before: Setting, beginnings: tuple[Beginning, ...], count: int) -> Setting:
    """Return the setting with the page numbers that this round came out with."""
    front = before.front
    ends = [one.index for one in beginnings[1:]] + [count]
    lengths = {(one.kind, one.name): end - one.index for one, end in zip(beginnings, ends, strict=True)}
    part_pages, at = {}, 1
    for (kind, name), length in lengths.items():
        if kind in {PageKind.COVER, PageKind.PART}:
            part_pages[name] = (at, at + length - 1)
            at += length
    dividers = {name: length for (kind, name), length in lengths.items() if kind is PageKind.DIVIDER}
    files = sum(length for (kind, _), length in lengths.items() if kind is PageKind.FILES)
    layout = lay_out(at - 1, front.sections, divider_pages=dividers, files_pages=files)
    titles = {one.name: one.title for one in beginnings if one.name in part_pages}
    return replace(before, layout=layout, part_pages=part_pages, part_titles=titles)


def _example_page(setting: Setting) -> int:
    """Return a page to name where the marks are explained: the first of a document, else the packet's last."""
    return min(setting.layout.source_page.values(), default=setting.layout.total_pages)


def _data(setting: Setting) -> JSON:
    front = setting.front
    parts: list[JSON] = [cover_page(setting)]
    parts += [made for page in WRITTEN if front.request.parts.intersection(page.parts) and (made := page.make(setting))]
    parts += [divider_page(setting, at, section) for at, section in enumerate(front.sections)]
    parts += [files_page(setting)] if setting.layout.files_page else []
    return {
        "title": say("cover.title"),
        "name": front.person.filed_name,
        "born": front.person.born.iso if front.person.born else say("unknown.not-known"),
        "code": front.code,
        "version": str(front.version),
        "total": str(setting.layout.total_pages),
        "example_page": str(_example_page(setting)),
        "paper": front.request.paper,
        "language": front.request.language,
        "parts": parts,
    }


def _look(front: FrontInput) -> dict[str, JSON]:
    """Return what stays the same from one packet to the next."""
    return {"edition": front.request.edition, "words": catalogue(front.request.language)}
