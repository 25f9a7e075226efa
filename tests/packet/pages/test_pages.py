from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.packet.layout import Layout
from desktop.packet.pages.axis import value_axis
from desktop.packet.pages.chart import SMALL, draw_chart
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.result_table import ColumnKey, even, lab_letters
from desktop.packet.pages.series import all_series, number_of, side_of
from desktop.packet.pages.words import age_in_words, iso, page_range, quoted
from desktop.records.dates import PartialDate
from desktop.records.medication import Medication
from desktop.records.provenance import Origin, Provenance
from desktop.records.result import Comparator, Result
from tests.packet.pages.maria import results

LAYOUT = Layout(total_pages=60, divider_page={}, section_pages={}, source_page={"lab": 40}, kept_pages={"lab": (1, 3)})
READ = (Provenance(document_id="lab", page=3),)


def medicine(origin: Origin, provenance: tuple[Provenance, ...] = READ) -> Medication:
    return Medication(generic="x", origin=origin, provenance=provenance)


def test_a_confirmed_fact_points_to_its_packet_page() -> None:
    assert origin_of(medicine(Origin.CONFIRMED), LAYOUT) == {"mark": "page", "pages": [41]}


def test_a_proposed_fact_is_not_confirmed_even_with_a_page() -> None:
    assert origin_of(medicine(Origin.PROPOSED), LAYOUT) == {"mark": "unconfirmed", "see": 41}


def test_an_edited_fact_is_the_patients_word_with_a_page_to_compare() -> None:
    assert origin_of(medicine(Origin.EDITED), LAYOUT) == {"mark": "patient", "see": 41}


def test_a_page_that_is_not_in_the_packet_is_never_cited() -> None:
    away = (Provenance(document_id="lab", page=2), Provenance(document_id="other", page=1))
    assert origin_of(medicine(Origin.CONFIRMED, away), LAYOUT) == {"mark": "patient"}


def test_at_most_three_pages_in_one_mark() -> None:
    assert page_mark([9, 8, 7, 6]) == {"mark": "page", "pages": [9, 8, 7]}


@pytest.mark.parametrize(
    ("value", "low", "high", "comparator", "side"),
    [
        ("9.2", "11.7", "15.5", None, -1),
        ("15.5", "11.7", "15.5", None, 0),
        ("16,1", "11.7", "15.5", None, 1),
        ("16", "", "", None, 0),
        ("Negative", "0", "1", None, 0),
        ("5", "7", "", Comparator.MORE, 0),
        ("5", "", "3", Comparator.LESS, 0),
        ("5", "", "3", Comparator.MORE, 1),
    ],
)
def test_a_number_is_compared_only_with_the_range_of_its_own_report(
    value: str, low: str, high: str, comparator: Comparator | None, side: int
) -> None:
    assert side_of(Result(test="t", value=value, low=low, high=high, comparator=comparator)) == side


def test_ranges_and_words_are_no_numbers() -> None:
    assert number_of("5-10") is None
    assert number_of("12,5") == 12.5
    assert number_of("") is None


def test_one_test_in_two_units_is_two_series() -> None:
    both = (Result(test="Glucose", value="5.5", unit="mmol/L"), Result(test="glucose", value="99", unit="mg/dL"))
    assert [(one.test, one.unit) for one in all_series(both, {})] == [("Glucose", "mmol/L"), ("glucose", "mg/dL")]


def test_laboratories_get_letters_of_their_own() -> None:
    assert lab_letters(results()) == {"Lakeshore": "L", "Northgate": "N"}
    same = tuple(Result(test="t", value="1", lab=name) for name in ("Northgate", "North Lab", "Nova"))
    assert len(set(lab_letters(same).values())) == 3


def test_value_axis_shows_every_value() -> None:
    for values in ([0.4, 5.6], [3.1, 3.9], [140.0, 141.0], [5.0, 5.0], [-2.0, 3.0], [0.0, 0.0], [1e5, 3e5]):
        axis = value_axis(values, [], 80, 10)
        assert axis.low <= min(values) <= max(values) <= axis.high
        assert 3 <= len(axis.ticks) <= 5


def test_band_steps_where_the_laboratory_changes() -> None:
    hemoglobin = next(one for one in all_series(results(), {}) if one.test == "Hemoglobin")
    svg = draw_chart(hemoglobin, date(2026, 3, 1), date(2026, 11, 22), SMALL)
    assert svg.count('fill="#DFE6EA"') == 2
    assert svg.count("<circle") == 2
    assert "stroke-dasharray" in svg


def test_a_chart_without_a_printed_range_has_open_circles_and_no_band() -> None:
    values = tuple(Result(test="t", value=str(n), date=PartialDate(2026, n, 1)) for n in range(1, 5))
    svg = draw_chart(all_series(values, {})[0], date(2026, 1, 1), date(2026, 5, 1), SMALL)
    assert svg.count("<circle") == 4
    assert "#DFE6EA" not in svg


def test_dates_are_never_made_more_exact() -> None:
    assert iso(PartialDate(2024)) == "2024"
    assert iso(PartialDate(2020, printed="about 2020")) == "about 2020"
    assert iso(PartialDate(2024, 3, 2, printed="03/02/2024")) == "2024-03-02"
    assert iso(None) == "not known"


def test_age_is_in_years_and_for_babies_in_months() -> None:
    assert age_in_words(PartialDate(1957, 5, 4), date(2026, 11, 20)) == "69"
    assert age_in_words(PartialDate(1957), date(2026, 6, 1)) == "68 or 69"
    assert age_in_words(PartialDate(2026, 3, 25), date(2026, 11, 20)) == "7 months"


def test_own_words_are_quoted_once() -> None:
    assert quoted("tired") == "“tired”"
    assert quoted("“tired”") == "“tired”"
    assert page_range(4, 4) == "4"
    assert page_range(4, 6) == "4–6"


@given(st.integers(0, 60), st.integers(1, 12))
def test_tables_of_results_are_of_nearly_the_same_width(dates: int, width: int) -> None:
    order = [ColumnKey(f"{number:03}", "", "", 0) for number in range(dates)]
    tables = even(order, width)
    assert [key for table in reversed(tables) for key in table] == order
    widths = [len(table) for table in tables]
    assert all(0 < each <= width for each in widths)
    assert not widths or max(widths) - min(widths) <= 1
