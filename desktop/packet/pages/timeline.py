"""The timeline: dated documents, medicines, conditions and visits, oldest first, on one page."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.course import course_picture
from desktop.packet.pages.entry import Entry, Weight
from desktop.packet.pages.events import entries_of
from desktop.packet.pages.runs import Run, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso
from desktop.records.answers import Answer
from desktop.records.packet import PacketPart
from desktop.typeset.drawable import JSON


def timeline_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the timeline; each row carries its rank, 0 is left out first."""
    off = setting.front.request.left_off_timeline
    every = sorted(entries_of(setting), key=lambda entry: (entry.when.low, entry.when.high))
    entries = [one for one in every if one.id not in off]
    course = course_picture(setting)
    note = say("timeline.note-bold" if any(entry.bold for entry in entries) else "timeline.note")
    return {
        "part": "timeline",
        "title": say("timeline.title"),
        "note": note,
        "course": course.svg if course else None,
        "course_words": course.words if course else "",
        "rows": _rows(entries),
        "places": _places(setting),
        "left_off": len(every) - len(entries),
        "empty": [f"{say('timeline.empty')}: ", unknown(Answer.NOT_KNOWN)],
        "may_continue": setting.front.request.edition == "large",
    }


def _rows(entries: list[Entry]) -> list[JSON]:
    order = sorted(range(len(entries)), key=lambda at: (entries[at].weight, entries[at].when.low))
    rank = {at: place for place, at in enumerate(order)}
    ahead = [at for at, entry in enumerate(entries) if entry.weight is Weight.AHEAD]
    return [
        {
            "cells": _cells(entry),
            "rank": rank[at],
            "heavy": bool(ahead) and at == ahead[0] and at > 0,
            "id": entry.id,
            "part": entry.part.value if entry.part else "",
        }
        for at, entry in enumerate(entries)
    ]


def _places(setting: Setting) -> list[JSON]:
    """Return where what is left out here is found: written pages with title and first page, then the sources."""
    places: list[JSON] = [
        {"part": part, "title": title, "page": setting.part_page(part)}
        for part, title in setting.part_titles.items()
        if setting.part_page(part)
    ]
    first = min(setting.layout.divider_page.values(), default=0)
    if first:
        places.append({"part": PacketPart.SOURCES.value, "title": say("divider.sources"), "page": first})
    return places


def _cells(entry: Entry) -> list[JSON]:
    what: Run = bold(entry.what) if entry.bold else entry.what
    return [iso(entry.when), {"grey": entry.kind}, what, entry.where, entry.result, [entry.origin]]
