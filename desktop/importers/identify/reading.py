"""What a document's pages give to every rule: rows, labelled fields, dates and their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.importers.identify.fields import Field, fields_of
from desktop.importers.identify.kind import KnownKind, recognise_kind
from desktop.importers.identify.mentions import DayOrder, Mention, decide_order, mentions_of
from desktop.importers.identify.person import NamedPerson, find_person
from desktop.importers.identify.rows import Row, rows_of
from desktop.importers.words import PageWords


@dataclass(frozen=True)
class Reading:
    """The pages of one document, taken apart once; shared by identification and lab values."""

    rows: tuple[Row, ...]
    fields: tuple[Field, ...]
    mentions: tuple[Mention, ...]
    order: DayOrder
    known: KnownKind | None
    person: NamedPerson
    today: date


def read_pages(pages: Sequence[PageWords], today: date) -> Reading:
    """Take the pages of one document apart; `today` bounds the years that dates can have."""
    rows = tuple(row for page in pages for row in rows_of(page))
    fields = tuple(fields_of(rows))
    mentions = tuple(mentions_of(rows, today))
    order = decide_order(mentions)
    person = find_person(rows, fields, mentions, order)
    return Reading(rows, fields, mentions, order, recognise_kind(rows), person, today)
