"""An entry that was read below a cover is known, by its box or by the words that it quotes."""

from __future__ import annotations

import pytest

from desktop.packet.under_cover import Words, entries_under
from desktop.records.fact import Fact
from desktop.records.medication import Medication
from desktop.records.packet import CoveredPage
from desktop.records.provenance import Box, Provenance

COVER = CoveredPage("d", 2, (Box(0.1, 0.5, 0.4, 0.56),))
PAGE: Words = [
    ("Sertraline", Box(0.2, 0.51, 0.3, 0.53)),
    ("50", Box(0.31, 0.51, 0.33, 0.53)),
    ("Iron", Box(0.2, 0.6, 0.3, 0.62)),
]


def read(box: Box | None = None, snippet: str = "", *, document: str = "d", page: int = 2) -> Fact:
    place = Provenance(document_id=document, page=page, box=box, snippet=snippet)
    return Medication(id="m", title="Sertraline", generic="Sertraline", provenance=(place,))


@pytest.mark.parametrize(
    ("fact", "certain"),
    [
        (read(Box(0.05, 0.52, 0.9, 0.54)), True),
        (read(Box(0.05, 0.555, 0.9, 0.6)), None),
        (read(Box(0.5, 0.52, 0.9, 0.54)), None),
        (read(Box(0.2, 0.52, 0.3, 0.54), page=1), None),
        (read(Box(0.2, 0.52, 0.3, 0.54), document="other"), None),
        (read(snippet="sertraline  50"), True),
        (read(snippet="Iron"), None),
        (read(snippet="words that stand nowhere"), False),
        (read(), False),
    ],
    ids=["row", "edge", "beside", "page", "paper", "quoted", "quoted elsewhere", "not found", "no place"],
)
def test_a_place_lies_below_a_cover_or_not(fact: Fact, *, certain: bool | None) -> None:
    found = entries_under([fact], [COVER], lambda _document, _page: PAGE)
    assert [one.certain for one in found] == ([] if certain is None else [certain])


def test_an_entry_is_asked_about_once_for_each_page_and_by_a_key_that_stays() -> None:
    fact = read(Box(0.2, 0.52, 0.3, 0.54))
    both = Medication(id="m", title="Sertraline", provenance=(*fact.provenance, *read().provenance))
    (one,) = entries_under([both], [COVER], lambda _document, _page: ())
    assert one.certain
    (again,) = entries_under([fact], [CoveredPage("d", 2, (Box(0, 0, 1, 1),))], lambda _document, _page: ())
    assert one.key == again.key
    assert entries_under([fact], [], lambda _document, _page: ()) == ()
