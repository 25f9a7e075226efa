"""Where slides and blocks are: who holds them, when they were asked for, sent, and must be back."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.packet.language import say
from desktop.packet.pages.origin import PATIENT
from desktop.packet.pages.runs import unknown
from desktop.packet.pages.words import together_with
from desktop.records.answers import Answer
from desktop.records.dates import PartialDate
from desktop.records.pathology import Pathology
from desktop.typeset.drawable import JSON


def material_rows(specimens: Iterable[Pathology]) -> list[JSON]:
    """Return a row for the slides and, when something is said of them, the blocks of each specimen."""
    rows: list[JSON] = []
    for one in specimens:
        rows.append(_slides(one))
        if one.blocks_count or one.blocks_held_by:
            rows.append(_blocks(one))
    return rows


def _named(one: Pathology, what: str, count: str) -> str:
    return f"{one.accession or one.specimen}: {together_with(count, what, separator=' ')}"


def _day(day: PartialDate | None, missing: str) -> str:
    return day.iso if day else missing


def _slides(one: Pathology) -> JSON:
    known = one.slides_count or one.slides_held_by or one.slides_sent_on or one.slides_asked_on
    if not known:
        return [_named(one, say("pathology.slides"), ""), [unknown(Answer.NOT_ASKED)], "–", "–", "–", ["–"]]
    sent = together_with(one.slides_sent_to, _day(one.slides_sent_on, ""), separator=", ")
    back = say("pathology.returned", day=one.slides_returned_on.iso) if one.slides_returned_on else ""
    return [
        _named(one, say("pathology.slides"), one.slides_count),
        one.slides_held_by or say("unknown.not-known"),
        _day(one.slides_asked_on, say("pathology.not-requested")),
        sent or say("pathology.not-sent"),
        back or _day(one.slides_return_by, "–"),
        [PATIENT],
    ]


def _blocks(one: Pathology) -> JSON:
    held = one.blocks_held_by or say("unknown.not-known")
    return [_named(one, say("pathology.blocks"), one.blocks_count), held, "–", "–", "–", [PATIENT]]
