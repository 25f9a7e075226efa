from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.foundation.clock import frozen_at
from desktop.records.dates import PartialDate
from desktop.records.entry_fields import parse_entries
from desktop.records.fact import FactKind
from desktop.services.dates import DateProblem, entry_of, read_date

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("14 November 2026", "2026-11-14"),
        ("Nov 14, 2026", "2026-11-14"),
        ("14. Nov 2026", "2026-11-14"),
        ("14 de noviembre de 2026", "2026-11-14"),
        ("November 2026", "2026-11"),
        ("noviembre 2026", "2026-11"),
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-03-02", "2024-03-02"),
        ("2024/3/2", "2024-03-02"),
        ("03/2024", "2024-03"),
        ("26/02/2026", "2026-02-26"),
        ("02/26/2026", "2026-02-26"),
        ("4/4/2026", "2026-04-04"),
        ("26 November 2026, 10:30 am", "2026-11-26T10:30"),
        ("26 November 2026 at 2:15 pm", "2026-11-26T14:15"),
        ("26 Nov 2026 14:15", "2026-11-26T14:15"),
        ("2026-11-26T10:30", "2026-11-26T10:30"),
        ("today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("3 months ago", "2026-08"),
    ],
)
def test_dates_as_people_type_them_keep_their_precision(typed: str, iso: str) -> None:
    with frozen_at(NOON):
        reading = read_date(typed)
    assert reading.problem is None
    assert reading.date is not None
    assert reading.date.iso_time == iso


def test_a_season_keeps_its_year_and_its_words_all_the_way_into_the_record() -> None:
    reading = read_date("spring 2019")
    assert reading.date == PartialDate(2019, printed="spring 2019")
    values = parse_entries(FactKind.CONDITIONS, {"name": "Cough", "since": entry_of(reading.date)})
    assert values["date"] == PartialDate(2019, printed="spring 2019")


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("1990s", 1990),
        ("winter 2018/19", 2018),
        ("2018/19", 2018),
        ("primavera de 2019", 2019),
        ("Frühjahr 2019", 2019),
        ("about 2015", 2015),
        ("yesterday 2019", 2019),
    ],
)
def test_words_around_a_year_never_become_another_year(typed: str, year: int) -> None:
    with frozen_at(NOON):
        assert read_date(typed).date == PartialDate(year, printed=typed)


def test_day_and_month_that_can_be_swapped_are_asked() -> None:
    reading = read_date("03/04/2026")
    assert reading.date is None
    assert reading.problem is DateProblem.TWO_DAYS
    assert [one.iso for one in reading.choices] == ["2026-03-04", "2026-04-03"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("3/4/26", DateProblem.SHORT_YEAR),
        ("3 Mar 26", DateProblem.SHORT_YEAR),
        ("3 de marzo de 26", DateProblem.SHORT_YEAR),
        ("the 90s", DateProblem.SHORT_YEAR),
        ("summer '09", DateProblem.SHORT_YEAR),
        ("26 March", DateProblem.YEAR_MISSING),
        ("March 26", DateProblem.YEAR_MISSING),
        ("15 ago", DateProblem.YEAR_MISSING),
        ("5 minutes 2019", DateProblem.NOT_A_DATE),
        ("2015-2018", DateProblem.NOT_A_DATE),
        ("2 March", DateProblem.YEAR_MISSING),
        ("30 February 2024", DateProblem.NOT_A_DATE),
        ("14/2024", DateProblem.NOT_A_DATE),
        ("31.31.2024", DateProblem.NOT_A_DATE),
        ("12", DateProblem.NOT_A_DATE),
        ("when I was young", DateProblem.NOT_A_DATE),
        ("0000", DateProblem.NOT_A_DATE),
    ],
)
def test_what_is_no_date_is_said_and_not_guessed(typed: str, problem: DateProblem) -> None:
    reading = read_date(typed)
    assert reading.date is None
    assert reading.problem is problem


def test_nothing_typed_is_no_problem() -> None:
    assert read_date("  ").date is None
    assert read_date("  ").problem is None


@pytest.mark.parametrize("iso", ["2024", "2024-03", "2024-03-02", "2026-11-26T10:30"])
def test_what_the_record_shows_is_read_back_as_it_was(iso: str) -> None:
    reading = read_date(iso)
    assert entry_of(reading.date) == iso
