"""Further layouts as real PDFs: nothing wrong, nearly everything found, and what is not found is told."""

from __future__ import annotations

import pytest

from desktop.importers.pdf.read import read
from tests.importers.labs.more_reports import MORE_LAYOUTS
from tests.importers.labs.scoring import TODAY, score

LEAST_RECALL = 0.9


@pytest.mark.parametrize("layout", sorted(MORE_LAYOUTS))
def test_a_further_layout_is_read_without_a_wrong_field(layout: str) -> None:
    made = MORE_LAYOUTS[layout]
    found = score(read(made.pdf(), password=None, today=TODAY).facts, made.truth)
    assert found.wrong == []
    assert found.recall >= LEAST_RECALL


@pytest.mark.parametrize("layout", sorted(MORE_LAYOUTS))
def test_every_value_lies_where_the_page_shows_it(layout: str) -> None:
    facts = read(MORE_LAYOUTS[layout].pdf(), password=None, today=TODAY).facts
    assert facts
    for fact in facts:
        box = fact.provenance.box
        assert box is not None
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
        long_way = (box.right - box.left) > (box.bottom - box.top)
        assert long_way == (layout != "text turned on its side")
