"""The person a document names, and the birth date it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importers.identify.fields import Field, as_label, values_for
from desktop.importers.identify.folded import folded, plain_words
from desktop.importers.identify.mentions import DayOrder, Mention
from desktop.importers.identify.rows import Piece, Row
from desktop.importers.identify.terms import label_classes, word_list
from desktop.records.provenance import Evidence

_ABOUT = re.compile(r"^(re|regarding|ref|asunto)$")
_STOP = re.compile(r"\d|^[(|·•]|^(dob|mrn|born|b\.|age|sex|f|m|female|male|nacid[oa]|d\.o\.b\.?)[:,]?$")
_FEWEST, _MOST = 2, 7


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """`name` and `born` as printed, "" when not found; `several` when the document names more than one person."""

    name: str = ""
    born: str = ""
    several: bool = False
    evidence: tuple[Evidence, ...] = ()


def _name_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    for piece in pieces:
        if _STOP.search(folded(piece.text)):
            break
        kept.append(piece)
        if piece.text.endswith((";", ")")):
            break
    return tuple(kept)


def clean_name(text: str) -> str:
    """Return a person's name without trailing marks, as printed ("LOPEZ, MARIA ELENA")."""
    return text.strip(" ,;:.-()")


def _is_person(name: str) -> bool:
    words = plain_words(name).split()
    return (
        _FEWEST <= len(words) <= _MOST
        and all(word.isalpha() or "'" in word for word in words)
        and not any(word in word_list("place_words") for word in words)
        and name[:1].isupper()
    )


def same_person(one: str, other: str) -> bool:
    """Return whether two printed names can be one person: the words of the shorter all stand in the longer.

    An initial agrees with a word that begins with it; the order of the words does not matter.
    """
    fewer, more = sorted((plain_words(one).split(), plain_words(other).split()), key=len)
    return bool(fewer) and all(
        any(
            word == there or (len(word) == 1 and there.startswith(word)) or (len(there) == 1 and word.startswith(there))
            for there in more
        )
        for word in fewer
    )


def _about(rows: Sequence[Row]) -> list[tuple[str, Row, tuple[Piece, ...]]]:
    """Return the names in lines such as "Re: Maria Elena Lopez, born 4 May 1957"."""
    found = []
    for row in rows:
        for cell in row.cells:
            if (
                len(cell.pieces) > 1
                and _ABOUT.match(as_label(cell.pieces[0].text))
                and cell.pieces[0].text.endswith(":")
            ):
                pieces = _name_pieces(cell.pieces[1:])
                if pieces:
                    found.append((clean_name(" ".join(piece.text for piece in pieces)), row, pieces))
    return found


def _of_another(before: Sequence[Piece]) -> bool:
    """Whether the words before a label or a date, the nearest first, say whose they are: a relative's, a payer's."""
    for piece in reversed(before):
        word = folded(piece.text).strip(",;:.()")
        if word in word_list("own"):
            return False
        if word in word_list("others"):
            return True
    return False


def _same_label(field: Field) -> tuple[Piece, ...]:
    """Return the words that stand before a label in its cell and belong to it ("Guarantor" before "name:")."""
    first = field.label_pieces[0]
    before: list[Piece] = []
    for cell in field.label_row.cells:
        if first in cell.pieces:
            for piece in reversed(cell.pieces[: cell.pieces.index(first)]):
                if piece.text.endswith((":", ";", ".")):
                    break
                before.insert(0, piece)
    return tuple(before)


def _labelled(fields: Sequence[Field]) -> list[tuple[str, Row, tuple[Piece, ...]]]:
    found = []
    for field in values_for(fields, label_classes("people"), "people"):
        pieces = _name_pieces(field.value)
        if pieces and not _of_another(_same_label(field)):
            found.append((clean_name(" ".join(piece.text for piece in pieces)), field.row, pieces))
    return found


def _births(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.stands_for == "birth"]


def _own(births: Sequence[Mention]) -> list[Mention]:
    """Return the birth dates that no word in their row gives to somebody else."""
    return [birth for birth in births if not _of_another(_left_of(birth))]


def _left_of(birth: Mention) -> tuple[Piece, ...]:
    pieces = [piece for cell in birth.row.cells for piece in cell.pieces]
    start = pieces.index(birth.pieces[0]) if birth.pieces and birth.pieces[0] in pieces else 0
    return tuple(pieces[:start])


def _days(births: Sequence[Mention], order: DayOrder) -> set[str]:
    """Return the different days of birth; two forms that may be the same day count once."""
    days: list[set[str]] = []
    for birth in births:
        day = order.day_of(birth.printed)
        could = {day.iso} if day else {reading.iso for _, reading in birth.printed.readings}
        if not any(could & known for known in days):
            days.append(could)
    return {min(day) for day in days}


def find_person(
    rows: Sequence[Row], fields: Sequence[Field], mentions: Sequence[Mention], order: DayOrder
) -> NamedPerson:
    """Return who the document is about; two different names or birth dates are told, not chosen from in silence."""
    named = [found for found in (*_labelled(fields), *_about(rows)) if _is_person(found[0])]
    every = _births(mentions)
    births = _own(every)
    others = [name for name, _, _ in named if not same_person(name, named[0][0])]
    days = _days(every, order)
    several = bool(others) or len(days) > 1
    reason = "This file names more than one person." if several else ""
    evidence: list[Evidence] = []
    if named:
        name, row, pieces = named[0]
        box = row.box(pieces)
        evidence.append(
            Evidence(field="person", page=row.page, box=box, snippet=name, certain=not several, reason=reason)
        )
    if births:
        evidence.append(_birth_evidence(births[0], order, reason))
    name = named[0][0] if named else ""
    return NamedPerson(name, _printed_birth(births, order), several, tuple(evidence))


def _printed_birth(births: Sequence[Mention], order: DayOrder) -> str:
    if not births:
        return ""
    day = order.day_of(births[0].printed)
    return day.iso if day is not None else births[0].printed.printed


def _birth_evidence(birth: Mention, order: DayOrder, reason: str) -> Evidence:
    unclear = order.day_of(birth.printed) is None
    told = f"{birth.printed.printed} can be read in two ways." if unclear else reason
    return Evidence(
        field="born",
        page=birth.page,
        box=birth.row.box(birth.pieces),
        snippet=birth.snippet,
        certain=not told,
        reason=told,
    )
