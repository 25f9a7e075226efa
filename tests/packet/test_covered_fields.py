"""What a document is called by and was read below a cover is found, and gives way to neutral words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.packet.covered_fields import day_of, fields_under, numbered, without_fields
from desktop.packet.layout import Section, Source
from desktop.packet.under_cover import Words
from desktop.records.dates import PartialDate
from desktop.records.document import Document
from desktop.records.packet import CoveredPage, PacketRequest
from desktop.records.provenance import Box, Evidence

COVER = CoveredPage("d", 1, (Box(0.1, 0.5, 0.9, 0.56),))
BELOW, ABOVE = Box(0.2, 0.51, 0.3, 0.53), Box(0.2, 0.1, 0.3, 0.12)
PAGE: Words = [("Dr.", BELOW), ("Weiss", BELOW), ("3/2/2026", BELOW), ("Lakeside", ABOVE), ("Clinic", ABOVE)]
LETTER = Document(
    id="d", title="Letter", date=PartialDate.parse("2026-03-02"), source="Lakeside Clinic", doctor="Dr. Weiss", pages=1
)


def _found(document: Document, words: Words = PAGE) -> list[tuple[str, bool]]:
    return [(one.field, one.certain) for one in fields_under([document], [COVER], lambda _id, _page: words)]


def test_words_below_a_cover_tell_what_was_read_there() -> None:
    assert _found(LETTER) == [("date", True), ("doctor", True)]
    assert _found(replace(LETTER, id="another")) == []
    assert fields_under([LETTER], [], lambda _id, _page: PAGE) == ()


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        (Evidence(field="title", page=1, box=BELOW), [("title", True)]),
        (Evidence(field="title", page=1, box=ABOVE), []),
        (Evidence(field="title", page=2, box=BELOW), []),
        (Evidence(field="title", page=1, snippet="words that stand nowhere"), [("title", False)]),
        (Evidence(field="source", page=1, snippet="Lakeside Clinic"), []),
    ],
    ids=["below", "above", "page", "no place", "quoted above"],
)
def test_the_place_of_a_field_tells_too(evidence: Evidence, found: list[tuple[str, bool]]) -> None:
    document = replace(LETTER, date=None, doctor="", evidence=(evidence,))
    assert _found(document) == found


def test_another_value_is_asked_about_anew() -> None:
    date, doctor = fields_under([LETTER], [COVER], lambda _id, _page: PAGE)
    assert len({date.key, doctor.key}) == 2
    changed = replace(doctor, document=replace(LETTER, doctor="Dr. Vogt"))
    assert changed.key != doctor.key


def test_neutral_words_stand_for_what_is_withheld_while_it_is_covered() -> None:
    request = PacketRequest(covered=(COVER,), withheld_fields=frozenset({"d#title", "d#date", "d#doctor"}))
    shown = without_fields(LETTER, request)
    assert (shown.date, shown.doctor, shown.source) == (None, "", "Lakeside Clinic")
    assert day_of(shown, request) == "date covered"
    other = Source(document=replace(LETTER, id="first"), kept_pages=(1,))
    (section,) = numbered(
        [Section(letter="A", title="All", sources=(other, Source(document=shown, kept_pages=(1,))))], request
    )
    assert [one.document.title for one in section.sources] == ["Letter", "Document 2"]
    assert without_fields(LETTER, replace(request, covered=())) == LETTER, "nothing is covered any more"
