"""Reports in many layouts: nothing wrong, nearly everything found."""

from __future__ import annotations

import pytest

from tests.importers.labs.reports import LAYOUTS
from tests.importers.labs.scoring import read, score
from tests.importers.sheets import Sheet

LEAST_RECALL = 0.9


@pytest.mark.parametrize("tight", [False, True], ids=["loose-boxes", "tight-boxes"])
@pytest.mark.parametrize("size", [7.5, 9.0])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_known_layout_is_read_without_a_wrong_field(layout: str, size: float, tight: bool) -> None:  # noqa: FBT001 - a parameter of the test
    report = LAYOUTS[layout](Sheet(size=size, tight=tight))
    found = score(read(report).facts, report.truth)
    assert found.wrong == []
    assert found.recall >= LEAST_RECALL


@pytest.mark.parametrize("tight", [False, True], ids=["loose-boxes", "tight-boxes"])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_fixed_pitch_type_is_read_as_well(layout: str, tight: bool) -> None:  # noqa: FBT001 - a parameter of the test
    report = LAYOUTS[layout](Sheet(size=7, mono=True, tight=tight))
    found = score(read(report).facts, report.truth)
    assert found.wrong == []
    assert found.recall >= LEAST_RECALL


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_value_shows_its_place_on_the_page(layout: str) -> None:
    report = LAYOUTS[layout](Sheet())
    facts = read(report).facts
    for fact in facts:
        place = fact.provenance
        assert place.box is not None
        assert 0 <= place.box.left < place.box.right <= 1
        assert 0 <= place.box.top < place.box.bottom <= 1
        assert fact.values["value"] in place.snippet
        assert place.page in {page.page for page in report.pages}


def test_values_come_in_the_order_of_the_page() -> None:
    report = LAYOUTS["over_pages"](Sheet())
    places = [
        (fact.provenance.page, fact.provenance.box.top if fact.provenance.box else 0) for fact in read(report).facts
    ]
    assert places == sorted(places)
