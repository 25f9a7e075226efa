"""The written pages of a packet, cover to care team, dividers and the list of files, as one tagged PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.packet.front_values import FrontInput, FrontPage, FrontPages, LeftOut, Overflow, PageKind
from desktop.packet.layout import Layout, Section, Source, lay_out
from desktop.packet.numbering import Beginning, beginnings_of, pages_of_file
from desktop.packet.pages.care_team import care_team_page
from desktop.packet.pages.cover import TITLE, cover_page
from desktop.packet.pages.divider import divider_page
from desktop.packet.pages.files import files_page
from desktop.packet.pages.history import history_page
from desktop.packet.pages.medicines import medicines_page
from desktop.packet.pages.questions import questions_page
from desktop.packet.pages.results import results_page
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.summary import summary_page
from desktop.packet.pages.timeline import timeline_page
from desktop.records.packet import PacketPart
from desktop.typeset.compile import typeset_pages
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

WRITTEN: tuple[tuple[PacketPart, Callable[[Setting], dict[str, JSON]]], ...] = (
    (PacketPart.SUMMARY, summary_page),
    (PacketPart.TIMELINE, timeline_page),
    (PacketPart.QUESTIONS, questions_page),
    (PacketPart.RESULTS, results_page),
    (PacketPart.MEDICINES, medicines_page),
    (PacketPart.HISTORY, history_page),
    (PacketPart.CARE_TEAM, care_team_page),
)
"""The written parts after the cover, in packet order."""

OVERFLOW_WORDS = {
    PacketPart.SUMMARY: "The summary is longer than one page. Please shorten a text or leave something out.",
    PacketPart.TIMELINE: "The timeline is longer than one page. Please leave some documents out of it.",
}


def make_front(front: FrontInput) -> FrontPages:
    """Typeset the written pages until the printed packet page numbers are the real ones.

    Raises PageNotMadeError or FontsMissingError.
    """
    if PacketPart.SOURCES not in front.request.parts:
        front = replace(front, sections=())
    setting = _first_guess(front)
    for _ in range(ROUNDS):
        made = typeset_pages("packet", _data(setting), note="note")
        beginnings, count = beginnings_of(made.notes)
        counted = _count(front, beginnings, count)
        if counted == setting:
            return FrontPages(
                pdf=made.pdf,
                pages=pages_of_file(beginnings, count, setting.layout),
                layout=setting.layout,
                overflow=_overflow(made.notes),
                missing_glyphs=made.missing,
            )
        setting = counted
    raise PageNotMadeError


def _first_guess(front: FrontInput) -> Setting:
    names = ["cover", *(part.value for part, _ in WRITTEN if part in front.request.parts)]
    layout = lay_out(len(names), front.sections, files_pages=_has_files(front))
    return Setting(front=front, layout=layout, part_pages={name: (at, at) for at, name in enumerate(names, start=1)})


def _has_files(front: FrontInput) -> int:
    return 1 if any(section.sources for section in front.sections) else 0


def _count(front: FrontInput, beginnings: tuple[Beginning, ...], count: int) -> Setting:
    """Return the setting with the page numbers that this round came out with."""
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
    return Setting(front=front, layout=layout, part_pages=part_pages, part_titles=titles)


def _data(setting: Setting) -> JSON:
    front = setting.front
    parts: list[JSON] = [cover_page(setting)]
    parts += [page(setting) for part, page in WRITTEN if part in front.request.parts]
    parts += [divider_page(setting, at, section) for at, section in enumerate(front.sections)]
    parts += [files_page(setting)] if setting.layout.files_page else []
    return {
        "title": TITLE,
        "name": front.person.name,
        "born": front.person.born.iso if front.person.born else "not known",
        "code": front.code,
        "version": str(front.version),
        "total": str(setting.layout.total_pages),
        "paper": front.request.paper,
        "parts": parts,
    }


def _overflow(notes: tuple[JSON, ...]) -> tuple[Overflow, ...]:
    names = [note["part"] for note in notes if isinstance(note, dict) and note["note"] == "overflow"]
    return tuple(Overflow(part=part, words=words) for part, words in OVERFLOW_WORDS.items() if part.value in names)
