"""Dates as printed: what each can mean, and nothing more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.identify.dates import Order, find_dates

TODAY = date(2026, 11, 20)


def _means(text: str) -> list[set[str]]:
    return [{reading.iso for _, reading in found.readings} for found in find_dates(text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-14",
        "2026/11/14",
        "11/14/2026",
        "14/11/2026",
        "14.11.2026",
        "11/14/26",
        "November 14, 2026",
        "Nov. 14, 2026",
        "NOV 14 2026",
        "14 November 2026",
        "14-Nov-2026",
        "14Nov2026",
        "14th November 2026",
        "14 de noviembre de 2026",
        "14 noviembre 2026",
        "2026-11-14T08:15:00Z",
    ],
)
def test_a_date_that_can_mean_one_day_is_that_day(text: str) -> None:
    assert _means(f"Collected {text} 08:15") == [{"2026-11-14"}]


@pytest.mark.parametrize("text", ["03/04/2026", "03-04-2026", "3.4.2026", "03/04/26"])
def test_a_date_that_can_mean_two_days_means_both(text: str) -> None:
    assert _means(text) == [{"2026-03-04", "2026-04-03"}]
    found = find_dates(text, TODAY)[0]
    assert not found.certain
    assert found.in_order(None) is None
    assert found.common is not None
    assert found.common.iso == "2026"


def test_an_order_decides_a_date_with_two_meanings() -> None:
    found = find_dates("03/04/2026", TODAY)[0]
    assert getattr(found.in_order(Order.MONTH_FIRST), "iso", "") == "2026-03-04"
    assert getattr(found.in_order(Order.DAY_FIRST), "iso", "") == "2026-04-03"


def test_the_same_day_in_both_orders_is_certain() -> None:
    assert find_dates("03/03/2026", TODAY)[0].certain


def test_two_digits_of_a_year_first_are_a_third_meaning() -> None:
    assert _means("10-11-12") == [{"2012-10-11", "2012-11-10", "2010-11-12"}]
    assert find_dates("10-11-12", TODAY)[0].common is None


def test_a_birth_year_of_two_digits_is_not_in_the_future() -> None:
    assert _means("05/04/57") == [{"1957-05-04", "1957-04-05"}]


@pytest.mark.parametrize("text", ["March 2026", "marzo de 2026", "Mar 2026"])
def test_a_month_stays_a_month(text: str) -> None:
    assert _means(text) == [{"2026-03"}]


@pytest.mark.parametrize(
    "text",
    [
        "555-010-0168",
        "12.0 - 15.5",
        "S26-02907",
        "NCI-2208 4471",
        "1.73",
        "32/13/2026",
        "02/30/2026",
        "v1.2.3.4",
        "p. 3/4",
        "10/12",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert _means(text) == []


def test_several_dates_of_a_line_come_in_order() -> None:
    assert _means("Admitted 24 March 2026, discharged 2026-03-29") == [{"2026-03-24"}, {"2026-03-29"}]


@given(st.text(max_size=60))
def test_any_text_is_searched_without_a_crash(text: str) -> None:
    for found in find_dates(text, TODAY):
        assert text[found.start : found.end] == found.printed


@given(
    st.dates(date(1920, 1, 1), date(2026, 11, 20)), st.sampled_from(["%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%m-%d-%Y"])
)
def test_the_true_day_is_always_among_the_meanings(day: date, form: str) -> None:
    meanings = _means(day.strftime(form))
    assert len(meanings) == 1
    assert day.isoformat() in meanings[0]
