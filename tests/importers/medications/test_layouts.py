"""Lists in many layouts: nothing wrong, nearly everything found."""

from __future__ import annotations

import pytest

from tests.importers.medications.lists import LAYOUTS, read, score
from tests.importers.sheets import Sheet

LEAST_RECALL = 0.9


@pytest.mark.parametrize("mono", [False, True], ids=["proportional", "fixed-pitch"])
@pytest.mark.parametrize("tight", [False, True], ids=["loose-boxes", "tight-boxes"])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_known_layout_is_read_without_a_wrong_field(layout: str, tight: bool, mono: bool) -> None:  # noqa: FBT001 - parameters of the test
    paper = LAYOUTS[layout](Sheet(size=6.5 if mono else 9, tight=tight, mono=mono))
    found = score(read(paper).facts, paper.truth)
    assert found.wrong == []
    assert found.recall >= LEAST_RECALL


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_proposal_shows_its_place_and_quotes_it(layout: str) -> None:
    paper = LAYOUTS[layout](Sheet())
    for fact in read(paper).facts:
        place = fact.provenance
        assert place.box is not None
        assert 0 <= place.box.left < place.box.right <= 1
        assert 0 <= place.box.top < place.box.bottom <= 1
        assert fact.negated or (fact.values.get("generic") or fact.values["substance"]) in place.snippet
